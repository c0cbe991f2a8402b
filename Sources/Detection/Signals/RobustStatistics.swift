/// Median and robust standard deviation, which a few wild values do not move.
struct RobustStatistics: Sendable {
    let median: Double
    /// 1.4826 × the median absolute deviation: the standard deviation of normal noise.
    let deviation: Double

    init(_ values: [Double]) {
        guard !values.isEmpty else {
            median = 0
            deviation = 0
            return
        }
        let middle = RobustStatistics.middle(values.sorted())
        median = middle
        deviation = 1.4826 * RobustStatistics.middle(values.map { abs($0 - middle) }.sorted())
    }

    private static func middle(_ sorted: [Double]) -> Double {
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }
}
