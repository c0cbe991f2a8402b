import HTTPTransport
import Plant
import Synchronization
import Testing

@testable import Generation

@Suite struct `JSON as models write it` {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), ("```json\n{\"a\":1}\n```", #"{"a":1}"#),
        (#"Here you are [E1]: {"a":[1,2,],} Hope it helps."#, #"{"a":[1,2]}"#),
        ("{\"a\":\"one\ntwo\"}", #"{"a":"one\ntwo"}"#), (#"{"a":True,"b":None}"#, #"{"a":true,"b":null}"#),
        (#"{"a":"P\_101"}"#, #"{"a":"P\\_101"}"#), (#"{"a":"\ud55c\uad6d"}"#, #"{"a":"한국"}"#),
        (#"{"a":"\ud83d\ude00"}"#, #"{"a":"😀"}"#), (#"{} {"a":1}"#, #"{"a":1}"#),
        (#"{"a" 1} then {"b":2}"#, #"{"b":2}"#), (#"[{"a":1}]"#, #"[{"a":1}]"#),
    ])
    func `is read`(text: String, expected: String) {
        #expect(TolerantJSON(text)?.value.text() == expected)
        #expect(TolerantJSON(text)?.isCutOff == false)
    }

    @Test(arguments: [
        (
            #"{"statements":[{"text":"one","citations":["E1"]},{"text":"tw"#,
            #"{"statements":[{"citations":["E1"],"text":"one"}]}"#
        ),
        (#"{"a":1,"b":"#, #"{"a":1}"#), (#"{"a":1,"b":12"#, #"{"a":1}"#), (#"{"a":[1,2"#, #"{"a":[1]}"#),
    ])
    func `that breaks off keeps what was complete, and never half a sentence`(text: String, expected: String) {
        let read = TolerantJSON(text)
        #expect(read?.isCutOff == true)
        #expect(read?.value.text() == expected)
    }

    @Test(arguments: ["", "no JSON", "see [E1] and {", "]]}}"])
    func `is not found where there is none`(text: String) {
        #expect(TolerantJSON(text) == nil)
    }

    @Test func `of any bytes never traps, and is read the same each time`() {
        var state: UInt64 = 7
        let alphabet = Array(#"{}[]",:\ua1 tTnN가"#)
        for _ in 0..<3_000 {
            let text = String(
                (0..<40).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return alphabet[Int(state >> 33) % alphabet.count]
                }
            )
            #expect(TolerantJSON(text)?.value == TolerantJSON(text)?.value)
        }
    }

    @Test func `nested without end is refused instead of followed`() {
        #expect(TolerantJSON(String(repeating: "[", count: 20_000)) == nil)
    }
}

@Suite struct `A schema` {
    static let schema =
        #"{"type":"object","properties":{"n":{"type":"integer"},"k":{"enum":["a","b"]},"l":{"type":"array","items":{"type":"string"},"minItems":1}},"required":["n"],"additionalProperties":false}"#

    @Test(arguments: [
        (#"{"n":1}"#, nil as String?), (#"{"n":1,"k":"a","l":["x"]}"#, nil), ("{}", "lacks \"n\""),
        (#"{"n":"1"}"#, "n must be integer, but is a text"), (#"{"n":1,"k":"c"}"#, #"k must be one of "a", "b""#),
        (#"{"n":1,"l":[]}"#, "at least 1"), (#"{"n":1,"l":[1]}"#, "l[0] must be a text"),
        (#"{"n":1,"z":0}"#, "may not have \"z\""), ("[]", "the reply must be an object, but is an array"),
    ])
    func `says what is wrong with a value`(value: String, problem: String?) throws {
        let problems = SchemaCheck(try JSONValue(text: value), against: try JSONValue(text: Self.schema)).problems
        if let problem {
            #expect(problems.first?.contains(problem) == true, "\(problems)")
        } else {
            #expect(problems.isEmpty)
        }
    }
}

@Suite struct `Replies of models` {
    static let schema = #"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"#

    func reply(
        _ answers: [ScriptedTransport.Answer],
        schema: String? = Self.schema,
        _ change: (inout Endpoint) -> Void = { _ in }
    ) async throws -> (reply: ModelReply, calls: Int) {
        let transport = ScriptedTransport(answers)
        let gateway = Gateway(
            endpoints: [Calls.endpoint("a", change)],
            transport: transport,
            audit: nil,
            user: "me",
            clock: SkippingClock(),
            now: { Timestamp(seconds: 0) }
        )
        let reply = try await gateway.reply(to: Calls.request(schema: schema), onText: nil)
        return (reply, transport.bodies.count)
    }

    @Test func `stay as the model wrote them when nothing is wrong`() async throws {
        let answer = try await reply([Calls.reply(#"{ "a" : 1 }"#)])
        #expect(answer.reply.text == #"{ "a" : 1 }"#)
        #expect(answer.reply.degraded.isEmpty)
    }

    @Test func `are mended without asking anybody`() async throws {
        let answer = try await reply([Calls.reply("Sure:\n```json\n{\"a\": 1,}\n```")])
        #expect(answer.reply.text == #"{"a":1}"#)
        #expect(answer.calls == 1)
    }

    @Test func `are asked for once more with what was wrong, and no more`() async throws {
        let answer = try await reply([Calls.reply(#"{"b":1}"#), Calls.reply(#"{"a":2}"#)])
        #expect(answer.reply.text == #"{"a":2}"#)
        #expect(answer.calls == 2)
        #expect(answer.reply.degraded.contains { $0.contains("asked again") })
        let hopeless = try await reply([Calls.reply("no"), Calls.reply("never"), Calls.reply(#"{"a":2}"#)])
        #expect(hopeless.calls == 2)
        #expect(hopeless.reply.degraded.contains { $0.contains("not what was asked for") })
    }

    @Test func `keep the first when asking again fails`() async throws {
        let answer = try await reply([Calls.reply(#"{"b":1}"#), .init(status: 400, body: "{}")])
        #expect(answer.reply.text == #"{"b":1}"#)
    }

    @Test func `that were cut at their length are shown as partial, not asked for again`() async throws {
        let answer = try await reply([Calls.reply(#"{"a":1,"b":"hal"#, finish: "length")])
        #expect(answer.calls == 1)
        #expect(answer.reply.text == #"{"a":1}"#)
        #expect(answer.reply.finishReason == "length")
        #expect(answer.reply.degraded.contains { $0.contains("cut off") })
    }

    @Test(arguments: [
        ("<think>hm</think>\n{\"a\":1}", "{\"a\":1}"), ("let me see</think>{\"a\":1}", "{\"a\":1}"),
        (#"\boxed{{"a":1}}"#, #"\boxed{{"a":1}}"#),
    ])
    func `are parted from the model's thoughts`(text: String, expected: String) async throws {
        #expect(try await reply([Calls.reply(text)]).reply.text == expected)
    }

    @Test func `in a box are taken out of it`() async throws {
        #expect(try await reply([Calls.reply(#"$\boxed{P-101 {A}}$"#)], schema: nil).reply.text == "P-101 {A}")
        #expect(try await reply([Calls.reply(#"so \boxed{x}"#)], schema: nil).reply.text == #"so \boxed{x}"#)
    }

    static func thought(_ text: String) -> ScriptedTransport.Answer {
        let delta = JSONValue.object(["reasoning_content": .string(text)])
        return .init(body: "data: {\"choices\":[{\"delta\":\(delta.text()),\"finish_reason\":\"stop\"}]}\n\n")
    }

    @Test(arguments: [
        (#"{"a":1}"#, Self.schema as String?, #"{"a":1}"#), (#"hm</think>{"a":1}"#, Self.schema, #"{"a":1}"#),
        ("The pump leaks.", nil, "The pump leaks."),
    ])
    func `that a wrong parser took for thoughts are found, and the mismatch is told`(
        text: String,
        schema: String?,
        expected: String
    ) async throws {
        let answer = try await reply([Self.thought(text)], schema: schema) {
            $0.entry = ModelCatalogue.entry(for: "EXAONE-4.0-32B")
        }
        #expect(answer.reply.text == expected)
        #expect(answer.reply.degraded.contains { $0.contains("--reasoning-parser") })
    }

    @Test func `that are nothing but thoughts are refused`() async {
        await #expect(throws: ModelError.self) { try await reply([Self.thought("I wonder")]) }
    }

    @Test func `of servers that do not stream are read whole`() async throws {
        let body = #"{"model":"m","choices":[{"message":{"content":"{\"a\":1}"},"finish_reason":"stop"}]}"#
        let answer = try await reply([.init(headers: ["Content-Type": "application/json"], body: body)])
        #expect(answer.reply.text == #"{"a":1}"#)
    }

    @Test func `line by line are read however the lines are cut`() async throws {
        let body = """
            {"model":"m","message":{"content":"{\\"a\\""},"done":false}
            {"message":{"content":":1}"},"done":false}
            {"message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":5,"eval_count":2}
            """
        let answer = try await reply([.init(body: body)]) { $0.dialect = OllamaDialect() }
        #expect(answer.reply.text == #"{"a":1}"#)
        #expect(answer.reply.outputTokens == 2)
        var lines = JSONLines()
        let events = Array(body.utf8).flatMap { lines.feed([$0]) } + [lines.finish()].compactMap { $0 }
        #expect(events.map(\.data) == body.split(separator: "\n").map(String.init))
    }

    @Test func `that end without an ending are failures even after DONE`() async {
        let body = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n"
        let error = await #expect(throws: ModelError.self) { try await reply([.init(body: body)]) { $0.attempts = 1 } }
        #expect(error?.code == .interrupted)
        #expect(error?.partialText == "x")
    }

    static func broken(_ content: String) -> ScriptedTransport.Answer {
        let delta = JSONValue.object(["content": .string(content)])
        return .init(body: "data: {\"choices\":[{\"delta\":\(delta.text())}]}\n\n")
    }

    @Test func `that broke off are asked for again where nobody reads along`() async throws {
        let answer = try await reply([Self.broken(#"{"a""#), Calls.reply(#"{"a":1}"#)])
        #expect(answer.reply.text == #"{"a":1}"#)
        #expect(answer.calls == 2)
    }

    @Test func `that broke off for good are shown as far as they were complete, and as partial`() async throws {
        let answer = try await reply([Self.broken(#"{"s":[{"t":"one"},{"t":"tw"#)]) { $0.attempts = 1 }
        #expect(answer.reply.text == #"{"s":[{"t":"one"}]}"#)
        #expect(answer.reply.finishReason == "interrupted")
        #expect(answer.reply.degraded.last?.contains("broke off") == true)
        await #expect(throws: ModelError.self) {
            try await reply([Self.broken(#"{"s":[{"t":"tw"#)]) { $0.attempts = 1 }
        }
    }
}
