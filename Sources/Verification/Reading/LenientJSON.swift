/// A JSON value as far as it could be read.
struct LenientValue {
    enum Content {
        case object([(key: String, value: LenientValue)])
        case array([LenientValue])
        case string(String)
        /// A number, `true`, `null` and anything else without quotes.
        case word(String)
    }

    var content: Content
    /// Whether its end was seen; the last value of a text that was cut short is not complete.
    var isComplete: Bool

    subscript(keys: String...) -> LenientValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { keys.contains($0.key.lowercased()) }?.value
    }
}

/// Reads JSON as models write it: trailing and missing commas, single quotes, keys and values without quotes, quotation
/// marks that were not escaped, line breaks within strings, and a text that ends in the middle.
struct LenientJSON {
    static let deepest = 24

    private let text: [Unicode.Scalar]
    private var index: Int
    private(set) var isMended = false

    /// Reads the value that begins at an index.
    static func read(_ text: [Unicode.Scalar], from start: Int) -> (value: LenientValue, end: Int, isMended: Bool)? {
        var parser = LenientJSON(text: text, index: start)
        guard let value = parser.value(depth: 0) else { return nil }
        return (value, parser.index, parser.isMended || !value.isComplete)
    }

    private init(text: [Unicode.Scalar], index: Int) {
        self.text = text
        self.index = index
    }

    private mutating func skipSpace() {
        while let scalar = text[safe: index], scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
            index += 1
        }
    }

    private mutating func value(depth: Int) -> LenientValue? {
        guard depth < LenientJSON.deepest else { return nil }
        skipSpace()
        switch text[safe: index] {
        case "{": return object(depth: depth)
        case "[": return array(depth: depth)
        case "\"", "'", "“": return string()
        case nil, "}", "]", ",", ":": return nil
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> LenientValue {
        index += 1
        var members: [(key: String, value: LenientValue)] = []
        while true {
            skipSpace()
            guard let scalar = text[safe: index] else { break }
            if scalar == "}" {
                index += 1
                return LenientValue(content: .object(members), isComplete: true)
            }
            if scalar == "," || scalar == "]" {
                skipComma()
                continue
            }
            guard let key = value(depth: depth + 1), let name = LenientJSON.text(of: key) else {
                isMended = true
                index += 1
                continue
            }
            skipSpace()
            guard text[safe: index] == ":" else { continue }
            index += 1
            guard let value = value(depth: depth + 1) else { continue }
            members.append((name, value))
            if !value.isComplete { break }
        }
        isMended = true
        return LenientValue(content: .object(members), isComplete: false)
    }

    private mutating func array(depth: Int) -> LenientValue {
        index += 1
        var items: [LenientValue] = []
        while true {
            skipSpace()
            guard let scalar = text[safe: index] else { break }
            if scalar == "]" {
                index += 1
                return LenientValue(content: .array(items), isComplete: true)
            }
            if scalar == "," || scalar == ":" {
                skipComma()
                continue
            }
            // The array's own end is missing: `["E1"}`.
            if scalar == "}" {
                isMended = true
                return LenientValue(content: .array(items), isComplete: true)
            }
            guard let item = value(depth: depth + 1) else {
                isMended = true
                index += 1
                continue
            }
            items.append(item)
            if !item.isComplete { break }
        }
        isMended = true
        return LenientValue(content: .array(items), isComplete: false)
    }

    /// Notes a comma with nothing after it.
    private mutating func skipComma() {
        index += 1
        skipSpace()
        if let next = text[safe: index], next == "}" || next == "]" || next == "," { isMended = true }
    }

    private mutating func string() -> LenientValue {
        let open = text[index]
        let close: Unicode.Scalar = open == "“" ? "”" : open
        if open != "\"" { isMended = true }
        index += 1
        var result = ""
        while let scalar = text[safe: index] {
            if scalar == "\\" {
                guard appendEscape(to: &result) else { break }
                continue
            }
            if scalar == close {
                if isEnd(after: index + 1) {
                    index += 1
                    return LenientValue(content: .string(result), isComplete: true)
                }
                isMended = true
            }
            result.unicodeScalars.append(scalar)
            index += 1
        }
        isMended = true
        return LenientValue(content: .string(result), isComplete: false)
    }

    /// Whether a quotation mark before an index can end a string.
    private func isEnd(after start: Int) -> Bool {
        var next = start
        func skip() {
            while let scalar = text[safe: next], scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
                next += 1
            }
        }
        skip()
        guard let scalar = text[safe: next] else { return true }
        if scalar == "}" || scalar == "]" || scalar == ":" { return true }
        if scalar == "\"" || scalar == "{" { return next > start && text[start..<next].contains("\n") }
        guard scalar == "," else { return false }
        next += 1
        skip()
        guard let after = text[safe: next] else { return true }
        // A key without quotes.
        if let key = text.letters(at: next), text[safe: text.skippingSpaces(from: key.end)] == ":" { return true }
        return "\"'{[}]“".unicodeScalars.contains(after) || after.isDigit || after == "t" || after == "f"
            || after == "n"
    }

    private mutating func appendEscape(to result: inout String) -> Bool {
        guard let escaped = text[safe: index + 1] else {
            index += 1
            return false
        }
        index += 2
        switch escaped {
        case "n": result += "\n"
        case "t": result += " "
        case "r", "b", "f": break
        case "u": appendUnicode(to: &result)
        default: result.unicodeScalars.append(escaped)
        }
        return true
    }

    private mutating func appendUnicode(to result: inout String) {
        guard let first = hex(at: index) else { return }
        index += 4
        if (0xD800...0xDBFF).contains(first), text[safe: index] == "\\", text[safe: index + 1] == "u",
            let second = hex(at: index + 2), (0xDC00...0xDFFF).contains(second)
        {
            index += 6
            let value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
            return
        }
        result.unicodeScalars.append(Unicode.Scalar(first) ?? "\u{FFFD}")
    }

    private func hex(at start: Int) -> UInt32? {
        guard start + 4 <= text.count else { return nil }
        return UInt32(PlainText.string(text[start..<start + 4]), radix: 16)
    }

    private mutating func word() -> LenientValue {
        var result = ""
        while let scalar = text[safe: index], !",:]}\n".unicodeScalars.contains(scalar) {
            result.unicodeScalars.append(scalar)
            index += 1
        }
        while result.last == " " || result.last == "\"" { result.removeLast() }
        return LenientValue(content: .word(result), isComplete: text[safe: index] != nil)
    }

    static func text(of value: LenientValue) -> String? {
        switch value.content {
        case .string(let text), .word(let text): text
        default: nil
        }
    }
}
