import HTTPTransport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Calls that fail` {
    let transport = CurlTransport()

    func failure(_ request: HTTPRequest) async -> TransportError? {
        await #expect(throws: TransportError.self) {
            try await transport.send(request).collect(upTo: 1 << 20)
        }
    }

    @Test func `a server that does not begin to answer is given up`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.hear()
        }
        let error = await failure(HTTPRequest(url: server.url, limits: TimeLimits(firstByte: 0.1)))
        #expect(error?.code == .firstByteTimeout)
        #expect(error?.mayHaveBeenReceived == true)
        #expect(error?.isWorthRetrying == true)
    }

    @Test func `a server that falls silent in its answer is given up`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            connection.hear()
        }
        let error = await failure(HTTPRequest(url: server.url, limits: TimeLimits(idle: 0.1)))
        #expect(error?.code == .idleTimeout)
    }

    @Test func `a server that never comes to an end is given up`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.say(Array("1\r\nx\r\n".utf8)) { usleep(5_000) }
        }
        let error = await failure(HTTPRequest(url: server.url, limits: TimeLimits(total: 0.2)))
        #expect(error?.code == .totalTimeout)
        #expect(error?.isWorthRetrying == false)
    }

    @Test func `a host that does not take the connection is given up`() async throws {
        let server = try LoopbackServer(backlog: 0, nil)
        // The system holds a connection or two ready for a server that takes none; after those it lets calls hang.
        let held = (0..<4).map { _ in
            let descriptor = socket(
                AF_INET,
                Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue),
                0
            )
            var address = LoopbackServer.address(port: server.port)
            _ = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            return descriptor
        }
        defer { for descriptor in held { close(descriptor) } }
        let error = await failure(HTTPRequest(url: server.url, limits: TimeLimits(connect: 0.2)))
        #expect(error?.code == .connectTimeout)
        #expect(error?.mayHaveBeenReceived == false)
    }

    @Test func `nobody there is said at once`() async {
        let error = await failure(HTTPRequest(url: "http://127.0.0.1:1/v1"))
        #expect(error?.code == .couldNotConnect)
        #expect(error?.mayHaveBeenReceived == false)
    }

    @Test func `a name nobody knows is said`() async {
        let error = await failure(
            HTTPRequest(url: "http://model.invalid/v1", limits: TimeLimits(connect: 30))
        )
        #expect(error?.code == .couldNotResolve)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "",
    ])
    func `an answer that breaks off is an error`(start: String) async throws {
        for isTornDown in [false, true] {
            let server = try LoopbackServer { connection in
                connection.hear()
                connection.say(start)
                if isTornDown { connection.reset() }
            }
            let error = await failure(HTTPRequest(url: server.url))
            #expect(error?.code == .connectionLost)
            #expect(error?.mayHaveBeenReceived == true)
        }
    }

    @Test func `a server that stops sending and goes on listening has ended its answer`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            connection.endSending()
            connection.hear()
        }
        #expect(await failure(HTTPRequest(url: server.url))?.code == .connectionLost)
    }

    @Test func `what came before the break is delivered before the error`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
        }
        var body = try await transport.send(HTTPRequest(url: server.url)).body.makeAsyncIterator()
        #expect(try await body.next() == Array("half".utf8))
        await #expect(throws: TransportError.self) { try await body.next() }
    }

    @Test func `what does not speak HTTP is said`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("SSH-2.0-OpenSSH_9.2\r\n")
        }
        let error = await failure(HTTPRequest(url: server.url))
        #expect(error?.code == .protocolError)
    }

    @Test func `an answer longer than allowed is not read on`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\n\r\n")
            while connection.say([UInt8](repeating: 0x41, count: 65_536)) {}
        }
        var request = HTTPRequest(url: server.url)
        request.maximumResponseBytes = 300_000
        #expect(await failure(request)?.code == .tooLarge)
        request.maximumResponseBytes = 64 << 20
        #expect(await failure(request)?.code == .tooLarge)
    }

    @Test func `a head without end is not read on`() async throws {
        let server = try LoopbackServer { connection in
            connection.hear()
            connection.say("HTTP/1.1 200 OK\r\n")
            let line = Array("X-Flood: \(String(repeating: "a", count: 1_000))\r\n".utf8)
            while connection.say(line) {}
        }
        #expect(await failure(HTTPRequest(url: server.url))?.code == .tooLarge)
    }

    @Test(arguments: [
        "ftp://h/x", "file:///etc/passwd", "h/x", "", "http://h/a b", "http://h/\r\nX: y", "http://",
    ])
    func `only addresses of http and https are called`(url: String) async {
        #expect(await failure(HTTPRequest(url: url))?.code == .badURL)
    }

    @Test(arguments: [
        ("X", "a\r\nY: b"), ("X", "a\nb"), ("X\r\nY", "b"), ("X Y", "b"), ("", "b"), ("X", "a\0b"),
    ])
    func `a header that could smuggle another is not sent`(name: String, value: String) async {
        var headers = HTTPHeaders()
        headers.append(name, value)
        #expect(
            await failure(HTTPRequest(url: "http://127.0.0.1:1", headers: headers))?.code == .badHeader
        )
    }

    @Test func `no error repeats a password`() async {
        let error = await failure(HTTPRequest(url: "http://user:hush@127.0.0.1:1/v1?key=hush#hush"))
        #expect(error?.description.contains("hush") == false)
        #expect(error?.url == "http://127.0.0.1:1/v1")
    }

    @Test func `files for TLS that are not there are named`() async throws {
        let server = try LoopbackServer { _ in }
        let request = HTTPRequest(
            url: "https://127.0.0.1:\(server.port)/",
            security: TransportSecurity(certificateAuthority: "/nonexistent/ca.pem")
        )
        #expect(await failure(request)?.code == .tls)
    }

    @Test func `a server without TLS is not talked to as if it had it`() async throws {
        let server = try LoopbackServer { $0.say("HTTP/1.1 400 Bad\r\n\r\n") }
        #expect(await failure(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))?.code == .tls)
    }
}

@Suite struct `Addresses that may be called` {
    @Test(arguments: [
        ("10.0.0.0/8", "10.200.3.4", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false), ("0.0.0.0/0", "8.8.8.8", true),
        ("172.16.0.0/12", "172.31.255.255", true),
        ("172.16.0.0/12", "172.32.0.0", false), ("fd00::/8", "fd12::1", true),
        ("fd00::/8", "fe80::1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::1", "::1", true), ("::/0", "10.0.0.1", false),
    ])
    func `a range holds what its prefix says`(range: String, address: String, isWithin: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == isWithin)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "host", "10.0.0.0/-1", "10.0.0.0/", "::1/129"])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func `no socket is opened to an address outside`() async throws {
        let server = try LoopbackServer { $0.answerAll("no") }
        let transport = CurlTransport()
        var request = HTTPRequest(
            url: server.url,
            allowedAddresses: [try #require(AddressRange("10.0.0.0/8"))]
        )
        let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
        #expect(error?.code == .addressNotAllowed)
        #expect(error?.mayHaveBeenReceived == false)
        #expect(server.connections == 0)
        request.allowedAddresses = [try #require(AddressRange("127.0.0.0/8"))]
        #expect(try await transport.send(request).status == 200)
        #expect(server.connections == 1)
    }

    @Test func `a connection that is open already is no way round`() async throws {
        let server = try LoopbackServer { $0.answerAll("yes") }
        let transport = CurlTransport()
        var request = HTTPRequest(url: server.url)
        _ = try await transport.send(request).collect(upTo: 10)
        request.allowedAddresses = []
        let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
        #expect(error?.code == .addressNotAllowed)
    }
}
