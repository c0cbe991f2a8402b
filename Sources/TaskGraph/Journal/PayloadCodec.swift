import FoundationEssentials

/// How values go into the journal: JSON with sorted keys, so that equal values are equal bytes.
enum PayloadCodec {
    struct Recorded<Value> {
        let value: Value
        /// What the reader of the value must be told of it and of what it was made from.
        let degraded: [Degradation]
    }

    /// A place inside a value, and why it does not encode or decode.
    struct Failure: Error {
        let path: String
        let reason: String
    }

    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "+inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        do {
            return Array(try encoder.encode(value))
        } catch EncodingError.invalidValue(_, let context) {
            throw Failure(path: text(of: context.codingPath), reason: context.debugDescription)
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from payload: [UInt8]) throws(Failure) -> Recorded<Value> {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "+inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        do {
            return try decoder.decode(Recorded<Value>.self, from: Data(payload))
        } catch {
            throw failure(of: error)
        }
    }

    private static func failure(of error: any Error) -> Failure {
        switch error {
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            Failure(path: text(of: context.codingPath), reason: context.debugDescription)
        case DecodingError.keyNotFound(let key, let context):
            Failure(path: text(of: context.codingPath + [key]), reason: "the key is missing")
        default:
            Failure(path: "", reason: "\(error)")
        }
    }

    private static func text(of path: [any CodingKey]) -> String {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return text
    }
}

extension PayloadCodec.Recorded: Encodable where Value: Encodable {}
extension PayloadCodec.Recorded: Decodable where Value: Decodable {}
extension PayloadCodec.Recorded: Sendable where Value: Sendable {}
