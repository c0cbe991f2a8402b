import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server on loopback that does on each connection what a test tells it to, on a thread of its own.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Atomic<Int>(0)

    /// - Parameters:
    ///   - backlog: How many connections the system may hold ready; 0 with `serve` nil makes a host that hangs.
    ///   - serve: What happens on a connection; it is closed after it.
    init(backlog: Int32 = 256, _ serve: (@Sendable (Connection) -> Void)?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = LoopbackServer.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, backlog) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw LoopbackError() }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        guard let serve else { return }
        let count: @Sendable () -> Void = { [weak self] in _ = self?.accepted.add(1, ordering: .relaxed) }
        LoopbackServer.onThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                count()
                LoopbackServer.onThread {
                    let connection = Connection(descriptor: descriptor)
                    serve(connection)
                    close(descriptor)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var url: String { "http://127.0.0.1:\(port)/v1/x" }
    var connections: Int { accepted.load(ordering: .relaxed) }

    static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Work(body)).toOpaque()
        pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            },
            context
        )
        pthread_detach(thread)
    }
}

struct LoopbackError: Error {}

/// One connection of a server.
struct Connection: Sendable {
    let descriptor: Int32

    func say(_ text: String) {
        _ = say(Array(text.utf8))
    }

    /// False when the client has gone.
    @discardableResult
    func say(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next request with its body, as text; `nil` when the client has gone.
    @discardableResult
    func hear() -> String? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let head = text.firstRange(of: "\r\n\r\n") {
                let length =
                    text.lowercased().firstRange(of: "content-length: ").map { range in
                        Int(text.lowercased()[range.upperBound...].prefix { $0.isNumber }) ?? 0
                    } ?? 0
                if text[head.upperBound...].utf8.count >= length { return text }
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Answers and waits for the next request, until the client goes.
    func answerAll(_ body: String) {
        while hear() != nil {
            say("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
    }

    /// Closing will tear the connection down instead of ending it.
    func reset() {
        var setting = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &setting, socklen_t(MemoryLayout<linger>.size))
    }

    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}

/// A flag that a test and its server share.
final class Flag: Sendable {
    private let isRaised = Atomic(false)

    var value: Bool { isRaised.load(ordering: .acquiring) }

    func raise() {
        isRaised.store(true, ordering: .releasing)
    }

    /// For a server's thread.
    func waitBlocking() {
        while !value { usleep(500) }
    }

    /// For a test's task.
    func wait() async throws {
        while !value { try await Task.sleep(for: .milliseconds(1)) }
    }
}
