package import Plant

/// Puts findings, alarms, work orders and notes that belong together into incidents.
///
/// Findings belong together when their assets are the same, lie one within the other, or share a system, and their
/// times are less than the gap apart; what starts elsewhere in the unit while a serious episode lasts is its
/// consequence. What speaks of sick instruments makes incidents of its own: a stuck transmitter is never a process
/// upset, nor one of its reasons. The same findings in any order, whole or in pieces, make the same incidents.
package struct IncidentBuilder: Sendable {
    private let assets: AssetTree
    private let tags: [TagName: Tag]
    private let settings: DetectionSettings
    private let zone: SiteTimeZone
    private let places: PlantPlaces

    package init(
        assets: AssetTree,
        tags: [TagName: Tag],
        zone: SiteTimeZone,
        settings: DetectionSettings = DetectionSettings()
    ) {
        self.assets = assets
        self.tags = tags
        self.zone = zone
        self.settings = settings
        places = PlantPlaces(assets)
    }

    /// Incidents of findings and of an alarm journal.
    package func incidents(findings: [Finding], alarms: [Alarm], records: [Record]) -> [Incident] {
        incidents(
            findings: findings + AlarmAnalysis.findings(alarms, tags: tags, settings: settings),
            records: records
        )
    }

    /// - Parameters:
    ///   - findings: Of signals and of alarms (``AlarmAnalysis/findings(_:tags:settings:)``), in any order.
    ///   - records: Work orders and notes of the time around; those of other assets are left alone.
    package func incidents(findings: [Finding], records: [Record]) -> [Incident] {
        let merged = FindingMerger(tags: tags).merged(findings)
        let stoppages = Stoppages(merged)
        let health = merged.filter { isSick($0, stoppages, among: merged) }
        let process = believable(merged.filter { !$0.kind.isSignalHealth && $0.kind != .alarmFlood }, health: health)
        let builder = EpisodeBuilder(places: places, settings: settings, stoppages: stoppages)
        let attributed = FloodAttribution(places: places).attribute(
            merged.filter { $0.kind == .alarmFlood },
            among: builder.episodes(process),
            findings: process
        )
        let drifts = DriftGroups(places: places, assets: assets, tags: tags)
        var incidents = attributed.process.map { incident(.process, $0, $0.firstOut, records) }
        incidents += attributed.alarms.map { episode in
            incident(
                .alarms,
                episode,
                commonCause(of: episode),
                at: episode.findings.first { $0.kind == .alarmFlood },
                records
            )
        }
        // Equipment that was switched on or off meanwhile has other levels for that reason.
        let slow = process.filter { $0.kind == .drift && !stoppages.isDown($0.asset, during: $0.window) }
        incidents += drifts.episodes(slow).map { episode in
            incident(.process, episode, drifts.heart(of: episode), records)
        }
        incidents += instrumentEpisodes(health).map { incident(.instrument, $0, $0.findings.first, records) }
        return named(
            incidents.sorted {
                ($0.window.from, $0.asset?.rawValue ?? "", $0.kind.rawValue, $0.title)
                    < ($1.window.from, $1.asset?.rawValue ?? "", $1.kind.rawValue, $1.title)
            }
        )
    }

    // MARK: Instruments

    private func isSick(_ finding: Finding, _ stoppages: Stoppages, among all: [Finding]) -> Bool {
        switch finding.kind {
        case .frozen where finding.reference != nil:
            !stoppages.isDown(finding.asset, during: finding.window) && isAlone(finding, among: all)
        // The signals of standing equipment may rest.
        case .frozen: !stoppages.isDown(finding.asset, during: finding.window)
        case .outOfRange: true
        case .badQuality: finding.window.seconds >= settings.badQualityIncident
        default: false
        }
    }

    /// Whether a signal that went to an end of its range raised alarms there, and nothing else in the unit began to move
    /// within a quarter of an hour: then it is the signal and not the equipment.
    private func isAlone(_ finding: Finding, among all: [Finding]) -> Bool {
        let start = finding.window.from
        let unit = places.unit(of: finding.asset)
        var speaks = false
        for other in all {
            if other.tag == finding.tag {
                let isSaid = other.kind == .limit || other.kind == .alarm
                if isSaid, other.window.overlaps(finding.window) { speaks = true }
            } else if !other.kind.isSignalHealth, other.kind != .drift, places.unit(of: other.asset) == unit,
                abs(other.window.from.seconds(since: start)) <= 900
            {
                return false
            }
        }
        return speaks
    }

    /// Without what sick instruments raised: their alarms, and what chatters with them.
    private func believable(_ process: [Finding], health: [Finding]) -> [Finding] {
        let sick = Dictionary(grouping: health.filter { $0.tag != nil }) { $0.tag ?? "" }
        return process.filter { finding in
            guard finding.kind != .trip, let tag = finding.tag else { return true }
            // A drift is judged over days, during which a signal may have been sick for hours.
            if finding.kind == .drift { return !(sick[tag] ?? []).contains { $0.window.seconds > 86_400 } }
            return !(sick[tag] ?? []).contains { $0.window.widened(bySeconds: 60).overlaps(finding.window) }
        }
    }

    /// One instrument, one incident, joined over short breaks; several that are sick in the same way from the same time
    /// to the same time have one cause, such as a card, a gateway or the recording, and are one incident.
    private func instrumentEpisodes(_ health: [Finding]) -> [Episode] {
        let shared = CommonSickness(health)
        var episodes = shared.groups.compactMap { group -> Episode? in
            guard let first = group.first else { return nil }
            var episode = Episode(first, until: first.window.to)
            for finding in group.dropFirst() { episode.add(finding, until: finding.window.to) }
            return episode
        }
        let count = episodes.count
        for finding in shared.others {
            let home = episodes.indices.dropFirst(count).last { index in
                let episode = episodes[index]
                return episode.findings.first?.tag == finding.tag
                    && finding.window.from <= episode.end.adding(seconds: Int64(settings.incidentGap))
            }
            if let home {
                episodes[home].add(finding, until: finding.window.to)
            } else {
                episodes.append(Episode(finding, until: finding.window.to))
            }
        }
        return episodes
    }

    // MARK: The incident

    /// - Parameter place: The finding whose asset the incident is about, where that is not what moved first.
    private func incident(
        _ kind: Incident.Kind,
        _ episode: Episode,
        _ first: Finding?,
        at place: Finding? = nil,
        _ records: [Record]
    ) -> Incident {
        let change = kind == .process ? ModeChange(episode.findings) : nil
        var asset = change == nil ? place?.asset ?? episode.mainAsset(first) : unit(of: episode)
        if kind == .instrument, episode.assets.count > 1 {
            asset = places.common(episode.assets.compactMap(\.self).sorted()) ?? asset
        }
        var members = episode.assets.compactMap(\.self).sorted()
        if let asset {
            members.removeAll { $0 == asset }
            members.insert(asset, at: 0)
        }
        let related = RelatedRecords(assets: assets).records(records, members: members, window: episode.window)
        let wording = IncidentWording(tags: tags)
        return Incident(
            id: "",
            kind: kind,
            title: wording.title(kind, episode.findings, asset: asset),
            asset: asset,
            assets: members,
            window: episode.window,
            severity: change == nil ? severity(kind, episode) : .low,
            firstOut: first?.tag,
            findings: episode.findings,
            timeline: wording.timeline(episode.findings, related),
            related: related.map { "\($0.kind.rawValue):\($0.id)" }
        )
    }

    /// The unit whose machines were stopped or started; where they are all of one system, that system.
    private func unit(of episode: Episode) -> AssetID? {
        let machines = episode.findings.filter { $0.kind == .stop || $0.kind == .start }.compactMap(\.asset)
        return places.common(machines)
    }

    /// What shook a whole unit at once shows first in what reacts fastest; the order of the alarms tells how near each
    /// tag was to its limit.
    private func commonCause(of episode: Episode) -> Finding? {
        let alarms = episode.findings.filter { ($0.kind == .alarm || $0.kind == .limit) && $0.tag != nil }
        guard let start = alarms.first?.window.from else { return episode.firstOut }
        let early = alarms.filter { $0.window.from.seconds(since: start) <= FloodAttribution.atOnce }
        let first = ReactionOrder.first(of: Set(early.compactMap(\.tag)), tags: tags)
        return early.first { $0.tag == first } ?? episode.firstOut
    }

    private func severity(_ kind: Incident.Kind, _ episode: Episode) -> Severity {
        let worst = episode.findings.map(\.severity).max() ?? .low
        return kind == .instrument ? min(worst, .medium) : worst
    }

    /// `I-20260301-P-101A-0210`, in the plant's own time.
    static func name(at start: Timestamp, place: String, zone: SiteTimeZone) -> String {
        let civil = zone.civil(at: start)
        let day = civil.date.filter { $0 != "-" }
        let clock = civil.hourAndMinute.filter { $0 != ":" }
        return "I-\(day)-\(place)-\(clock)"
    }

    private func named(_ incidents: [Incident]) -> [Incident] {
        var taken: [String: Int] = [:]
        return incidents.map { incident in
            let place = incident.asset?.rawValue ?? incident.firstOut?.rawValue ?? "plant"
            let base = IncidentBuilder.name(at: incident.window.from, place: place, zone: zone)
            let count = taken[base, default: 0]
            taken[base] = count + 1
            var incident = incident
            incident.id = count == 0 ? base : base + "-\(count + 1)"
            return incident
        }
    }
}
