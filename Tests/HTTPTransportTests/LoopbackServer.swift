#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server on loopback that takes one connection and does what a test tells it to.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32

    /// - Parameter serve: Runs on a thread of its own with the connection; the connection is closed after it.
    init(_ serve: @escaping @Sendable (Int32) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw LoopbackError() }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        let box = Unmanaged.passRetained(Job(listener: listener, serve: serve))
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                let job = Unmanaged<Job>.fromOpaque(context).takeRetainedValue()
                let connection = accept(job.listener, nil, nil)
                if connection >= 0 {
                    job.serve(connection)
                    close(connection)
                }
                return nil
            },
            box.toOpaque()
        )
        pthread_detach(thread)
    }

    var url: String { "http://127.0.0.1:\(port)/v1/x" }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private final class Job: Sendable {
        let listener: Int32
        let serve: @Sendable (Int32) -> Void

        init(listener: Int32, serve: @escaping @Sendable (Int32) -> Void) {
            self.listener = listener
            self.serve = serve
        }
    }

    static func say(_ text: String, _ connection: Int32) {
        let bytes = Array(text.utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads until the head of a request is in; false when the client has gone.
    @discardableResult
    static func hear(_ connection: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        return recv(connection, &buffer, buffer.count, 0) > 0
    }
}

struct LoopbackError: Error {}
