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
        let last = try await commonEnd()
        var whole: TimeWindow?
        for (number, tag) in tags.sorted(by: { $0.name < $1.name }).enumerated() {
            try Task.checkCancellation()
            progress("\(number + 1) of \(tags.count) tags")
            guard let span = try await store.span(of: tag.name) else { continue }
            // A tag that went silent while the others went on is looked at to their end.
            let until = min(max(span.to, last ?? span.to), end ?? Timestamp(nanoseconds: .max))
            let window = TimeWindow(from: max(span.from, start ?? span.from), to: until)
            guard !window.isEmpty else { continue }
            report.add(tag, window: window, complaints: try await complaints(of: tag, in: window, span: span))
            whole = whole?.union(window) ?? window
        }
        if let whole {
            for (tag, complaint) in try await clocks(tags, in: whole) { report.add(complaint, to: tag) }
        }
        report.finish()
        return report
    }

    /// The end of the store's readings, where at least half of the tags have readings until shortly before.
    private func commonEnd() async throws -> Timestamp? {
        var ends: [Timestamp] = []
        for tag in try await store.tags() {
            if let span = try await store.span(of: tag.name) { ends.append(span.to) }
        }
        guard let last = ends.max(), ends.count >= 2 else { return nil }
        let near = ends.count { last.seconds(since: $0) <= 3_600 }
        return near * 2 >= ends.count ? last : nil
    }

    /// Clocks of signals against those beside them, two weeks at a time.
    private func clocks(_ tags: [Tag], in window: TimeWindow) async throws -> [(tag: TagName, complaint: TagComplaint)]
    {
        let compared = tags.filter { $0.kind == .measurement }
            .sorted { ($0.asset?.rawValue ?? "", $0.name) < ($1.asset?.rawValue ?? "", $1.name) }
        guard compared.count >= 3 else { return [] }
        var found: [(tag: TagName, complaint: TagComplaint)] = []
        var start = Timestamp(seconds: window.from.seconds / ClockComparison.step * ClockComparison.step)
        while start < window.to {
            try Task.checkCancellation()
            let end = min(start.adding(seconds: HistoryStretch.days * 86_400), window.to)
            let steps = Int((end.seconds - start.seconds) / ClockComparison.step)
            let part = TimeWindow(from: start, to: start.adding(seconds: Int64(steps) * ClockComparison.step))
            start = end
            guard steps > 0 else { continue }
            var signals: [ClockComparison.Signal] = []
            for tag in compared {
                guard let span = try await store.span(of: tag.name), span.overlaps(part) else { continue }
                let points = try await store.trend(of: tag.name, in: part, stretches: steps)
                signals.append(ClockComparison.Signal(tag: tag, means: points.map { $0.mean ?? .nan }))
            }
            found += ClockComparison(signals, from: part.from).complaints()
        }
        return found
    }

    private func complaints(of tag: Tag, in window: TimeWindow, span: TimeWindow) async throws -> [TagComplaint] {
        var found: [TagComplaint] = []
        for whole in HistoryStretch.stretches(from: window.from, to: min(window.to, span.to)) {
            let isLast = whole.window.to >= span.to
            let end = isLast ? window.to : min(whole.window.to, window.to)
            let stretch = HistoryStretch(window: TimeWindow(from: whole.window.from, to: end))
            let series = try await store.readings(of: tag.name, in: stretch.readings)
            guard !series.isEmpty else { continue }
            let days = try await store.trend(
                of: tag.name,
                in: stretch.past,
                stretches: Int(HistoryStretch.driftDays)
            )
            found += TagHealth(tag: tag)
                .complaints(in: series, days: days, window: stretch.window, until: isLast ? end : nil)
        }
        return TagComplaint.merged(found)
    }
}
