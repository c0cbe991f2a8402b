package import HTTPTransport
package import Plant

/// How strictly a server is asked for JSON; the next rung is tried when a server refuses one.
package enum JSONRung: Int, Sendable, CaseIterable {
    /// OpenAI's `response_format: json_schema`.
    case schema
    /// `json_object` with the schema beside it, as llama.cpp takes it.
    case object
    /// The prompt alone.
    case prompt
}

/// How one family of servers talks: a pure mapping without I/O.
package protocol ChatDialect: Sendable {
    /// The request on the wire.
    func request(for request: ModelRequest, endpoint: Endpoint, rung: JSONRung) throws -> HTTPRequest
    /// The text, ending and usage within one event of the stream.
    func read(_ event: ServerSentEvent) throws -> ChatEvent
    /// The message within an error body of whatever shape.
    func errorMessage(_ body: [UInt8]) -> String
}

/// What one event of a stream says.
package struct ChatEvent: Sendable, Hashable {
    package var text = ""
    package var reasoning = ""
    package var finishReason: String?
    package var model: String?
    package var inputTokens: Int?
    package var outputTokens: Int?
    /// The server's own words for what went wrong.
    package var error: String?
    package var isDone = false

    package init() {}
}
