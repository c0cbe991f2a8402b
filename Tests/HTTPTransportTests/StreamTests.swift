import HTTPTransport
import Synchronization
import Testing

@Suite struct `Bodies as they arrive` {
    let transport = CurlTransport()
    /// On a machine where every test runs at once, a reader may wait for its turn for more than a minute.
    private let limits = TimeLimits(connect: 600, firstByte: 600, idle: 600, total: 600)

    @Test func `the first piece is delivered before the second is sent`() async throws {
        let hasFirst = Flag()
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
            hasFirst.waitBlocking()
            connection.say("3\r\ntwo\r\n0\r\n\r\n")
        }
        var pieces: [String] = []
        for try await piece in try await transport.send(HTTPRequest(url: server.url, limits: limits)).body {
            pieces.append(String(decoding: piece, as: UTF8.self))
            hasFirst.raise()
        }
        #expect(pieces == ["one", "two"])
    }

    @Test func `a head is delivered before any of its body`() async throws {
        let hasHead = Flag()
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
            hasHead.waitBlocking()
            connection.say("ok")
        }
        let response = try await transport.send(HTTPRequest(url: server.url, limits: limits))
        hasHead.raise()
        #expect(try await response.collect(upTo: 10) == Array("ok".utf8))
    }

    @Test func `a reader that is slow makes the sender wait`() async throws {
        let whole = 48 << 20
        let box = Shared()
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: \(whole)\r\n\r\n")
            let piece = [UInt8](repeating: 0x41, count: 1 << 16)
            for _ in 0..<(whole / piece.count) {
                guard connection.say(piece) else { return }
                box.count.add(piece.count, ordering: .relaxed)
            }
        }
        let response = try await transport.send(HTTPRequest(url: server.url, limits: limits))
        var iterator = response.body.makeAsyncIterator()
        var read = try await iterator.next()?.count ?? 0
        // The sender goes on until every buffer on the way is full, and then no further.
        var last = -1
        while last != box.count.load(ordering: .relaxed) {
            last = box.count.load(ordering: .relaxed)
            try await Task.sleep(for: .milliseconds(60))
        }
        #expect(last < whole)
        while let piece = try await iterator.next() { read += piece.count }
        #expect(read == whole)
    }

    @Test func `letting go of a body closes the connection`() async throws {
        let isClosed = Flag()
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
            if connection.hear() == nil { isClosed.raise() }
        }
        do {
            let response = try await transport.send(HTTPRequest(url: server.url, limits: limits))
            for try await _ in response.body { break }
        }
        try await isClosed.wait()
    }

    @Test func `cancelling closes the connection, before the answer`() async throws {
        let isHeard = Flag()
        let isClosed = Flag()
        let server = try LoopbackServer { connection in
            connection.hear()
            isHeard.raise()
            if connection.hear() == nil { isClosed.raise() }
        }
        let (url, transport) = (server.url, transport)
        let task = Task { try await transport.send(HTTPRequest(url: url)) }
        try await isHeard.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await isClosed.wait()
    }

    @Test func `cancelling closes the connection, within the answer`() async throws {
        let isRead = Flag()
        let isClosed = Flag()
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
            if connection.hear() == nil { isClosed.raise() }
        }
        let (url, transport) = (server.url, transport)
        let task = Task {
            for try await _ in try await transport.send(HTTPRequest(url: url)).body { isRead.raise() }
        }
        try await isRead.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await isClosed.wait()
    }

    @Test func `a call that is cancelled already sends nothing`() async throws {
        let server = try LoopbackServer { $0.answerAll("no") }
        let (url, transport) = (server.url, transport)
        let mayGo = Flag()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            mayGo.raise()
            return try await transport.send(HTTPRequest(url: url)).status
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connections == 0)
    }

    @Test func `cancelling at any moment ends every call once`() async throws {
        let server = try LoopbackServer { connection in
            while connection.hear() != nil {
                connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
                connection.say("3\r\ntwo\r\n0\r\n\r\n")
            }
        }
        let (url, transport) = (server.url, transport)
        var ended = 0
        for round in 0..<100 {
            let task = Task { try await transport.send(HTTPRequest(url: url)).collect(upTo: 100) }
            for _ in 0..<(round * 7 % 50) { await Task.yield() }
            task.cancel()
            switch await task.result {
            case .success(let body): #expect(body == Array("onetwo".utf8))
            case .failure(let error): #expect(error is CancellationError)
            }
            ended += 1
        }
        #expect(ended == 100)
        #expect(
            try await transport.send(HTTPRequest(url: url)).collect(upTo: 100) == Array("onetwo".utf8)
        )
    }
}

/// A count that a test and its server share.
final class Shared: Sendable {
    let count = Atomic<Int>(0)
}
