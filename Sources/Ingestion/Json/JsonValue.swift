/// A JSON text taken apart, with object members in the order they were written.
indirect enum JsonValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// The digits as written: turning them into a number is the reader's business.
    case number([UInt8])
    case string([UInt8])
    case array([JsonValue])
    case object([JsonMember])
}

struct JsonMember: Hashable, Sendable {
    var name: [UInt8]
    var value: JsonValue
}

/// What is wrong with a JSON text.
struct JsonError: Error, Hashable, Sendable {
    var offset: Int
    var message: String
}

/// Reads JSON (RFC 8259) out of bytes. Nesting is bounded, so that brackets cannot exhaust the stack.
struct JsonParser {
    static let deepest = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    static func parse(_ bytes: [UInt8]) throws(JsonError) -> JsonValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JsonError) -> JsonValue in
            try parse(buffer)
        }
    }

    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JsonError) -> JsonValue {
        var parser = JsonParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.index == bytes.count else { throw parser.error("something follows the end of the value") }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private func error(_ message: String) -> JsonError {
        JsonError(offset: index, message: message)
    }

    private var next: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) { index += 1 }
    }

    private mutating func value(depth: Int) throws(JsonError) -> JsonValue {
        guard depth < JsonParser.deepest else { throw error("nested deeper than \(JsonParser.deepest) levels") }
        skipBlanks()
        guard let first = next else { throw error("the text ends where a value should be") }
        switch first {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .boolean(true))
        case 0x66: return try word("false", .boolean(false))
        case 0x6E: return try word("null", .null)
        case 0x4E: return try word("NaN", .number(Array("NaN".utf8)))
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: StaticString, _ value: JsonValue) throws(JsonError) -> JsonValue {
        for offset in 0..<text.utf8CodeUnitCount {
            guard index + offset < bytes.count, bytes[index + offset] == text.utf8Start[offset] else {
                throw error("expected '\(text)'")
            }
        }
        index += text.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(JsonError) -> [UInt8] {
        let start = index
        while let byte = next, byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65
        {
            index += 1
        }
        let text = Array(bytes[start..<index])
        guard case .number = DecimalNumber.parse(text) else {
            index = start
            throw error("expected a value")
        }
        return text
    }

    private mutating func object(depth: Int) throws(JsonError) -> JsonValue {
        index += 1
        var members: [JsonMember] = []
        skipBlanks()
        if next == 0x7D {
            index += 1
            return .object(members)
        }
        while true {
            skipBlanks()
            guard next == 0x22 else { throw error("expected the name of a member in quotes") }
            let name = try string()
            skipBlanks()
            guard next == 0x3A else { throw error("expected ':' after the name of a member") }
            index += 1
            members.append(JsonMember(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
            switch next {
            case 0x2C: index += 1
            case 0x7D:
                index += 1
                return .object(members)
            default: throw error("expected ',' or '}'")
            }
        }
    }

    private mutating func array(depth: Int) throws(JsonError) -> JsonValue {
        index += 1
        var items: [JsonValue] = []
        skipBlanks()
        if next == 0x5D {
            index += 1
            return .array(items)
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            switch next {
            case 0x2C: index += 1
            case 0x5D:
                index += 1
                return .array(items)
            default: throw error("expected ',' or ']'")
            }
        }
    }

    private mutating func string() throws(JsonError) -> [UInt8] {
        index += 1
        var result: [UInt8] = []
        while true {
            let start = index
            while let byte = next, byte != 0x22, byte != 0x5C { index += 1 }
            result.append(contentsOf: bytes[start..<index])
            guard let byte = next else { throw error("a text opens and never closes") }
            index += 1
            if byte == 0x22 { return result }
            try escape(into: &result)
        }
    }

    private mutating func escape(into result: inout [UInt8]) throws(JsonError) {
        guard let byte = next else { throw error("a text opens and never closes") }
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: result.append(byte)
        case 0x62: result.append(0x08)
        case 0x66: result.append(0x0C)
        case 0x6E: result.append(0x0A)
        case 0x72: result.append(0x0D)
        case 0x74: result.append(0x09)
        case 0x75:
            var code = try hexadecimal()
            if code >= 0xD800, code < 0xDC00, next == 0x5C, index + 1 < bytes.count, bytes[index + 1] == 0x75 {
                let before = index
                index += 2
                let low = try hexadecimal()
                if low >= 0xDC00, low < 0xE000 {
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                } else {
                    index = before
                }
            }
            // Half a pair stands for nothing.
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            result.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error("'\\\(Character(Unicode.Scalar(byte)))' is no escape")
        }
    }

    private mutating func hexadecimal() throws(JsonError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw error("an escape is cut off") }
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw error("an escape needs four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }
}
