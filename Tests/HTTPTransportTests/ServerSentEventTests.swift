import HTTPTransport
import Testing

@Suite struct `Reading an event stream` {
    static let stream =
        "\u{FEFF}: keep-alive\r\ndata: {\"a\":\"정유\"}\r\n\r\nevent: done\nid: 7\ndata:one\ndata: two\n\n"
        + "\r\rretry: 5\rdata\rdata:  x\r\r:c\n\nunknown: y\nevent: none\n\ndata: ـقطر\r\n\r\ndata: [DONE]"

    func events(_ pieces: [[UInt8]], limit: Int = 4 << 20) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(maximumEventBytes: limit)
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try parser.feed(piece) }
        return events + (try parser.finish())
    }

    @Test func `comments are skipped, data lines joined, and a missing last blank line is forgiven`()
        throws
    {
        let events = try events([Array(Self.stream.utf8)])
        #expect(events.map(\.data) == ["{\"a\":\"정유\"}", "one\ntwo", "\n x", "ـقطر", "[DONE]"])
        #expect(events.map(\.event) == [nil, "done", nil, nil, nil])
        #expect(events.map(\.id) == [nil, "7", "7", "7", "7"])
    }

    @Test func `any split of the bytes gives the same events`() throws {
        let bytes = Array(Self.stream.utf8)
        let whole = try events([bytes])
        for first in 0...bytes.count {
            for second in stride(from: first, through: bytes.count, by: 3) {
                let pieces = [
                    Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
                ]
                #expect(try events(pieces) == whole)
            }
        }
        #expect(try events(bytes.map { [$0] }) == whole)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func `every kind of line end counts once`(end: String) throws {
        let text = "data: 1\(end)\(end)data: 2\(end)\(end)"
        #expect(try events([Array(text.utf8)]).map(\.data) == ["1", "2"])
        #expect(try events(Array(text.utf8).map { [$0] }).map(\.data) == ["1", "2"])
    }

    @Test func `an event without end is refused, in one line or in many`() {
        #expect(throws: TransportError.self) {
            try events([[UInt8](repeating: 65, count: 200)], limit: 100)
        }
        #expect(throws: TransportError.self) {
            try events([UInt8](repeating: 65, count: 200).map { [$0] }, limit: 100)
        }
        let lines = [[UInt8]](repeating: Array("data: 0123456789\n".utf8), count: 20)
        #expect(throws: TransportError.self) { try events(lines, limit: 100) }
    }

    @Test(arguments: 0..<200)
    func `garbage never crashes, and its cuts change nothing`(seed: Int) throws {
        var random = Dice(seed: seed)
        let alphabet: [UInt8] = [
            0x0A, 0x0D, 0x3A, 0x20, 0x64, 0x61, 0x74, 0x61, 0xEC, 0xA0, 0x95, 0xFF, 0x00, 0xEF, 0xBB,
            0xBF,
        ]
        let words = ["data:", "data: ", "event:x", "id:1", "\n", "\r\n", "\r", "\n\n", "정", ":"].map {
            Array($0.utf8)
        }
        var bytes: [UInt8] = []
        for _ in 0..<80 {
            if random.roll(2) == 0 {
                bytes += words[random.roll(words.count)]
            } else {
                bytes.append(alphabet[random.roll(alphabet.count)])
            }
        }
        let whole = try events([bytes])
        for _ in 0..<10 {
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let length = 1 + random.roll(12)
                pieces.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            #expect(try events(pieces) == whole)
        }
    }
}

@Suite struct `Reading lines` {
    func lines(_ pieces: [[UInt8]]) throws -> [String] {
        var splitter = LineSplitter(maximumLineBytes: 64)
        var lines: [[UInt8]] = []
        for piece in pieces { lines += try splitter.feed(piece) }
        return (lines + (try splitter.finish())).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a line is what ends in a line feed, and the last one need not`() throws {
        let bytes = Array("{\"a\":1}\r\n\n{\"b\":\"압\r력\"}\nlast".utf8)
        let expected = ["{\"a\":1}", "", "{\"b\":\"압\r력\"}", "last"]
        #expect(try lines([bytes]) == expected)
        #expect(try lines(bytes.map { [$0] }) == expected)
        for cut in 0...bytes.count {
            #expect(try lines([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected)
        }
    }

    @Test func `a line without end is refused`() {
        #expect(throws: TransportError.self) { try lines([[UInt8](repeating: 65, count: 65)]) }
    }
}

/// Numbers that are the same on every run.
struct Dice {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(sides))
    }
}
