/// Calls to a server and what it answered, as a file that a person can read and review.
package struct Cassette: Sendable, Hashable {
    /// Where the answers come from.
    package struct Origin: Sendable, Hashable {
        package enum Kind: String, Sendable {
            /// Taken down from a real server.
            case recorded
            /// Written from a published contract.
            case constructed
        }

        package var kind: Kind
        package var server: String?
        package var version: String?
        package var model: String?
        /// The day of the recording, such as 2026-11-23.
        package var date: String?
        /// The contract that a constructed cassette was written from.
        package var source: String?
        /// How the server was talked to, where that is not OpenAI's way.
        package var dialect: String?
        /// What the server's paths begin with, where that is not `/v1`.
        package var basePath: String?

        package init(
            kind: Kind,
            server: String? = nil,
            version: String? = nil,
            model: String? = nil,
            date: String? = nil,
            source: String? = nil,
            dialect: String? = nil,
            basePath: String? = nil
        ) {
            self.kind = kind
            self.server = server
            self.version = version
            self.model = model
            self.date = date
            self.source = source
            self.dialect = dialect
            self.basePath = basePath
        }
    }

    package struct Entry: Sendable, Hashable {
        package var request: CanonicalRequest
        /// Of the canonical request; for people, to tell entries apart.
        package var digest: String
        package var response: RecordedResponse

        package init(request: CanonicalRequest, digest: String, response: RecordedResponse) {
            self.request = request
            self.digest = digest
            self.response = response
        }
    }

    package var origin: Origin
    /// Fields of JSON bodies that take no part in matching.
    package var volatile: [String]
    package var entries: [Entry]

    package init(origin: Origin, volatile: [String] = [], entries: [Entry]) {
        self.origin = origin
        self.volatile = volatile
        self.entries = entries
    }
}

/// A response as it came over the wire.
package struct RecordedResponse: Sendable, Hashable {
    /// A piece of the body.
    package struct Chunk: Sendable, Hashable {
        /// Since the request was sent.
        package var offsetMilliseconds: Int
        package var bytes: [UInt8]

        package init(offsetMilliseconds: Int = 0, bytes: [UInt8]) {
            self.offsetMilliseconds = offsetMilliseconds
            self.bytes = bytes
        }

        package init(offsetMilliseconds: Int = 0, text: String) {
            self.init(offsetMilliseconds: offsetMilliseconds, bytes: Array(text.utf8))
        }
    }

    package enum Ending: Sendable, Hashable {
        case complete
        /// The connection was lost, or the reader let go, before the body's end.
        case cut
        /// The call failed otherwise: with status 0, before there was a head.
        case failed(TransportError.Code)
    }

    package var status: Int
    /// Names in lower case.
    package var headers: [String: String]
    package var chunks: [Chunk]
    package var ending: Ending

    package init(
        status: Int,
        headers: [String: String] = [:],
        chunks: [Chunk],
        ending: Ending = .complete
    ) {
        self.status = status
        self.headers = headers
        self.chunks = chunks
        self.ending = ending
    }

    /// Headers that are kept; no other is, so that no cookie or key ever is.
    package static let keptHeaders: Set<String> = [
        "content-type", "retry-after", "retry-after-ms", "x-request-id", "x-litellm-model-id",
        "x-litellm-attempted-fallbacks",
        "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests",
    ]
}
