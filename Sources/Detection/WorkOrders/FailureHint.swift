package import Plant

/// Why an item may soon fail again: always a count of what was, with the records, never a bare probability.
package struct FailureHint: Sendable, Hashable {
    package enum Basis: String, Sendable, Codable {
        /// As much time has passed as usually lies between two such failures.
        case interval
        /// An alarm has come that came before earlier failures, and no work order has followed.
        case alarm
    }

    package var asset: AssetID
    package var mode: String
    package var basis: Basis
    /// In English, with the figures.
    package var sentence: String
    /// Work orders and alarm records that it rests on.
    package var records: [String]

    /// Failures of an item and mode before their intervals mean anything.
    private static let leastFailures = 3
    /// An alarm this many days before a failure may have announced it.
    private static let warningDays = 7.0

    /// - Parameters:
    ///   - failures: Distinct ones, in order of time.
    ///   - now: The end of what is known.
    package static func find(
        _ failures: [EquipmentFailure],
        alarms: [Alarm],
        tree: AssetTree,
        now: Timestamp
    ) -> [FailureHint] {
        let active = AlarmAnalysis.ordered(alarms).filter { $0.transition == .activation }
        var found: [FailureHint] = []
        for repeated in RepeatFailure.find(failures, withinDays: 3_650) {
            if let hint = interval(repeated, now) { found.append(hint) }
            let places = Set(tree.subtree(of: repeated.asset)).union([repeated.asset])
            let own = active.filter { $0.asset.map(places.contains) ?? false }
            if let hint = alarm(repeated, own, now) { found.append(hint) }
        }
        // What has been seen comes before what is only due.
        return found.filter { $0.basis == .alarm } + found.filter { $0.basis == .interval }
    }

    private static func interval(_ repeated: RepeatFailure, _ now: Timestamp) -> FailureHint? {
        guard repeated.failures.count >= leastFailures, let last = repeated.failures.last else { return nil }
        let intervals = repeated.intervals.sorted()
        let median = repeated.medianInterval
        let since = now.seconds(since: last.time) / 86_400
        guard let shortest = intervals.first, let longest = intervals.last, since >= 0.8 * median,
            // Long past the usual interval, something has changed: no hint.
            since <= 1.5 * intervals[intervals.count * 3 / 4]
        else { return nil }
        let shown = { (days: Double) in DecimalText.rounded(days, decimals: 0) }
        return FailureHint(
            asset: repeated.asset,
            mode: repeated.mode,
            basis: .interval,
            sentence:
                "\(repeated.asset.rawValue) failed \(repeated.failures.count) times in the mode \(repeated.mode), "
                + "\(shown(shortest)) to \(shown(longest)) days apart (median \(shown(median))); the last was "
                + "\(shown(since)) days ago",
            records: repeated.failures.map(\.order)
        )
    }

    private static func alarm(_ repeated: RepeatFailure, _ own: [Alarm], _ now: Timestamp) -> FailureHint? {
        guard let last = repeated.failures.last else { return nil }
        var before: [AlarmName: Set<Int>] = [:]
        for (number, failure) in repeated.failures.enumerated() {
            let from = failure.time.adding(seconds: -Int64(warningDays * 86_400))
            for alarm in own where alarm.time >= from && alarm.time < failure.time {
                before[AlarmName(tag: alarm.tag, condition: alarm.condition), default: []].insert(number)
            }
        }
        // What came only once before a failure announces nothing.
        let usual = before.filter { $0.value.count >= 2 && $0.value.count * 2 > repeated.failures.count }
        let recent = own.filter { alarm in
            alarm.time > last.time && now.seconds(since: alarm.time) <= 2 * warningDays * 86_400
                && usual[AlarmName(tag: alarm.tag, condition: alarm.condition)] != nil
        }
        guard let newest = recent.last else { return nil }
        let name = AlarmName(tag: newest.tag, condition: newest.condition)
        let times = usual[name]?.count ?? 0
        return FailureHint(
            asset: repeated.asset,
            mode: repeated.mode,
            basis: .alarm,
            sentence: "\(name) came within \(DecimalText.rounded(warningDays, decimals: 0)) days before \(times) of "
                + "\(repeated.failures.count) failures of \(repeated.asset.rawValue) in the mode \(repeated.mode); "
                + "it has come again, and no such work order has followed",
            records: repeated.failures.map(\.order) + [newest.recordID]
        )
    }
}
