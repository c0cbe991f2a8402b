import Detection
import Plant
import Storage

extension Workspace {
    /// The health of every tag, or of those on an asset and what is below it.
    @concurrent
    package func tagHealth(
        asset: String?,
        from: String?,
        to: String?,
        progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> TagHealthReport {
        let start = try from.map { try moment($0, named: "--from") }
        let end = try to.map { try moment($0, named: "--to") }
        if let start, let end, end <= start {
            throw UsageError("--to '\(to ?? "")' is not after --from '\(from ?? "")'")
        }
        var tags = try await store.tags()
        if let asset {
            let tree = AssetTree(try await store.assets())
            let wanted = try Set(subtree(named: asset, in: tree))
            tags = tags.filter { $0.asset.map(wanted.contains) ?? false }
        }
        guard !tags.isEmpty else {
            throw UsageError(
                "there is no tag\(asset.map { " on \($0)" } ?? ""); take readings in with 'telltale ingest FILE'"
            )
        }
        var report = TagHealthReport(zone: configuration.zone)
        for (number, tag) in tags.sorted(by: { $0.name < $1.name }).enumerated() {
            try Task.checkCancellation()
            progress("\(number + 1) of \(tags.count) tags")
            guard let span = try await store.span(of: tag.name) else { continue }
            let window = TimeWindow(from: max(span.from, start ?? span.from), to: min(span.to, end ?? span.to))
            guard !window.isEmpty else { continue }
            report.add(tag, window: window, complaints: try await complaints(of: tag, in: window))
        }
        report.noteCommonDrifts()
        return report
    }

    private func complaints(of tag: Tag, in window: TimeWindow) async throws -> [TagComplaint] {
        var found: [TagComplaint] = []
        for whole in HistoryStretch.stretches(from: window.from, to: window.to) {
            let end = min(whole.window.to, window.to)
            let stretch = HistoryStretch(window: TimeWindow(from: whole.window.from, to: end))
            let series = try await store.readings(of: tag.name, in: stretch.readings)
            guard !series.isEmpty else { continue }
            let days = try await store.trend(
                of: tag.name,
                in: stretch.past,
                stretches: Int(HistoryStretch.driftDays)
            )
            found += TagHealth(tag: tag).complaints(in: series, days: days, window: stretch.window)
        }
        return TagComplaint.merged(found)
    }
}

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

    var schema = "telltale.tags-health/1"
    var tags: Int = 0
    var healthy: Int = 0
    var items: [Item] = []
    var zone: SiteTimeZone = .utc

    enum CodingKeys: String, CodingKey {
        case schema, tags, healthy, items
    }

    init(zone: SiteTimeZone) {
        self.zone = zone
    }

    mutating func add(_ tag: Tag, window: TimeWindow, complaints: [TagComplaint]) {
        tags += 1
        if complaints.isEmpty { healthy += 1 }
        var sick = 0.0
        var covered = window.from
        for complaint in complaints.sorted(by: { $0.window.from < $1.window.from }) {
            let part = TimeWindow(from: max(covered, complaint.window.from), to: min(complaint.window.to, window.to))
            guard !part.isEmpty else { continue }
            sick += part.seconds
            covered = part.to
        }
        items.append(
            Item(
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
        )
    }

    /// Tags that drift together tell of the equipment rather than of their transmitters, and say so.
    mutating func noteCommonDrifts() {
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
