import Plant

/// The paper that pictures of an incident are drawn on: a time axis, and pieces of SVG that are safe in a page.
struct PictureFrame: Sendable {
    static let width = 720.0
    static let right = 12.0

    var window: TimeWindow
    var zone: SiteTimeZone
    var left: Double
    var height: Double

    func x(_ time: Timestamp) -> Double {
        let share = time.seconds(since: window.from) / max(window.seconds, 1e-9)
        return left + min(1, max(0, share)) * (PictureFrame.width - left - PictureFrame.right)
    }

    /// A picture with a title that is read aloud.
    func svg(_ title: String, _ parts: [String]) -> String {
        let name = HTMLText.escape(title)
        return
            ([
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 \(PictureFrame.number(height))\" "
                    + "role=\"img\" aria-label=\"\(name)\" class=\"trend\">", "<title>\(name)</title>",
            ] + parts + ["</svg>"])
            .joined(separator: "\n")
    }

    /// Grid lines with clock times below them, or dates where the window is long.
    func timeAxis(from top: Double, to bottom: Double) -> [String] {
        let end = PictureFrame.width - PictureFrame.right
        return [PictureFrame.line(left, bottom, end, bottom, style: "grid")]
            + TimeTicks(window, zone: zone).moments.flatMap { tick in
                let x = x(tick.time)
                let anchor = TimeTicks.anchor(x, from: left, to: end)
                return [
                    PictureFrame.line(x, top, x, bottom, style: "grid"),
                    PictureFrame.text(x, bottom + 16, tick.label, anchor: anchor, style: "small"),
                ]
            }
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) -> String {
        "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
    }

    static func text(_ x: Double, _ y: Double, _ content: String, anchor: String, style: String) -> String {
        "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
            + "\(HTMLText.escape(RightToLeft.inPicture(content)))</text>"
    }

    /// A box with what it stands for, shown when a pointer rests on it.
    static func box(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        style: String,
        title: String
    ) -> String {
        "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
            + "height=\"\(number(height))\"><title>\(HTMLText.escape(title))</title></rect>"
    }

    static func number(_ value: Double) -> String { DecimalText.rounded(value, decimals: 1) }

    /// Cut so that it fits a column of a picture.
    static func shortened(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(length - 1) + "…"
    }
}
