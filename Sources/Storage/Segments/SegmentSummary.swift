import Plant

/// What a segment says of itself without being unpacked.
struct SegmentSummary: Sendable {
    var minimum: Double?
    var maximum: Double?
    var sum = 0.0
    var count = 0
    var unusable = 0

    init() {}

    init(_ series: ReadingSeries, _ range: Range<Int>) {
        for index in range { add(series.values[index], series.qualities[index]) }
    }

    mutating func add(_ value: Double, _ quality: Quality) {
        guard quality.isUsable else {
            unusable += 1
            return
        }
        minimum = minimum.map { Swift.min($0, value) } ?? value
        maximum = maximum.map { Swift.max($0, value) } ?? value
        sum += value
        count += 1
    }

    mutating func add(_ other: SegmentSummary) {
        if let low = other.minimum { minimum = minimum.map { Swift.min($0, low) } ?? low }
        if let high = other.maximum { maximum = maximum.map { Swift.max($0, high) } ?? high }
        sum += other.sum
        count += other.count
        unusable += other.unusable
    }

    func point(_ window: TimeWindow) -> TrendPoint {
        TrendPoint(
            window: window,
            minimum: minimum,
            maximum: maximum,
            mean: count > 0 ? sum / Double(count) : nil,
            count: count,
            unusable: unusable
        )
    }
}
