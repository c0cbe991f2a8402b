package import HTTPTransport
package import Plant

/// Makes the calls of a batch at an endpoint of one's own, under the same policies as any call: class of data, queue,
/// breaker, tries, audit log, budget. Persons' questions in the same process go first.
package struct BatchGateway: Sendable {
    private let line: EndpointLine
    private let transport: any HTTPTransport
    private let office: GatewayOffice

    package init(
        endpoint: Endpoint,
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        budget: UsageBudget? = nil,
        onCall: (@Sendable (CallTrace) -> Void)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        var endpoint = endpoint
        // Nobody waits for the answer: a turn may take as long as the limits of a minute need.
        endpoint.pace.queue = max(endpoint.pace.queue, 86_400)
        // What is not streamed comes all at once.
        endpoint.limits.firstByte = max(endpoint.limits.firstByte, endpoint.limits.total)
        endpoint.limits.idle = max(endpoint.limits.idle, endpoint.limits.total)
        let time = GatewayTime(clock)
        line = EndpointLine(endpoint, time: time)
        self.transport = transport
        office = GatewayOffice(
            time: time,
            audit: audit,
            budget: budget,
            onCall: onCall,
            user: user,
            now: now,
            remembersRungs: false
        )
    }

    /// Calls at once.
    package var width: Int { line.endpoint.width }

    /// One call.
    ///
    /// - Parameter promptHash: Of the prompt's file; empty where nobody knows it.
    /// - Returns: What the server said, also where that is a refusal of this one request.
    /// - Throws: ``ModelError`` when calling on would be of no use (policy or budget forbids it, the endpoint is not
    ///   there or lets nobody in), `CancellationError`.
    package func result(
        of request: BatchRequest,
        dataClass: DataClass,
        promptHash: String
    ) async throws -> BatchResult {
        let name = BatchName(request.id)
        let text = request.body.text()
        let subject = CallSubject(
            operation: "chat",
            dataClass: dataClass,
            promptName: name?.promptName ?? "batch",
            promptVersion: name?.promptVersion ?? "1",
            promptHash: promptHash,
            evidenceHashes: [SHA256.hex(of: text)],
            isInteractive: false,
            tokens: TokenEstimate.tokens(in: text) + (request.body["max_tokens"]?.integer ?? 0)
        )
        if let refusal = EgressPolicy().refusal(of: dataClass, to: line.endpoint) {
            try await office.note(subject, line.endpoint, "refused: \(refusal)")
            throw ModelError(code: .refused, endpoint: line.endpoint.name, message: refusal)
        }
        let runID = "telltale-" + SHA256.hex(of: request.id).prefix(16)
        var allowance = CallAllowance(attempts: line.endpoint.attempts)
        let transport = transport
        do {
            let body = try await EndpointCaller(line: line, office: office).perform(subject, &allowance) { endpoint in
                try await BatchGateway.call(request, endpoint, transport)
            }.value
            return BatchResult(id: request.id, runID: runID, status: 200, body: body)
        } catch let failure as CallFailure {
            switch failure.error.code {
            case .refused, .unreachable, .unauthorised, .replayMiss: throw failure.error
            default:
                let status =
                    switch failure.error.code {
                    case .badRequest, .contextTooLong: 400
                    case .rateLimited: 429
                    case .serverError: 500
                    default: 0
                    }
                return BatchResult(
                    id: request.id,
                    runID: runID,
                    status: status,
                    body: nil,
                    error: failure.error.message
                )
            }
        }
    }

    private static func call(
        _ request: BatchRequest,
        _ endpoint: Endpoint,
        _ transport: any HTTPTransport
    ) async throws -> CallResult<JSONValue> {
        let body: [UInt8]
        do {
            let path = String(request.url.dropFirst("/v1".utf8.count))
            let response = try await transport.send(endpoint.post(path, request.body, accepting: "application/json"))
            guard response.status == 200 else { throw try await CallFailure(response, endpoint) }
            body = try await response.collect(upTo: 64 << 20)
        } catch let failure as CallFailure {
            throw failure
        } catch {
            throw try CallFailure(error, endpoint: endpoint.name, partial: "")
        }
        guard let value = try? JSONValue(bytes: body), value.object != nil else {
            throw CallFailure(
                ModelError(
                    code: .malformedReply,
                    endpoint: endpoint.name,
                    message: "answered HTTP 200 with what is not a JSON object"
                ),
                isWorthRetrying: false
            )
        }
        return CallResult(
            value: value,
            model: value["model"]?.string,
            finishReason: value["choices"]?.array?.first?["finish_reason"]?.string,
            inputTokens: value["usage"]?["prompt_tokens"]?.tally,
            outputTokens: value["usage"]?["completion_tokens"]?.tally
        )
    }
}
