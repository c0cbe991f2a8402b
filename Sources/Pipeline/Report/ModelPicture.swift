import Plant

/// How far a unit was from its normal operation, in parts of the limit, and which tags made the distance.
struct ModelPicture: Sendable {
    let verdicts: UnitVerdicts
    let zone: SiteTimeZone
    let title: String
    let contributions: String
    let limit: String
    let words: Wording

    /// The statistic on a logarithmic scale, so that what is just beyond the limit and what is far beyond both show.
    func statistic() -> String {
        let highest = max(10, verdicts.samples.map(\.severity).max() ?? 0)
        let decades = max(1, Int(DecimalScale.log10(highest).rounded(.up)))
        let frame = PictureFrame(window: verdicts.window, zone: zone, left: 62, height: 150)
        func y(_ value: Double) -> Double {
            126 - (min(Double(decades), max(-1, DecimalScale.log10(max(value, 1e-9)))) + 1) / Double(decades + 1) * 100
        }
        var parts = [PictureFrame.text(62, 14, title, anchor: "start", style: "head")]
        parts += frame.timeAxis(from: 26, to: 126)
        var value = 0.1
        for _ in -1...decades {
            parts.append(
                PictureFrame.line(62, y(value), PictureFrame.width - PictureFrame.right, y(value), style: "grid")
            )
            let label = DecimalText.significant(value, digits: 2)
            parts.append(PictureFrame.text(57, y(value) + 4, label, anchor: "end", style: "small"))
            value *= 10
        }
        parts.append(PictureFrame.line(62, y(1), PictureFrame.width - PictureFrame.right, y(1), style: "limit"))
        parts.append(
            PictureFrame.text(PictureFrame.width - PictureFrame.right, y(1) - 3, limit, anchor: "end", style: "small")
        )
        var path = ""
        for sample in verdicts.samples {
            path +=
                (path.isEmpty ? "M" : "L")
                + "\(PictureFrame.number(frame.x(sample.time))) \(PictureFrame.number(y(sample.severity)))"
        }
        parts.append("<path class=\"curve\" d=\"\(path)\"/>")
        return frame.svg(title, parts)
    }

    /// The tags' shares while the limit was passed.
    func bars() -> String {
        guard let largest = verdicts.contributions.first?.share, largest > 0 else { return "" }
        let shown = verdicts.contributions.prefix(8)
        let height = 26 + Double(shown.count) * 20 + 4
        let frame = PictureFrame(window: verdicts.window, zone: zone, left: 250, height: height)
        var parts = [PictureFrame.text(4, 14, contributions, anchor: "start", style: "head")]
        for (row, item) in shown.enumerated() {
            let y = 24 + Double(row) * 20
            let width = item.share / largest * 400
            let share = DecimalText.rounded(item.share * 100, decimals: 0) + " %"
            let name = words.shortName(item.tag)
            parts.append(
                PictureFrame.text(244, y + 12, PictureFrame.shortened(name, to: 42), anchor: "end", style: "small")
            )
            parts.append(
                PictureFrame.box(250, y + 2, max(1, width), 13, style: "rate", title: "\(name): \(share)")
            )
            parts.append(PictureFrame.text(256 + width, y + 12, share, anchor: "start", style: "small"))
        }
        return frame.svg(contributions, parts)
    }
}
