import Plant

/// A signal or a controller's output that swings in a regular beat, wider than it usually does.
///
/// Stretches of two hours with enough readings are compared with the days before; the beat is regular when the times between
/// crossings of the local mean vary by less than a third (N. F. Thornhill, T. Hägglund, "Detection and diagnosis of
/// oscillation in control loops", 1997).
struct OscillationDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    private static let blockSeconds: Int64 = 7_200

    private struct Block {
        var number: Int64
        var first: Int
        var last: Int
        /// Robust half width of the swing around the local mean.
        var width: Double
        var period: Double
        var isRegular: Bool
    }

    func findings(in series: ReadingSeries) -> [Finding] {
        guard tag.kind == .measurement || tag.kind == .output else { return [] }
        let blocks = blocks(of: series)
        var found: [Finding] = []
        var run: [Block] = []
        var usualWidth = 0.0
        func close() {
            defer { run.removeAll() }
            guard let first = run.first, let last = run.last,
                Double(Int64(run.count) * OscillationDetector.blockSeconds) >= settings.oscillationDuration
            else { return }
            let text = SignalText(tag)
            let period = RobustStatistics(run.map(\.period)).median
            let width = RobustStatistics(run.map(\.width)).median
            found.append(
                Finding(
                    kind: .oscillation,
                    tag: tag.name,
                    asset: tag.asset,
                    window: TimeWindow(
                        from: Timestamp(nanoseconds: series.times[first.first]),
                        to: Timestamp(nanoseconds: series.times[last.last] + 1)
                    ),
                    severity: .medium,
                    message: text.sentence(
                        "swung by about ±\(text.value(width)) every \(SignalText.duration(period)), usually "
                            + "±\(text.value(usualWidth))"
                    ),
                    value: width,
                    reference: usualWidth,
                    unit: tag.unit,
                    period: period
                )
            )
        }
        for (index, block) in blocks.enumerated() {
            let past = blocks[..<index].suffix(36).map(\.width)
            let usual = RobustStatistics(past.count >= 12 ? past : blocks.prefix(36).map(\.width)).median
            let range = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? 0
            let isWide = block.width > settings.oscillationRatio * max(usual, range * 0.002) && blocks.count >= 12
            if block.isRegular, isWide, run.last.map({ $0.number == block.number - 1 }) ?? true {
                if run.isEmpty { usualWidth = usual }
                run.append(block)
            } else {
                close()
                if block.isRegular, isWide {
                    usualWidth = usual
                    run.append(block)
                }
            }
        }
        close()
        return found
    }

    private func blocks(of series: ReadingSeries) -> [Block] {
        var blocks: [Block] = []
        var indices: [Int] = []
        var number = Int64.min
        func close() {
            if indices.count >= 24, let block = block(number, indices, series) { blocks.append(block) }
            indices.removeAll(keepingCapacity: true)
        }
        for index in series.times.indices where series.qualities[index].isUsable {
            let own = Timestamp(nanoseconds: series.times[index]).seconds / OscillationDetector.blockSeconds
            if own != number {
                close()
                number = own
            }
            indices.append(index)
        }
        close()
        return blocks
    }

    private func block(_ number: Int64, _ indices: [Int], _ series: ReadingSeries) -> Block? {
        guard let first = indices.first, let last = indices.last else { return nil }
        // A straight line through the two halves takes out what merely moves.
        let half = indices.count / 2
        let values = indices.map { series.values[$0] }
        let left = RobustStatistics(Array(values[..<half])).median
        let right = RobustStatistics(Array(values[half...])).median
        let slope = (right - left) / Double(max(1, indices.count - half))
        let middle = (left + right) / 2
        let rest = values.enumerated().map { $1 - middle - slope * (Double($0) - Double(values.count) / 2) }
        let width = RobustStatistics(rest.map(abs)).median
        var crossings: [Double] = []
        var side = 0
        for (place, value) in rest.enumerated() {
            // A band of half the width keeps noise from crossing.
            let now = value > width * 0.5 ? 1 : value < -width * 0.5 ? -1 : side
            if side != 0, now != side { crossings.append(Double(series.times[indices[place]]) / 1e9) }
            side = now
        }
        var gaps: [Double] = []
        for index in crossings.indices.dropFirst() { gaps.append(crossings[index] - crossings[index - 1]) }
        let mean = gaps.reduce(0, +) / Double(max(1, gaps.count))
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, gaps.count))
        let interval = Double(series.times[last] - series.times[first]) / 1e9 / Double(max(1, indices.count - 1))
        return Block(
            number: number,
            first: first,
            last: last,
            width: width,
            period: 2 * mean,
            isRegular: gaps.count >= 5 && variance.squareRoot() < mean / 3 && mean >= 2 * interval
        )
    }
}
