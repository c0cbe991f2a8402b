import HTTPTransport
import Synchronization
import Testing

/// Answers each call with the same pieces, and counts the calls.
final class LiveServer: HTTPTransport {
    private let pieces: [[UInt8]]
    private let error: TransportError?
    private let counted = Atomic<Int>(0)

    init(
        _ pieces: [[UInt8]] = [Array("data: 1\n\n".utf8), Array("data: 2\n\n".utf8)],
        error: TransportError? = nil
    ) {
        self.pieces = pieces
        self.error = error
    }

    var calls: Int { counted.load(ordering: .relaxed) }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        counted.add(1, ordering: .relaxed)
        let headers: HTTPHeaders = ["Content-Type": "text/event-stream", "Set-Cookie": "session=1"]
        return HTTPResponse(
            status: 200,
            headers: headers,
            body: HTTPBody(pieces: pieces, thenFailing: error)
        )
    }
}

/// What the suites about cassettes share.
enum Tape {
    static let origin = Cassette.Origin(
        kind: .constructed,
        server: "test",
        date: "2026-01-01",
        source: "here"
    )

    static let digest: @Sendable ([UInt8]) -> String = { bytes in
        String(bytes.reduce(UInt64(5_381)) { $0 &* 33 &+ UInt64($1) }, radix: 16)
    }

    static func request(_ prompt: String, seed: Int = 1) -> HTTPRequest {
        let body: JSONValue = [
            "stream": true, "seed": .integer(seed), "messages": [["content": .string(prompt)]],
        ]
        return HTTPRequest(
            method: "POST",
            url: "http://h:8000/v1/chat/completions",
            headers: ["Authorization": "Bearer hush-hush-hush"],
            body: Array(body.text().utf8)
        )
    }

    static func recorded(
        _ prompts: [String],
        from live: LiveServer = LiveServer(),
        volatile: [String] = []
    ) async throws -> Cassette {
        let recorder = CassetteRecorder(wrapping: live, volatile: volatile, digest: digest)
        for prompt in prompts { _ = try? await recorder.send(request(prompt)).collect(upTo: 1 << 20) }
        return try recorder.cassette(origin: origin)
    }

    static func player(
        _ cassettes: Cassette...,
        speed: Double = 0,
        faults: CassetteFaults = CassetteFaults()
    )
        -> CassettePlayer
    {
        CassettePlayer(cassettes, speed: speed, faults: faults, digest: digest)
    }

    static func pieces(_ response: HTTPResponse) async throws -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        for try await piece in response.body { pieces.append(piece) }
        return pieces
    }
}

@Suite struct `A cassette` {
    @Test func `plays back what was recorded, piece by piece, after a trip through its file`()
        async throws
    {
        let half = Array("정유".utf8)
        let pieces = [Array("data: ".utf8) + half[..<2], Array(half[2...]) + Array("\n\n".utf8)]
        let recorded = try await Tape.recorded(["a"], from: LiveServer(pieces))
        let player = Tape.player(try Cassette(json: Array(recorded.json().utf8)))
        let response = try await player.send(Tape.request("a"))
        #expect(try await Tape.pieces(response) == pieces)
        #expect(response.header("content-type") == "text/event-stream")
        #expect(player.unusedEntries().isEmpty)
    }

    @Test func `is the same bytes whichever call was first`() async throws {
        let one = try await Tape.recorded(["a", "b", "c"])
        let other = try await Tape.recorded(["c", "a", "b"])
        func timeless(_ cassette: Cassette) -> String {
            var cassette = cassette
            for entry in cassette.entries.indices {
                for chunk in cassette.entries[entry].response.chunks.indices {
                    cassette.entries[entry].response.chunks[chunk].offsetMilliseconds = 0
                }
            }
            return cassette.json()
        }
        #expect(timeless(one) == timeless(other))
        #expect(try Cassette(json: Array(one.json().utf8)) == one)
    }

    @Test func `shows a prompt line by line and holds no request header and no cookie`() async throws {
        let text = try await Tape.recorded(["first line\nsecond line\n"]).json()
        #expect(text.contains("\"first line\",\n"))
        #expect(!text.contains("hush"))
        #expect(!text.contains("session=1"))
        #expect(try Cassette(json: Array(text.utf8)).json() == text)
    }

    @Test func `does not answer another request, and shows the difference to the nearest`()
        async throws
    {
        let cassette = try await Tape.recorded([
            "rule one\nthe old rule", "something else altogether\nat all",
        ])
        let player = Tape.player(cassette)
        let miss = await #expect(throws: CassetteMiss.self) {
            try await player.send(Tape.request("rule one\nthe new rule"))
        }
        let text = miss?.description ?? ""
        #expect(text.contains("body.messages[0].content, line 2"))
        #expect(text.contains("the old rule"))
        #expect(text.contains("the new rule"))
        #expect(!text.contains("something else"))
        #expect(player.unused().count == 2)
    }

    @Test func `plays several answers to one request in order and not one more`() async throws {
        var cassette = try await Tape.recorded(["a", "a"])
        cassette.entries[1].response.chunks = [.init(text: "second")]
        let player = Tape.player(cassette)
        #expect(try await Tape.pieces(player.send(Tape.request("a"))).count == 2)
        #expect(try await Tape.pieces(player.send(Tape.request("a"))) == [Array("second".utf8)])
        let miss = await #expect(throws: CassetteMiss.self) { try await player.send(Tape.request("a")) }
        #expect(miss?.description.contains("recorded 2 times") == true)
    }

    @Test func `matches whatever the order of fields, the host and the declared fields`() async throws {
        let player = Tape.player(try await Tape.recorded(["a", "a"], volatile: ["seed"]))
        var request = Tape.request("a", seed: 99)
        request.url = "https://elsewhere/v1/chat/completions"
        _ = try await player.send(request)
        request.body = Array(#"{"messages":[{"content":"a"}],"stream":true}"#.utf8)
        _ = try await player.send(request)
        #expect(player.unused().isEmpty)
    }

    @Test func `a field that is not declared matters`() async throws {
        let player = Tape.player(try await Tape.recorded(["a"]))
        await #expect(throws: CassetteMiss.self) { try await player.send(Tape.request("a", seed: 2)) }
    }

    @Test func `a stream that broke off breaks off again at the same place`() async throws {
        let lost = TransportError(code: .connectionLost, message: "lost", mayHaveBeenReceived: true)
        let cassette = try await Tape.recorded(["a"], from: LiveServer([[1, 2, 3]], error: lost))
        #expect(cassette.entries.first?.response.ending == .cut)
        let response = try await Tape.player(try Cassette(json: Array(cassette.json().utf8))).send(
            Tape.request("a")
        )
        var body = response.body.makeAsyncIterator()
        #expect(try await body.next() == [1, 2, 3])
        let error = await #expect(throws: TransportError.self) { try await body.next() }
        #expect(error?.code == .connectionLost)
    }

    @Test(arguments: [
        "", "{}", #"{"cassette":2,"origin":{"kind":"recorded"},"entries":[]}"#,
        #"{"cassette":1,"origin":{"kind":"invented"},"entries":[]}"#,
        #"{"cassette":1,"origin":{"kind":"recorded"}}"#,
        #"{"cassette":1,"origin":{"kind":"recorded"},"entries":[{"request":{"method":"GET"}}]}"#,
        #"{"cassette":1,"origin":{"kind":"recorded"},"entries":[{"request":{"method":"GET","path":"/"},"response":{}}]}"#,
    ])
    func `a file that is none is refused`(text: String) {
        #expect(throws: CassetteError.self) { try Cassette(json: Array(text.utf8)) }
    }
}

@Suite struct `Playing with faults` {
    @Test func `every byte can come alone`() async throws {
        let player = Tape.player(
            try await Tape.recorded(["a"]),
            faults: CassetteFaults(splitsEveryByte: true)
        )
        let pieces = try await Tape.pieces(player.send(Tape.request("a")))
        #expect(pieces.allSatisfy { $0.count == 1 })
        #expect(pieces.flatMap(\.self) == Array("data: 1\n\ndata: 2\n\n".utf8))
    }

    @Test(arguments: [0, 1, 9, 17])
    func `the connection can be lost after any byte`(limit: Int) async throws {
        let player = Tape.player(
            try await Tape.recorded(["a"]),
            faults: CassetteFaults(cutAfter: limit)
        )
        let response = try await player.send(Tape.request("a"))
        var read = 0
        let error = await #expect(throws: TransportError.self) {
            for try await piece in response.body { read += piece.count }
        }
        #expect(read == limit)
        #expect(error?.code == .connectionLost)
    }

    @Test func `the first calls can be refused`() async throws {
        let faults = CassetteFaults(status: 429, refusedCalls: 2, retryAfter: 3)
        let player = Tape.player(try await Tape.recorded(["a"]), faults: faults)
        for _ in 0..<2 {
            let refusal = try await player.send(Tape.request("a"))
            #expect(refusal.status == 429)
            #expect(refusal.header("Retry-After") == "3")
        }
        #expect(try await player.send(Tape.request("a")).status == 200)
    }

    @Test func `the pauses of the recording are kept, or shortened`() async throws {
        var cassette = try await Tape.recorded(["a"])
        cassette.entries[0].response.chunks = [
            .init(offsetMilliseconds: 100, text: "x"), .init(offsetMilliseconds: 400, text: "y"),
        ]
        for (speed, expected) in [
            (0.0, [Duration]()), (1, [.milliseconds(100), .milliseconds(300)]),
            (10, [.milliseconds(10), .milliseconds(30)]),
        ] {
            let clock = NotedClock()
            let player = CassettePlayer([cassette], speed: speed, clock: clock, digest: Tape.digest)
            _ = try await Tape.pieces(player.send(Tape.request("a")))
            #expect(clock.sleeps == expected)
        }
    }
}

@Suite struct `Recording` {
    func recorder(_ mode: RecordingMode, _ live: LiveServer, _ existing: [Cassette])
        -> CassetteRecorder
    {
        CassetteRecorder(wrapping: live, mode: mode, existing: existing, digest: Tape.digest)
    }

    @Test func `never calls out in the mode never`() async throws {
        let live = LiveServer()
        let recorder = recorder(.never, live, [try await Tape.recorded(["a"])])
        _ = try await recorder.send(Tape.request("a"))
        await #expect(throws: CassetteMiss.self) { try await recorder.send(Tape.request("b")) }
        #expect(live.calls == 0)
    }

    @Test func `asks for what is missing, and keeps what was used`() async throws {
        let live = LiveServer()
        let recorder = recorder(.missing, live, [try await Tape.recorded(["a", "unused"])])
        for prompt in ["a", "b"] {
            _ = try await recorder.send(Tape.request(prompt)).collect(upTo: 100)
        }
        #expect(live.calls == 1)
        #expect(try recorder.cassette(origin: Tape.origin).entries.count == 2)
    }

    @Test func `replaces everything in the mode all`() async throws {
        let live = LiveServer()
        let recorder = recorder(.all, live, [try await Tape.recorded(["a", "b"])])
        _ = try await recorder.send(Tape.request("a")).collect(upTo: 100)
        #expect(live.calls == 1)
        #expect(try recorder.cassette(origin: Tape.origin).entries.count == 1)
    }

    @Test func `a call that found nobody is kept as that`() async throws {
        let recorder = CassetteRecorder(wrapping: CurlTransport(), digest: Tape.digest)
        var request = Tape.request("a")
        request.url = "http://127.0.0.1:1/v1"
        await #expect(throws: TransportError.self) { try await recorder.send(request) }
        let player = Tape.player(
            try Cassette(json: Array(try recorder.cassette(origin: Tape.origin).json().utf8))
        )
        let error = await #expect(throws: TransportError.self) { try await player.send(request) }
        #expect(error?.code == .couldNotConnect)
    }

    @Test(arguments: [
        ["data: Bearer abcdefghij0123456789xyz\n\n"], ["data: sk-abcdefghijklmnop0123456789\n\n"],
        ["data: -----BEGIN PRIVATE KEY-----\n\n"], [#"data: {"api_key": "0123456789abcdef"}"#],
        ["PASSWORD=changeme123"],
        ["key sk-abcdefgh", "ijklmnop0123456789 across two"],
        ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x"],
        ["the server says hush-hush-hush back"], ["up_0123456789abcdefABCDEF"],
        ["nv-0123456789abcdefABCDEF"],
    ])
    func `a cassette with a secret in an answer is not saved`(pieces: [String]) async {
        let live = LiveServer(pieces.map { Array($0.utf8) })
        let found = await #expect(throws: SecretFound.self) {
            try await Tape.recorded(["a"], from: live)
        }
        #expect(found?.place == "the answer of entry 1")
        #expect(found.map { "\($0)".contains("0123456789") } == false)
    }

    @Test(arguments: ["use Bearer abcdefghij0123456789", "token sk-proj-abcdefghijklmnop0123"])
    func `a cassette with a secret in a prompt is not saved`(prompt: String) async {
        await #expect(throws: SecretFound.self) { try await Tape.recorded([prompt]) }
    }

    @Test(arguments: [
        "the risk-assessment-of-the-desalter-unit was done", "up_to_the_limit_of_the_pump_0",
        "pump P-101A, tag 11-PI-2001.PV",
        "password: ask the shift lead", "bearer of the pump and its bearing", "sk-1 to sk-20",
    ])
    func `ordinary text is no secret`(prompt: String) async throws {
        #expect(try await Tape.recorded([prompt]).entries.count == 1)
    }
}

/// A clock that notes how long it was asked to sleep, and does not.
final class NotedClock: Clock {
    typealias Instant = ContinuousClock.Instant
    private let noted = Mutex<[Duration]>([])

    var sleeps: [Duration] { noted.withLock { $0 } }
    var now: Instant { ContinuousClock.now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let duration = ContinuousClock.now.duration(to: deadline)
        let milliseconds = (duration / .milliseconds(1)).rounded(.up)
        noted.withLock { $0.append(.milliseconds(milliseconds)) }
    }
}
