/// A tag's name made from parts of a message: `{topic}`, `{1}` for the topic's first level, `{name}`, `{metric}`…
package struct TagTemplate: Sendable, Hashable {
    private enum Part: Hashable {
        case text(String)
        case field(String)
        case level(Int)
    }

    private let parts: [Part]
    package let text: String

    /// - Parameter fields: The names that may stand in braces besides numbers.
    /// - Throws: ``PayloadFault`` that says what is wrong with it.
    package init(_ text: String, fields: [String]) throws(PayloadFault) {
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw PayloadFault("bad_template", "'\(text)' opens a brace and does not close it")
            }
            let name = String(rest[rest.index(after: open)..<close])
            if let level = Int(name), level > 0 {
                parts.append(.level(level))
            } else if fields.contains(name) {
                parts.append(.field(name))
            } else {
                let known = fields.map { "{\($0)}" }.joined(separator: ", ")
                throw PayloadFault("bad_template", "'{\(name)}' in '\(text)' is not known; use \(known), {1}, {2}…")
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// The name; empty parts leave no doubled slashes behind.
    func fill(topic: String, _ field: (String) -> String) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += result.hasSuffix("/") && text == "/" ? "" : text
            case .field(let name): result += name == "topic" ? topic : field(name)
            case .level(let level):
                var levels = topic.split(separator: "/", omittingEmptySubsequences: false).makeIterator()
                var found: Substring?
                for _ in 0..<level { found = levels.next() }
                result += found ?? ""
            }
        }
        return result
    }
}
