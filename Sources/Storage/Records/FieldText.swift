/// A record's fields and words as JSON text, written and read without a general JSON coder: records are read by the
/// hundred thousand.
///
/// Texts hold what this type wrote: string values only, keys in order, escapes only where JSON demands them.
enum FieldText {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// `{"code":"MT010","group":"ALERT"}`
    static func object(_ fields: [String: String]) -> String {
        var out: [UInt8] = [UInt8(ascii: "{")]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            if out.count > 1 { out.append(UInt8(ascii: ",")) }
            write(name, &out)
            out.append(UInt8(ascii: ":"))
            write(value, &out)
        }
        out.append(UInt8(ascii: "}"))
        return String(decoding: out, as: UTF8.self)
    }

    /// `["title","text","heading"]`
    static func array(_ words: [String]) -> String {
        var out: [UInt8] = [UInt8(ascii: "[")]
        for word in words {
            if out.count > 1 { out.append(UInt8(ascii: ",")) }
            write(word, &out)
        }
        out.append(UInt8(ascii: "]"))
        return String(decoding: out, as: UTF8.self)
    }

    private static func write(_ text: String, _ out: inout [UInt8]) {
        out.append(quote)
        for byte in text.utf8 {
            switch byte {
            case quote, backslash: out += [backslash, byte]
            case 0x0A: out += [backslash, UInt8(ascii: "n")]
            case 0..<0x20:
                out += "\\u00".utf8
                out += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(quote)
    }

    /// The strings of an array or object, names and values alike, as they lie in the text: quotation marks taken off,
    /// escapes kept.
    struct Strings: Sequence, IteratorProtocol {
        private let bytes: UnsafeRawBufferPointer
        private var position = 0

        init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        mutating func next() -> Slice<UnsafeRawBufferPointer>? {
            while position < bytes.count, bytes[position] != quote { position += 1 }
            let start = position + 1
            var end = start
            while end < bytes.count, bytes[end] != quote { end += bytes[end] == backslash ? 2 : 1 }
            guard end < bytes.count else { return nil }
            position = end + 1
            return bytes[start..<end]
        }
    }

    static func fields(_ bytes: UnsafeRawBufferPointer) -> [String: String] {
        var fields: [String: String] = [:]
        var strings = Strings(bytes)
        while let name = strings.next(), let value = strings.next() { fields[text(name)] = text(value) }
        return fields
    }

    static func words(_ bytes: UnsafeRawBufferPointer) -> [String] {
        Strings(bytes).map(text)
    }

    /// A string with its escapes resolved.
    static func text(_ raw: Slice<UnsafeRawBufferPointer>) -> String {
        guard raw.contains(backslash) else {
            return String(decoding: UnsafeRawBufferPointer(rebasing: raw), as: UTF8.self)
        }
        var out: [UInt8] = []
        out.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            var byte = raw[index]
            index += 1
            if byte == backslash, index < raw.endIndex {
                byte = raw[index]
                index += 1
                if byte == UInt8(ascii: "n") { byte = 0x0A }
                if byte == UInt8(ascii: "u"), index + 4 <= raw.endIndex {
                    byte = digit(raw[index + 2]) << 4 | digit(raw[index + 3])
                    index += 4
                }
            }
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8 {
        byte <= UInt8(ascii: "9") ? byte &- UInt8(ascii: "0") : byte &- UInt8(ascii: "a") &+ 10
    }
}

extension String {
    /// How texts are compared where letter case does not matter.
    var caseFolded: String { lowercased() }
}
