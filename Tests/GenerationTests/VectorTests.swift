import HTTPTransport
import Plant
import Testing

@testable import Generation

@Suite struct `Embeddings` {
    func vectors(_ model: String, _ transport: ScriptedTransport, batch: Int = 2, expected: EmbeddingSpace? = nil)
        -> VectorGateway
    {
        VectorGateway(
            endpoint: Calls.endpoint { $0.model = model },
            transport: transport,
            audit: nil,
            user: "me",
            clock: SkippingClock(),
            batch: batch,
            expected: expected,
            now: { Timestamp(seconds: 0) }
        )
    }

    func request(_ texts: [String], _ role: EmbeddingRole = .passage, _ dataClass: DataClass = .internal)
        -> EmbeddingRequest
    {
        EmbeddingRequest(texts: texts, role: role, dataClass: dataClass)
    }

    static func answer(_ vectors: [(Int, [Int])]) -> ScriptedTransport.Answer {
        let items = vectors.map { #"{"index":\#($0),"embedding":\#($1)}"# }.joined(separator: ",")
        return .init(body: #"{"model":"x","data":[\#(items)],"usage":{"total_tokens":4}}"#)
    }

    @Test func `go out in batches and come back in the order of the texts`() async throws {
        let transport = ScriptedTransport([
            Self.answer([(1, [2, 2]), (0, [1, 1])]), Self.answer([(0, [3, 3])]),
        ])
        let reply = try await vectors("bge-m3", transport).vectors(for: request(["a", "b", "c"]))
        #expect(reply.vectors == [[1, 1], [2, 2], [3, 3]])
        #expect(reply.space == EmbeddingSpace(model: "bge-m3", dimension: 2))
        #expect(reply.tokens == 8)
        #expect(transport.urls == ["http://a/v1/embeddings", "http://a/v1/embeddings"])
    }

    @Test(arguments: [
        ("solar-embedding-2-query", EmbeddingRole.passage, "solar-embedding-2-passage", "", "solar-embedding-2"),
        ("solar-embedding-2-passage", .query, "solar-embedding-2-query", "", "solar-embedding-2"),
        ("solar-embedding-2", .query, "solar-embedding-2-query", "", "solar-embedding-2"),
        (
            "intfloat/multilingual-e5-small", .query, "intfloat/multilingual-e5-small", "query: ",
            "intfloat/multilingual-e5-small"
        ),
        ("bge-m3", .query, "bge-m3", "", "bge-m3"),
    ])
    func `know which model is for questions and which for passages`(
        model: String,
        role: EmbeddingRole,
        wire: String,
        prefix: String,
        family: String
    ) {
        let naming = EmbeddingNaming(model, role: role)
        #expect(naming.model == wire && naming.prefix == prefix && naming.family == family)
    }

    @Test func `are told from each other as the settings say`() async throws {
        let manner = EmbeddingManner(
            queryModel: "m-q",
            passageModel: "m-p",
            queryPrefix: "ask: ",
            passagePrefix: "text: ",
            sendsInputType: true
        )
        let transport = ScriptedTransport([Self.answer([(0, [1, 1])]), Self.answer([(0, [1, 1])])])
        let gateway = VectorGateway(
            endpoint: Calls.endpoint { $0.model = "m" },
            transport: transport,
            audit: nil,
            user: "me",
            manner: manner,
            now: { Timestamp(seconds: 0) }
        )
        let passage = try await gateway.vectors(for: request(["a"]))
        let query = try await gateway.vectors(for: request(["b"], .query))
        #expect(passage.space == query.space)
        #expect(passage.space.model == manner.family(of: "m") && manner.family(of: "m") != "m-p")
        for (body, words) in zip(
            transport.bodies,
            [
                [#""input":["text: a"]"#, #""model":"m-p""#, #""input_type":"passage""#],
                [#""input":["ask: b"]"#, #""model":"m-q""#, #""input_type":"query""#],
            ]
        ) {
            for word in words { #expect(body.contains(word), "\(word) in \(body)") }
        }
    }

    @Test func `of another model or length than the index's are refused`() async {
        let old = EmbeddingSpace(model: "solar-embedding-1-large", dimension: 4_096)
        let transport = ScriptedTransport([Self.answer([(0, [1, 1])])])
        let error = await #expect(throws: EmbeddingError.self) {
            try await vectors("solar-embedding-2-query", transport, expected: old).vectors(for: request(["a"]))
        }
        #expect(error?.message.contains("build the index anew") == true)
    }

    @Test(arguments: [[(0, [1, 1])], [(0, [1, 1]), (1, [1])], [(0, []), (1, [])]])
    func `that are missing or of different lengths are a malformed reply`(vectors given: [(Int, [Int])]) async {
        let error = await #expect(throws: ModelError.self) {
            try await vectors("m", ScriptedTransport([Self.answer(given)])).vectors(for: request(["a", "b"]))
        }
        #expect(error?.code == .malformedReply)
    }

    @Test func `obey policy and retries like every call`() async throws {
        let transport = ScriptedTransport([.init(status: 503, body: "{}"), Self.answer([(0, [1])])])
        #expect(try await vectors("m", transport).vectors(for: request(["a"])).vectors == [[1]])
        var closed = Calls.endpoint()
        closed.highestClass = .public
        let audit = AuditKeeper()
        let gateway = VectorGateway(
            endpoint: closed,
            transport: transport,
            audit: audit,
            user: "me",
            now: { Timestamp(seconds: 0) }
        )
        let error = await #expect(throws: ModelError.self) {
            try await gateway.vectors(for: request(["a"], .query, .confidential))
        }
        #expect(error?.code == .refused)
        #expect(audit.verdicts.count == 1)
        #expect(transport.urls.count == 2)
    }

    @Test func `of nothing call nobody`() async throws {
        let transport = ScriptedTransport([])
        #expect(try await vectors("m", transport).vectors(for: request([])).vectors.isEmpty)
        #expect(transport.urls.isEmpty)
    }
}

@Suite struct `Reranking` {
    func rank(_ body: String, _ texts: [String]) async throws -> [Int] {
        try await VectorGateway(
            endpoint: Calls.endpoint(),
            transport: ScriptedTransport([.init(body: body)]),
            audit: nil,
            user: "me",
            clock: SkippingClock(),
            now: { Timestamp(seconds: 0) }
        ).rank(texts, for: "why?", dataClass: .internal).map(\.index)
    }

    @Test(arguments: [
        (
            #"{"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0.1},{"index":2,"relevance_score":0.5}]}"#,
            [1, 2, 0]
        ),
        // Equal ones stay as they were; what is left out comes last.
        (#"{"results":[{"index":2,"relevance_score":-3}]}"#, [2, 0, 1]),
        (#"{"data":[{"index":0,"score":0.5},{"index":1,"score":0.5},{"index":2,"score":0.5}]}"#, [0, 1, 2]),
        (#"{"results":[{"index":9,"relevance_score":1}]}"#, [0, 1, 2]),
    ])
    func `gives every text once, the best first`(body: String, expected: [Int]) async throws {
        #expect(try await rank(body, ["a", "b", "c"]) == expected)
    }
}
