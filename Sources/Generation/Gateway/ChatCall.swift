import HTTPTransport
import Plant

/// What a server said in one call, as it came.
struct RawReply: Sendable {
    var text = ""
    var reasoning = ""
    var finishReason: String?
    /// Whether the provider's filter held the answer back, or part of it.
    var isFiltered: Bool { finishReason == "content_filter" }
    var model: String?
    var inputTokens: Int?
    var outputTokens: Int?
    var firstText: Duration?
    /// Calls of tools, each put together.
    var toolParts: [ToolPart] = []
    /// What a gateway in front of the model said about itself.
    var remarks: [String] = []
}

/// One call on the wire, from request to whole reply.
struct ChatCall: Sendable {
    let transport: any HTTPTransport
    let time: GatewayTime

    func run(_ plan: ChatPlan, onText: (@Sendable (String) -> Void)?) async throws -> CallResult<RawReply> {
        let endpoint = plan.endpoint
        let start = time.elapsed()
        let response: HTTPResponse
        do {
            response = try await transport.send(try endpoint.dialect.request(plan))
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: "")
        }
        guard response.status == 200 else { throw try await CallFailure(response, endpoint) }
        var reading = ChatReading(endpoint, since: start, time: time, onText: onText)
        reading.reply.remarks = endpoint.dialect.remarks(response.headers)
        try await read(response, &reading)
        let reply = try reading.finish()
        return CallResult(
            value: reply,
            model: reply.model,
            finishReason: reply.finishReason,
            inputTokens: reply.inputTokens,
            outputTokens: reply.outputTokens,
            firstText: reply.firstText,
            remarks: reply.remarks
        )
    }

    private func read(_ response: HTTPResponse, _ reading: inout ChatReading) async throws {
        do {
            let type = response.header("content-type")?.lowercased() ?? ""
            if type.hasPrefix("application/json"), reading.endpoint.dialect.framing == .events {
                // A server that does not stream sends the whole answer as one value.
                let body = try await response.collect(upTo: 16 << 20)
                try reading.take(ServerSentEvent(event: nil, data: String(decoding: body, as: UTF8.self), id: nil))
                return
            }
            switch reading.endpoint.dialect.framing {
            case .events:
                var parser = ServerSentEventParser()
                for try await chunk in response.body {
                    for event in try parser.feed(chunk) { try reading.take(event) }
                }
                for event in try parser.finish() { try reading.take(event) }
            case .lines:
                var lines = JSONLines()
                for try await chunk in response.body {
                    for line in lines.feed(chunk) { try reading.take(line) }
                }
                if let line = lines.finish() { try reading.take(line) }
            }
        } catch let failure as CallFailure {
            throw failure
        } catch {
            let failure = try CallFailure(
                error,
                endpoint: reading.endpoint.name,
                partial: reading.reply.text,
                isReadAlong: reading.isReadAlong
            )
            guard !reading.hasBegun, let hint = reading.endpoint.dialect.emptyStreamHint else { throw failure }
            throw failure.adding("; " + hint)
        }
    }
}

/// Puts the events of an answer together.
struct ChatReading {
    let endpoint: Endpoint
    var reply = RawReply()
    private let start: Duration
    private let time: GatewayTime
    private let onText: (@Sendable (String) -> Void)?

    init(_ endpoint: Endpoint, since start: Duration, time: GatewayTime, onText: (@Sendable (String) -> Void)?) {
        self.endpoint = endpoint
        self.start = start
        self.time = time
        self.onText = onText
    }

    /// Something came, if only an empty event.
    private(set) var hasBegun = false

    /// Somebody has seen a part of the reply.
    var isReadAlong: Bool { onText != nil && !reply.text.isEmpty }

    mutating func take(_ event: ServerSentEvent) throws {
        hasBegun = true
        let part = try endpoint.dialect.read(event)
        if let error = part.error {
            let failure = ServerFailure(status: 500, message: error)
            throw CallFailure(
                ModelError(
                    code: failure.code == .contextTooLong ? .contextTooLong : .interrupted,
                    endpoint: endpoint.name,
                    message: "the server failed while answering: \(error)",
                    partialText: reply.text
                ),
                isWorthRetrying: !isReadAlong && failure.isWorthRetrying
            )
        }
        for tool in part.toolParts {
            guard let place = reply.toolParts.firstIndex(where: { $0.index == tool.index }) else {
                reply.toolParts.append(tool)
                continue
            }
            if reply.toolParts[place].name.isEmpty { reply.toolParts[place].name = tool.name }
            reply.toolParts[place].arguments += tool.arguments
        }
        if reply.firstText == nil, !part.text.isEmpty || !part.reasoning.isEmpty || !part.toolParts.isEmpty {
            reply.firstText = time.elapsed() - start
        }
        reply.text += part.text
        reply.reasoning += part.reasoning
        if !part.text.isEmpty { onText?(part.text) }
        reply.finishReason = part.finishReason ?? reply.finishReason
        reply.model = part.model ?? reply.model
        reply.inputTokens = part.inputTokens ?? reply.inputTokens
        reply.outputTokens = part.outputTokens ?? reply.outputTokens
    }

    /// A stream that just ends did not answer, whatever its status was: `[DONE]` alone is no proof.
    func finish() throws -> RawReply {
        guard reply.finishReason != nil else {
            throw CallFailure(
                ModelError(
                    code: .interrupted,
                    endpoint: endpoint.name,
                    message: "the stream ended before the answer did"
                        + (hasBegun ? "" : endpoint.dialect.emptyStreamHint.map { "; " + $0 } ?? ""),
                    partialText: reply.text
                ),
                isWorthRetrying: !isReadAlong
            )
        }
        return reply
    }
}

/// Takes NDJSON apart as it arrives; a line is decoded as a whole, so that no character is cut.
struct JSONLines {
    private var rest: [UInt8] = []

    mutating func feed(_ bytes: [UInt8]) -> [ServerSentEvent] {
        rest += bytes
        guard let last = rest.lastIndex(of: 0x0A) else { return [] }
        let lines = rest[..<last].split(separator: 0x0A)
        rest.removeFirst(last + 1)
        return lines.compactMap(JSONLines.event)
    }

    mutating func finish() -> ServerSentEvent? {
        defer { rest = [] }
        return JSONLines.event(rest[...])
    }

    private static func event(_ line: ArraySlice<UInt8>) -> ServerSentEvent? {
        let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        return text.isEmpty ? nil : ServerSentEvent(event: nil, data: text, id: nil)
    }
}
