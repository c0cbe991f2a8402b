import Generation
import HTTPTransport
import Plant
import Synchronization
import Testing

/// Answers calls from a script, and counts them.
final class ScriptedTransport: HTTPTransport {
    struct Answer: Sendable {
        var status = 200
        var headers: HTTPHeaders = [:]
        var body: String
        var cuts = false
    }

    private let state: Mutex<(answers: [Answer], bodies: [String], urls: [String])>

    init(_ answers: [Answer]) {
        state = Mutex((answers, [], []))
    }

    var bodies: [String] { state.withLock { $0.bodies } }
    var urls: [String] { state.withLock { $0.urls } }

    func add(_ answer: Answer) {
        state.withLock { $0.answers.append(answer) }
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let answer = state.withLock { state in
            state.bodies.append(String(decoding: request.body, as: UTF8.self))
            state.urls.append(request.url)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let answer else {
            throw TransportError(code: .couldNotConnect, url: "", message: "nobody there", mayHaveBeenReceived: false)
        }
        let lost = TransportError(code: .connectionLost, message: "lost", mayHaveBeenReceived: true)
        let body = HTTPBody(pieces: [Array(answer.body.utf8)], thenFailing: answer.cuts ? lost : nil)
        return HTTPResponse(status: answer.status, headers: answer.headers, body: body)
    }
}

/// Keeps audit entries.
final class AuditKeeper: AuditLog {
    private let kept = Mutex<[AuditEntry]>([])
    var entries: [AuditEntry] { kept.withLock { $0 } }
    var verdicts: [String] { kept.withLock { $0.map(\.verdict) } }

    func append(_ entry: AuditEntry) async throws {
        kept.withLock { $0.append(entry) }
    }
}

/// A clock whose sleeps take no time of ours: each moves its own time on.
final class SkippingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Swift.Duration
        func advanced(by duration: Swift.Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Swift.Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Mutex(Swift.Duration.zero)
    var now: Instant { Instant(offset: time.withLock { $0 }) }
    let minimumResolution = Swift.Duration.zero

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline.offset) }
    }

    func advance(by duration: Swift.Duration) {
        time.withLock { $0 += duration }
    }
}

@Suite struct `The gateway` {
    static let good = ScriptedTransport.Answer(
        body: """
            data: {"model":"m-1","choices":[{"delta":{"content":"{\\"a\\""}}]}

            data: {"choices":[{"delta":{"content":":1}"},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

            data: [DONE]


            """
    )

    func request(_ dataClass: DataClass = .internal) -> ModelRequest {
        ModelRequest(
            promptName: "answer",
            promptVersion: "1",
            promptHash: "h",
            system: "s",
            user: "u",
            outputSchema: #"{"type":"object"}"#,
            language: .english,
            dataClass: dataClass
        )
    }

    func endpoint(_ name: String, _ highest: DataClass = .restricted) -> Endpoint {
        Endpoint(name: name, url: "http://\(name)/v1", model: "m", highestClass: highest, key: Secret("hush"))
    }

    func gateway(_ endpoints: [Endpoint], _ transport: ScriptedTransport, _ audit: AuditKeeper = AuditKeeper())
        -> Gateway
    {
        Gateway(
            endpoints: endpoints,
            transport: transport,
            audit: audit,
            user: "me",
            clock: SkippingClock(),
            now: { Timestamp(seconds: 0) }
        )
    }

    @Test func `puts the pieces of a stream together`() async throws {
        let audit = AuditKeeper()
        let pieces = Mutex("")
        let reply = try await gateway([endpoint("a")], ScriptedTransport([Self.good]), audit)
            .reply(to: request()) { piece in pieces.withLock { $0 += piece } }
        #expect(reply.text == #"{"a":1}"#)
        #expect(reply.model == "m-1")
        #expect(reply.inputTokens == 7)
        #expect(pieces.withLock { $0 } == reply.text)
        #expect(audit.verdicts.map { String($0.prefix(4)) } == ["sent", "answ"])
        #expect(audit.verdicts.last?.contains("10 tokens") == true)
    }

    @Test func `refuses what policy forbids before anything is sent, and says so in the log`() async {
        let transport = ScriptedTransport([Self.good])
        let audit = AuditKeeper()
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint("a", .internal)], transport, audit).reply(
                to: request(.confidential),
                onText: nil
            )
        }
        #expect(error?.code == .refused)
        #expect(transport.bodies.isEmpty)
        #expect(audit.verdicts.count == 1)
    }

    @Test func `goes to the next endpoint that is allowed`() async throws {
        let reply = try await gateway([endpoint("a", .public), endpoint("b")], ScriptedTransport([Self.good]))
            .reply(to: request(), onText: nil)
        #expect(reply.endpoint == "b")
        #expect(reply.degraded.count == 1)
    }

    @Test func `tries again after a busy server and not after a bad request`() async throws {
        let busy = ScriptedTransport.Answer(status: 429, headers: ["Retry-After": "1"], body: #"{"error":"busy"}"#)
        let reply = try await gateway([endpoint("a")], ScriptedTransport([busy, Self.good])).reply(
            to: request(),
            onText: nil
        )
        #expect(reply.finishReason == "stop")
        let bad = ScriptedTransport.Answer(status: 400, body: #"{"detail":"no messages"}"#)
        let transport = ScriptedTransport([bad, Self.good])
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint("a")], transport).reply(to: request(), onText: nil)
        }
        #expect(error?.code == .badRequest)
        #expect(error?.message.contains("no messages") == true)
        #expect(transport.bodies.count == 1)
    }

    @Test func `asks for JSON in another way when a server does not know the first`() async throws {
        let refusal = ScriptedTransport.Answer(
            status: 500,
            body: #"{"error":{"message":"response_format json_schema"}}"#
        )
        let transport = ScriptedTransport([refusal, Self.good])
        _ = try await gateway([endpoint("a")], transport).reply(to: request(), onText: nil)
        #expect(transport.bodies[0].contains("json_schema"))
        #expect(transport.bodies[1].contains("json_object"))
    }

    @Test(arguments: [
        ("data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n", false),
        ("data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n", true),
        (
            "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\ndata: {\"error\":{\"message\":\"dead\"}}\n\ndata: [DONE]\n\n",
            false
        ),
    ])
    func `a stream that ends before its answer is a failure with what had come`(body: String, cuts: Bool) async {
        let answer = ScriptedTransport.Answer(body: body, cuts: cuts)
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint("a")], ScriptedTransport([answer])).reply(to: request()) { _ in }
        }
        #expect(error?.code == .interrupted)
        #expect(error?.partialText == "half")
    }

    @Test func `an answer that is all reasoning is told as what it is`() async {
        let body = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"},\"finish_reason\":\"stop\"}]}\n\n"
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint("a")], ScriptedTransport([.init(body: body)])).reply(to: request(), onText: nil)
        }
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains("reasoning parser") == true)
    }

    @Test func `nobody there is unreachable`() async {
        let error = await #expect(throws: ModelError.self) {
            try await gateway([endpoint("a")], ScriptedTransport([])).reply(to: request(), onText: nil)
        }
        #expect(error?.code == .unreachable)
    }

    @Test func `an unknown request of a replay is never worked around`() async {
        let player = CassettePlayer([], digest: { SHA256.hex(of: $0) })
        let gateway = Gateway(
            endpoints: [endpoint("a"), endpoint("b")],
            transport: player,
            audit: nil,
            user: "me",
            now: { Timestamp(seconds: 0) }
        )
        let error = await #expect(throws: ModelError.self) { try await gateway.reply(to: request(), onText: nil) }
        #expect(error?.code == .replayMiss)
    }

    @Test func `a key is never printed`() {
        #expect("\(Secret("hush"))" == "(secret)")
        #expect(!String(reflecting: endpoint("a")).contains("hush"))
    }
}

@Suite struct `Error bodies` {
    @Test(arguments: [
        (#"{"error":"Unauthorized"}"#, "Unauthorized"), (#"{"error":{"message":"m","code":400}}"#, "m"),
        (#"{"object":"error","message":"m","code":400}"#, "m"), (#"{"detail":"d"}"#, "d"), ("plain", "plain"),
        ("", "no message"),
    ])
    func `of every shape give their message`(body: String, message: String) {
        #expect(ErrorBody.message(Array(body.utf8)) == message)
    }
}
