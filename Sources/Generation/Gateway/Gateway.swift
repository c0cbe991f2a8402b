package import HTTPTransport
package import Plant

/// Endpoints in order of preference behind one door: policy first, one owner of retries, fallback to the next.
///
/// Every call leaves entries in the audit log: before it is sent, and with its outcome. A replay that meets an unknown
/// request fails at once and falls back to nothing. What calls show about an endpoint (health, speed, context) is kept
/// as long as the gateway.
package struct Gateway: LanguageModel {
    private let lines: [EndpointLine]
    private let transport: any HTTPTransport
    private let office: GatewayOffice
    private let learns: Bool

    /// - Parameters:
    ///   - budget: Shared by all calls; `nil` for none.
    ///   - learns: Asks each server once for its context and remembers which way of asking for JSON it takes. Off for
    ///     replays, whose calls must not depend on earlier ones.
    ///   - onCall: Gets a record of each call, on the task that made it.
    package init(
        endpoints: [Endpoint],
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        budget: UsageBudget? = nil,
        learns: Bool = false,
        onCall: (@Sendable (CallTrace) -> Void)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        let time = GatewayTime(clock)
        lines = endpoints.map { EndpointLine($0, time: time) }
        self.transport = transport
        self.learns = learns
        office = GatewayOffice(
            time: time,
            audit: audit,
            budget: budget,
            onCall: onCall,
            user: user,
            now: now,
            remembersRungs: learns
        )
    }

    /// How long a person waits for an endpoint that wants to be left alone while another may answer.
    private static let patience = Duration.seconds(5)

    package func reply(
        to request: ModelRequest,
        onText: (@Sendable (String) -> Void)?
    ) async throws -> ModelReply {
        guard !lines.isEmpty else {
            throw ModelError(code: .noEndpoint, endpoint: nil, message: "no endpoint is configured")
        }
        var chain = FallbackChain()
        // Whoever holds the whole prompt goes first; with less evidence is better than not at all.
        var tooShort: [EndpointLine] = []
        for (index, line) in lines.enumerated() {
            if let refusal = EgressPolicy().refusal(of: request.dataClass, to: line.endpoint) {
                try await refuse(request, line, refusal, &chain)
                continue
            }
            let others = lines.dropFirst(index + 1).contains { other in
                EgressPolicy().refusal(of: request.dataClass, to: other.endpoint) == nil && chain.isWorthAsking(other)
            }
            let patience = request.isInteractive && others ? Gateway.patience : nil
            await learnContext(of: line)
            guard PromptFit(context: line.context).fits(request) else {
                tooShort.append(line)
                continue
            }
            if let reply = try await attempt(request, line, onText, &chain, patience) { return reply }
        }
        for line in tooShort {
            let fit = PromptFit(context: line.context)
            guard let smaller = fit.trimmed(request) else {
                let error = ModelError(
                    code: .contextTooLong,
                    endpoint: line.endpoint.name,
                    message: fit.refusal(of: request)
                )
                try await office.note(CallSubject(request), line.endpoint, "not sent: \(error.message)")
                chain.add(error)
                continue
            }
            if var reply = try await attempt(smaller.request, line, onText, &chain) {
                reply.degraded.append(smaller.note)
                return reply
            }
        }
        if let partial = chain.partialReply(to: request) { return partial }
        throw chain.worst
    }

    /// A reply, or `nil` when the next endpoint should be asked.
    private func attempt(
        _ request: ModelRequest,
        _ line: EndpointLine,
        _ onText: (@Sendable (String) -> Void)?,
        _ chain: inout FallbackChain,
        _ patience: Duration? = nil
    ) async throws -> ModelReply? {
        guard chain.isWorthAsking(line) else { return nil }
        let chat = ChatAtEndpoint(line: line, office: office, transport: transport, patience: patience)
        do {
            var reply = try await HedgedCall(line: line, time: office.time).run(onText) { onText in
                try await chat.reply(to: request, onText: onText)
            }
            reply.degraded = chain.notes + reply.degraded
            return reply
        } catch let failure as CallFailure {
            guard failure.error.code != .replayMiss else { throw failure.error }
            chain.add(failure.error, at: line)
            return nil
        }
    }

    private func refuse(
        _ request: ModelRequest,
        _ line: EndpointLine,
        _ refusal: String,
        _ chain: inout FallbackChain
    ) async throws {
        try await office.note(CallSubject(request), line.endpoint, "refused: \(refusal)")
        chain.add(ModelError(code: .refused, endpoint: line.endpoint.name, message: refusal))
    }

    /// Asks the server once how long its context is, since it may run a model with less than it was made for.
    private func learnContext(of line: EndpointLine) async {
        guard learns, line.isWell, line.shouldAskForContext(),
            var request = line.endpoint.dialect.modelList(line.endpoint)
        else { return }
        // A question does not wait long for what is only good to know.
        request.limits = TimeLimits(connect: line.endpoint.limits.connect, firstByte: 10, idle: 10, total: 15)
        guard let response = try? await transport.send(request), response.status == 200,
            let body = try? await response.collect(upTo: 4 << 20),
            let served = try? line.endpoint.dialect.servedModels(body),
            let context = served.first(where: { $0.name == line.endpoint.model })?.context
        else { return }
        line.learn(context: context)
    }
}

extension CallSubject {
    init(_ request: ModelRequest) {
        self.init(
            operation: "chat",
            dataClass: request.dataClass,
            promptName: request.promptName,
            promptVersion: request.promptVersion,
            promptHash: request.promptHash,
            evidenceHashes: request.evidenceHashes,
            isInteractive: request.isInteractive,
            tokens: PromptFit.tokens(of: request)
        )
    }
}
