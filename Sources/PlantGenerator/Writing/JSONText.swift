/// A JSON value to be written for people to read: two-space indents, keys in the order given.
indirect enum JSONText: Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([JSONText])
    case object([(String, JSONText)])

    static func texts(_ list: [String]) -> JSONText { .list(list.map(JSONText.text)) }

    /// On one line, keys in the order given.
    var line: String {
        switch self {
        case .text(let text): JSONText.quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
        case .object(let pairs):
            "{" + pairs.map { JSONText.quoted($0.0) + ": " + $0.1.line }.joined(separator: ", ") + "}"
        }
    }

    func indented(_ depth: Int = 0) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .list(let items) where items.contains(where: \.isNested):
            return "[\n" + items.map { inner + $0.indented(depth + 1) }.joined(separator: ",\n") + "\n" + outer + "]"
        case .object(let pairs) where !pairs.isEmpty:
            let lines = pairs.map { inner + JSONText.quoted($0.0) + ": " + $0.1.indented(depth + 1) }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
        default:
            return line
        }
    }

    private var isNested: Bool {
        switch self {
        case .object, .list: true
        case .text(let text): text.utf8.count > 40
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
