import Plant

/// Finds when a signal left its usual course, searching backwards from a moment at which it was away from it.
///
/// The usual course is the three hours before: their median, and 1.4826 × the median absolute deviation as the
/// noise. From the last reading back, the signal is away while it stays more than four deviations off on the same
/// side; the three hours are then taken again before that moment, until it no longer changes, so that a slow
/// departure is not taken for noise. A line through its beginning leads back to where it left the median.
struct OnsetSearch: Sendable {
    struct Onset: Sendable, Hashable {
        /// When it left its course, by the line back to the median, on a full second.
        var start: Timestamp
        /// The first reading that is surely away.
        var seen: Timestamp
        var usual: Double
        /// The last reading before the moment searched from.
        var last: Double
        /// Between one reading and the next, in seconds.
        var interval: Double
    }

    let tag: Tag

    /// How much before a departure says what is usual, in seconds.
    static let baseline = 10_800.0
    private static let readingsNeeded = 20
    private static let awayAtEnd = 5.0
    private static let away = 4.0

    /// - Parameter end: Readings before it are searched; at it the signal is known to be away.
    func onset(in series: ReadingSeries, before end: Timestamp) -> Onset? {
        var times: [Int64] = []
        var values: [Double] = []
        for index in series.times.indices
        where series.qualities[index].isUsable && series.times[index] < end.nanoseconds {
            times.append(series.times[index])
            values.append(series.values[index])
        }
        guard let last = values.indices.last, last >= OnsetSearch.readingsNeeded else { return nil }
        var first = last
        var usual = RobustStatistics([])
        for round in 0..<8 {
            guard let found = statistics(times, values, before: first) else { return nil }
            usual = found
            let noise = max(usual.deviation, least(usual.median))
            let side = values[last] >= usual.median ? 1.0 : -1.0
            func distance(_ index: Int) -> Double { side * (values[index] - usual.median) / noise }
            guard round > 0 || distance(last) > OnsetSearch.awayAtEnd else { return nil }
            var index = last
            // One reading back within the noise does not end a departure.
            while index > 0,
                distance(index - 1) > OnsetSearch.away || (index > 1 && distance(index - 2) > OnsetSearch.away)
            {
                index -= 1
            }
            if distance(index) <= OnsetSearch.away, index < last { index += 1 }
            if index >= first { break }
            first = index
        }
        let interval = Double(times[last] - times[max(0, last - 10)]) / 1e9 / Double(min(10, last))
        return Onset(
            start: Timestamp(
                seconds: Timestamp(
                    nanoseconds: start(times, values, first: first, usual: usual.median, interval: interval)
                ).seconds
            ),
            seen: Timestamp(nanoseconds: times[first]),
            usual: usual.median,
            last: values[last],
            interval: interval
        )
    }

    /// A transmitter that shows nothing but its own steps still has some noise.
    private func least(_ median: Double) -> Double {
        let range = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? abs(median)
        return max(range * 0.0005, 1e-9)
    }

    private func statistics(_ times: [Int64], _ values: [Double], before end: Int) -> RobustStatistics? {
        let oldest = times[end] - Int64(OnsetSearch.baseline * 1e9)
        var begin = end
        while begin > 0, times[begin - 1] >= oldest { begin -= 1 }
        guard end - begin >= OnsetSearch.readingsNeeded else { return nil }
        return RobustStatistics(Array(values[begin..<end]))
    }

    private func start(
        _ times: [Int64],
        _ values: [Double],
        first: Int,
        usual: Double,
        interval: Double
    ) -> Int64 {
        let last = times.count - 1
        let before = first > 0 ? times[first - 1] : times[first]
        let later = min(last, first + max(1, (last - first) / 4))
        let gone = abs(values[first] - usual)
        let risen = abs(values[later] - usual) - gone
        guard later > first, risen > 0 else { return before }
        let back = gone / risen * Double(times[later] - times[first])
        // No further back than the departure has lasted, and not later than the reading before.
        let reach = Double(times[last] - times[first]) + interval * 1e9
        return min(before, times[first] - Int64(min(back, reach)))
    }
}
