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

    /// Serves until the task is cancelled.
    @concurrent
    package func run(_ desk: HealthDesk) async {
        defer { close(listener) }
        while !Task.isCancelled {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 200) > 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            await answer(connection, desk)
            close(connection)
        }
    }

    private func answer(_ connection: Int32, _ desk: HealthDesk) async {
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let start = ContinuousClock.now
        // The first line says all that is needed; a head that is long or slow is not waited for.
        while !head.contains(0x0A), head.count < 8_192, ContinuousClock.now - start < .seconds(2) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            head += buffer[..<count]
        }
        let words = (head.split(separator: 0x0A).first ?? []).split(separator: 0x20).map {
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
