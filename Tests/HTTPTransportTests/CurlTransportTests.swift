import HTTPTransport
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Calls over the network` {
    let transport = CurlTransport()

    @Test func `a response has its status, its headers and its body`() async throws {
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            LoopbackServer.say("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nhello", connection)
        }
        let response = try await transport.send(HTTPRequest(method: "POST", url: server.url, body: Array("{}".utf8)))
        #expect(response.status == 429)
        #expect(response.header("retry-after") == "7")
        #expect(try await response.collect(upTo: 100) == Array("hello".utf8))
    }

    @Test func `the first piece is delivered before the second is sent`() async throws {
        let box = Flag()
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            LoopbackServer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", connection)
            while !box.value { usleep(1_000) }
            LoopbackServer.say("3\r\ntwo\r\n0\r\n\r\n", connection)
        }
        let response = try await transport.send(HTTPRequest(url: server.url))
        var pieces: [String] = []
        for try await piece in response.body {
            pieces.append(String(decoding: piece, as: UTF8.self))
            box.set()
        }
        #expect(pieces == ["one", "two"])
    }

    @Test func `a server that does not begin to answer is given up`() async throws {
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            LoopbackServer.hear(connection)
        }
        let limits = TimeLimits(connect: 0.1, firstByte: 0.1)
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(HTTPRequest(url: server.url, limits: limits))
        }
        #expect(error?.code == .firstByteTimeout)
        #expect(error?.mayHaveBeenReceived == true)
    }

    @Test func `a server that falls silent in its answer is given up`() async throws {
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            LoopbackServer.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", connection)
            LoopbackServer.hear(connection)
        }
        let response = try await transport.send(HTTPRequest(url: server.url, limits: TimeLimits(idle: 0.2)))
        let error = await #expect(throws: TransportError.self) { try await response.collect(upTo: 100) }
        #expect(error?.code == .idleTimeout)
    }

    @Test func `a body that breaks off is an error`() async throws {
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            LoopbackServer.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", connection)
        }
        let response = try await transport.send(HTTPRequest(url: server.url))
        let error = await #expect(throws: TransportError.self) { try await response.collect(upTo: 100) }
        #expect(error?.code == .connectionLost)
    }

    @Test func `nobody there is said at once`() async {
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(HTTPRequest(url: "http://127.0.0.1:1/v1"))
        }
        #expect(error?.code == .couldNotConnect)
        #expect(error?.mayHaveBeenReceived == false)
    }

    @Test func `cancelling closes the connection`() async throws {
        let closed = Flag()
        let waiting = Flag()
        let server = try LoopbackServer { connection in
            LoopbackServer.hear(connection)
            waiting.set()
            if !LoopbackServer.hear(connection) { closed.set() }
        }
        let url = server.url
        let transport = transport
        let task = Task { try await transport.send(HTTPRequest(url: url)) }
        while !waiting.value { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        while !closed.value { await Task.yield() }
        #expect(closed.value)
    }

    @Test(arguments: ["ftp://h/x", "file:///etc/passwd", "h/x"])
    func `only http and https are called`(url: String) async {
        let error = await #expect(throws: TransportError.self) { try await transport.send(HTTPRequest(url: url)) }
        #expect(error?.code == .badURL)
    }

    @Test func `a header with a line break is not sent`() async {
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(HTTPRequest(url: "http://127.0.0.1:1", headers: [("X", "a\r\nY: b")]))
        }
        #expect(error?.code == .badURL)
    }

    @Test func `a hundred calls at once all come back`() async throws {
        let servers = try (0..<100).map { number in
            try LoopbackServer { connection in
                LoopbackServer.hear(connection)
                LoopbackServer.say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\(100 + number)", connection)
            }
        }
        let transport = transport
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for server in servers {
                let url = server.url
                group.addTask {
                    let body = try await transport.send(HTTPRequest(url: url)).collect(upTo: 10)
                    return Int(String(decoding: body, as: UTF8.self)) ?? -1
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        #expect(numbers == Array(100..<200))
    }
}

/// A flag that a test and its server share.
final class Flag: Sendable {
    private let raised = Mutex(false)

    var value: Bool { raised.withLock { $0 } }

    func set() {
        raised.withLock { $0 = true }
    }
}
