import FoundationEssentials

/// JSON as the program prints it: sorted keys, so that the same value is the same bytes everywhere.
package enum JSONText {
    package static func pretty(_ value: some Encodable) throws -> String {
        try encoded(value, [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    }

    package static func line(_ value: some Encodable) throws -> String {
        try encoded(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    package static func decode<Value: Decodable>(_: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(bytes))
    }

    private static func encoded(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
