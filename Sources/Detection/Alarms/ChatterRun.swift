import Plant

/// A stretch in which one alarm comes and goes so fast that it says nothing.
struct ChatterRun: Sendable {
    var window: TimeWindow
    var activations: Int

    /// Stretches with at least three activations within a minute (as the settings say), joined while they overlap.
    ///
    /// - Parameter times: Activations of one tag and condition, in order of time.
    static func find(_ times: [Timestamp], _ settings: DetectionSettings) -> [ChatterRun] {
        let count = max(2, settings.chatterCount)
        guard times.count >= count else { return [] }
        var runs: [(first: Int, last: Int)] = []
        for index in 0...(times.count - count) {
            let last = index + count - 1
            guard times[last].seconds(since: times[index]) <= settings.chatterSeconds else { continue }
            if let open = runs.last, open.last >= index {
                runs[runs.count - 1].last = last
            } else {
                runs.append((index, last))
            }
        }
        return runs.map {
            ChatterRun(
                window: TimeWindow(from: times[$0.first], to: times[$0.last].adding(seconds: 1)),
                activations: $0.last - $0.first + 1
            )
        }
    }
}
