import FoundationEssentials

extension Cassette {
    /// Raised when the form changes so that older programs cannot read it.
    private static let schema = 1

    /// The file's text: keys sorted, the same bytes for the same calls.
    package func json() -> String {
        let value: JSONValue = [
            "cassette": .integer(Cassette.schema),
            "origin": origin.json,
            "volatile": .array(volatile.map(JSONValue.string)),
            "entries": .array(entries.map(\.json)),
        ]
        return value.prettyText() + "\n"
    }

    /// - Throws: ``CassetteError`` with the field that is wrong.
    package init(json bytes: [UInt8]) throws {
        let value: JSONValue
        do {
            value = try JSONValue(bytes: bytes)
        } catch {
            throw CassetteError("is \(error)")
        }
        guard let schema = value["cassette"]?.integer else {
            throw CassetteError("has no field 'cassette' with the number of its form")
        }
        guard schema == Cassette.schema else {
            throw CassetteError("is of form \(schema); this program reads form \(Cassette.schema)")
        }
        origin = try Origin(value["origin"])
        volatile = value["volatile"]?.array?.compactMap(\.string) ?? []
        guard let entries = value["entries"]?.array else {
            throw CassetteError("has no list 'entries'")
        }
        self.entries = try entries.enumerated().map { number, entry in
            try Entry(entry, place: "entry \(number + 1)")
        }
    }
}

extension Cassette.Origin {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["kind": .string(kind.rawValue)]
        for (key, text) in [
            ("server", server), ("version", version), ("model", model), ("date", date),
            ("source", source), ("dialect", dialect), ("base_path", basePath),
        ] {
            if let text { members[key] = .string(text) }
        }
        return .object(members)
    }

    fileprivate init(_ value: JSONValue?) throws {
        guard let value, let kind = value["kind"]?.string.flatMap(Kind.init) else {
            throw CassetteError("must say in origin.kind whether it was 'recorded' or 'constructed'")
        }
        self.init(
            kind: kind,
            server: value["server"]?.string,
            version: value["version"]?.string,
            model: value["model"]?.string,
            date: value["date"]?.string,
            source: value["source"]?.string,
            dialect: value["dialect"]?.string,
            basePath: value["base_path"]?.string
        )
    }
}

extension Cassette.Entry {
    fileprivate var json: JSONValue {
        var request: [String: JSONValue] = [
            "method": .string(self.request.method), "path": .string(self.request.path),
            "digest": .string(digest),
        ]
        switch self.request.body {
        case .none: break
        case .json(let value): request["body"] = value.withLinesApart
        case .text(let text): request["text"] = .string(text)
        }
        return ["request": .object(request), "response": response.json]
    }

    fileprivate init(_ value: JSONValue, place: String) throws {
        guard let request = value["request"], let method = request["method"]?.string,
            let path = request["path"]?.string
        else { throw CassetteError("\(place) needs request.method and request.path") }
        let body: CanonicalRequest.Body =
            if let json = request["body"] {
                .json(json.withLinesJoined)
            } else if let text = request["text"]?.string {
                .text(text)
            } else {
                .none
            }
        self.init(
            request: CanonicalRequest(method: method, path: path, body: body),
            digest: request["digest"]?.string ?? "",
            response: try RecordedResponse(value["response"], place: place)
        )
    }
}

extension RecordedResponse {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "status": .integer(status),
            "headers": .object(headers.mapValues(JSONValue.string)),
            "chunks": .array(chunks.map(\.json)),
        ]
        switch ending {
        case .complete: members["ends"] = "complete"
        case .cut: members["ends"] = "cut"
        case .failed(let code):
            members["ends"] = "error"
            members["error"] = .string(code.rawValue)
        }
        return .object(members)
    }

    fileprivate init(_ value: JSONValue?, place: String) throws {
        guard let value else { throw CassetteError("\(place) has no response") }
        let ending: Ending
        switch value["ends"]?.string {
        case "complete": ending = .complete
        case "cut": ending = .cut
        case "error":
            guard let code = value["error"]?.string.flatMap(TransportError.Code.init) else {
                throw CassetteError(
                    "\(place) ends in an error, but response.error names none that is known"
                )
            }
            ending = .failed(code)
        default: throw CassetteError("\(place) must end 'complete', 'cut' or 'error' (response.ends)")
        }
        guard let status = value["status"]?.integer else {
            throw CassetteError("\(place) has no response.status")
        }
        self.init(
            status: status,
            headers: (value["headers"]?.object ?? [:]).compactMapValues(\.string),
            chunks: try (value["chunks"]?.array ?? []).map { try Chunk($0, place: place) },
            ending: ending
        )
    }
}

extension RecordedResponse.Chunk {
    fileprivate var json: JSONValue {
        let content: (String, JSONValue) =
            if let text = String(validating: bytes, as: UTF8.self) {
                ("text", .string(text))
            } else {
                // Half a character, for example: the piece is kept as it was.
                ("base64", .string(Data(bytes).base64EncodedString()))
            }
        return .object(["offset_ms": .integer(offsetMilliseconds), content.0: content.1])
    }

    fileprivate init(_ value: JSONValue, place: String) throws {
        let offset = value["offset_ms"]?.integer ?? 0
        if let text = value["text"]?.string {
            self.init(offsetMilliseconds: offset, text: text)
        } else if let text = value["base64"]?.string, let data = Data(base64Encoded: text) {
            self.init(offsetMilliseconds: offset, bytes: [UInt8](data))
        } else {
            throw CassetteError("\(place) has a chunk without 'text' or valid 'base64'")
        }
    }
}

extension JSONValue {
    /// Texts of several lines as a list of them, so that a prompt can be read and its changes be seen.
    fileprivate var withLinesApart: JSONValue {
        switch self {
        case .string(let text) where text.utf8.contains(0x0A):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return [JSONValue.linesKey: .array(lines.map { .string(String($0)) })]
        case .array(let elements): return .array(elements.map(\.withLinesApart))
        case .object(let members): return .object(members.mapValues(\.withLinesApart))
        default: return self
        }
    }

    fileprivate var withLinesJoined: JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map(\.withLinesJoined))
        case .object(let members):
            if members.count == 1, let lines = members[JSONValue.linesKey]?.array {
                return .string(lines.compactMap(\.string).joined(separator: "\n"))
            }
            return .object(members.mapValues(\.withLinesJoined))
        default: return self
        }
    }

    private static let linesKey = "$lines"
}

/// A file that is no cassette.
package struct CassetteError: Error, Sendable, CustomStringConvertible {
    package let message: String

    init(_ message: String) {
        self.message = message
    }

    package var description: String { "the cassette \(message)" }
}
