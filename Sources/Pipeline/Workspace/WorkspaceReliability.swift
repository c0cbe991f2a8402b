import Detection
import Plant
import Storage

extension Workspace {
    /// What the work orders say: rates of failure, repeats, preventive against corrective, answers to alarms, hints.
    @concurrent
    package func reliability(asset: String?, from: String?, to: String?) async throws -> ReliabilityReport {
        let tree = AssetTree(try await store.assets())
        var scope = tree.assets.keys.sorted()
        var assets: [AssetID] = []
        if let asset {
            assets = try subtree(named: asset, in: tree)
            scope = assets
        }
        let orders = try await store.records(RecordQuery(kinds: [.workOrder], assets: assets), limit: nil)
        let times = orders.compactMap(\.time)
        guard let first = times.min(), let last = times.max() else {
            throw UsageError(
                "there is no work order\(asset.map { " for \($0)" } ?? ""); take some in with "
                    + "'telltale ingest FILE --as work_orders'"
            )
        }
        let window = TimeWindow(
            from: try from.map { try moment($0, named: "--from") } ?? first,
            to: try to.map { try moment($0, named: "--to") } ?? last.adding(seconds: 1)
        )
        guard !window.isEmpty else { throw UsageError("--to '\(to ?? "")' is not after --from '\(from ?? "")'") }
        let alarms = try await store.records(RecordQuery(kinds: [.alarm], assets: assets), limit: nil)
            .compactMap { Alarm($0) }
        let history = FailureHistory(orders, in: window)
        let failures = RepeatFailure.distinct(history.failures)
        let worked = Set(orders.compactMap(\.asset))
        let items = scope.filter { tree[$0]?.equipmentClass != nil || worked.contains($0) }
        let corrective = orders.filter { order in
            order.fields[RecordField.maintenance] == "corrective" && (order.time.map(window.contains) ?? false)
        }
        return ReliabilityReport(
            asset: asset,
            window: window,
            history: history,
            failures: failures,
            rates: FailureRate.all(failures, items: items, tree: tree, in: window),
            repeats: RepeatFailure.find(failures),
            answers: AlarmAnswer.find(corrective, alarms: alarms, tree: tree),
            hints: FailureHint.find(
                failures,
                alarms: alarms.filter { $0.time < window.to },
                tree: tree,
                now: window.to
            ),
            zone: configuration.zone
        )
    }
}
