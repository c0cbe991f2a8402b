import Plant

/// Text for HTML pages.
enum HTMLText {
    /// Makes text safe within elements and attributes, so that what a plant wrote down is shown and never run.
    static func escape(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A line of text; in Arabic with dates, figures and foreign words kept together.
    static func line(_ text: String, _ language: Language) -> String {
        escape(language == .arabic ? RightToLeft.isolated(text) : text)
    }

    /// A whole page: nothing is loaded from anywhere, so that it opens on a machine without a network.
    static func page(title: String, language: Language, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)" dir="\(language == .arabic ? "rtl" : "ltr")">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(escape(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let style = """
        body { font: 16px/1.55 system-ui, "Noto Sans KR", "Noto Sans Arabic", sans-serif; max-width: 56rem; \
        margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #fff; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid #d5dbe3; }
        h3 { font-size: 1.05rem; margin-bottom: .3rem; }
        table { border-collapse: collapse; margin: .6rem 0; } th, td { border: 1px solid #d5dbe3; \
        padding: .25rem .6rem; text-align: start; vertical-align: top; }
        .severity { display: inline-block; padding: 0 .5rem; border-radius: .6rem; font-size: .85rem; \
        background: #e6e9ee; } .severity.high, .severity.critical { background: #fbdcd8; color: #7a1b10; }
        .severity.medium { background: #fdf0cf; color: #6b4c00; }
        .cite { font-size: .8rem; color: #42607f; text-decoration: none; } .struck { text-decoration: line-through; color: #8a8f98; }
        .reason { color: #9a3412; font-size: .85rem; } .muted { color: #5d6875; font-size: .9rem; }
        pre { white-space: pre-wrap; background: #f5f7f9; padding: .6rem; border-radius: .3rem; font-size: .85rem; }
        svg.trend { width: 100%; height: auto; margin: .4rem 0; } svg .grid { stroke: #e3e7ed; }
        svg .limit { stroke: #b3261e; stroke-dasharray: 5 4; } svg .curve { fill: none; stroke: #14507e; stroke-width: 1.4; }
        svg .band { fill: #9cc3e4; opacity: .55; } svg text.small { font-size: 11px; fill: #5d6875; }
        svg text { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
        svg text.head { font-size: 12px; font-weight: 600; fill: #1c2430; }
        svg .mark line { stroke-width: 1; } svg .mark.alarm line { stroke: #d97706; } svg .mark.alarm circle { fill: #d97706; }
        svg .mark.workOrder line { stroke: #15803d; } svg .mark.workOrder circle { fill: #15803d; }
        svg .mark.note line { stroke: #6d28d9; } svg .mark.note circle { fill: #6d28d9; }
        svg { direction: ltr; } svg .about { fill: #f3f5f8; } svg .rate { fill: #5b87ad; } svg .rate.flood { fill: #b3261e; }
        svg .span { fill: #9aa7b5; } svg .span.medium { fill: #e0a100; } svg .span.high { fill: #d0632a; }
        svg .span.critical { fill: #b3261e; }
        .legend { line-height: 1.7; } .key { white-space: nowrap; margin-inline-end: .9rem; }
        .key i { display: inline-block; width: 1.1rem; height: .55rem; background: #9aa7b5; }
        .key i.medium { background: #e0a100; } .key i.high { background: #d0632a; } .key i.critical { background: #b3261e; }
        .key i.dot { width: .6rem; height: .6rem; border-radius: 50%; background: #6d28d9; }
        .key i.dot.alarm { background: #d97706; } .key i.dot.workOrder { background: #15803d; }
        .key i.dash { height: 0; background: none; border-top: 2px dashed #b3261e; vertical-align: middle; }
        .key i.about { background: #e8ebf1; }
        @media print { body { margin: 0; } }
        """
}
