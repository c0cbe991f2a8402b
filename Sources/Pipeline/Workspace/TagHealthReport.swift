import Detection
import Plant

/// What `telltale tags health` prints.
package struct TagHealthReport: Codable, Sendable {
    struct Complaint: Codable, Sendable {
        var kind: TagComplaint.Kind
        var from: Timestamp
        var to: Timestamp
        var evidence: String
        var value: Double?
        var limit: Double?
    }

    struct Item: Codable, Sendable {
        var tag: TagName
        var description: String
        var asset: AssetID?
        var unit: String?
        var from: Timestamp
        var to: Timestamp
        var healthy: Bool
        /// Of the time looked at, 0…1, that lies within any complaint.
        var sick_share: Double
        var complaints: [Complaint]
    }

    /// A time without readings of nearly all tags: of the data rather than of any instrument.
    struct Gap: Codable, Sendable {
        var from: Timestamp
        var to: Timestamp
        var tags: Int
    }

    var schema = "telltale.tags-health/1"
    var tags: Int = 0
    var healthy: Int = 0
    var gaps: [Gap] = []
    var items: [Item] = []
    var zone: SiteTimeZone = .utc

    private var judged: [(tag: Tag, window: TimeWindow, complaints: [TagComplaint])] = []

    enum CodingKeys: String, CodingKey {
        case schema, tags, healthy, gaps, items
    }

    init(zone: SiteTimeZone) {
        self.zone = zone
    }

    mutating func add(_ tag: Tag, window: TimeWindow, complaints: [TagComplaint]) {
        judged.append((tag, window, complaints))
    }

    mutating func add(_ complaint: TagComplaint, to tag: TagName) {
        guard let place = judged.firstIndex(where: { $0.tag.name == tag }) else { return }
        judged[place].complaints.append(complaint)
    }

    /// Once every tag was added: what all tags share is told of none of them.
    mutating func finish() {
        takeGaps()
        tags = judged.count
        items = judged.map(TagHealthReport.item)
        healthy = items.count(where: \.healthy)
        judged = []
        noteCommonDrifts()
    }

    /// Where nine of ten tags have no readings, nothing was taken in, and no instrument is to blame.
    private mutating func takeGaps() {
        guard judged.count >= 3 else { return }
        let missing = judged.flatMap { item in item.complaints.filter { $0.kind == .missing }.map(\.window) }
        func share(_ window: TimeWindow) -> Int {
            judged.count { item in
                item.complaints.contains { complaint in
                    guard complaint.kind == .missing else { return false }
                    let from = max(complaint.window.from, window.from)
                    let to = min(complaint.window.to, window.to)
                    return to > from && to.seconds(since: from) >= 0.9 * window.seconds
                }
            }
        }
        var common: Set<TimeWindow> = []
        for window in Set(missing) where share(window) * 10 >= judged.count * 9 { common.insert(window) }
        guard !common.isEmpty else { return }
        for place in judged.indices {
            judged[place].complaints.removeAll { $0.kind == .missing && common.contains($0.window) }
        }
        for window in common.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            if let last = gaps.last, window.from <= last.to {
                gaps[gaps.count - 1].to = max(last.to, window.to)
            } else {
                gaps.append(Gap(from: window.from, to: window.to, tags: share(window)))
            }
        }
    }

    private static func item(_ tag: Tag, _ window: TimeWindow, _ complaints: [TagComplaint]) -> Item {
        let complaints = complaints.sorted { ($0.window.from, $0.kind.rawValue) < ($1.window.from, $1.kind.rawValue) }
        var sick = 0.0
        var covered = window.from
        for complaint in complaints {
            let part = TimeWindow(from: max(covered, complaint.window.from), to: min(complaint.window.to, window.to))
            guard !part.isEmpty else { continue }
            sick += part.seconds
            covered = part.to
        }
        return Item(
            tag: tag.name,
            description: tag.description,
            asset: tag.asset,
            unit: tag.unit,
            from: window.from,
            to: window.to,
            healthy: complaints.isEmpty,
            sick_share: window.seconds > 0 ? min(1, sick / window.seconds) : 0,
            complaints: complaints.map {
                Complaint(
                    kind: $0.kind,
                    from: $0.window.from,
                    to: $0.window.to,
                    evidence: $0.evidence,
                    value: $0.value,
                    limit: $0.limit
                )
            }
        )
    }

    /// Tags that drift together tell of the equipment rather than of their transmitters, and say so.
    private mutating func noteCommonDrifts() {
        let drifts = items.flatMap { item in
            item.complaints.filter { $0.kind == .drifting }
                .map { (tag: item.tag, window: TimeWindow(from: $0.from, to: $0.to)) }
        }
        for place in items.indices {
            for index in items[place].complaints.indices where items[place].complaints[index].kind == .drifting {
                let own = TimeWindow(
                    from: items[place].complaints[index].from,
                    to: items[place].complaints[index].to
                )
                let others = drifts.filter { $0.tag != items[place].tag && $0.window.overlaps(own) }.map(\.tag.rawValue)
                guard !others.isEmpty else { continue }
                let names = Set(others).sorted()
                let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
                items[place].complaints[index].evidence +=
                    "; \(shown) drift\(names.count == 1 ? "s" : "") at the same time: look at the equipment before the "
                    + "instrument"
            }
        }
    }

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        let words = Wording(language: .english, zone: zone)
        var lines = ["\(healthy) of \(tags) tags are healthy."]
        if !gaps.isEmpty {
            lines += [
                "", "No readings of nearly any tag: nothing was taken in then, which speaks against no instrument",
            ]
            lines += gaps.prefix(6).map { "  \(words.window(TimeWindow(from: $0.from, to: $0.to)))" }
            if gaps.count > 6 { lines.append("  … and \(gaps.count - 6) more: --json") }
        }
        for item in items.filter({ !$0.healthy }).sorted(by: { ($1.sick_share, $0.tag) < ($0.sick_share, $1.tag) }) {
            let kinds = Set(item.complaints.map(\.kind.rawValue)).sorted().joined(separator: ", ")
            let share = AlarmFiguresReport.percent(item.sick_share)
            lines += ["", "\(item.tag.rawValue)  \(kinds)  (\(share) of the time)"]
            for complaint in item.complaints.prefix(6) {
                let window = words.window(TimeWindow(from: complaint.from, to: complaint.to))
                lines.append("  \(complaint.kind.rawValue)  \(window)")
                lines.append("      \(complaint.evidence)")
            }
            if item.complaints.count > 6 { lines.append("  … and \(item.complaints.count - 6) more: --json") }
        }
        return lines.joined(separator: "\n")
    }
}
