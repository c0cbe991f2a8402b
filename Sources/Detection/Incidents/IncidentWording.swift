import Plant

/// Titles and timelines of incidents, in English with figures and units.
struct IncidentWording: Sendable {
    let tags: [TagName: Tag]

    func title(_ group: [Finding], asset: AssetID?, isHealth: Bool) -> String {
        let name = asset?.rawValue ?? group.compactMap(\.tag).first?.rawValue ?? "plant"
        if isHealth {
            let tag = group.compactMap(\.tag).first?.rawValue ?? name
            let what = Set(group.map(\.kind)).sorted { $0.rawValue < $1.rawValue }.map(described).joined(separator: ", ")
            return "\(name): instrument \(tag) \(what)"
        }
        let worst = group.filter { $0.kind != .deviation && $0.kind != .rateOfChange }
            .sorted { ($1.severity, $0.window.from) < ($0.severity, $1.window.from) }
        var parts: [String] = []
        if let trip = group.first(where: { $0.kind == .trip }) {
            parts.append(trip.asset.map { $0 == asset ? "trip" : "trip of \($0.rawValue)" } ?? "trip")
        }
        for finding in worst where finding.kind != .trip {
            let part = described(finding)
            if !parts.contains(part) { parts.append(part) }
            if parts.count == 3 { break }
        }
        if parts.isEmpty { parts = [group.first.map(described) ?? "upset"] }
        return "\(name): " + parts.joined(separator: ", ")
    }

    private func described(_ finding: Finding) -> String {
        let tag = finding.tag.flatMap { tags[$0] }
        let name = tag.map { $0.description.isEmpty ? $0.name.rawValue : $0.description } ?? finding.tag?.rawValue ?? ""
        switch finding.kind {
        case .limit, .alarm:
            let isLow: Bool
            if let value = finding.value, let reference = finding.reference {
                isLow = value < reference
            } else {
                isLow = finding.message.contains(" LO")
            }
            return "\(name) \(isLow ? "low" : "high")"
        case .drift:
            let falls = (finding.value ?? 0) < (finding.reference ?? 0)
            return "\(name) drifting \(falls ? "down" : "up")"
        case .deviation: return "\(name) far from usual"
        case .rateOfChange: return "\(name) changing fast"
        case .stop: return "stop"
        case .start: return "start"
        default: return name
        }
    }

    private func described(_ kind: Finding.Kind) -> String {
        switch kind {
        case .frozen: "frozen"
        case .outOfRange: "outside its range"
        case .badQuality: "without good values"
        default: kind.rawValue
        }
    }

    func timeline(_ group: [Finding], _ related: [Record]) -> [TimelineEntry] {
        var entries = group.map { finding in
            TimelineEntry(
                time: finding.window.from,
                text: finding.message,
                tag: finding.tag,
                record: finding.records.first.map { "alarm:\($0)" }
            )
        }
        for record in related {
            guard let time = record.time else { continue }
            let what = record.kind == .workOrder ? "work order \(record.id)" : "note"
            let title = record.title.isEmpty ? String(record.text.prefix(120)) : record.title
            entries.append(
                TimelineEntry(time: time, text: "\(what): \(title)", record: "\(record.kind.rawValue):\(record.id)")
            )
        }
        return entries.sorted { ($0.time, $0.tag?.rawValue ?? "~", $0.text) < ($1.time, $1.tag?.rawValue ?? "~", $1.text) }
    }
}
