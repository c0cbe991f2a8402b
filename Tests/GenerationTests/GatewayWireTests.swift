import Generation
import HTTPTransport
import Plant
import Synchronization
import Testing

@Suite struct `What servers ask of the gateway` {
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

    @Test func `calls under way count against a budget before they are over`() async throws {
        // The call takes what is left of the budget while another is on the wire, and is refused for it.
        let budget = UsageBudget(BudgetLimits(tokensPerRun: 1_800))
        let within = Mutex<String?>(nil)
        let gateway = gateway([Calls.endpoint { $0.width = 2 }], WatchedTransport(), budget: budget)
        let transport = WatchedTransport { [gateway] in
            do {
                _ = try await gateway.reply(to: Calls.request(), onText: nil)
            } catch {
                within.withLock { $0 = "\(error)" }
            }
        }
        let outer = self.gateway([Calls.endpoint()], transport, budget: budget)
        _ = try await outer.reply(to: Calls.request(), onText: nil)
        #expect(within.withLock { $0 }?.contains("held back for calls under way") == true)
        #expect(budget.used.tokens == 10)
        // Once it is over, only what it really took counts.
        _ = try await gateway.reply(to: Calls.request(), onText: nil)
        #expect(budget.used.tokens == 20)
    }

    @Test(arguments: [
        ("120", nil as String?, 120.0), ("250", nil, 250), ("-5", nil, 0), ("soon", nil, -1),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:48:57 GMT", 40),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:48:57 GMT", 40),
        ("Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:48:57 GMT", 40),
        ("Thu, 01 Jan 2026 00:00:10 GMT", "Wed, 31 Dec 2025 23:59:50 GMT", 20),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:59:37 GMT", 0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", nil, -1),
    ])
    func `Retry-After is read as seconds and as a date`(value: String, date: String?, seconds: Double) async throws {
        var headers: HTTPHeaders = ["Retry-After": value]
        if let date { headers.append("Date", date) }
        let busy = ScriptedTransport.Answer(status: 429, headers: headers, body: "{}")
        let transport = ScriptedTransport([busy, Calls.reply("{}")])
        let gateway = gateway([Calls.endpoint { $0.attempts = 1 }], transport)
        _ = try? await gateway.reply(to: Calls.request(), onText: nil)
        let before = clock.now.offset
        _ = try await gateway.reply(to: Calls.request(), onText: nil)
        #expect(clock.now.offset - before == .seconds(max(0, seconds)))
    }

    @Test func `a redirect is not followed, and told with where it leads`() async {
        let moved = ScriptedTransport.Answer(
            status: 302,
            headers: ["Location": "https://elsewhere.example/v1/chat?key=k"],
            body: ""
        )
        let transport = ScriptedTransport([moved, Calls.reply("{}")])
        let error = await #expect(throws: ModelError.self) {
            try await gateway([Calls.endpoint()], transport).reply(to: Calls.request(), onText: nil)
        }
        #expect(transport.urls.count == 1)
        #expect(error?.message.contains("redirects to https://elsewhere.example/v1/chat (HTTP 302)") == true)
    }

    @Test(arguments: [false, true])
    func `a stream of llama.cpp that ends before it began says what that may mean`(cuts: Bool) async {
        let error = await #expect(throws: ModelError.self) {
            let transport = ScriptedTransport([.init(body: "", cuts: cuts)])
            return try await gateway(
                [
                    Calls.endpoint {
                        $0.dialect = LlamaCppDialect()
                        $0.attempts = 1
                    }
                ],
                transport
            )
            .reply(to: Calls.request()) { _ in }
        }
        #expect(error?.message.contains("context_tokens") == true)
    }

    @Test func `an error's body is read as far as it is of use`() async {
        let long = ScriptedTransport.Answer(status: 400, body: "no good " + String(repeating: "x", count: 1 << 20))
        let error = await #expect(throws: ModelError.self) {
            try await gateway([Calls.endpoint()], ScriptedTransport([long])).reply(to: Calls.request(), onText: nil)
        }
        #expect(error?.message.contains("no good") == true)
        #expect((error?.message.utf8.count ?? 0) < 1_000)
    }

    @Test func `that another model answered is in the answer, the record and the log`() async throws {
        let traces = Mutex<[CallTrace]>([])
        var answer = Calls.reply("{}")
        answer.headers = ["x-litellm-attempted-fallbacks": "1", "x-litellm-model-name": "hosted_vllm/b"]
        let gateway = gateway([Calls.endpoint { $0.dialect = LiteLLMDialect() }], ScriptedTransport([answer])) { call in
            traces.withLock { $0.append(call) }
        }
        let reply = try await gateway.reply(to: Calls.request(), onText: nil)
        #expect(reply.degraded.contains { $0.contains("hosted_vllm/b") })
        #expect(traces.withLock { $0.first?.remarks?.first?.contains("hosted_vllm/b") } == true)
        #expect(audit.verdicts.last?.contains("another model (hosted_vllm/b)") == true)
    }
}

/// Does something while a call is on the wire, then answers.
final class WatchedTransport: HTTPTransport {
    private let meanwhile: @Sendable () async -> Void

    init(_ meanwhile: @escaping @Sendable () async -> Void = {}) {
        self.meanwhile = meanwhile
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        await meanwhile()
        return HTTPResponse(status: 200, headers: [:], body: HTTPBody(Array(Calls.reply("{}").body.utf8)))
    }
}
