import FoundationEssentials

/// Calls to a server and what it answered, as a file that a person can read and review.
package struct Cassette: Codable, Sendable {
    /// Where the answers come from.
    package struct Origin: Codable, Sendable, Hashable {
        package enum Kind: String, Codable, Sendable {
            /// Taken down from a real server.
            case recorded
            /// Written from a published contract.
            case constructed
        }

        package var kind: Kind
        /// The server's name and version.
        package var server: String
        package var model: String
        package var date: String
        /// The contract that a constructed cassette was written from.
        package var source: String?

        package init(kind: Kind, server: String, model: String, date: String, source: String? = nil) {
            self.kind = kind
            self.server = server
            self.model = model
            self.date = date
            self.source = source
        }
    }

    package struct Entry: Codable, Sendable {
        package var request: CanonicalRequest
        package var response: RecordedResponse
    }

    package var origin: Origin
    /// Fields of the JSON body that take no part in matching.
    package var volatile: [String]
    package var entries: [Entry]

    package init(origin: Origin, volatile: [String], entries: [Entry]) {
        self.origin = origin
        self.volatile = volatile
        self.entries = entries
    }

    /// - Throws: ``CassetteError`` when the bytes are no cassette.
    package init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(Cassette.self, from: Data(json))
        } catch {
            throw CassetteError(description: "this is not a cassette: \(error)")
        }
    }

    /// The file's text: sorted keys, the same for the same calls.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

/// A file that is no cassette.
package struct CassetteError: Error, Sendable, CustomStringConvertible {
    package let description: String
}

/// A response as it came over the wire.
package struct RecordedResponse: Codable, Sendable {
    package struct Chunk: Codable, Sendable {
        /// Since the response's head.
        package var offset_ms: Int
        package var text: String?
        /// For bytes that are no text, such as half a character.
        package var base64: String?

        package init(offsetMilliseconds: Int, bytes: [UInt8]) {
            offset_ms = offsetMilliseconds
            let decoded = String(decoding: bytes, as: UTF8.self)
            if Array(decoded.utf8) == bytes { text = decoded } else { base64 = Data(bytes).base64EncodedString() }
        }

        package var bytes: [UInt8] {
            if let base64, let data = Data(base64Encoded: base64) { return [UInt8](data) }
            return Array((text ?? "").utf8)
        }
    }

    package enum Ending: String, Codable, Sendable {
        case complete
        /// The connection was lost in the middle.
        case cut
    }

    package var status: Int
    package var headers: [String: String]
    package var chunks: [Chunk]
    package var ends: Ending

    package init(status: Int, headers: [String: String], chunks: [Chunk], ends: Ending) {
        self.status = status
        self.headers = headers
        self.chunks = chunks
        self.ends = ends
    }

    /// Headers that are kept; no other is, so that no cookie or key ever is.
    static let kept: Set<String> = ["content-type", "retry-after", "x-litellm-model-id", "x-request-id"]
}
