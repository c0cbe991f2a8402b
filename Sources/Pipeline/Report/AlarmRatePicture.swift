import Plant

/// How many alarms came in each ten minutes, with the ten that one operator can follow.
struct AlarmRatePicture: Sendable {
    /// When alarms came, in any order.
    let activations: [Timestamp]
    let window: TimeWindow
    let zone: SiteTimeZone
    let title: String

    func svg() -> String {
        let step = AlarmRatePicture.step(window)
        let count = max(1, Int((window.seconds / step).rounded(.up)))
        var bars = [Int](repeating: 0, count: count)
        for time in activations where window.contains(time) {
            bars[min(count - 1, Int(time.seconds(since: window.from) / step))] += 1
        }
        guard let most = bars.max(), most > 0 else { return "" }
        // Longer steps show their average ten minutes, so that the line of ten means the same.
        let scale = step / 600
        let rates = bars.map { Double($0) / scale }
        let top = max(12, (rates.max() ?? 0) * 1.08)
        let frame = PictureFrame(window: window, zone: zone, left: 62, height: 120)
        func y(_ value: Double) -> Double { 96 - value / top * 70 }
        var parts = [PictureFrame.text(62, 14, title, anchor: "start", style: "head")]
        parts += frame.timeAxis(from: 26, to: 96)
        let isTall = top > 24
        for value in [0, 10] + (isTall ? [rates.max() ?? 0] : []) {
            parts.append(
                PictureFrame.text(
                    57,
                    y(value) + 4,
                    DecimalText.rounded(value, decimals: 0),
                    anchor: "end",
                    style: "small"
                )
            )
        }
        for (index, rate) in rates.enumerated() where rate > 0 {
            let from = window.from.adding(seconds: Int64(Double(index) * step))
            let left = frame.x(from)
            let right = frame.x(from.adding(seconds: Int64(step)))
            parts.append(
                PictureFrame.box(
                    left,
                    y(rate),
                    max(1, right - left - 0.5),
                    96 - y(rate),
                    style: rate > 10 ? "rate flood" : "rate",
                    title: "\(zone.civil(at: from).hourAndMinute): \(bars[index])"
                )
            )
        }
        parts.append(PictureFrame.line(62, y(10), PictureFrame.width - PictureFrame.right, y(10), style: "limit"))
        return frame.svg(title, parts)
    }

    /// Ten minutes, or as many of them as make at most 216 bars.
    private static func step(_ window: TimeWindow) -> Double {
        600 * max(1, (window.seconds / 600 / 216).rounded(.up))
    }
}
