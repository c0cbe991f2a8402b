import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A mosquitto broker of a test's own, on loopback and a port that was free, with its store in a folder.
package final class MosquittoBroker: Sendable {
    /// Where the program is; `nil` on a machine that has none.
    package static let program: String? = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"]
        .first { access($0, X_OK) == 0 }

    package static let absence = "no mosquitto here; apt-get install mosquitto runs these tests"

    package let port: UInt16
    private let folder: String
    private let process = Mutex<pid_t>(0)

    /// - Parameter settings: Further lines of its configuration.
    package init(folder: String, settings: [String] = []) throws {
        self.folder = folder
        port = try MosquittoBroker.freePort()
        let user = getpwuid(getuid()).flatMap { String(cString: $0.pointee.pw_name) } ?? "root"
        var lines: [String] = [
            "listener \(port) 127.0.0.1", "persistence true", "persistence_location \(folder)/", "autosave_interval 1",
            "autosave_on_changes true", "user \(user)", "max_queued_messages 0", "log_dest none",
        ]
        if !settings.contains(where: { $0.hasPrefix("allow_anonymous") }) { lines.append("allow_anonymous true") }
        lines += settings
        guard let file = fopen(folder + "/mosquitto.conf", "w") else { throw BrokerFault("no configuration") }
        fputs(lines.joined(separator: "\n") + "\n", file)
        fclose(file)
        try start()
    }

    deinit {
        stop()
    }

    /// Starts it, and waits until it lets in.
    package func start() throws {
        guard let program = MosquittoBroker.program else { throw BrokerFault(MosquittoBroker.absence) }
        var child = pid_t()
        let words = [program, "-c", folder + "/mosquitto.conf"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        // Tests run on threads that block signals, and a child would inherit that: it could not be ended.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        guard posix_spawn(&child, program, nil, &attributes, &arguments, environ) == 0 else {
            throw BrokerFault("no process")
        }
        process.withLock { $0 = child }
        for _ in 0..<500 {
            if MosquittoBroker.answers(port) { return }
            usleep(10_000)
        }
        throw BrokerFault("it does not answer")
    }

    /// Ends it as an administrator would; it keeps its store.
    package func stop() {
        end(with: SIGTERM)
    }

    private func end(with signal: Int32) {
        let child = process.withLock { process in
            defer { process = 0 }
            return process
        }
        guard child > 0 else { return }
        // Again until it is gone: mosquitto forgets a signal that comes between its first listening and its main loop.
        var status: Int32 = 0
        repeat {
            kill(child, signal)
            usleep(20_000)
        } while waitpid(child, &status, WNOHANG) == 0
    }

    private static func socketAddress(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func with<Value>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Value
    ) -> Value {
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
        }
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = socketAddress(0)
        let isBound = with(&address) { pointer, length in
            bind(descriptor, pointer, length.pointee) == 0 && getsockname(descriptor, pointer, length) == 0
        }
        guard isBound else { throw BrokerFault("no free port") }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = socketAddress(port)
        return with(&address) { connect(descriptor, $0, $1.pointee) == 0 }
    }
}

package struct BrokerFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
