import Plant

/// What a segment says of itself without being unpacked.
struct SegmentSummary: Sendable {
    var minimum: Double?
    var maximum: Double?
    var sum = ExactSum()
    var count = 0
    var unusable = 0

    /// Readings of any quality.
    var readings: Int { count + unusable }

    init() {}

    init(_ series: ReadingSeries, _ range: Range<Int>) {
        var low = Double.infinity
        var high = -Double.infinity
        for index in range {
            guard series.qualities[index].isUsable else {
                unusable += 1
                continue
            }
            let value = series.values[index]
            if value < low { low = value }
            if value > high { high = value }
            sum.add(value)
            count += 1
        }
        // Values that cannot be compared leave no extremes.
        if low <= high {
            minimum = low
            maximum = high
        }
    }

    mutating func add(_ other: SegmentSummary) {
        if let low = other.minimum { minimum = minimum.map { Swift.min($0, low) } ?? low }
        if let high = other.maximum { maximum = maximum.map { Swift.max($0, high) } ?? high }
        sum.add(other.sum)
        count += other.count
        unusable += other.unusable
    }

    func point(_ window: TimeWindow) -> TrendPoint {
        TrendPoint(
            window: window,
            minimum: minimum,
            maximum: maximum,
            mean: count > 0 ? sum.value / Double(count) : nil,
            count: count,
            unusable: unusable
        )
    }
}

/// A sum that keeps what rounding would lose (Knuth's two-sum), so that a mean does not depend on how an import
/// happened to cut the readings into segments.
struct ExactSum: Sendable {
    private(set) var high = 0.0
    private(set) var low = 0.0

    init() {}

    init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    var value: Double { high + low }

    mutating func add(_ value: Double) {
        let sum = high + value
        let part = sum - high
        let lost = (high - (sum - part)) + (value - part)
        high = sum
        // Infinities have no remainder.
        low = sum.isFinite ? low + lost : 0
    }

    mutating func add(_ other: ExactSum) {
        add(other.high)
        if high.isFinite { low += other.low }
    }
}
