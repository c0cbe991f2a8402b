import HTTPTransport
import Testing

@Suite struct `What a cassette keeps` {
    @Test(arguments: [
        "18446744073709551615", "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890",
        "9007199254740993",
    ])
    func `is whole numbers to the last digit`(digits: String) throws {
        let value = try JSONValue(text: "{\"seed\":\(digits)}")
        #expect(value.text() == "{\"seed\":\(digits)}")
    }

    @Test func `tells two long numbers apart`() throws {
        #expect(try JSONValue(text: "18446744073709551614") != JSONValue(text: "18446744073709551615"))
    }

    private func cassette(_ url: String, answering text: [String]) async throws -> Cassette {
        let live = LiveServer(text.map { Array($0.utf8) })
        let recorder = CassetteRecorder(wrapping: live, digest: Tape.digest)
        let request = HTTPRequest(method: "POST", url: url, body: Array("{}".utf8))
        _ = try await recorder.send(request).collect(upTo: 1 << 20)
        return try recorder.cassette(origin: Tape.origin)
    }

    @Test(arguments: [
        "http://h/v1/chat?api-version=1&code_key=abcdef", "http://h/v1/chat?token=a%2Bbcdef",
        "http://h/v1/chat?sig=qwertz",
    ])
    func `is no key of a URL`(url: String) async throws {
        await #expect(throws: SecretFound.self) { try await cassette(url, answering: ["ok"]) }
    }

    @Test func `is no key that the stream says in parts`() async throws {
        let parts = ["sk-", "a1b2c3d4", "e5f6g7h8"].map {
            "data: {\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n"
        }
        await #expect(throws: SecretFound.self) { try await cassette("http://h/v1/chat", answering: parts) }
    }

    @Test func `is no password that is a number`() async throws {
        let answer = "{\"password\": 12345678}"
        await #expect(throws: SecretFound.self) { try await cassette("http://h/v1/chat", answering: [answer]) }
    }

    @Test func `is what an answer says, put together`() async throws {
        let parts = ["정", "유"].map { "data: {\"choices\":[{\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
        let kept = try await cassette("http://h/v1/chat", answering: parts + ["data: [DONE]\n\n"])
        #expect(kept.entries[0].response.said.map(\.text) == ["정유"])
    }

    @Test func `has a bound, beyond which the caller still gets everything`() async throws {
        let live = LiveServer([[UInt8](repeating: 0x61, count: 700), [UInt8](repeating: 0x62, count: 700)])
        let recorder = CassetteRecorder(wrapping: live, maximumBytes: 1_000, digest: Tape.digest)
        let body = try await recorder.send(Tape.request("a")).collect(upTo: 1 << 20)
        #expect(body.count == 1_400)
        #expect(throws: RecordingTooLarge.self) { try recorder.cassette(origin: Tape.origin) }
    }

    @Test func `plays again what a fault spoiled`() async throws {
        let kept = try await Tape.recorded(["a"])
        let player = Tape.player(kept, faults: CassetteFaults(cutAfter: 3))
        for _ in 0..<2 {
            let response = try await player.send(Tape.request("a"))
            await #expect(throws: TransportError.self) { try await response.collect(upTo: 1 << 20) }
        }
    }
}
