/// Reads JSON (RFC 8259) from bytes. Nesting is bounded, and nothing in the input can make it stop the program.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var depth = 0

    private static let deepest = 200

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONError> in
            Result { () throws(JSONError) in
                var reader = JSONReader(buffer)
                let value = try reader.value()
                reader.skipSpace()
                guard reader.index == buffer.count else { throw reader.error("the end") }
                return value
            }
        }
        return try result.get()
    }

    private func error(_ expected: String) -> JSONError {
        JSONError(offset: index, expected: expected)
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError)
        -> JSONValue
    {
        let length = word.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: length)
        guard index + length <= bytes.count, bytes[index..<(index + length)].elementsEqual(expected)
        else {
            throw error(word.description)
        }
        index += length
        return value
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var members: [String: JSONValue] = [:]
        skipSpace()
        if next == UInt8(ascii: "}") { return leave(.object(members)) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a key in quotation marks") }
            let key = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw error("a colon") }
            index += 1
            members[key] = try value()
            skipSpace()
            switch next {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"): return leave(.object(members))
            default: throw error("a comma or a closing brace")
            }
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        skipSpace()
        if next == UInt8(ascii: "]") { return leave(.array(elements)) }
        while true {
            elements.append(try value())
            skipSpace()
            switch next {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"): return leave(.array(elements))
            default: throw error("a comma or a closing bracket")
            }
        }
    }

    private mutating func enter() throws(JSONError) {
        guard depth < JSONReader.deepest else {
            throw error("no deeper nesting than \(JSONReader.deepest)")
        }
        depth += 1
        index += 1
    }

    private mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        index += 1
        return value
    }

    // MARK: Text

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            index += 1
        }
        if next == UInt8(ascii: "\"") {
            defer { index += 1 }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        }
        var text = Array(bytes[start..<index])
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20:
                index -= 1
                throw error("no control character within a text")
            default: text.append(byte)
            }
        }
        throw error("a closing quotation mark")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw error("an escaped character") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw error("an escape that JSON knows")
        }
    }

    /// One character after `\u`; half of a pair without its other half becomes U+FFFD.
    private mutating func scalar() throws(JSONError) -> Character {
        let first = try hex()
        if (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let back = index
            index += 2
            let second = try hex()
            if (0xDC00..<0xE000).contains(second),
                let pair = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return Character(pair)
            }
            index = back
        }
        return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
    }

    private mutating func hex() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw error("four hexadecimal digits") }
        var value: UInt32 = 0
        for byte in bytes[index..<(index + 4)] {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: throw error("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        var isWhole = true
        if next == UInt8(ascii: "-") { index += 1 }
        let digits = skipDigits()
        guard digits > 0 else {
            index = start
            throw error("a value")
        }
        guard digits == 1 || bytes[index - digits] != 0x30 else {
            throw error("a number without a leading zero")
        }
        if next == UInt8(ascii: ".") {
            isWhole = false
            index += 1
            guard skipDigits() > 0 else { throw error("a digit") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { throw error("a digit") }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("a number that fits") }
        if isWhole { return .longInteger(text) }
        // However it was written, the same number is the same value.
        if abs(value) < 9e15, let whole = Int(exactly: value) { return .integer(whole) }
        return .number(value)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
        return index - start
    }
}
