import Generation
import HTTPTransport
import Plant
import Testing

@Suite struct `Batches of calls` {
    private static let schema =
        #"{"type":"object","properties":{"statements":{"type":"array"}},"required":["statements"]}"#

    private func request(_ user: String = "E1 …", dataClass: DataClass = .internal) -> ModelRequest {
        ModelRequest(
            promptName: "nightly-unit",
            promptVersion: "3.1",
            promptHash: "abc",
            system: "You summarise.",
            user: user,
            outputSchema: Self.schema,
            language: .english,
            dataClass: dataClass
        )
    }

    private func endpoint(_ dialect: String = "vllm", highest: DataClass = .internal) throws -> Endpoint {
        Endpoint(
            name: "local",
            url: "http://127.0.0.1:9/v1",
            model: "m",
            dialect: try #require(Dialects.named(dialect)),
            highestClass: highest,
            attempts: 2
        )
    }

    private func completion(_ content: String, finish: String = "stop") -> JSONValue {
        [
            "object": "chat.completion", "model": "m-1",
            "choices": [
                ["message": ["role": "assistant", "content": .string(content)], "finish_reason": .string(finish)]
            ],
            "usage": ["prompt_tokens": 11, "completion_tokens": 7],
        ]
    }

    @Test func `name the run, the prompt, the class and a digest of all that is asked`() throws {
        let name = BatchName(request(), run: "nightly-2026-03-01-A.1")
        let read = try #require(BatchName(name.description))
        #expect(read == name)
        #expect(read.run == "nightly-2026-03-01-A.1" && read.promptName == "nightly-unit")
        #expect(read.promptVersion == "3.1" && read.dataClass == .internal && read.digest.utf8.count == 16)
        #expect(BatchName(request("E1 changed"), run: "nightly-2026-03-01-A.1").digest != name.digest)
    }

    @Test(arguments: [
        "request-1", "a@b", "a.b@1.internal.short", "a.b@1.secret.0123456789abcdef", "", "@..", "a.b@c@d",
    ])
    func `do not take somebody else's name for their own`(text: String) {
        #expect(BatchName(text) == nil)
    }

    @Test func `are lines that a batch API takes, with nothing that streams`() throws {
        let (line, note) = try endpoint().batch(request(), run: "nightly-2026-03-01")
        #expect(note == nil)
        let value = try JSONValue(text: line.line)
        #expect(value["method"] == "POST" && value["url"] == "/v1/chat/completions")
        #expect(value["custom_id"]?.string?.hasPrefix("nightly-2026-03-01.nightly-unit@3.1.internal.") == true)
        let body = try #require(value["body"]?.object)
        #expect(body["stream"] == nil && body["stream_options"] == nil)
        #expect(body["model"] == "m" && body["messages"]?.array?.count == 2)
        #expect(body["response_format"]?["type"] == "json_schema")
        #expect(try BatchRequest(line: Array(line.line.utf8)) == line)
    }

    @Test func `hold nothing that policy keeps from the endpoint`() throws {
        let endpoint = try endpoint()
        let error = #expect(throws: ModelError.self) { try endpoint.batch(request(dataClass: .restricted), run: "n") }
        #expect(error?.code == .refused)
    }

    @Test(arguments: [("vllm", true), ("openai", true), ("upstage", true), ("llama.cpp", true), ("ollama", false)])
    func `are for dialects that speak OpenAI's way`(dialect: String, takes: Bool) throws {
        #expect(try endpoint(dialect).takesBatches == takes)
    }

    @Test(arguments: [
        ("{", "not JSON"), ("[1]", "not a JSON object"), (#"{"custom_id":"a"}"#, "url"),
        (#"{"custom_id":"a","method":"GET","url":"/v1/x","body":{}}"#, "POST"),
        (#"{"custom_id":"a","method":"POST","url":"http://other/v1","body":{}}"#, "url"),
        (#"{"custom_id":"a","method":"POST","url":"/v1/../x","body":{}}"#, "url"),
        (#"{"custom_id":"a","response":{"status_code":200}}"#, "has been run"),
        (#"{"method":"POST","url":"/v1/x","body":{}}"#, "custom_id"),
    ])
    func `say what is wrong with a line`(line: String, word: String) {
        let error = #expect(throws: BatchLineError.self) { try BatchRequest(line: Array(line.utf8)) }
        #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        // vLLM 0.32.0 `run-batch`, a request longer than the context.
        #"{"id":"vllm-1","custom_id":"a","response":{"status_code":400,"request_id":"r","body":null},"error":{"error":{"message":"too long","type":"BadRequestError","code":400}}}"#,
        // OpenAI, file of errors.
        #"{"id":"batch_req_1","custom_id":"a","response":{"status_code":400,"request_id":"r","body":{"error":{"message":"too long"}}},"error":null}"#,
        // OpenAI, expired.
        #"{"id":"batch_req_1","custom_id":"a","response":null,"error":{"code":"batch_expired","message":"too long"}}"#,
    ])
    func `tell a result that failed`(line: String) throws {
        let result = try BatchResult(line: Array(line.utf8))
        #expect(!result.isAnswered && result.error == "too long")
        let endpoint = try endpoint()
        let error = #expect(throws: ModelError.self) { try endpoint.reply(to: request(), in: result) }
        #expect(error?.message.contains("too long") == true)
    }

    @Test func `do not take requests for results`() throws {
        let (line, _) = try endpoint().batch(request(), run: "n")
        let error = #expect(throws: BatchLineError.self) { try BatchResult(line: Array(line.line.utf8)) }
        #expect(error?.description.contains("has not been run") == true)
    }

    @Test(arguments: [
        (#"{"statements":[]}"#, "stop", 0), ("```json\n{\"statements\":[],}\n```", "stop", 0), ("no idea", "stop", 1),
        (#"{"statements":["#, "length", 1), ("<think>so</think>{\"statements\":[]}", "stop", 0),
    ])
    func `are read through the same checks as answers on the wire`(content: String, finish: String, notes: Int) throws {
        let result = BatchResult(id: "a", runID: "b", status: 200, body: completion(content, finish: finish))
        let reply = try endpoint().reply(to: request(), in: try BatchResult(line: Array(result.line.utf8)))
        #expect(reply.degraded.count == notes, "\(reply.degraded)")
        #expect(reply.model == "m-1" && reply.inputTokens == 11 && reply.outputTokens == 7)
        if notes == 0 { #expect(try JSONValue(text: reply.text) == ["statements": []]) }
    }

    @Test func `without a finish reason are no answers`() throws {
        let result = BatchResult(id: "a", runID: "b", status: 200, body: ["choices": [["message": ["content": "x"]]]])
        let endpoint = try endpoint()
        #expect(throws: ModelError.self) { try endpoint.reply(to: request(), in: result) }
    }
}

/// Batches on the program's own scheduler.
@Suite struct `A batch that is run here` {
    private let line = BatchRequest(
        id: "nightly-2026-03-01.nightly-unit@3.internal.0123456789abcdef",
        body: ["model": "m", "messages": [], "max_tokens": 5]
    )
    private static let good = """
        {"model":"m-1","choices":[{"message":{"content":"x"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":3,"completion_tokens":2}}
        """

    private func gateway(
        _ transport: any HTTPTransport,
        _ audit: AuditKeeper,
        highest: DataClass = .internal
    ) -> BatchGateway {
        BatchGateway(
            endpoint: Endpoint(name: "local", url: "http://h/v1", model: "m", highestClass: highest, attempts: 2),
            transport: transport,
            audit: audit,
            user: "tester",
            clock: SkippingClock(),
            now: { Timestamp(seconds: 0) }
        )
    }

    @Test func `sends each body as it is, and tries again what may go better`() async throws {
        let transport = ScriptedTransport([.init(status: 503, body: "busy"), .init(body: Self.good)])
        let audit = AuditKeeper()
        let result = try await gateway(transport, audit).result(of: line, dataClass: .internal, promptHash: "h")
        #expect(result.isAnswered && result.id == line.id)
        #expect(transport.urls == ["http://h/v1/chat/completions", "http://h/v1/chat/completions"])
        #expect(try JSONValue(text: transport.bodies[1]) == line.body)
        #expect(audit.entries.count == 4)
        #expect(audit.entries.allSatisfy { $0.promptName == "nightly-unit" && $0.promptVersion == "3" })
        #expect(audit.verdicts.last?.hasSuffix("5 tokens") == true, "\(audit.verdicts)")
    }

    @Test func `keeps a refusal of one request as its result`() async throws {
        let body = #"{"error":{"message":"maximum context length is 5"}}"#
        let transport = ScriptedTransport([.init(status: 400, body: body)])
        let result = try await gateway(transport, AuditKeeper())
            .result(of: line, dataClass: .internal, promptHash: "")
        #expect(result.status == 400 && result.error?.contains("maximum context length") == true)
    }

    @Test(arguments: [(401, ModelError.Code.unauthorised)])
    func `stops where going on is of no use`(status: Int, code: ModelError.Code) async throws {
        let transport = ScriptedTransport([.init(status: status, body: "no")])
        let gateway = gateway(transport, AuditKeeper())
        let error = await #expect(throws: ModelError.self) {
            try await gateway.result(of: line, dataClass: .internal, promptHash: "")
        }
        #expect(error?.code == code)
    }

    @Test func `sends nothing that policy forbids`() async throws {
        let transport = ScriptedTransport([])
        let audit = AuditKeeper()
        let gateway = gateway(transport, audit, highest: .public)
        let error = await #expect(throws: ModelError.self) {
            try await gateway.result(of: line, dataClass: .internal, promptHash: "")
        }
        #expect(error?.code == .refused && transport.urls.isEmpty)
        #expect(audit.verdicts.first?.hasPrefix("refused") == true)
    }
}
