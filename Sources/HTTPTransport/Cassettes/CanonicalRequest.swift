import FoundationEssentials

/// A request reduced to what makes it that request: method, path, and the body with sorted keys.
package struct CanonicalRequest: Codable, Sendable, Hashable {
    package var method: String
    package var path: String
    /// The body as JSON text with sorted keys, one field a line, or as it is when it is no JSON.
    package var body: [String]
    package var digest: String

    init(_ request: HTTPRequest, volatile: [String], digest: ([UInt8]) -> String) {
        method = request.method
        path = request.path
        body = CanonicalRequest.lines(request.body, volatile: volatile)
        let whole = ([method, path] + body).joined(separator: "\n")
        self.digest = digest(Array(whole.utf8))
    }

    private static func lines(_ body: [UInt8], volatile: [String]) -> [String] {
        guard !body.isEmpty else { return [] }
        guard var value = try? JSONDecoder().decode(CanonicalJSON.self, from: Data(body)) else {
            return [String(decoding: body, as: UTF8.self)]
        }
        value.remove(volatile)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return [String(decoding: body, as: UTF8.self)] }
        // A long text is shown a line at a time, so that a difference in a prompt can be read.
        return String(decoding: data, as: UTF8.self).split(separator: "\n").flatMap { line in
            line.replacing("\\n", with: "\\n\n").split(separator: "\n").map(String.init)
        }
    }
}

/// JSON of any shape.
enum CanonicalJSON: Codable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([CanonicalJSON])
    case object([String: CanonicalJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([CanonicalJSON].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: CanonicalJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value):
            if let whole = Int(exactly: value) { try container.encode(whole) } else { try container.encode(value) }
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    mutating func remove(_ names: [String]) {
        guard case .object(var members) = self else { return }
        for name in names { members[name] = nil }
        self = .object(members)
    }
}
