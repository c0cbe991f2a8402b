package import HTTPTransport
package import Plant

/// Embeddings and reranking at an endpoint under the same policies as chat: class of data, queue, breaker, tries, audit
/// log, budget.
///
/// There is one endpoint and no chain: vectors of another model would not fit the index.
package struct VectorGateway: EmbeddingModel, RerankModel {
    private let calls: EndpointCalls
    private let batch: Int
    private let manner: EmbeddingManner
    private let expected: EmbeddingSpace?

    /// - Parameters:
    ///   - batch: Texts in one call; Upstage takes up to 100.
    ///   - manner: How questions are told from passages, where the model's name does not say it.
    ///   - expected: The space of the index that is to be searched or grown; another is refused.
    package init(
        endpoint: Endpoint,
        transport: any HTTPTransport,
        audit: (any AuditLog)?,
        user: String,
        clock: any Clock<Duration> = ContinuousClock(),
        budget: UsageBudget? = nil,
        batch: Int = 32,
        manner: EmbeddingManner = EmbeddingManner(),
        expected: EmbeddingSpace? = nil,
        onCall: (@Sendable (CallTrace) -> Void)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        let time = GatewayTime(clock)
        self.batch = max(1, batch)
        self.manner = manner
        self.expected = expected
        calls = EndpointCalls(
            line: EndpointLine(endpoint, time: time),
            transport: transport,
            office: GatewayOffice(
                time: time,
                audit: audit,
                budget: budget,
                onCall: onCall,
                user: user,
                now: now,
                remembersRungs: false
            )
        )
    }

    package func vectors(for request: EmbeddingRequest) async throws -> EmbeddingReply {
        let naming = EmbeddingNaming(calls.endpoint.model, role: request.role, manner: manner)
        var vectors: [[Float]] = []
        vectors.reserveCapacity(request.texts.count)
        var tokens: Int?
        var start = 0
        while start < request.texts.count {
            let texts = Array(request.texts[start..<min(start + batch, request.texts.count)])
            let subject = subject("embeddings", texts, request.dataClass, request.isInteractive)
            let result = try await calls.call(subject) { endpoint in
                VectorWire.embeddings(texts, naming: naming, endpoint: endpoint)
            } read: { body in
                let read = try VectorWire.vectors(body, count: texts.count)
                return EndpointCalls.Read(value: read.vectors, model: read.model, tokens: read.tokens)
            }
            if let first = vectors.first, let other = result.value.first, first.count != other.count {
                throw EmbeddingError(
                    message: "vectors of \(first.count) and of \(other.count) dimensions came from one model"
                )
            }
            vectors += result.value
            if let used = result.inputTokens { tokens = (tokens ?? 0) + used }
            start += texts.count
        }
        let space = EmbeddingSpace(model: naming.family, dimension: vectors.first?.count ?? expected?.dimension ?? 0)
        if let expected, !vectors.isEmpty { try expected.require(space) }
        return EmbeddingReply(vectors: vectors, space: space, endpoint: calls.endpoint.name, tokens: tokens)
    }

    package func rank(_ texts: [String], for question: String, dataClass: DataClass) async throws -> [RankedText] {
        guard !texts.isEmpty else { return [] }
        let subject = subject("rerank", [question] + texts, dataClass, true)
        return try await calls.call(subject) { endpoint in
            VectorWire.rerank(texts, question: question, endpoint: endpoint)
        } read: { body in
            let read = try VectorWire.ranks(body, count: texts.count)
            return EndpointCalls.Read(value: read.ranks, model: read.model, tokens: read.tokens)
        }.value
    }

    private func subject(
        _ operation: String,
        _ texts: [String],
        _ dataClass: DataClass,
        _ isInteractive: Bool
    ) -> CallSubject {
        CallSubject(
            operation: operation,
            dataClass: dataClass,
            promptName: operation,
            promptVersion: "1",
            promptHash: "",
            // What left, without keeping it.
            evidenceHashes: texts.map { SHA256.hex(of: $0) },
            isInteractive: isInteractive,
            tokens: texts.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
        )
    }
}
