import Generation
import Plant

/// An endpoint's settings for people: where it is, what it may receive, and how it is called.
struct EndpointWording {
    let text: String

    init(_ endpoint: EndpointSettings) {
        let dialect = Dialects.named(endpoint.dialect)
        let entry = ModelCatalogue.entry(for: endpoint.catalogueName ?? endpoint.model)
        var lines = [
            "\(endpoint.name)  \(endpoint.url)  \(endpoint.model)  residency \(endpoint.residency), "
                + "at most \(endpoint.highestClass.rawValue) data"
        ]
        var pace = ["\(endpoint.width ?? dialect?.usualWidth ?? 2) calls at once"]
        if let limit = endpoint.requestsPerMinute { pace.append("\(limit) requests a minute") }
        if let limit = endpoint.tokensPerMinute { pace.append("\(limit) tokens a minute") }
        pace.append("a turn within \(EndpointWording.number(endpoint.queueTimeout)) s")
        pace.append("\(endpoint.attempts) tries within \(EndpointWording.number(endpoint.totalTimeout)) s")
        if endpoint.failuresToPause > 0 {
            pace.append(
                "left alone for \(EndpointWording.number(endpoint.pause)) s after \(endpoint.failuresToPause) failures "
                    + "in a row"
            )
        }
        lines.append("  speaks \(endpoint.dialect); " + pace.joined(separator: ", "))
        if let entry {
            let context = endpoint.contextTokens ?? entry.context
            lines.append(
                "  \(entry.name) of \(entry.maker)" + (context.map { ", context \($0) tokens" } ?? "")
                    + (entry.thinking.isSwitchable ? ", thinking \(endpoint.thinking ? "on" : "off")" : "")
            )
            if let licence = entry.licence { lines.append("  licence: \(licence)") }
        } else if let context = endpoint.contextTokens {
            lines.append("  context \(context) tokens")
        }
        text = lines.joined(separator: "\n")
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
