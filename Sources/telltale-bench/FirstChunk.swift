import HTTPTransport
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the first piece of an answer is delivered before the second is sent: a server sends the second only once
/// the first has been read, and a client that gathers whole answers would wait for ever.
enum FirstChunk {
    static func measure(with transport: CurlTransport) async throws -> BenchmarkFigure {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        let port = try port(of: listener)
        let hasFirst = Flag()
        serve(listener, hasFirst)
        let limits = TimeLimits(idle: 5, total: 10)
        let response = try await transport.send(HTTPRequest(url: "http://127.0.0.1:\(port)/", limits: limits))
        var pieces = 0
        do {
            for try await _ in response.body {
                pieces += 1
                hasFirst.raise()
            }
        } catch is TransportError {
            pieces = 0
        }
        let name = "gateway.first_chunk_before_second"
        return BenchmarkFigure(name: name, value: pieces == 2 ? 1 : 0, unit: "yes", samples: 1)
    }

    private final class Flag: Sendable {
        private let isRaised = Atomic(false)
        var value: Bool { isRaised.load(ordering: .acquiring) }
        func raise() { isRaised.store(true, ordering: .releasing) }
    }

    private static func port(of listener: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isReady else { throw GatewayBenchmarks.WrongAnswer() }
        return UInt16(bigEndian: address.sin_port)
    }

    private final class Work: Sendable {
        let listener: Int32
        let hasFirst: Flag

        init(_ listener: Int32, _ hasFirst: Flag) {
            self.listener = listener
            self.hasFirst = hasFirst
        }

        func run() {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            defer { close(connection) }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            guard recv(connection, &buffer, buffer.count, 0) > 0 else { return }
            say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", connection)
            for _ in 0..<5_000 where !hasFirst.value { usleep(1_000) }
            if hasFirst.value { say("3\r\ntwo\r\n0\r\n\r\n", connection) }
        }

        private func say(_ text: String, _ connection: Int32) {
            let bytes = Array(text.utf8)
            _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
    }

    private static func serve(_ listener: Int32, _ hasFirst: Flag) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Work(listener, hasFirst)).toOpaque()
        pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        pthread_detach(thread)
    }
}
