import Plant

/// Tells instruments that were sick together, in the same way from the same time to the same time, from those that
/// were by themselves.
struct CommonSickness: Sendable {
    /// Findings of at least three tags each, in order of time.
    private(set) var groups: [[Finding]] = []
    private(set) var others: [Finding] = []

    private static let least = 3
    /// Seconds between beginnings and between ends that count as the same time.
    private static let sameTime = 300.0

    /// - Parameter health: In order of time.
    init(_ health: [Finding]) {
        var open: [[Finding]] = []
        for finding in health {
            let home = open.lastIndex { group in
                guard let first = group.first, first.kind == finding.kind else { return false }
                return abs(first.window.from.seconds(since: finding.window.from)) <= CommonSickness.sameTime
                    && abs(first.window.to.seconds(since: finding.window.to)) <= CommonSickness.sameTime
                    && !group.contains { $0.tag == finding.tag }
            }
            if let home { open[home].append(finding) } else { open.append([finding]) }
        }
        groups = open.filter { $0.count >= CommonSickness.least }
        let taken = Set(groups.flatMap(\.self))
        others = health.filter { !taken.contains($0) }
    }
}
