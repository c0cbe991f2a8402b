import HTTPTransport
import Testing

@Suite struct `Reading an event stream` {
    static let stream = ": keep-alive\r\ndata: {\"a\":\"정유\"}\r\n\r\nevent: done\ndata:one\ndata: two\n\ndata: [DONE]"

    func events(_ pieces: [[UInt8]]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try parser.feed(piece) }
        return events + (try parser.finish())
    }

    @Test func `comments are skipped, data lines joined, and a missing last blank line is forgiven`() throws {
        let events = try events([Array(Self.stream.utf8)])
        #expect(events.map(\.data) == ["{\"a\":\"정유\"}", "one\ntwo", "[DONE]"])
        #expect(events.map(\.event) == [nil, "done", nil])
    }

    @Test func `any split of the bytes gives the same events`() throws {
        let bytes = Array(Self.stream.utf8)
        let whole = try events([bytes])
        for cut in 0...bytes.count {
            #expect(try events([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(try events(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func `every kind of line end counts once`(end: String) throws {
        let text = "data: 1\(end)\(end)data: 2\(end)\(end)"
        #expect(try events([Array(text.utf8)]).map(\.data) == ["1", "2"])
    }

    @Test func `an event without end is refused`() {
        var parser = ServerSentEventParser(maximumEventBytes: 100)
        #expect(throws: TransportError.self) { try parser.feed([UInt8](repeating: 65, count: 200)) }
    }

    @Test(arguments: 0..<50)
    func `garbage never crashes`(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        var parser = ServerSentEventParser()
        for _ in 0..<20 {
            let bytes = (0..<64).map { _ -> UInt8 in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return [0x0A, 0x0D, 0x3A, 0x64, 0x61, 0x74, 0xEC, UInt8(truncatingIfNeeded: state >> 8)][Int(state % 8)]
            }
            _ = try parser.feed(bytes)
        }
        _ = try parser.finish()
    }
}
