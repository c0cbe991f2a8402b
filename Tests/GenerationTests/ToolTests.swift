import Generation
import HTTPTransport
import Plant
import Testing

@Suite struct `Tools offered to a model` {
    private func request() -> ModelRequest {
        var request = Calls.request(schema: nil)
        request.tools = [
            ModelTool(
                name: "trend",
                summary: "Readings of a tag",
                parameters: #"{"type":"object","properties":{"tag":{"type":"string"}},"required":["tag"]}"#
            )
        ]
        return request
    }

    private func reply(
        _ transport: ScriptedTransport,
        _ change: (inout Endpoint) -> Void = { _ in }
    ) async throws -> ModelReply {
        try await Gateway(
            endpoints: [Calls.endpoint("a", change)],
            transport: transport,
            audit: nil,
            user: "tester",
            clock: SkippingClock(),
            now: { Timestamp(seconds: 0) }
        ).reply(to: request(), onText: nil)
    }

    private let wanted = [ModelToolCall(name: "trend", arguments: #"{"tag":"PI-1"}"#)]

    @Test func `are called natively, with arguments that come in parts`() async throws {
        let transport = ScriptedTransport([
            .init(
                body: """
                    data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"x","function":{"name":"trend","arguments":"{\\"tag"}}]}}]}

                    data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\":\\"PI-1\\"}"}}]}}]}

                    data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}


                    """
            )
        ])
        let reply = try await reply(transport)
        #expect(reply.calls == wanted && reply.finishReason == "tool_calls" && reply.degraded.isEmpty)
        let body = try JSONValue(text: transport.bodies[0])
        #expect(body["tools"]?.array?.first?["function"]?["name"] == "trend")
    }

    @Test(arguments: [
        #"{"tool":"trend","arguments":{"tag":"PI-1"}}"#, #"{"name":"trend","parameters":{"tag":"PI-1"}}"#,
        #"{"name":"trend","arguments":"{\"tag\":\"PI-1\"}"}"#,
        #"<tool_call>\n{"name": "trend", "arguments": {"tag": "PI-1",}}\n</tool_call>"#,
        #"<think>which?</think>I look it up: {"function":{"name":"trend","arguments":{"tag":"PI-1"}}}"#,
        #"[{"tool":"trend","arguments":{"tag":"PI-1"}}]"#,
        #"{"tool_calls":[{"function":{"name":"trend","arguments":"{\"tag\":\"PI-1\"}"}}]}"#,
    ])
    func `are called as JSON in the text, in each shape that models write`(text: String) async throws {
        let text = text.split(separator: #"\n"#).joined(separator: "\n")
        let transport = ScriptedTransport([Calls.reply(text)])
        let reply = try await reply(transport)
        #expect(reply.calls == wanted, "\(reply)")
        #expect(reply.text.isEmpty && transport.bodies.count == 1)
    }

    @Test func `are offered in the prompt where a server refuses them`() async throws {
        let refusal = #"{"message":"\"auto\" tool choice requires --enable-auto-tool-choice"}"#
        let transport = ScriptedTransport([
            .init(status: 400, body: refusal), Calls.reply(#"{"tool":"trend","arguments":{"tag":"PI-1"}}"#),
        ])
        #expect(try await reply(transport).calls == wanted)
        let second = try JSONValue(text: transport.bodies[1])
        #expect(second["tools"] == nil)
        #expect(second["messages"]?.array?.first?["content"]?.string?.contains("- trend: Readings of a tag") == true)
    }

    @Test(arguments: [
        (#"{"tool":"delete","arguments":{}}"#, "no tool 'delete'"),
        (#"{"tool":"trend","arguments":{}}"#, "lacks \"tag\""),
        (#"{"tool":"trend","arguments":{"tag":1}}"#, "must be"),
        (#"{"tool":"trend","arguments":"x"}"#, "no JSON object"),
    ])
    func `are asked for once more when a call does not fit`(text: String, problem: String) async throws {
        let transport = ScriptedTransport([
            Calls.reply(text), Calls.reply(#"{"tool":"trend","arguments":{"tag":"PI-1"}}"#),
        ])
        let reply = try await reply(transport)
        #expect(reply.calls == wanted)
        #expect(reply.degraded.count == 1 && reply.degraded[0].contains(problem), "\(reply.degraded)")
        let again = try JSONValue(text: transport.bodies[1])["messages"]?.array?.last?["content"]?.string
        #expect(again?.contains(problem) == true)
    }

    @Test func `are never called with what does not fit`() async throws {
        let wrong = Calls.reply(#"{"tool":"delete","arguments":{}}"#)
        let reply = try await reply(ScriptedTransport([wrong, wrong, wrong]))
        #expect(reply.calls == nil && reply.text.isEmpty)
        #expect(reply.degraded.contains { $0.contains("left out") }, "\(reply.degraded)")
    }

    @Test(arguments: ["The seal leaks [E1].", #"The answer is {"level": 3}."#])
    func `need not be called`(text: String) async throws {
        let reply = try await reply(ScriptedTransport([Calls.reply(text)]))
        #expect(reply.calls == nil && reply.text == text)
    }
}
