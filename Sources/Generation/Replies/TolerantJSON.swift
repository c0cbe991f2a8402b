import HTTPTransport

/// Reads JSON as models write it: between fences and prose, with trailing commas, raw line breaks in texts, Python's
/// words, and broken off. The same text always gives the same value.
struct TolerantJSON {
    /// The first value that is an object or an array.
    let value: JSONValue
    /// What had to be mended, in English; empty for JSON as it should be.
    let repairs: [String]
    /// The text ended before the value did; what was complete is there.
    let isCutOff: Bool

    /// `nil` when there is nothing like JSON in the text.
    init?(_ text: String) {
        if let value = try? JSONValue(text: text), value.object != nil || value.array != nil {
            self.init(value: value, repairs: [], isCutOff: false)
            return
        }
        let bytes = Array(text.utf8)
        var from = 0
        while let start = bytes[from...].firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) {
            from = start + 1
            var reader = TolerantReader(bytes, at: start)
            guard let value = reader.readContainer(depth: 0) else { continue }
            // Prose holds brackets too: `[E1]` is no answer, an object is.
            guard value.object?.isEmpty == false || value.array?.contains(where: { $0.object != nil }) == true else {
                continue
            }
            // What stands within a value that breaks off is part of it, not another answer.
            let prose = !reader.isCutOff && (start > 0 || reader.hasMore) ? ["text around the JSON was left out"] : []
            self.init(value: value, repairs: prose + reader.repairs.sorted(), isCutOff: reader.isCutOff)
            return
        }
        return nil
    }

    private init(value: JSONValue, repairs: [String], isCutOff: Bool) {
        self.value = value
        self.repairs = repairs
        self.isCutOff = isCutOff
    }
}

/// The reader behind ``TolerantJSON``.
struct TolerantReader {
    private let bytes: [UInt8]
    private var position: Int
    private(set) var repairs: Set<String> = []
    private(set) var isCutOff = false

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// True when something other than white space follows.
    var hasMore: Bool { bytes[position...].contains { $0 > 0x20 } }

    mutating func readContainer(depth: Int) -> JSONValue? {
        guard depth < 64, let byte = peek else { return nil }
        return byte == UInt8(ascii: "{") ? readObject(depth) : readArray(depth)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte <= 0x20 { position += 1 }
    }

    private mutating func readObject(_ depth: Int) -> JSONValue? {
        position += 1
        var members: [String: JSONValue] = [:]
        var isAfterComma = false
        while true {
            skipSpace()
            switch peek {
            case nil:
                isCutOff = true
                return .object(members)
            case UInt8(ascii: "}"):
                if isAfterComma { repairs.insert("a comma before a closing bracket was left out") }
                position += 1
                return .object(members)
            case UInt8(ascii: ","):
                isAfterComma = true
                position += 1
            case UInt8(ascii: "\""):
                isAfterComma = false
                guard let key = readString() else { return .object(members) }
                skipSpace()
                guard peek == UInt8(ascii: ":") else {
                    if peek == nil { isCutOff = true }
                    return isCutOff ? .object(members) : nil
                }
                position += 1
                guard let value = readValue(depth + 1) else { return isCutOff ? .object(members) : nil }
                members[key] = value
                if isCutOff { return .object(members) }
            default: return nil
            }
        }
    }

    private mutating func readArray(_ depth: Int) -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        var isAfterComma = false
        while true {
            skipSpace()
            switch peek {
            case nil:
                isCutOff = true
                return .array(elements)
            case UInt8(ascii: "]"):
                if isAfterComma { repairs.insert("a comma before a closing bracket was left out") }
                position += 1
                return .array(elements)
            case UInt8(ascii: ","):
                isAfterComma = true
                position += 1
            default:
                isAfterComma = false
                guard let value = readValue(depth + 1) else { return isCutOff ? .array(elements) : nil }
                // Half an element is none: a sentence that breaks off may say the opposite of what it would have said.
                if isCutOff { return .array(elements) }
                elements.append(value)
            }
        }
    }

    /// `nil` for what is no value, and for a text or number that breaks off.
    private mutating func readValue(_ depth: Int) -> JSONValue? {
        skipSpace()
        guard let byte = peek else {
            isCutOff = true
            return nil
        }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return readContainer(depth: depth)
        case UInt8(ascii: "\""): return readString().map { .string($0) }
        default: return readWord()
        }
    }

    private mutating func readWord() -> JSONValue? {
        let start = position
        while let byte = peek, byte > 0x20, ![0x2C, 0x5D, 0x7D, 0x3A, 0x22].contains(byte) { position += 1 }
        guard position < bytes.count else {
            isCutOff = true
            return nil
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "True", "False", "None":
            repairs.insert("a word of Python was read as JSON's")
            return word == "None" ? .null : .bool(word == "True")
        default: return try? JSONValue(text: word)
        }
    }

    private mutating func readString() -> String? {
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let next = peek else { break }
                position += 1
                readEscape(next, &text)
            case ..<0x20:
                repairs.insert("a raw line break or tab within a text was kept")
                text.append(byte)
            default: text.append(byte)
            }
        }
        isCutOff = true
        return nil
    }

    private mutating func readEscape(_ byte: UInt8, _ text: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): readUnicode(&text)
        default:
            repairs.insert("a backslash that escapes nothing was kept")
            text += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func readUnicode(_ text: inout [UInt8]) {
        guard let first = readFour() else {
            repairs.insert("a backslash that escapes nothing was kept")
            text += Array(#"\u"#.utf8)
            return
        }
        var value = first
        if (0xD800...0xDBFF).contains(first), bytes[position...].starts(with: #"\u"#.utf8) {
            let before = position
            position += 2
            if let second = readFour(), (0xDC00...0xDFFF).contains(second) {
                value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            } else {
                position = before
            }
        }
        text += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    private mutating func readFour() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
        guard let value = UInt32(digits, radix: 16) else { return nil }
        position += 4
        return value
    }
}
