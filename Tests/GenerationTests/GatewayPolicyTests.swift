import Generation
import HTTPTransport
import Plant
import Synchronization
import Testing

/// Requests and gateways for tests.
enum Calls {
    static func request(
        _ dataClass: DataClass = .internal,
        schema: String? = #"{"type":"object"}"#,
        user: String = "u",
        output: Int = 1_024,
        isInteractive: Bool = true
    ) -> ModelRequest {
        ModelRequest(
            promptName: "answer",
            promptVersion: "1",
            promptHash: "h",
            system: "s",
            user: user,
            outputSchema: schema,
            language: .english,
            dataClass: dataClass,
            maximumOutputTokens: output,
            isInteractive: isInteractive
        )
    }

    static func endpoint(_ name: String = "a", _ change: (inout Endpoint) -> Void = { _ in }) -> Endpoint {
        var endpoint = Endpoint(name: name, url: "http://\(name)/v1", model: "m", highestClass: .restricted)
        change(&endpoint)
        return endpoint
    }

    static func reply(_ content: String, finish: String = "stop", tokens: (Int, Int) = (7, 3))
        -> ScriptedTransport.Answer
    {
        let delta = JSONValue.object(["content": .string(content)])
        return ScriptedTransport.Answer(
            body: """
                data: {"model":"m-1","choices":[{"delta":\(delta.text())}]}

                data: {"choices":[{"delta":{},"finish_reason":"\(finish)"}]}

                data: {"choices":[],"usage":{"prompt_tokens":\(tokens.0),"completion_tokens":\(tokens.1)}}

                data: [DONE]


                """
        )
    }
}

@Suite struct `Policies of the gateway` {
    let clock = SkippingClock()
    let audit = AuditKeeper()

    func gateway(
        _ endpoints: [Endpoint],
        _ transport: any HTTPTransport,
        budget: UsageBudget? = nil,
        learns: Bool = false,
        onCall: (@Sendable (CallTrace) -> Void)? = nil
    ) -> Gateway {
        Gateway(
            endpoints: endpoints,
            transport: transport,
            audit: audit,
            user: "me",
            clock: clock,
            budget: budget,
            learns: learns,
            onCall: onCall,
            now: { Timestamp(seconds: 0) }
        )
    }

    @Test func `an endpoint that keeps failing is left alone, and tried again after its pause`() async throws {
        let transport = ScriptedTransport([])
        let endpoint = Calls.endpoint {
            $0.attempts = 1
            $0.pace.failures = 2
            $0.pace.pause = 30
        }
        let gateway = gateway([endpoint], transport)
        for _ in 0..<4 { _ = try? await gateway.reply(to: Calls.request(), onText: nil) }
        #expect(transport.bodies.count == 2)
        #expect(audit.verdicts.last?.contains("left alone") == true)
        transport.add(Calls.reply("{}"))
        clock.advance(by: .seconds(31))
        #expect(try await gateway.reply(to: Calls.request(), onText: nil).text == "{}")
        transport.add(Calls.reply("{}"))
        #expect(try await gateway.reply(to: Calls.request(), onText: nil).text == "{}")
    }

    @Test func `a bad request does not count against an endpoint's health`() async throws {
        let bad = ScriptedTransport.Answer(status: 400, body: #"{"detail":"no"}"#)
        let transport = ScriptedTransport(Array(repeating: bad, count: 9) + [Calls.reply("{}")])
        let gateway = gateway([Calls.endpoint { $0.pace.failures = 2 }], transport)
        for _ in 0..<9 { _ = try? await gateway.reply(to: Calls.request(), onText: nil) }
        #expect(try await gateway.reply(to: Calls.request(), onText: nil).text == "{}")
    }

    @Test func `tries are bounded in time as well as in number`() async {
        let busy = ScriptedTransport.Answer(status: 429, headers: ["Retry-After": "50"], body: "{}")
        let transport = ScriptedTransport(Array(repeating: busy, count: 20))
        let endpoint = Calls.endpoint {
            $0.attempts = 20
            $0.limits.total = 120
        }
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint], transport).reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.code == .rateLimited)
        #expect(error?.message.contains("total_timeout") == true)
        #expect(transport.bodies.count == 3)
    }

    @Test func `what was asked to be left alone by one call is left alone by all`() async throws {
        let busy = ScriptedTransport.Answer(status: 429, headers: ["Retry-After": "40"], body: "{}")
        let transport = ScriptedTransport([busy, Calls.reply("{}")])
        let gateway = gateway([Calls.endpoint { $0.attempts = 1 }], transport)
        _ = try? await gateway.reply(to: Calls.request(), onText: nil)
        _ = try await gateway.reply(to: Calls.request(), onText: nil)
        #expect(clock.now.offset >= .seconds(40))
        #expect(audit.verdicts.contains { $0.contains("in the queue") })
    }

    @Test(arguments: ["86400", "9999999", "60"])
    func `a person does not wait for one that wants to be left alone while another may answer`(seconds: String)
        async throws
    {
        let busy = ScriptedTransport.Answer(status: 429, headers: ["Retry-After": seconds], body: "{}")
        let transport = ScriptedTransport([busy, Calls.reply(#"{"from":"b"}"#), Calls.reply(#"{"again":"b"}"#)])
        let gateway = gateway([Calls.endpoint("a"), Calls.endpoint("b")], transport)
        #expect(try await gateway.reply(to: Calls.request(), onText: nil).endpoint == "b")
        #expect(try await gateway.reply(to: Calls.request(), onText: nil).endpoint == "b")
        #expect(transport.bodies.count == 3 && clock.now.offset < .seconds(5))
    }

    @Test func `one that wants to be left alone for longer than a call may take is not asked too early`() async throws {
        let busy = ScriptedTransport.Answer(status: 429, headers: ["Retry-After": "86400"], body: "{}")
        let transport = ScriptedTransport([busy, Calls.reply("{}")])
        let gateway = gateway([Calls.endpoint()], transport)
        for _ in 0..<2 {
            let error = await #expect(throws: ModelError.self) {
                try await gateway.reply(to: Calls.request(), onText: nil)
            }
            #expect(error?.code == .rateLimited)
        }
        #expect(transport.bodies.count == 1 && clock.now.offset < .seconds(5))
    }

    @Test func `an answer that a filter held back is not asked for again, but elsewhere`() async throws {
        let traces = Mutex<[CallTrace]>([])
        let filtered = Calls.reply("", finish: "content_filter")
        let transport = ScriptedTransport([filtered, Calls.reply(#"{"from":"b"}"#)])
        let gateway = gateway([Calls.endpoint("a"), Calls.endpoint("b")], transport) { call in
            traces.withLock { $0.append(call) }
        }
        let reply = try await gateway.reply(to: Calls.request(), onText: nil)
        #expect(reply.endpoint == "b" && reply.degraded.contains { $0.contains("filter held the answer back") })
        #expect(transport.bodies.count == 2)
        #expect(traces.withLock { $0.map(\.outcome) } == ["filtered", "answered"])
    }

    @Test func `a budget refuses what would go above it, before anything is sent`() async throws {
        let transport = ScriptedTransport(Array(repeating: Calls.reply("{}", tokens: (900, 100)), count: 9))
        let budget = UsageBudget(BudgetLimits(tokensPerRun: 3_500))
        let gateway = gateway([Calls.endpoint()], transport, budget: budget)
        for _ in 0..<2 { _ = try await gateway.reply(to: Calls.request(), onText: nil) }
        _ = try await gateway.reply(to: Calls.request(), onText: nil)
        let error = await #expect(throws: ModelError.self) {
            try await gateway.reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.message.contains("tokens_per_run") == true)
        #expect(transport.bodies.count == 3)
        #expect(budget.used.tokens == 3_000)
    }

    @Test func `money is counted by the endpoint's price, over the day`() async throws {
        let transport = ScriptedTransport(Array(repeating: Calls.reply("{}", tokens: (1_000_000, 500_000)), count: 9))
        let budget = UsageBudget(BudgetLimits(moneyPerDay: 10), today: Usage(money: 8.5))
        let endpoint = Calls.endpoint { $0.price = TokenPrice(input: 1, output: 2) }
        let gateway = gateway([endpoint], transport, budget: budget)
        _ = try await gateway.reply(to: Calls.request(), onText: nil)
        let error = await #expect(throws: ModelError.self) {
            try await gateway.reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.message.contains("money_per_day") == true)
        #expect(budget.used.money == 2)
    }

    @Test func `a call that may go above the money that is left is not sent`() async throws {
        let transport = ScriptedTransport([Calls.reply("{}")])
        let budget = UsageBudget(BudgetLimits(moneyPerRun: 0.1))
        let endpoint = Calls.endpoint { $0.price = TokenPrice(input: 1_000, output: 1_000) }
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint], transport, budget: budget).reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.message.contains("money_per_run") == true && error?.message.contains("may take") == true)
        #expect(transport.bodies.isEmpty && budget.used.money == 0)
    }

    @Test(arguments: [(Int.max, Int.max), (-5, 3), (Int.min, Int.min)])
    func `numbers of tokens that cannot be are not counted`(input: Int, output: Int) async throws {
        let transport = ScriptedTransport(Array(repeating: Calls.reply("{}", tokens: (input, output)), count: 2))
        let budget = UsageBudget(BudgetLimits(tokensPerRun: 100_000))
        let gateway = gateway([Calls.endpoint()], transport, budget: budget)
        for _ in 0..<2 { _ = try await gateway.reply(to: Calls.request(), onText: nil) }
        #expect((0...100_000).contains(budget.used.tokens))
    }

    @Test func `each call leaves a record without a word of prompt or reply`() async throws {
        let traces = Mutex<[CallTrace]>([])
        let transport = ScriptedTransport([.init(status: 503, body: "{}"), Calls.reply(#"{"secret":1}"#)])
        _ = try await gateway([Calls.endpoint()], transport, onCall: { trace in traces.withLock { $0.append(trace) } })
            .reply(to: Calls.request(), onText: nil)
        let kept = traces.withLock { $0 }
        #expect(kept.map(\.outcome) == ["server_error", "answered"])
        #expect(kept.map(\.attempt) == [1, 2])
        #expect(kept.last?.responseModel == "m-1")
        #expect(kept.last?.inputTokens == 7)
        #expect(kept.last?.finishReason == "stop")
        #expect(!"\(kept)".contains("secret"))
    }

    @Test func `a prompt too long for one model goes to the one that holds it`() async throws {
        let transport = ScriptedTransport([Calls.reply("{}")])
        let short = Calls.endpoint("short") { $0.contextTokens = 2_000 }
        let long = Calls.endpoint("long") { $0.contextTokens = 20_000 }
        let reply = try await gateway([short, long], transport)
            .reply(to: Calls.request(user: String(repeating: "pump ", count: 1_500)), onText: nil)
        #expect(reply.endpoint == "long")
    }

    @Test func `a server that finds the prompt too long sends the call to a longer model and to no shorter one`()
        async throws
    {
        let tooLong = ScriptedTransport.Answer(
            status: 400,
            body: #"{"object":"error","message":"This model's maximum context length is 4096 tokens","code":400}"#
        )
        let transport = ScriptedTransport([tooLong, Calls.reply("{}")])
        let reply = try await gateway(
            [
                Calls.endpoint("first") { $0.contextTokens = 8_192 },
                Calls.endpoint("shorter") { $0.contextTokens = 4_096 },
                Calls.endpoint("longer") { $0.contextTokens = 32_768 },
            ],
            transport
        ).reply(to: Calls.request(), onText: nil)
        #expect(reply.endpoint == "longer")
        #expect(transport.bodies.count == 2)
    }

    @Test func `the least useful evidence is left out when no model holds all of it, and that is said`() async throws {
        let evidence = (1...9).map { number in
            Evidence(
                id: "E\(number)",
                kind: .note,
                source: "log",
                text: "Pump \(number) " + String(repeating: "vibrates ", count: 60),
                dataClass: .internal,
                link: ""
            )
        }
        let fenced = FencedEvidence(evidence)
        var request = Calls.request(
            user: "It is now.\n\n\(fenced.fence)\n\(fenced.text)\n\(fenced.fence)\n\nQuestion: why?",
            output: 100
        )
        request.evidenceHashes = fenced.hashes
        let transport = ScriptedTransport([Calls.reply("{}")])
        let reply = try await gateway([Calls.endpoint { $0.contextTokens = 1_024 }], transport)
            .reply(to: request, onText: nil)
        let body = try #require(transport.bodies.first)
        #expect(body.contains("[E1]") && body.contains("Question: why?"))
        #expect(!body.contains("[E9]"))
        #expect(reply.degraded.contains { $0.contains("to E9 was left out") })
        #expect(audit.entries.last.map { $0.evidenceHashes.count < 9 && !$0.evidenceHashes.isEmpty } == true)
    }

    @Test func `a prompt that cannot be made to fit is refused before it is sent`() async {
        let transport = ScriptedTransport([])
        let error = await #expect(throws: ModelError.self) {
            try await gateway([Calls.endpoint { $0.contextTokens = 500 }], transport)
                .reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.code == .contextTooLong)
        #expect(error?.message.contains("evidence_tokens") == true)
        #expect(transport.bodies.isEmpty)
    }

    @Test func `the context is what the server runs, not what the model was made for`() async throws {
        let list = ScriptedTransport.Answer(body: #"{"data":[{"id":"solar-mini","max_model_len":512}]}"#)
        let transport = ScriptedTransport([list])
        let endpoint = Calls.endpoint {
            $0.model = "solar-mini"
            $0.entry = ModelCatalogue.entry(for: "solar-mini")
        }
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint], transport, learns: true).reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.code == .contextTooLong)
        #expect(transport.urls == ["http://a/v1/models"])
    }

    @Test func `a way of asking for JSON that was refused once is not tried again`() async throws {
        let refusal = ScriptedTransport.Answer(status: 500, body: #"{"error":{"message":"json_schema"}}"#)
        let transport = ScriptedTransport([
            .init(status: 404, body: "{}"), refusal, Calls.reply("{}"), Calls.reply("{}"),
        ])
        let gateway = gateway([Calls.endpoint()], transport, learns: true)
        for _ in 0..<2 { _ = try await gateway.reply(to: Calls.request(), onText: nil) }
        #expect(transport.bodies.filter { $0.contains("json_schema") }.count == 1)
        #expect(transport.bodies.filter { $0.contains("json_object") }.count == 2)
    }

    @Test func `of two thousand calls with random faults none is unaccounted for, and the endpoint is free after them`()
        async throws
    {
        let clock = ManualClock()
        let gateway = Gateway(
            endpoints: [
                Calls.endpoint {
                    $0.attempts = 2
                    $0.width = 8
                    $0.pace.failures = 0
                    $0.pace.queue = 1e9
                }
            ],
            transport: FaultyTransport(seed: 11),
            audit: audit,
            user: "me",
            clock: clock,
            now: { Timestamp(seconds: 0) }
        )
        let time = Task {
            while !Task.isCancelled {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        defer { time.cancel() }
        let outcomes = await withTaskGroup(of: String.self) { group in
            for index in 0..<2_000 {
                group.addTask {
                    let call = Task { try await gateway.reply(to: Calls.request(), onText: nil) }
                    if index % 7 == 0 { call.cancel() }
                    do {
                        return try await call.value.text.isEmpty ? "empty" : "answered"
                    } catch {
                        return error is CancellationError ? "cancelled" : "failed"
                    }
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes.values.reduce(0, +) == 2_000)
        #expect((outcomes["answered"] ?? 0) > 500 && (outcomes["failed"] ?? 0) > 50)
        let verdicts = audit.verdicts
        let sent = verdicts.filter { $0.hasPrefix("sent") }.count
        let ended = verdicts.filter { verdict in
            ["answered", "failed", "cancelled"].contains { verdict.hasPrefix($0) }
        }.count
        #expect(sent > 1_700 && sent == ended)
        // Were a place still taken, eight more calls would never get through.
        for _ in 0..<8 { _ = try? await gateway.reply(to: Calls.request(), onText: nil) }
    }
}

/// Answers, refuses, breaks off or loses the connection, as its seed has it.
final class FaultyTransport: HTTPTransport {
    private let state: Mutex<UInt64>

    init(seed: UInt64) {
        state = Mutex(seed)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let draw = state.withLock { state in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % 10
        }
        await Task.yield()
        try Task.checkCancellation()
        let whole = Array(Calls.reply("{}").body.utf8)
        switch draw {
        case 0: throw TransportError(code: .couldNotConnect, message: "nobody", mayHaveBeenReceived: false)
        case 1: return HTTPResponse(status: 503, headers: [:], body: HTTPBody([]))
        case 2: return HTTPResponse(status: 429, headers: ["Retry-After": "1"], body: HTTPBody([]))
        case 3: return HTTPResponse(status: 400, headers: [:], body: HTTPBody(Array("{}".utf8)))
        case 4: return HTTPResponse(status: 200, headers: [:], body: HTTPBody(Array(whole.prefix(90))))
        case 5:
            let lost = TransportError(code: .connectionLost, message: "lost", mayHaveBeenReceived: true)
            return HTTPResponse(
                status: 200,
                headers: [:],
                body: HTTPBody(pieces: [Array(whole.prefix(20))], thenFailing: lost)
            )
        default: return HTTPResponse(status: 200, headers: [:], body: HTTPBody(whole))
        }
    }
}
