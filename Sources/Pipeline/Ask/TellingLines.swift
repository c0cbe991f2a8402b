import Plant

/// Which lines of an incident's timeline a short answer tells: its trips and stops whatever else there is, each tag's
/// excursion once, and of the rest the earliest.
struct TellingLines {
    private let findings: [TimelineEntry: Finding]
    /// An alarm and the excursion that raised it begin within this many seconds of each other.
    private static let together = 600.0

    init(_ incident: Incident) {
        var findings: [TimelineEntry: Finding] = [:]
        for entry in incident.timeline {
            findings[entry] = incident.findings.first {
                $0.tag == entry.tag && $0.window.from == entry.time && $0.message == entry.text
            }
        }
        self.findings = findings
    }

    /// In the order of time.
    func chosen(from lines: [TimelineEntry], limit: Int) -> [TimelineEntry] {
        let once = lines.filter { line in !lines.contains { repeats(line, of: $0) } }
        let major = once.filter { isMajor($0) }.prefix(limit)
        let others = once.filter { !isMajor($0) }.prefix(limit - major.count)
        let wanted = Set(major).union(others)
        return once.filter(wanted.contains)
    }

    private func isMajor(_ line: TimelineEntry) -> Bool {
        guard let kind = findings[line]?.kind else { return false }
        return kind == .trip || kind == .alarmFlood
    }

    /// Whether a line says less than another of the same tag: an alarm or a departure than how far it went past its
    /// limit, the pace of a change than where it led.
    private func repeats(_ line: TimelineEntry, of other: TimelineEntry) -> Bool {
        guard let less = findings[line], let more = findings[other], less.tag == more.tag else { return false }
        switch (more.kind, less.kind) {
        case (.limit, .alarm), (.limit, .rateOfChange), (.limit, .deviation), (.deviation, .rateOfChange): break
        default: return false
        }
        let goesUp = less.value.flatMap { value in less.reference.map { value >= $0 } }
        let moreUp = more.value.flatMap { value in more.reference.map { value >= $0 } }
        guard goesUp == moreUp else { return false }
        return more.window.overlaps(less.window)
            || abs(more.window.from.seconds(since: less.window.from)) <= Self.together
    }
}
