import Generation
import HTTPTransport
import Plant
import Testing

@Suite struct `Checking an endpoint` {
    static let list = ScriptedTransport.Answer(body: #"{"data":[{"id":"m","max_model_len":4096}]}"#)

    func report(_ answers: [ScriptedTransport.Answer], _ change: (inout Endpoint) -> Void = { _ in }) async throws
        -> EndpointReport
    {
        try await EndpointCheck(
            endpoint: Calls.endpoint("a", change),
            transport: ScriptedTransport(answers),
            clock: SkippingClock()
        ).run()
    }

    @Test func `that is well says what it can do`() async throws {
        let report = try await report([Self.list, Calls.reply(#"{"ready":true}"#)])
        #expect(report.isGood)
        for words in ["serves m", "context 4096", "JSON schema", "tokens used", "ms a token"] {
            #expect(report.text.contains(words), "\(words) in \(report.text)")
        }
    }

    @Test(arguments: [
        ([], "not reachable"),
        ([ScriptedTransport.Answer(status: 401, body: #"{"error":"Unauthorized"}"#)], "set key_env or key_file"),
        ([ScriptedTransport.Answer(body: #"{"data":[{"id":"other"}]}"#)], "set model to one of: other"),
        ([ScriptedTransport.Answer(body: "<html>")], "check url and dialect"),
        ([ScriptedTransport.Answer(status: 502, body: "bad gateway")], "HTTP 502"),
        ([Self.list, ScriptedTransport.Answer(status: 429, body: "{}")], "requests_per_minute"),
        ([Self.list, ScriptedTransport.Answer(body: "data: {\"choices\":[]}\n\n")], "ended before"),
    ])
    func `that is not well says what to do`(answers: [ScriptedTransport.Answer], words: String) async throws {
        let report = try await report(answers)
        #expect(!report.isGood)
        #expect(report.text.contains(words), "\(report.text)")
    }

    @Test func `finds that a context is shorter than the settings say`() async throws {
        let report = try await report([Self.list, Calls.reply(#"{"ready":true}"#)]) { $0.contextTokens = 9_000 }
        #expect(!report.isGood)
        #expect(report.text.contains("lower it"))
    }

    @Test func `finds which way of asking for JSON a server takes`() async throws {
        let refusal = ScriptedTransport.Answer(status: 500, body: #"{"error":{"message":"json_schema"}}"#)
        let report = try await report([Self.list, refusal, Calls.reply(#"{"ready":true}"#)])
        #expect(report.isGood)
        #expect(report.text.contains("beside json_object"))
        #expect(report.text.contains("dialect saves"))
    }

    @Test func `tells a server's health, load and whether it calls tools`() async throws {
        let tool = ScriptedTransport.Answer(
            body: """
                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"plant_time","arguments":"{\\"zo"}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ne\\":\\"Asia/Seoul\\"}"}}]}}]}

                data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}


                """
        )
        let metrics = ScriptedTransport.Answer(
            body: """
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="m"} 2.0
                vllm:num_requests_running{engine="1",model_name="m"} 1.0
                vllm:num_requests_waiting{engine="0"} 4.0
                vllm:num_requests_waiting_by_reason{engine="0"} 9.0
                vllm:kv_cache_usage_perc{engine="0"} 0.25

                """
        )
        let transport = ScriptedTransport([
            Self.list, Calls.reply(#"{"ready":true}"#), tool, ScriptedTransport.Answer(body: ""), metrics,
        ])
        let report = try await EndpointCheck(
            endpoint: Calls.endpoint("a") { $0.dialect = VLLMDialect() },
            transport: transport,
            clock: SkippingClock()
        ).run()
        #expect(report.isGood)
        for words in ["calls tools", "well at /health", "3 calls at work, 4 waiting, 25 %", "width"] {
            #expect(report.text.contains(words), "\(words) in \(report.text)")
        }
        #expect(transport.urls.suffix(2) == ["http://a/health", "http://a/metrics"])
    }

    @Test func `a server that says it is not well is not well`() async throws {
        let noTools = ScriptedTransport.Answer(status: 400, body: #"{"detail":"no tool parser"}"#)
        let report = try await report([
            Self.list, Calls.reply(#"{"ready":true}"#), noTools,
            Calls.reply(#"{"tool":"plant_time","arguments":{"zone":"Asia/Seoul"}}"#),
            ScriptedTransport.Answer(status: 503, body: ""),
            ScriptedTransport.Answer(status: 501, body: "off"),
        ]) { $0.dialect = FuriosaDialect() }
        #expect(!report.isGood)
        for words in [
            "HTTP 503 at /health", "no tool parser", "calls tools as JSON in its text", "does not tell its load",
        ] {
            #expect(report.text.contains(words), "\(words) in \(report.text)")
        }
    }

    @Test func `does not say that a server which is busy takes no tools`() async throws {
        let report = try await report([
            Self.list, Calls.reply(#"{"ready":true}"#), ScriptedTransport.Answer(status: 503, body: "busy"),
        ])
        #expect(report.isGood)
        #expect(report.text.contains("could not be asked about tools"), "\(report.text)")
        #expect(!report.text.contains("takes no tool calls"))
    }

    @Test func `says what a server ignores and what a licence forbids`() async throws {
        let report = try await report([
            ScriptedTransport.Answer(body: #"{"data":[{"id":"EXAONE-4.5-33B"}]}"#), Calls.reply(#"{"ready":true}"#),
        ]) {
            $0.model = "EXAONE-4.5-33B"
            $0.dialect = FuriosaDialect()
            $0.entry = ModelCatalogue.entry(for: "EXAONE-4.5-33B")
        }
        #expect(report.text.contains("presence_penalty"))
        #expect(report.text.contains("non-commercial"))
    }
}
