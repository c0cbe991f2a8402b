import Detection
import Plant
import Storage

extension Workspace {
    /// The alarms of a window, with when each went.
    @concurrent
    package func alarms(asset: String?, from: String?, to: String?) async throws -> AlarmListing {
        let wanted = try await alarmScope(asset: asset, from: from, to: to)
        let episodes = AlarmEpisode.all(wanted.alarms).filter { wanted.window.contains($0.from) }
        return AlarmListing(episodes: episodes.reversed(), window: wanted.window, zone: configuration.zone)
    }

    /// The alarm figures of a window beside the guidelines', with what to look at first.
    @concurrent
    package func alarmFigures(asset: String?, from: String?, to: String?) async throws -> AlarmFiguresReport {
        let wanted = try await alarmScope(asset: asset, from: from, to: to)
        let tree = AssetTree(try await store.assets())
        let journal = AlarmJournal(
            name: configuration.site,
            alarms: wanted.alarms.filter { wanted.window.contains($0.time) },
            window: wanted.window
        )
        var report = AlarmFiguresReport(wanted.alarms, in: wanted.window, asset: asset, zone: configuration.zone)
        report.groups += AlarmGroups(tree: tree, units: units(in: tree), configuration: configuration)
            .groups(wanted.alarms, in: wanted.window)
        report.related = AlarmRelations().find(wanted.alarms, in: wanted.window).map(AlarmFiguresReport.Relation.init)
        let delays = AlarmDelayAdvisor().suggest(journal.cut(days: 7))
        report.delays = AlarmFiguresReport.Delays(delays, activations: report.activations)
        report.deadbands = try await deadbands(journal).map(AlarmFiguresReport.Deadband.init)
        report.lookFirst = AlarmAdvice(report: report).sentences()
        return report
    }

    private struct AlarmScope {
        /// Of the window and of some time before it, for what was standing when it began.
        var alarms: [Alarm]
        var window: TimeWindow
    }

    /// How long before a window an alarm may have come that still stands in it.
    private static let standingDays: Int64 = 31

    private func alarmScope(asset: String?, from: String?, to: String?) async throws -> AlarmScope {
        var assets: [AssetID] = []
        if let asset {
            let tree = AssetTree(try await store.assets())
            assets = try subtree(named: asset, in: tree)
        }
        let start = try from.map { try moment($0, named: "--from") }
        let end = try to.map { try moment($0, named: "--to") }
        if let start, let end, end <= start {
            throw UsageError("--to '\(to ?? "")' is not after --from '\(from ?? "")'")
        }
        let reach = TimeWindow(
            from: start.map { $0.adding(seconds: -Workspace.standingDays * 86_400) } ?? TimeWindow.always.from,
            to: end ?? TimeWindow.always.to
        )
        let query = RecordQuery(kinds: [.alarm], assets: assets, window: start == nil && end == nil ? nil : reach)
        let alarms = try await store.records(query, limit: nil).compactMap { Alarm($0) }
        guard let first = alarms.first?.time, let last = alarms.last?.time else {
            throw UsageError(
                "there is no alarm\(asset.map { " of \($0)" } ?? "")\(start != nil || end != nil ? " in that time" : "")"
                    + "; take an alarm journal in with 'telltale ingest FILE --as alarms'"
            )
        }
        return AlarmScope(
            alarms: alarms,
            window: TimeWindow(from: start ?? first, to: end ?? max(last.adding(seconds: 1), start ?? last))
        )
    }

    /// The units that figures are given for: those of the nightly report; none where the store has no asset tree.
    private func units(in tree: AssetTree) -> [AssetID] {
        if !configuration.nightly.units.isEmpty { return configuration.nightly.units.filter { tree[$0] != nil } }
        let tops = tree.assets.values.filter { $0.parent == nil || tree[$0.parent ?? ""] == nil }.map(\.id).sorted()
        let below = tree.assets.values.filter { $0.parent.map(tops.contains) ?? false }.map(\.id).sorted()
        return below.isEmpty ? tops : below
    }

    /// Deadbands for the most frequent alarms that have a limit and readings.
    private func deadbands(_ journal: AlarmJournal) async throws -> [AlarmDeadbandSuggestion] {
        let tags = try await store.tags()
        let byName = Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var conditions: [TagName: Set<String>] = [:]
        var counts: [TagName: Int] = [:]
        for alarm in journal.alarms where alarm.transition == .activation {
            conditions[alarm.tag, default: []].insert(alarm.condition)
            counts[alarm.tag, default: 0] += 1
        }
        var found: [AlarmDeadbandSuggestion] = []
        for (name, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(20) {
            try Task.checkCancellation()
            guard let tag = byName[name] else { continue }
            let series = try await store.readings(of: name, in: journal.window)
            found += AlarmDeadbandAdvisor().suggest(series, tag: tag, conditions: (conditions[name] ?? []).sorted())
        }
        return found
    }
}
