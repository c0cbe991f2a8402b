import HTTPTransport
import Testing

@Suite struct `A cassette` {
    /// Answers each call with the next of some pieces.
    struct Scripted: HTTPTransport {
        let pieces: [String]

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let pieces = pieces
            let body = HTTPBody(
                AsyncThrowingStream { continuation in
                    for piece in pieces { continuation.yield(Array(piece.utf8)) }
                    continuation.finish()
                }
            )
            let headers = [("Content-Type", "text/event-stream"), ("Set-Cookie", "session=1")]
            return HTTPResponse(status: 200, headers: headers, body: body)
        }
    }

    static let digest: @Sendable ([UInt8]) -> String = { bytes in
        String(bytes.reduce(UInt64(5_381)) { $0 &* 33 &+ UInt64($1) })
    }

    static func request(_ prompt: String) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            url: "http://h/v1/chat/completions",
            headers: [("Authorization", "Bearer secret-token-000000000000000000000")],
            body: Array(#"{"stream":true,"prompt":"\#(prompt)"}"#.utf8)
        )
    }

    func recorded(_ prompts: [String], pieces: [String] = ["data: 1\n\n", "data: 2\n\n"]) async throws -> Cassette {
        let recorder = CassetteRecorder(wrapping: Scripted(pieces: pieces), volatile: [], digest: Self.digest)
        for prompt in prompts { _ = try await recorder.send(Self.request(prompt)).collect(upTo: 1_000) }
        let origin = Cassette.Origin(
            kind: .constructed,
            server: "test",
            model: "none",
            date: "2026-01-01",
            source: "here"
        )
        return try recorder.cassette(origin: origin)
    }

    @Test func `plays back what was recorded, chunk by chunk, after a trip through its file`() async throws {
        let cassette = try Cassette(json: Array(try await recorded(["a"]).json().utf8))
        let player = CassettePlayer([cassette], digest: Self.digest)
        let response = try await player.send(Self.request("a"))
        var chunks: [String] = []
        for try await chunk in response.body { chunks.append(String(decoding: chunk, as: UTF8.self)) }
        #expect(chunks == ["data: 1\n\n", "data: 2\n\n"])
        #expect(response.header("content-type") == "text/event-stream")
        #expect(player.unused().isEmpty)
    }

    @Test func `holds no request header and no cookie`() async throws {
        let text = try await recorded(["a"]).json()
        #expect(!text.contains("secret-token"))
        #expect(!text.contains("session=1"))
    }

    @Test func `does not answer another request, and shows the difference`() async throws {
        let player = CassettePlayer([try await recorded(["the old prompt"])], digest: Self.digest)
        let miss = await #expect(throws: CassetteMiss.self) { try await player.send(Self.request("the new prompt")) }
        #expect(miss?.description.contains("the old prompt") == true)
        #expect(miss?.description.contains("the new prompt") == true)
        #expect(player.unused().count == 1)
    }

    @Test func `plays several answers to one request in order and not one more`() async throws {
        let player = CassettePlayer([try await recorded(["a", "a"])], digest: Self.digest)
        _ = try await player.send(Self.request("a"))
        _ = try await player.send(Self.request("a"))
        await #expect(throws: CassetteMiss.self) { try await player.send(Self.request("a")) }
    }

    @Test func `the order of the fields in a request does not matter`() async throws {
        let player = CassettePlayer([try await recorded(["a"])], digest: Self.digest)
        var request = Self.request("a")
        request.body = Array(#"{"prompt":"a","stream":true}"#.utf8)
        _ = try await player.send(request)
    }

    @Test func `a stream that was cut is cut again`() async throws {
        var cassette = try await recorded(["a"])
        cassette.entries[0].response.ends = .cut
        let player = CassettePlayer([cassette], digest: Self.digest)
        let response = try await player.send(Self.request("a"))
        let error = await #expect(throws: TransportError.self) { try await response.collect(upTo: 1_000) }
        #expect(error?.code == .connectionLost)
    }

    @Test(arguments: [
        "data: Bearer abcdefghij0123456789xyz\n\n", "data: sk-abcdefghijklmnop0123456789\n\n",
        "data: -----BEGIN PRIVATE KEY-----\n\n", #"data: {"api_key": "0123456789abcdef"}"# + "\n\n",
    ])
    func `is not saved with a secret in it`(piece: String) async {
        await #expect(throws: SecretFound.self) { try await recorded(["a"], pieces: [piece]) }
    }
}
