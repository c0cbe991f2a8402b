package import Plant

/// The same failure of the same item, again and again.
package struct RepeatFailure: Sendable, Hashable {
    package var asset: AssetID
    package var mode: String
    /// In order of time.
    package var failures: [EquipmentFailure]

    /// Days from each failure to the next.
    package var intervals: [Double] {
        zip(failures, failures.dropFirst()).map { $1.time.seconds(since: $0.time) / 86_400 }
    }

    package var medianInterval: Double {
        let sorted = intervals.sorted()
        guard !sorted.isEmpty else { return 0 }
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// Orders within this many days of the one before, for the same item and mode, are one failure.
    package static let sameFailureDays = 7.0

    /// Failures with follow-up orders taken out.
    package static func distinct(_ failures: [EquipmentFailure]) -> [EquipmentFailure] {
        var last: [Pair: Timestamp] = [:]
        return failures.sorted { ($0.time, $0.order) < ($1.time, $1.order) }.filter { failure in
            let pair = Pair(asset: failure.asset, mode: failure.mode ?? "")
            defer { last[pair] = failure.time }
            guard let before = last[pair] else { return true }
            return failure.time.seconds(since: before) > sameFailureDays * 86_400
        }
    }

    /// Items that failed at least twice in the same known mode with no more than a year between, most often first.
    ///
    /// - Parameter failures: Distinct ones.
    package static func find(_ failures: [EquipmentFailure], withinDays: Double = 365) -> [RepeatFailure] {
        var chains: [RepeatFailure] = []
        var open: [Pair: Int] = [:]
        for failure in failures {
            guard let mode = failure.mode else { continue }
            let pair = Pair(asset: failure.asset, mode: mode)
            if let index = open[pair], let last = chains[index].failures.last,
                failure.time.seconds(since: last.time) <= withinDays * 86_400
            {
                chains[index].failures.append(failure)
            } else {
                open[pair] = chains.count
                chains.append(RepeatFailure(asset: failure.asset, mode: mode, failures: [failure]))
            }
        }
        return chains.filter { $0.failures.count >= 2 }
            .sorted { ($1.failures.count, $0.asset, $0.mode) < ($0.failures.count, $1.asset, $1.mode) }
    }

    private struct Pair: Hashable {
        var asset: AssetID
        var mode: String
    }
}
