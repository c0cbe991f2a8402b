#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The limit that a statistic of normal operation passes with a wanted probability.
enum StatisticLimit {
    /// - Parameter values: The statistic on normal data that its model has not seen; a sum of squares.
    /// - Returns: The larger of the quantile itself and of what the shape of the bulk foretells for the tail: the cube
    ///   root of a sum of squares is near to normal (E. B. Wilson, M. M. Hilferty, 1931), and its mean and deviation
    ///   are read from the 50 % and 95 % quantiles.
    static func limit(_ values: [Double], exceededBy share: Double) -> Double {
        guard !values.isEmpty else { return .infinity }
        let sorted = values.sorted()
        let middle = cbrt(max(1e-12, quantile(sorted, 0.5)))
        let deviation = (cbrt(max(1e-12, quantile(sorted, 0.95))) - middle) / 1.645
        let root = middle + NormalDistribution.quantile(1 - share) * deviation
        return max(quantile(sorted, 1 - share), root * root * root, 1e-12)
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let low = min(sorted.count - 1, max(0, Int(place)))
        let high = min(sorted.count - 1, low + 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}
