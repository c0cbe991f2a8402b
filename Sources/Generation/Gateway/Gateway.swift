package import HTTPTransport
package import Plant

/// Endpoints in order of preference behind one door: policy first, one owner of retries, fallback to the next.
///
/// Every call leaves entries in the audit log: before it is sent, and with its outcome. A replay that meets an unknown
/// request fails at once and falls back to nothing.
package struct Gateway: LanguageModel {
    private let endpoints: [Endpoint]
    private let transport: any HTTPTransport
    private let audit: (any AuditLog)?
    private let user: String
    private let now: @Sendable () -> Timestamp
    private let clock: any Clock<Duration>

    package init(
        endpoints: [Endpoint],
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.endpoints = endpoints
        self.transport = transport
        self.audit = audit
        self.user = user
        self.clock = clock
        self.now = now
    }

    package func reply(
        to request: ModelRequest,
        onText: (@Sendable (String) -> Void)?
    ) async throws -> ModelReply {
        guard !endpoints.isEmpty else {
            throw ModelError(code: .noEndpoint, endpoint: nil, message: "no endpoint is configured")
        }
        var notes: [String] = []
        var last: ModelError?
        for endpoint in endpoints {
            if let refusal = EgressPolicy().refusal(of: request, to: endpoint) {
                try await note(request, endpoint, "refused: \(refusal)")
                let error = ModelError(code: .refused, endpoint: endpoint.name, message: refusal)
                notes.append(error.description)
                last = last ?? error
                continue
            }
            do {
                var reply = try await attempt(request, endpoint, onText)
                reply.degraded = notes
                return reply
            } catch let error as ModelError {
                guard error.code != .replayMiss else { throw error }
                notes.append(error.description)
                last = error
            }
        }
        throw last ?? ModelError(code: .noEndpoint, endpoint: nil, message: "no endpoint is allowed to answer")
    }

    // MARK: One endpoint

    private func attempt(
        _ request: ModelRequest,
        _ endpoint: Endpoint,
        _ onText: (@Sendable (String) -> Void)?
    ) async throws -> ModelReply {
        let call = ChatCall(dialect: OpenAIDialect(), transport: transport)
        var rung = JSONRung.schema
        var attempt = 1
        var random = RetryDelays(seed: request.promptHash + endpoint.name)
        while true {
            try await note(request, endpoint, "sent")
            do {
                let reply = try await call.run(request, endpoint, rung: rung, onText: onText)
                try await note(request, endpoint, "answered", model: reply.model)
                return reply
            } catch let failure as CallFailure {
                try await note(request, endpoint, "failed: \(failure.error.code.rawValue)")
                // A server that does not know a way of asking for JSON is asked in the next.
                if failure.isAboutFormat, let next = JSONRung(rawValue: rung.rawValue + 1), request.outputSchema != nil
                {
                    rung = next
                    continue
                }
                guard failure.isWorthRetrying, attempt < endpoint.attempts else { throw failure.error }
                try await clock.sleep(for: random.delay(after: attempt, atLeast: failure.retryAfter))
                attempt += 1
            }
        }
    }

    private func note(
        _ request: ModelRequest,
        _ endpoint: Endpoint,
        _ verdict: String,
        model: String? = nil
    ) async throws {
        try await audit?.append(
            AuditEntry(
                time: now(),
                user: user,
                endpoint: endpoint.name,
                host: endpoint.host,
                model: model ?? endpoint.model,
                dataClass: request.dataClass,
                promptName: request.promptName,
                promptVersion: request.promptVersion,
                promptHash: request.promptHash,
                evidenceHashes: request.evidenceHashes,
                verdict: verdict
            )
        )
    }
}
