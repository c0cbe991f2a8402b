import Plant

/// Titles and timelines of incidents, in English with figures and units.
struct IncidentWording: Sendable {
    let tags: [TagName: Tag]

    // MARK: Titles

    /// `P-101A: seal pot level low, seal barrier pressure low, trip`
    func title(_ kind: Incident.Kind, _ episode: Episode, asset: AssetID?) -> String {
        let name = asset?.rawValue ?? episode.findings.compactMap(\.tag).first?.rawValue ?? "plant"
        switch kind {
        case .instrument:
            let tag = episode.findings.compactMap(\.tag).first?.rawValue ?? name
            let what = unique(episode.findings.map { instrument($0.kind) }).joined(separator: ", ")
            return "\(name): instrument \(tag) \(what)"
        case .alarms:
            let floods = episode.findings.filter { $0.kind == .alarmFlood }
            let count = floods.reduce(0) { $0 + Int($1.value ?? 0) }
            let seconds = floods.reduce(0) { $0 + $1.window.seconds }
            return "\(name): alarm flood, \(count) alarms in \(SignalText.duration(seconds))"
        case .process:
            return "\(name): " + process(episode, asset).joined(separator: ", ")
        }
    }

    /// What the main equipment showed, in order of time and at most three, then trips.
    private func process(_ episode: Episode, _ asset: AssetID?) -> [String] {
        // What follows a trip tells nothing of how it came about.
        let tripped = episode.findings.first { $0.kind == .trip }?.window.from
        let before = episode.findings.filter { finding in
            tripped.map { finding.window.from < $0.adding(seconds: -5) } ?? true
        }
        let own = before.filter { $0.asset == asset }
        func signs(_ findings: [Finding], _ kinds: Set<Finding.Kind>) -> [String] {
            unique(findings.filter { kinds.contains($0.kind) }.map { sign($0, at: asset) })
        }
        let groups: [Set<Finding.Kind>] = [[.limit, .alarm, .drift, .oscillation], [.deviation], [.rateOfChange]]
        var parts: [String] = []
        for findings in [own, tripped == nil ? before : []] where parts.isEmpty {
            for kinds in groups where parts.isEmpty { parts = signs(findings, kinds) }
        }
        parts = Array(parts.prefix(3))
        for trip in episode.findings where trip.kind == .trip {
            let text = trip.asset == nil || trip.asset == asset ? "trip" : "trip of \(trip.asset?.rawValue ?? "")"
            if !parts.contains(text) { parts.append(text) }
        }
        if parts.isEmpty { parts = unique(episode.findings.map { sign($0, at: asset) }) }
        if episode.findings.contains(where: { $0.kind == .alarmFlood }) { parts.append("alarm flood") }
        return parts
    }

    private func sign(_ finding: Finding, at asset: AssetID?) -> String {
        let name = finding.tag.map { quantity($0, at: asset) } ?? ""
        switch finding.kind {
        case .limit, .alarm: return "\(name) \(isLow(finding) ? "low" : "high")"
        case .drift: return "\(name) drifting \(isLow(finding) ? "down" : "up")"
        case .deviation: return "\(name) far \(isLow(finding) ? "below" : "above") usual"
        case .oscillation: return "\(name) oscillating"
        case .rateOfChange: return "\(name) changing fast"
        case .stop: return "stop"
        case .start: return "start"
        default: return finding.kind.rawValue
        }
    }

    private func isLow(_ finding: Finding) -> Bool {
        if let value = finding.value, let reference = finding.reference, value != reference { return value < reference }
        let condition = finding.message.split(separator: ":").first ?? ""
        return condition.contains(" LO") || condition.hasSuffix(" L") || condition.hasSuffix(" LL")
    }

    /// What a tag measures, without the equipment's own name and without what stands in brackets.
    private func quantity(_ tag: TagName, at asset: AssetID?) -> String {
        guard let known = tags[tag], !known.description.isEmpty else { return tag.rawValue }
        var text = inEnglish(known.description)
        if let bracket = text.firstIndex(of: "("), bracket > text.startIndex { text = text[..<bracket] }
        for name in [asset?.rawValue, known.asset?.rawValue].compactMap(\.self) where text.hasPrefix(name + " ") {
            if name == asset?.rawValue { text = text.dropFirst(name.count + 1) }
        }
        let words = text.split(separator: " ").joined(separator: " ")
        guard let first = words.first, first.isUppercase, words.dropFirst().first?.isLowercase ?? false else {
            return words
        }
        return first.lowercased() + words.dropFirst()
    }

    /// The English half of a description in two languages: `Top temperature / 탑정 온도`.
    private func inEnglish(_ description: String) -> Substring {
        let halves = description.split(separator: " / ")
        guard halves.count == 2 else { return Substring(description) }
        func isLatin(_ text: Substring) -> Bool { text.unicodeScalars.allSatisfy { $0.value < 0x250 } }
        if isLatin(halves[0]), !isLatin(halves[1]) { return halves[0] }
        if isLatin(halves[1]), !isLatin(halves[0]) { return halves[1] }
        return Substring(description)
    }

    private func instrument(_ kind: Finding.Kind) -> String {
        switch kind {
        case .frozen: "frozen"
        case .outOfRange: "outside its range"
        case .badQuality: "without good values"
        default: kind.rawValue
        }
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    // MARK: Timelines

    func timeline(_ findings: [Finding], _ related: [Record]) -> [TimelineEntry] {
        var entries = findings.map { finding in
            TimelineEntry(
                time: finding.window.from,
                text: finding.message,
                tag: finding.tag,
                record: finding.kind == .alarmFlood ? nil : finding.records.first.map { "alarm:\($0)" }
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
        return entries.sorted {
            ($0.time, $0.tag?.rawValue ?? "~", $0.text, $0.record ?? "")
                < ($1.time, $1.tag?.rawValue ?? "~", $1.text, $1.record ?? "")
        }
    }
}
