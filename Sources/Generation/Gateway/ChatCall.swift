import HTTPTransport
import Plant

/// One call on the wire, from request to whole reply.
struct ChatCall: Sendable {
    let dialect: any ChatDialect
    let transport: any HTTPTransport

    func run(
        _ request: ModelRequest,
        _ endpoint: Endpoint,
        rung: JSONRung,
        onText: (@Sendable (String) -> Void)?
    ) async throws -> ModelReply {
        let wire = try dialect.request(for: request, endpoint: endpoint, rung: rung)
        let response: HTTPResponse
        do {
            response = try await transport.send(wire)
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: "")
        }
        guard response.status == 200 else {
            throw try await refused(response, endpoint)
        }
        return try await read(response, endpoint, onText)
    }

    private func read(
        _ response: HTTPResponse,
        _ endpoint: Endpoint,
        _ onText: (@Sendable (String) -> Void)?
    ) async throws -> ModelReply {
        var parser = ServerSentEventParser()
        var text = ""
        var reasoning = ""
        var finish: String?
        var reply = ModelReply(text: "", model: endpoint.model, endpoint: endpoint.name, finishReason: "")
        func take(_ events: [ServerSentEvent]) throws {
            for event in events {
                let part = try dialect.read(event)
                if let error = part.error {
                    throw CallFailure(
                        .init(
                            code: .interrupted,
                            endpoint: endpoint.name,
                            message: "the server failed while answering: \(error)",
                            partialText: text
                        ),
                        isWorthRetrying: text.isEmpty
                    )
                }
                text += part.text
                reasoning += part.reasoning
                if !part.text.isEmpty { onText?(part.text) }
                finish = part.finishReason ?? finish
                reply.model = part.model ?? reply.model
                reply.inputTokens = part.inputTokens ?? reply.inputTokens
                reply.outputTokens = part.outputTokens ?? reply.outputTokens
            }
        }
        do {
            for try await chunk in response.body { try take(try parser.feed(chunk)) }
            try take(try parser.finish())
        } catch let failure as CallFailure {
            throw failure
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: text)
        }
        // A stream that just ends did not answer, whatever its status was.
        guard let finish else {
            throw CallFailure(
                .init(
                    code: .interrupted,
                    endpoint: endpoint.name,
                    message: "the stream ended before the answer did",
                    partialText: text
                ),
                isWorthRetrying: text.isEmpty
            )
        }
        guard !text.isEmpty || reasoning.isEmpty else {
            throw CallFailure(
                .init(
                    code: .malformedReply,
                    endpoint: endpoint.name,
                    message:
                        "the server put the whole reply into its reasoning field; its reasoning parser does not fit "
                        + "the model, check --reasoning-parser"
                ),
                isWorthRetrying: false
            )
        }
        reply.text = text
        reply.finishReason = finish
        return reply
    }

    private func refused(_ response: HTTPResponse, _ endpoint: Endpoint) async throws -> CallFailure {
        let body = (try? await response.collect(upTo: 65_536)) ?? []
        let message = dialect.errorMessage(body)
        let lowered = message.lowercased()
        let status = response.status
        let isContext = lowered.contains("context length") || lowered.contains("context window")
        let isFormat =
            lowered.contains("response_format") || lowered.contains("json_schema") || lowered.contains("schema")
        let code: ModelError.Code =
            switch status {
            case 401, 403: .unauthorised
            case 429: .rateLimited
            case 400..<500: isContext ? .contextTooLong : .badRequest
            default: .serverError
            }
        let seconds = response.header("retry-after").flatMap { Int($0) }
        return CallFailure(
            ModelError(code: code, endpoint: endpoint.name, message: "answered HTTP \(status): \(message)"),
            isWorthRetrying: status == 429 || status >= 500,
            isAboutFormat: isFormat && (400...501).contains(status),
            retryAfter: seconds.map { .seconds(min($0, 300)) }
        )
    }
}

/// A call that failed, with what the owner of retries needs to know.
struct CallFailure: Error {
    var error: ModelError
    var isWorthRetrying: Bool
    /// The server refused the way it was asked for JSON.
    var isAboutFormat = false
    var retryAfter: Duration?

    init(_ error: ModelError, isWorthRetrying: Bool, isAboutFormat: Bool = false, retryAfter: Duration? = nil) {
        self.error = error
        self.isWorthRetrying = isWorthRetrying
        self.isAboutFormat = isAboutFormat
        self.retryAfter = retryAfter
    }

    /// Words what went wrong on the way; rethrows what is no failure of the call.
    init(_ error: any Error, endpoint: String, partial: String) throws {
        if let miss = error as? CassetteMiss {
            self.init(
                ModelError(code: .replayMiss, endpoint: endpoint, message: miss.description),
                isWorthRetrying: false
            )
            return
        }
        guard let failure = error as? TransportError else { throw error }
        let code: ModelError.Code = partial.isEmpty && failure.code != .connectionLost ? .unreachable : .interrupted
        self.init(
            ModelError(code: code, endpoint: endpoint, message: failure.description, partialText: partial),
            isWorthRetrying: partial.isEmpty && failure.code != .badURL && failure.code != .tls
        )
    }
}
