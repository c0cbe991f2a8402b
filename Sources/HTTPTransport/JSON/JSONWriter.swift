/// Writes JSON: keys sorted by their bytes, characters as they are, only what must be escaped escaped.
struct JSONWriter {
    private let isPretty: Bool
    private var bytes: [UInt8] = []
    private var depth = 0

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: add("null")
        case .bool(let value): add(value ? "true" : "false")
        case .integer(let value): add(String(value))
        case .longInteger(let digits): add(digits)
        case .number(let value): add(value.isFinite ? JSONWriter.number(value) : "null")
        case .string(let value): string(value)
        case .array(let elements):
            list("[", "]", elements.count) { writer, index in writer.write(elements[index]) }
        case .object(let members):
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            list("{", "}", keys.count) { writer, index in
                writer.string(keys[index])
                writer.add(writer.isPretty ? ": " : ":")
                writer.write(members[keys[index]] ?? .null)
            }
        }
    }

    /// Whole numbers without a fraction, as other programs write them, as far as each is a number of its own.
    private static func number(_ value: Double) -> String {
        if abs(value) < 9e15, let whole = Int(exactly: value) { return String(whole) }
        return "\(value)"
    }

    private mutating func list(
        _ open: String,
        _ close: String,
        _ count: Int,
        _ item: (inout JSONWriter, Int) -> Void
    ) {
        add(open)
        depth += 1
        for index in 0..<count {
            if index > 0 { add(",") }
            breakLine()
            item(&self, index)
        }
        depth -= 1
        if count > 0 { breakLine() }
        add(close)
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): add("\\\"")
            case UInt8(ascii: "\\"): add("\\\\")
            case 0x0A: add("\\n")
            case 0x0D: add("\\r")
            case 0x09: add("\\t")
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                add("\\u00")
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
