/// JSON of any shape.
///
/// Written with sorted keys, so that the same value is always the same bytes.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A whole number beyond 64 bits, digit by digit as it was written: a serial number or a seed must not be rounded.
    case longInteger(String)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// - Throws: ``JSONError`` with the place at which the text stops being JSON.
    package init(text: String) throws(JSONError) {
        self = try JSONReader.read(Array(text.utf8))
    }

    package init(bytes: [UInt8]) throws(JSONError) {
        self = try JSONReader.read(bytes)
    }

    /// A member of an object; `nil` when it is absent or null.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[key], value != .null else {
            return nil
        }
        return value
    }

    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// A number of tokens or pages as servers count them; what cannot be one is none.
    package var tally: Int? {
        integer.flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }

    /// A whole number, however it was written.
    package var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .longInteger(let digits): Double(digits)
        case .number(let value): value
        default: nil
        }
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    package var object: [String: JSONValue]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// On one line, without spaces.
    package func text() -> String {
        var writer = JSONWriter(isPretty: false)
        writer.write(self)
        return writer.text
    }

    /// On many lines, for people.
    package func prettyText() -> String {
        var writer = JSONWriter(isPretty: true)
        writer.write(self)
        return writer.text
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

/// Text that is not JSON.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes from the start.
    package let offset: Int
    package let expected: String

    package var description: String { "not JSON: \(expected) expected at byte \(offset)" }
}
