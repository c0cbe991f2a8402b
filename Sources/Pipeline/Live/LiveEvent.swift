package import Plant

/// Something that happened while following; one line each.
package enum LiveEvent: Sendable {
    /// A file was taken in, or could not be.
    case file(IngestedFile)
    /// Something a person should know: a folder or a broker that is not there, or is there again.
    case notice(source: String, String)
    /// What came from a broker or an archive since the last line.
    case flow(LiveFlow)
    /// Incidents were looked for and the search index was renewed.
    case derived(incidents: Int)

    /// One line of JSON.
    package func json() throws -> String {
        switch self {
        case .file(let file): try JSONText.line(FileLine(file: file))
        case .notice(let source, let text): try JSONText.line(NoticeLine(source: source, text: text))
        case .flow(let flow): try JSONText.line(flow)
        case .derived(let incidents): try JSONText.line(DerivedLine(incidents: incidents))
        }
    }

    /// One line of text.
    package func text() -> String {
        switch self {
        case .file(let file): LiveEvent.line(file)
        case .notice(let source, let text): "! \(source): \(text)"
        case .flow(let flow): flow.text()
        case .derived(let incidents):
            "• incidents looked for (\(incidents) in the workspace), search index renewed"
        }
    }

    private static func line(_ file: IngestedFile) -> String {
        let plain = IngestReport(files: [file], incidents: 0).text().split(separator: "\n").map(String.init)
        guard file.outcome == .stored else { return plain[0] }
        // Everything about a file on its line.
        let quarantined = file.quarantined.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return plain[0] + (quarantined.isEmpty ? "" : ", quarantined: " + quarantined.joined(separator: ", "))
    }

    private struct FileLine: Encodable {
        let schema = "telltale.live/1"
        let event = "file"
        let file: IngestedFile
    }

    private struct NoticeLine: Encodable {
        let schema = "telltale.live/1"
        let event = "notice"
        let source: String
        let text: String
    }

    private struct DerivedLine: Encodable {
        let schema = "telltale.live/1"
        let event = "derived"
        let incidents: Int
    }
}

/// What came from a source of readings.
package struct LiveFlow: Sendable, Encodable, Hashable {
    package var schema = "telltale.live/1"
    package var event = "flow"
    /// `mqtt:NAME` or `pi:NAME`.
    package var source: String
    package var messages = 0
    package var readings = 0
    package var stored = 0
    package var replaced = 0
    /// There before, the same: messages that came twice.
    package var unchanged = 0
    /// Readings without a usable number, by quality.
    package var bad_quality: [String: Int] = [:]
    /// Reason → count.
    package var quarantined: [String: Int] = [:]
    /// What was left out because a store of readings has no place for it, by kind → count.
    package var left_out: [String: Int] = [:]
    package var tags = 0
    package var from: Timestamp?
    package var to: Timestamp?

    package init(source: String) {
        self.source = source
    }

    package var isEmpty: Bool { messages == 0 && readings == 0 && quarantined.isEmpty }

    func text() -> String {
        var parts: [String] = []
        if messages > 0 { parts.append("\(messages) messages") }
        parts.append("\(readings) readings of \(tags) tags, \(stored) stored")
        if replaced > 0 { parts.append("\(replaced) replaced") }
        if unchanged > 0 { parts.append("\(unchanged) there before") }
        func listed(_ counts: [String: Int]) -> String {
            counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        if !bad_quality.isEmpty { parts.append("bad quality: " + listed(bad_quality)) }
        if !quarantined.isEmpty { parts.append("quarantined: " + listed(quarantined)) }
        if !left_out.isEmpty { parts.append("left out: " + listed(left_out)) }
        if let from, let to { parts.append(from == to ? "at \(from)" : "\(from) – \(to)") }
        return "• \(source): " + parts.joined(separator: ", ")
    }
}
