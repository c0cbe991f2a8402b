package import Plant

/// Puts findings, work orders and notes that belong together into incidents.
///
/// Two findings belong together when their assets are the same, lie one within the other, or share a parent below the
/// unit, and their times are less than the gap apart. What speaks of sick instruments makes incidents of its own: a
/// stuck transmitter is never a process upset.
package struct IncidentBuilder: Sendable {
    private let assets: AssetTree
    private let tags: [TagName: Tag]
    private let settings: DetectionSettings
    private let zone: SiteTimeZone

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
    }

    /// - Parameters:
    ///   - findings: In any order.
    ///   - records: Work orders and notes of the time around; those of other assets are left alone.
    package func incidents(findings: [Finding], records: [Record]) -> [Incident] {
        let unique = Array(Set(findings))
        let process = unique.filter { !$0.kind.isSignalHealth }
        let health = unique.filter { $0.kind.isSignalHealth && $0.kind != .badQuality }
        let sick = Dictionary(grouping: health.filter { $0.tag != nil }) { $0.tag ?? "" }
        // An alarm raised by a sick instrument is the instrument's.
        let believable = process.filter { finding in
            guard finding.kind == .alarm, let tag = finding.tag else { return true }
            return !(sick[tag] ?? []).contains { $0.window.widened(bySeconds: 60).overlaps(finding.window) }
        }
        var incidents: [Incident] = []
        for group in clusters(believable) where isIncident(group) { incidents.append(incident(group, records)) }
        for group in clusters(health) { incidents.append(incident(group, records)) }
        return named(incidents.sorted { ($0.window.from, $0.asset?.rawValue ?? "") < ($1.window.from, $1.asset?.rawValue ?? "") })
    }

    // MARK: What belongs together

    private func clusters(_ findings: [Finding]) -> [[Finding]] {
        let ordered = findings.sorted(by: IncidentBuilder.precedes)
        // A drift lasts for days and would hold together what merely happens meanwhile.
        let (slow, quick) = (ordered.filter { $0.kind == .drift }, ordered.filter { $0.kind != .drift })
        return grouped(quick) + grouped(slow)
    }

    private func grouped(_ ordered: [Finding]) -> [[Finding]] {
        var groups: [(findings: [Finding], end: Timestamp, assets: Set<AssetID>)] = []
        for finding in ordered {
            let near = groups.indices.filter { index in
                finding.window.from <= groups[index].end.adding(seconds: Int64(settings.incidentGap))
                    && groups[index].assets.contains { areRelated($0, finding.asset) }
            }
            guard let first = near.first else {
                groups.append(([finding], finding.window.to, finding.asset.map { [$0] } ?? []))
                continue
            }
            groups[first].findings.append(finding)
            groups[first].end = max(groups[first].end, finding.window.to)
            if let asset = finding.asset { groups[first].assets.insert(asset) }
            for other in near.dropFirst().reversed() {
                groups[first].findings += groups[other].findings
                groups[first].end = max(groups[first].end, groups[other].end)
                groups[first].assets.formUnion(groups[other].assets)
                groups.remove(at: other)
            }
        }
        return groups.map { $0.findings.sorted(by: IncidentBuilder.precedes) }
    }

    private func areRelated(_ left: AssetID, _ right: AssetID?) -> Bool {
        guard let right else { return false }
        if left == right { return true }
        let above = assets.ancestors(of: left)
        let others = assets.ancestors(of: right)
        // The top of the tree and the unit relate everything and therefore nothing.
        if above.dropLast(2).contains(right) || others.dropLast(2).contains(left) { return true }
        guard let parent = above.first, above.count > 2, others.count > 2 else { return false }
        return parent == others.first
    }

    private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
        (left.window.from, left.tag?.rawValue ?? "", left.kind.rawValue, left.message)
            < (right.window.from, right.tag?.rawValue ?? "", right.kind.rawValue, right.message)
    }

    // MARK: What is worth a person's time

    private func isIncident(_ group: [Finding]) -> Bool {
        if group.contains(where: { $0.kind == .trip || $0.kind == .drift }) { return true }
        let lasting = group.contains { finding in
            switch finding.kind {
            case .limit: finding.window.seconds >= (finding.severity >= .high ? 300 : 1_800)
            case .alarm: finding.severity >= .high && finding.window.seconds >= 600
            case .deviation: finding.window.seconds >= 7_200
            default: false
            }
        }
        guard lasting else { return false }
        // Two signs that do not come from the same number: a limit and another tag, or a far limit.
        let speaking = Set(group.filter { $0.kind == .limit || $0.kind == .alarm }.compactMap(\.tag))
        return speaking.count >= 2
            || group.contains { $0.severity >= .high && ($0.kind == .limit || $0.kind == .alarm) }
            || group.contains { $0.kind == .limit && $0.window.seconds >= 3_600 }
    }

    // MARK: The incident

    private func incident(_ group: [Finding], _ records: [Record]) -> Incident {
        let isHealth = group.allSatisfy(\.kind.isSignalHealth)
        let from = group.map(\.window.from).min() ?? Timestamp(seconds: 0)
        let to = group.map(\.window.to).max() ?? from
        let window = TimeWindow(from: from, to: to)
        let first = firstOut(group)
        let asset = first?.asset ?? group.first?.asset
        var members = Array(Set(group.compactMap(\.asset))).sorted()
        if let asset, let index = members.firstIndex(of: asset) { members.insert(members.remove(at: index), at: 0) }
        let related = RelatedRecords(assets: assets).records(records, members: members, window: window)
        return Incident(
            id: "",
            kind: isHealth ? .instrument : .process,
            title: IncidentWording(tags: tags).title(group, asset: asset, isHealth: isHealth),
            asset: asset,
            assets: members,
            window: window,
            severity: group.map(\.severity).max() ?? .low,
            firstOut: first?.tag,
            findings: group,
            timeline: IncidentWording(tags: tags).timeline(group, related),
            related: related.map { "\($0.kind.rawValue):\($0.id)" }
        )
    }

    /// What moved first, a stop or a start of spare equipment not counted.
    private func firstOut(_ group: [Finding]) -> Finding? {
        group.first { $0.tag != nil && $0.kind != .stop && $0.kind != .start } ?? group.first { $0.tag != nil }
    }

    private func named(_ incidents: [Incident]) -> [Incident] {
        var taken: [String: Int] = [:]
        return incidents.map { incident in
            let civil = zone.civil(at: incident.window.from)
            let day = civil.date.filter { $0 != "-" }
            let clock = civil.hourAndMinute.filter { $0 != ":" }
            let base = "I-\(day)-\(incident.asset?.rawValue ?? "plant")-\(clock)"
            let count = taken[base, default: 0]
            taken[base] = count + 1
            var incident = incident
            incident.id = count == 0 ? base : base + "-\(count + 1)"
            return incident
        }
    }
}
