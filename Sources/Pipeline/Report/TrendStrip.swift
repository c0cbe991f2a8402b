import Plant

/// A trend in one line of block characters, for terminals.
struct TrendStrip: Sendable {
    private let trend: TrendSeries
    private let zone: SiteTimeZone
    private static let blocks = Array("▁▂▃▄▅▆▇█")
    private static let width = 60

    init(_ trend: TrendSeries, zone: SiteTimeZone) {
        self.trend = trend
        self.zone = zone
    }

    func text() -> String {
        guard let figures = TrendFigures(trend.series) else { return "" }
        let points = trend.points(TrendStrip.width)
        let span = figures.maximum - figures.minimum
        var strip = ""
        for point in points {
            guard let mean = point.mean else {
                strip += "·"
                continue
            }
            let share = span > 0 ? (mean - figures.minimum) / span : 0
            strip.append(TrendStrip.blocks[min(7, max(0, Int(share * 8)))])
        }
        let unit = trend.tag.unit.map { " " + $0 } ?? ""
        let low = DecimalText.rounded(figures.minimum, decimals: figures.digits)
        let high = DecimalText.rounded(figures.maximum, decimals: figures.digits)
        let words = Wording(language: .english, zone: zone)
        return "\(trend.tag.name.rawValue)  \(words.window(trend.window))  \(low)…\(high)\(unit)\n  \(strip)"
    }
}

extension TrendSeries {
    /// The window cut into equal stretches.
    func points(_ count: Int) -> [TrendPoint] {
        let length = max(1, (window.to.nanoseconds - window.from.nanoseconds) / Int64(count))
        var sums = [Double](repeating: 0, count: count)
        var lows = [Double](repeating: .infinity, count: count)
        var highs = [Double](repeating: -.infinity, count: count)
        var used = [Int](repeating: 0, count: count)
        var unusable = [Int](repeating: 0, count: count)
        for index in series.times.indices {
            let slot = Int((series.times[index] - window.from.nanoseconds) / length)
            guard slot >= 0, slot < count else { continue }
            guard series.qualities[index].isUsable else {
                unusable[slot] += 1
                continue
            }
            let value = series.values[index]
            sums[slot] += value
            lows[slot] = min(lows[slot], value)
            highs[slot] = max(highs[slot], value)
            used[slot] += 1
        }
        return (0..<count).map { slot in
            let from = Timestamp(nanoseconds: window.from.nanoseconds + Int64(slot) * length)
            return TrendPoint(
                window: TimeWindow(from: from, to: Timestamp(nanoseconds: from.nanoseconds + length)),
                minimum: used[slot] > 0 ? lows[slot] : nil,
                maximum: used[slot] > 0 ? highs[slot] : nil,
                mean: used[slot] > 0 ? sums[slot] / Double(used[slot]) : nil,
                count: used[slot],
                unusable: unusable[slot]
            )
        }
    }
}

extension TrendPicture {
    init(_ trend: TrendSeries, marks: [Mark], zone: SiteTimeZone) {
        let limits = trend.tag.limits
        self.init(
            title: trend.tag.description.isEmpty
                ? trend.tag.name.rawValue : "\(trend.tag.name.rawValue) \(trend.tag.description)",
            unit: trend.tag.unit,
            window: trend.window,
            points: trend.points(320),
            limits: [("LL", limits.lowLow), ("L", limits.low), ("H", limits.high), ("HH", limits.highHigh)]
                .compactMap { name, value in value.map { Line(name: name, value: $0) } },
            marks: marks,
            zone: zone
        )
    }
}

extension TrendPicture {
    init(_ tag: Tag, points: [TrendPoint], window: TimeWindow, marks: [Mark], zone: SiteTimeZone) {
        self.init(
            title: tag.description.isEmpty ? tag.name.rawValue : "\(tag.name.rawValue) \(tag.description)",
            unit: tag.unit,
            window: window,
            points: points,
            limits: [
                ("LL", tag.limits.lowLow), ("L", tag.limits.low), ("H", tag.limits.high), ("HH", tag.limits.highHigh),
            ].compactMap { name, value in value.map { Line(name: name, value: $0) } },
            marks: marks,
            zone: zone
        )
    }
}
