import Plant

/// What was usual in the hours before each hour: the median of the hourly medians, and how far readings scatter.
///
/// Hours are those of UTC, so that a series cut anywhere gives the same baseline once it has enough hours before it.
struct RollingBaseline: Sendable {
    struct Usual: Sendable {
        var median: Double
        /// Robust standard deviation: between hours or within them, whichever is wider.
        var deviation: Double
    }

    private struct Hour {
        var number: Int64
        var median: Double
        var deviation: Double
    }

    /// For each reading the index into ``levels``; `-1` for unusable ones.
    private let hourOf: [Int32]
    private let levels: [Usual?]

    /// - Parameter hours: How many hours with readings before an hour count.
    init(_ series: ReadingSeries, hours span: Int) {
        var hourOf = [Int32](repeating: -1, count: series.count)
        var hours: [Hour] = []
        var values: [Double] = []
        var number = Int64.min
        func close() {
            guard !values.isEmpty else { return }
            let usual = RobustStatistics(values)
            hours.append(Hour(number: number, median: usual.median, deviation: usual.deviation))
            values.removeAll(keepingCapacity: true)
        }
        for index in series.times.indices where series.qualities[index].isUsable {
            let hour = Timestamp(nanoseconds: series.times[index]).seconds / 3_600
            if hour != number {
                close()
                number = hour
            }
            values.append(series.values[index])
            hourOf[index] = Int32(hours.count)
        }
        close()
        self.hourOf = hourOf
        levels = hours.indices.map { RollingBaseline.usual(before: $0, hours, span) }
    }

    func usual(at index: Int) -> Usual? {
        hourOf[index] < 0 ? nil : levels[Int(hourOf[index])]
    }

    private static func usual(before index: Int, _ hours: [Hour], _ span: Int) -> Usual? {
        let oldest = hours[index].number - Int64(span)
        var first = index
        while first > 0, hours[first - 1].number >= oldest { first -= 1 }
        let past = hours[first..<index]
        // A day at least: without day and night nothing is known to be usual.
        guard past.count >= max(1, span / 3) else { return nil }
        let between = RobustStatistics(past.map(\.median))
        let within = RobustStatistics(past.map(\.deviation)).median
        return Usual(median: between.median, deviation: max(between.deviation, within))
    }
}
