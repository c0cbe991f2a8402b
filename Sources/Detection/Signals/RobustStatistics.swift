/// Median and robust standard deviation, which a few wild values do not move.
struct RobustStatistics: Sendable {
    let median: Double
    /// 1.4826 × the median absolute deviation: the standard deviation of normal noise.
    let deviation: Double

    init(_ values: [Double]) {
        var values = values
        (median, deviation) = values.withUnsafeMutableBufferPointer { values in
            let middle = OrderStatistic.median(of: values)
            for index in values.indices { values[index] = abs(values[index] - middle) }
            return (middle, 1.4826 * OrderStatistic.median(of: values))
        }
    }
}
