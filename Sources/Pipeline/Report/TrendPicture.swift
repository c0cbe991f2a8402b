import Plant

/// A trend drawn as SVG: the signal's range per pixel, its limits, and marks for alarms and work orders.
struct TrendPicture: Sendable {
    struct Mark: Sendable, Codable, Hashable {
        enum Kind: String, Sendable, Codable {
            case alarm
            case workOrder
            case note
        }

        var time: Timestamp
        var kind: Kind
        var text: String
    }

    struct Line: Sendable, Codable, Hashable {
        var name: String
        var value: Double
    }

    var title: String
    var unit: String?
    var window: TimeWindow
    var points: [TrendPoint]
    var limits: [Line]
    var marks: [Mark]
    var zone: SiteTimeZone
    /// Shaded: the time that the picture is about.
    var span: TimeWindow?

    private static let width = 720.0
    private static let height = 180.0
    private static let left = 62.0
    private static let right = 12.0
    private static let top = 24.0
    private static let bottom = 26.0

    /// The picture as an SVG element, safe to put into a page; empty when nothing was measured.
    func svg() -> String {
        let measured = points.filter { $0.minimum != nil }
        guard let lowest = measured.compactMap(\.minimum).min(), let highest = measured.compactMap(\.maximum).max()
        else { return "" }
        let near = limits.filter {
            abs($0.value - lowest) < 4 * (highest - lowest) + 1e-9 || ($0.value >= lowest && $0.value <= highest)
        }
        var low = min(lowest, near.map(\.value).min() ?? lowest)
        var high = max(highest, near.map(\.value).max() ?? highest)
        let margin = max((high - low) * 0.06, abs(high) * 1e-6, 1e-9)
        low -= margin
        high += margin
        let scale = Scale(low: low, high: high, window: window)

        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 180" role="img" aria-label="\(HTMLText.escape(title))" \
            class="trend">
            """,
            "<title>\(HTMLText.escape(title))</title>",
            text(TrendPicture.left, 14, title + (unit.map { " [\($0)]" } ?? ""), anchor: "start", style: "head"),
        ]
        if let span, span.overlaps(window) {
            let from = scale.x(max(span.from, window.from))
            let to = scale.x(min(span.to, window.to))
            parts.append(
                "<rect class=\"about\" x=\"\(number(from))\" y=\"\(number(TrendPicture.top))\" "
                    + "width=\"\(number(max(1, to - from)))\" "
                    + "height=\"\(number(TrendPicture.height - TrendPicture.bottom - TrendPicture.top))\"/>"
            )
        }
        parts.append(contentsOf: axes(scale))
        parts += limitLines(near, scale)
        parts.append(contentsOf: curve(scale))
        for mark in marks where window.contains(mark.time) {
            let x = scale.x(mark.time)
            parts.append(
                "<g class=\"mark \(mark.kind.rawValue)\"><title>\(HTMLText.escape(mark.text))</title>"
                    + line(x, TrendPicture.top, x, TrendPicture.height - TrendPicture.bottom, style: "")
                    + "<circle cx=\"\(number(x))\" cy=\"\(number(TrendPicture.top))\" r=\"3.5\"/></g>"
            )
        }
        parts.append("</svg>")
        return parts.joined(separator: "\n")
    }

    /// Lines with their names at the end; names of lines that lie close together stand below one another.
    private func limitLines(_ near: [Line], _ scale: Scale) -> [String] {
        let end = TrendPicture.width - TrendPicture.right
        var parts: [String] = []
        var last = -Double.infinity
        for limit in near.sorted(by: { $0.value > $1.value }) {
            let y = scale.y(limit.value)
            parts.append(line(TrendPicture.left, y, end, y, style: "limit"))
            last = max(y - 3, last + 11)
            parts.append(text(end, last, limit.name, anchor: "end", style: "small"))
        }
        return parts
    }

    private func axes(_ scale: Scale) -> [String] {
        let end = TrendPicture.width - TrendPicture.right
        let bottom = TrendPicture.height - TrendPicture.bottom
        var parts = [line(TrendPicture.left, bottom, end, bottom, style: "grid")]
        let ticks = ValueTicks(low: scale.low, high: scale.high)
        for value in ticks.values {
            let y = scale.y(value)
            parts.append(line(TrendPicture.left, y, end, y, style: "grid"))
            let label = DecimalText.rounded(value, decimals: ticks.decimals)
            parts.append(text(TrendPicture.left - 5, y + 4, label, anchor: "end", style: "small"))
        }
        for tick in TimeTicks(window, zone: zone).moments {
            let x = scale.x(tick.time)
            let anchor = TimeTicks.anchor(x, from: TrendPicture.left, to: end)
            parts.append(line(x, bottom, x, bottom + 4, style: "grid"))
            parts.append(text(x, TrendPicture.height - 8, tick.label, anchor: anchor, style: "small"))
        }
        return parts
    }

    private func curve(_ scale: Scale) -> [String] {
        var parts: [String] = []
        var path = ""
        var band: [(Double, Double, Double)] = []
        func closeBand() {
            guard band.count > 1 else {
                band = []
                return
            }
            let upper = band.map { "\(number($0.0)),\(number($0.1))" }
            let lower = band.reversed().map { "\(number($0.0)),\(number($0.2))" }
            parts.append("<polygon class=\"band\" points=\"\((upper + lower).joined(separator: " "))\"/>")
            band = []
        }
        let longest = bridged()
        var empty = 0
        for point in points {
            guard let minimum = point.minimum, let maximum = point.maximum, let mean = point.mean else {
                empty += 1
                if empty > longest { closeBand() }
                continue
            }
            empty = 0
            let middle = Timestamp(nanoseconds: point.window.from.nanoseconds / 2 + point.window.to.nanoseconds / 2)
            let x = scale.x(middle)
            path += (band.isEmpty ? "M" : "L") + "\(number(x)) \(number(scale.y(mean)))"
            band.append((x, scale.y(maximum), scale.y(minimum)))
        }
        closeBand()
        parts.append("<path class=\"curve\" d=\"\(path)\"/>")
        return parts
    }

    /// How many empty stretches are no gap: where readings come slower than stretches are drawn, three of their steps.
    private func bridged() -> Int {
        let measured = points.indices.filter { points[$0].mean != nil }
        let steps = zip(measured, measured.dropFirst()).map { $1 - $0 }.sorted()
        guard !steps.isEmpty, steps[steps.count / 2] > 1 || steps.contains(2) else { return 0 }
        return 3 * max(1, steps[steps.count / 2]) - 1
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) -> String {
        "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
    }

    private func text(_ x: Double, _ y: Double, _ content: String, anchor: String, style: String) -> String {
        "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(HTMLText.escape(RightToLeft.inPicture(content)))</text>"
    }

    private func number(_ value: Double) -> String {
        DecimalText.rounded(value, decimals: 1)
    }

    private struct Scale {
        let low: Double
        let high: Double
        let window: TimeWindow

        func x(_ time: Timestamp) -> Double {
            let share = time.seconds(since: window.from) / max(window.seconds, 1e-9)
            return TrendPicture.left + share * (TrendPicture.width - TrendPicture.left - TrendPicture.right)
        }

        func y(_ value: Double) -> Double {
            let share = (value - low) / (high - low)
            return TrendPicture.height - TrendPicture.bottom
                - share * (TrendPicture.height - TrendPicture.bottom - TrendPicture.top)
        }
    }
}
