package import Plant

/// Lays what people said over what was found.
package struct IncidentCorrector: Sendable {
    private let tags: [TagName: Tag]
    private let zone: SiteTimeZone

    package init(tags: [TagName: Tag], zone: SiteTimeZone) {
        self.tags = tags
        self.zone = zone
    }

    /// The incidents as they are shown, by their start.
    ///
    /// Corrections apply in the order in which they were made. One whose incidents are no longer found changes nothing,
    /// and does again when they come back.
    package func shown(_ state: IncidentState) -> [Incident] {
        var shown = state.found
        for correction in state.corrections where correction.withdrawn == nil {
            switch correction.kind {
            case .merge: merge(correction, state.former, &shown)
            case .split: split(correction, state.former, &shown)
            }
        }
        return shown.sorted { ($0.window.from, $0.id) < ($1.window.from, $1.id) }
    }

    /// Where an incident is among those shown, also by an id that it had before.
    package static func place(of id: String, in shown: [Incident], former: [String: String]) -> Int? {
        shown.firstIndex { $0.id == id } ?? former[id].flatMap { now in shown.firstIndex { $0.id == now } }
    }

    // MARK: Merging

    private func merge(_ correction: IncidentCorrection, _ former: [String: String], _ shown: inout [Incident]) {
        var places: [Int] = []
        for id in correction.incidents {
            guard let place = IncidentCorrector.place(of: id, in: shown, former: former), !places.contains(place)
            else { continue }
            places.append(place)
        }
        guard places.count > 1, let id = correction.incidents.first else { return }
        let merged = merged(places.map { shown[$0] }, id: id, correction)
        shown = shown.enumerated().filter { !places.contains($0.offset) }.map(\.element) + [merged]
    }

    private func merged(_ members: [Incident], id: String, _ correction: IncidentCorrection) -> Incident {
        let ordered = members.sorted { ($0.window.from, $0.id) < ($1.window.from, $1.id) }
        let kinds = Set(members.map(\.kind))
        let kind: Incident.Kind = kinds.contains(.process) ? .process : kinds.contains(.alarms) ? .alarms : .instrument
        let first = ordered.filter { $0.kind == kind }
            .min { ($0.onset ?? $0.window.from, $0.id) < ($1.onset ?? $1.window.from, $1.id) }
        var seen: Set<Finding> = []
        let findings = ordered.flatMap(\.findings).filter { seen.insert($0).inserted }
            .sorted(by: FindingMerger.precedes)
        // The place is that of the incident into which the others went.
        let asset = members.first?.asset ?? first?.asset
        var result = Incident(
            id: id,
            kind: kind,
            title: IncidentWording(tags: tags).title(kind, findings, asset: asset),
            asset: asset,
            assets: unique(members.flatMap(\.assets)),
            window: ordered.dropFirst().reduce(ordered[0].window) { $0.union($1.window) },
            severity: members.map(\.severity).max() ?? .low,
            firstOut: first?.firstOut,
            onset: first?.onset,
            findings: findings,
            timeline: timeline(ordered.flatMap(\.timeline)),
            related: unique(ordered.flatMap(\.related))
        )
        result.corrections = corrections(of: ordered, and: correction)
        return result
    }

    // MARK: Splitting

    private func split(_ correction: IncidentCorrection, _ former: [String: String], _ shown: inout [Incident]) {
        guard let id = correction.incidents.first, let into = correction.into,
            let place = IncidentCorrector.place(of: id, in: shown, former: former),
            let parts = IncidentCorrector.parts(of: shown[place], correction)
        else { return }
        let whole = shown.remove(at: place)
        shown.append(part(of: whole, parts.stays, id: id, correction))
        shown.append(part(of: whole, parts.goes, id: into, correction))
    }

    /// Findings that stay and those that are split off; `nil` where either would be empty.
    package static func parts(
        of incident: Incident,
        _ correction: IncidentCorrection
    ) -> (stays: [Finding], goes: [Finding])? {
        var stays: [Finding] = []
        var goes: [Finding] = []
        for finding in incident.findings {
            let isMarked = correction.findings?.contains { $0.marks(finding) } ?? false
            let isLater = correction.at.map { finding.window.from >= $0 } ?? false
            if isMarked || isLater { goes.append(finding) } else { stays.append(finding) }
        }
        return stays.isEmpty || goes.isEmpty ? nil : (stays, goes)
    }

    /// The id of what is split off, from its own start and place.
    package func name(of goes: [Finding], taken: Set<String>) -> String {
        let episode = Episode(all: goes)
        let place = episode.mainAsset(episode.firstOut)?.rawValue ?? episode.firstOut?.tag?.rawValue ?? "plant"
        let base = IncidentBuilder.name(at: episode.from, place: place, zone: zone)
        guard taken.contains(base) else { return base }
        var count = 2
        while taken.contains("\(base)-\(count)") { count += 1 }
        return "\(base)-\(count)"
    }

    private func part(
        of whole: Incident,
        _ findings: [Finding],
        id: String,
        _ correction: IncidentCorrection
    ) -> Incident {
        let episode = Episode(all: findings)
        let first = episode.firstOut
        let kind: Incident.Kind =
            findings.allSatisfy(\.kind.isSignalHealth)
            ? .instrument : findings.contains { $0.kind == .alarmFlood } && whole.kind == .alarms ? .alarms : .process
        let keepsFirst = whole.firstOut.map { name in findings.contains { $0.tag == name } } ?? false
        let asset = keepsFirst ? whole.asset : episode.mainAsset(first)
        let records = whole.timeline.filter { entry in !whole.findings.contains { entry.tells($0) } }
        // Notes and orders may tell of either part, and stay with both unless they came before a part began.
        let own = records.filter { $0.time >= episode.from.adding(seconds: -3_600) }
        let told = Set(own.compactMap(\.record))
        let lines = whole.timeline.filter { entry in findings.contains { entry.tells($0) } }
        let worst = findings.map(\.severity).max() ?? .low
        // Alarms of stopped equipment may stand for long; they did not make the whole longer, nor do they a part.
        let end = min(episode.end, whole.window.to)
        var result = Incident(
            id: id,
            kind: kind,
            title: IncidentWording(tags: tags).title(kind, findings, asset: asset),
            asset: asset,
            assets: unique([asset].compactMap(\.self) + findings.compactMap(\.asset)),
            window: TimeWindow(from: episode.from, to: max(end, episode.from.adding(seconds: 1))),
            severity: kind == .instrument ? min(worst, .medium) : worst,
            firstOut: keepsFirst ? whole.firstOut : first?.tag,
            onset: keepsFirst ? whole.onset : nil,
            findings: findings,
            timeline: timeline(lines + own),
            related: whole.related.filter(told.contains)
        )
        result.corrections = corrections(of: [whole], and: correction)
        return result
    }

    // MARK: Pieces

    private func corrections(of members: [Incident], and correction: IncidentCorrection) -> [IncidentCorrection] {
        unique(members.flatMap { $0.corrections ?? [] } + [correction]).sorted { $0.number < $1.number }
    }

    private func timeline(_ entries: [TimelineEntry]) -> [TimelineEntry] {
        unique(entries).sorted {
            ($0.time, $0.tag?.rawValue ?? "~", $0.text, $0.record ?? "")
                < ($1.time, $1.tag?.rawValue ?? "~", $1.text, $1.record ?? "")
        }
    }

    private func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}
