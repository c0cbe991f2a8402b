extension Timeline {
    /// As a picture in SVG, some pixels wide.
    public func svg(width: Int = 900) -> String {
        let row = 22
        let names = 200
        let room = max(100, width - names - 90)
        let height = bars.count * row + 30
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" font-size=\"12\">"
        ]
        for quarter in 0...4 {
            let x = names + room * quarter / 4
            let label = Self.text(length * quarter / 4)
            lines.append("<path d=\"M\(x) 18V\(height - 6)\" stroke=\"#ddd\"/>")
            lines.append("<text x=\"\(x)\" y=\"12\" fill=\"#666\" text-anchor=\"middle\">\(label)</text>")
        }
        for (index, bar) in bars.enumerated() {
            let y = 22 + index * row
            let from = names + Int(share(bar.start) * Double(room))
            let to = max(from + 2, names + Int(share(bar.end) * Double(room)))
            let name = Self.escaped(bar.name)
            let retries = bar.retries > 0 ? " (+\(bar.retries))" : ""
            lines.append(
                "<text x=\"\(names - 8)\" y=\"\(y + 14)\" text-anchor=\"end\">\(name)</text>"
            )
            lines.append(
                "<rect x=\"\(from)\" y=\"\(y + 3)\" width=\"\(to - from)\" height=\"\(row - 6)\" rx=\"3\" "
                    + "fill=\"\(bar.outcome.colour)\"><title>\(name): \(bar.outcome)</title></rect>"
            )
            lines.append(
                "<text x=\"\(to + 5)\" y=\"\(y + 14)\" fill=\"#444\">\(Self.text(bar.end - bar.start))\(retries)</text>"
            )
        }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
