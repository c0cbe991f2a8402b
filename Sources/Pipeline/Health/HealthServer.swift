#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers a monitoring system over HTTP: one short request after another, nothing kept open, nothing accepted but GET.
package struct HealthServer {
    private let listener: Int32
    package let port: UInt16

    /// - Parameter host: An IPv4 address to listen on; `127.0.0.1` unless a container's network is in front.
    /// - Throws: ``UsageError`` when the address is none or is taken.
    package init(host: String, port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw UsageError("--host '\(host)' is not an IPv4 address such as 127.0.0.1")
        }
        signal(SIGPIPE, SIG_IGN)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isReady else {
            let reason = String(cString: strerror(errno))
            close(listener)
            throw UsageError("cannot listen on \(host):\(port): \(reason); choose another with --port")
        }
        self.listener = listener
        self.port = UInt16(bigEndian: address.sin_port)
    }

    /// A connection that has not yet said what it wants.
    private struct Visitor {
        let connection: Int32
        let since: ContinuousClock.Instant
        var head: [UInt8] = []
    }

    /// Who says nothing for so long is sent away.
    private static let patience = Duration.seconds(2)
    private static let mostVisitors = 256

    /// Serves until the task is cancelled. Connections that say nothing hold nobody else up.
    @concurrent
    package func run(_ desk: HealthDesk) async {
        var visitors: [Visitor] = []
        defer {
            for visitor in visitors { close(visitor.connection) }
            close(listener)
        }
        while !Task.isCancelled {
            var waiting = ([listener] + visitors.map(\.connection)).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            // Waiting holds a thread of the pool; others have to come to it, too.
            await Task.yield()
            let count = poll(&waiting, nfds_t(waiting.count), 200)
            let now = ContinuousClock.now
            var staying: [Visitor] = []
            for (visitor, state) in zip(visitors, waiting.dropFirst()) {
                var visitor = visitor
                if count > 0, state.revents != 0, !hear(&visitor) {
                    close(visitor.connection)
                } else if isComplete(visitor.head) {
                    await answer(visitor, desk)
                    close(visitor.connection)
                } else if now - visitor.since > HealthServer.patience {
                    close(visitor.connection)
                } else {
                    staying.append(visitor)
                }
            }
            visitors = staying
            guard count > 0, waiting.first?.revents != 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            if visitors.count >= HealthServer.mostVisitors { close(visitors.removeFirst().connection) }
            visitors.append(Visitor(connection: connection, since: now))
        }
    }

    /// - Returns: Whether there is more to come, or enough has come.
    private func hear(_ visitor: inout Visitor) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(visitor.connection, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count > 0 else { return false }
        visitor.head += buffer[..<count]
        return true
    }

    /// The first line says all that is needed; a head that is long is not waited for.
    private func isComplete(_ head: [UInt8]) -> Bool {
        head.contains(0x0A) || head.count >= 8_192
    }

    private func answer(_ visitor: Visitor, _ desk: HealthDesk) async {
        let connection = visitor.connection
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let words = (visitor.head.split(separator: 0x0A).first ?? []).split(separator: 0x20).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard words.count >= 2, words[0] == "GET" || words[0] == "HEAD" else {
            send(HealthDesk.Page(status: 405, type: "text/plain", body: "only GET\n"), to: connection)
            return
        }
        let path = words[1].prefix { $0 != "?" && $0 != "\r" }
        var page = await desk.page(String(path))
        let length = page.body.utf8.count
        if words[0] == "HEAD" { page.body = "" }
        send(page, to: connection, length: length)
    }

    private func send(_ page: HealthDesk.Page, to connection: Int32, length: Int? = nil) {
        let head =
            "HTTP/1.1 \(page.status) \(page.status == 200 ? "OK" : "Not OK")\r\nContent-Type: \(page.type)\r\n"
            + "Content-Length: \(length ?? page.body.utf8.count)\r\nConnection: close\r\n\r\n"
        let bytes = Array((head + page.body).utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            start += count
        }
    }
}
