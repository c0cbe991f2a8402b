import Glibc

/// A server that does to each call what the call's text asks for: `fault-17`, `chunks-10000` for a stream of so many
/// pieces, `delay-200` for an answer after so many milliseconds. One thread, no framework.
final class FaultServer {
    private final class Connection {
        let descriptor: Int32
        var incoming: [UInt8] = []
        var outgoing: [UInt8] = []
        var sent = 0
        var step = Int.max
        var ending = FaultReply.Ending.keep
        var isBusy = false
        var isWriting = false
        var dripped = 0

        init(_ descriptor: Int32) {
            self.descriptor = descriptor
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let listener: Int32
    private var connections: [Int32: Connection] = [:]
    private var dripping: Set<Int32> = []
    /// All with one delay, so that they are due in the order in which they came.
    private var delayed: [(due: ContinuousClock.Instant, connection: Connection)] = []
    private var streams: [Int: FaultReply] = [:]
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    let port: UInt16

    init() throws {
        signal(SIGPIPE, SIG_IGN)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1_024) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isReady else { throw Failure(description: "no port on loopback for the fault server") }
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Serves until the process that started it is gone.
    func run() {
        let parent = getppid()
        while getppid() == parent {
            var waiting = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            for (descriptor, connection) in connections {
                let events = Int16(POLLIN) | (connection.isWriting ? Int16(POLLOUT) : 0)
                waiting.append(pollfd(fd: descriptor, events: events, revents: 0))
            }
            let patience: Int32 = dripping.isEmpty ? 1_000 : 20
            guard poll(&waiting, nfds_t(waiting.count), delayed.isEmpty ? patience : 1) >= 0 else { continue }
            for event in waiting where event.revents != 0 {
                if event.fd == listener {
                    takeConnections()
                } else if let connection = connections[event.fd] {
                    if event.revents & Int16(POLLOUT) != 0 { write(connection) }
                    let ends = Int16(POLLIN | POLLHUP | POLLERR)
                    if event.revents & ends != 0, connections[event.fd] === connection { read(connection) }
                }
            }
            for descriptor in dripping.sorted() {
                if let connection = connections[descriptor] { drip(connection) }
            }
            answerDelayed()
        }
    }

    private func answerDelayed() {
        let now = ContinuousClock.now
        while let first = delayed.first, first.due <= now {
            delayed.removeFirst()
            // It may have gone away meanwhile.
            if connections[first.connection.descriptor] === first.connection { write(first.connection) }
        }
    }

    private func takeConnections() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            connections[descriptor] = Connection(descriptor)
        }
    }

    private func drop(_ connection: Connection, resetting: Bool = false) {
        if resetting {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                connection.descriptor,
                SOL_SOCKET,
                SO_LINGER,
                &linger,
                socklen_t(MemoryLayout.size(ofValue: linger))
            )
        }
        connections[connection.descriptor] = nil
        dripping.remove(connection.descriptor)
        close(connection.descriptor)
    }

    private func read(_ connection: Connection) {
        let count = recv(connection.descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            if count == 0 || errno != EAGAIN { drop(connection) }
            return
        }
        guard !connection.isBusy else { return }
        connection.incoming += buffer[..<count]
        guard let asked = takeRequest(&connection.incoming) else { return }
        let reply = reply(to: asked)
        connection.isBusy = true
        connection.outgoing = reply.bytes
        connection.sent = 0
        connection.step = reply.step
        connection.ending = reply.ending
        if case .delayed(let milliseconds) = asked {
            delayed.append((ContinuousClock.now.advanced(by: .milliseconds(milliseconds)), connection))
        } else {
            write(connection)
        }
    }

    private enum Asked {
        case fault(Fault)
        case chunks(Int)
        case delayed(Int)
    }

    private func reply(to asked: Asked) -> FaultReply {
        switch asked {
        case .fault(let fault): return FaultReply.to(fault)
        case .delayed: return FaultReply.to(.good)
        case .chunks(let count):
            if let reply = streams[count] { return reply }
            let reply = FaultReply.chunks(count)
            streams[count] = reply
            return reply
        }
    }

    /// Takes one whole request out of what came.
    private func takeRequest(_ bytes: inout [UInt8]) -> Asked? {
        guard let end = FaultServer.find([0x0D, 0x0A, 0x0D, 0x0A], in: bytes) else { return nil }
        var length = 0
        let name = Array("content-length: ".utf8)
        if let start = FaultServer.find(name, in: bytes, ignoringCase: true) {
            for byte in bytes[(start + name.count)...] {
                guard (0x30...0x39).contains(byte) else { break }
                length = length * 10 + Int(byte - 0x30)
            }
        }
        guard bytes.count >= end + 4 + length else { return nil }
        defer { bytes.removeFirst(end + 4 + length) }
        // `/steady/v1`: an endpoint that is always well.
        if FaultServer.find(Array("/steady/".utf8), in: Array(bytes[..<min(64, end)])) != nil { return .fault(.good) }
        if let number = FaultServer.number(after: "fault-", in: bytes) {
            return .fault(Fault(rawValue: number) ?? .good)
        }
        if let number = FaultServer.number(after: "chunks-", in: bytes) { return .chunks(number) }
        if let number = FaultServer.number(after: "delay-", in: bytes) { return .delayed(number) }
        return .fault(.good)
    }

    private static func number(after mark: String, in bytes: [UInt8]) -> Int? {
        let mark = Array(mark.utf8)
        guard let start = find(mark, in: bytes) else { return nil }
        return bytes[(start + mark.count)...].prefix { (0x30...0x39).contains($0) }
            .reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8], ignoringCase: Bool = false) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        let fold: UInt8 = ignoringCase ? 0x20 : 0
        return bytes.withUnsafeBufferPointer { bytes in
            wanted.withUnsafeBufferPointer { wanted in
                var start = 0
                while start <= bytes.count - wanted.count {
                    var index = 0
                    while index < wanted.count, bytes[start + index] | fold == wanted[index] | fold { index += 1 }
                    if index == wanted.count { return start }
                    start += 1
                }
                return nil
            }
        }
    }

    private func write(_ connection: Connection) {
        while connection.sent < connection.outgoing.count {
            let most = min(connection.step, connection.outgoing.count - connection.sent)
            let count = connection.outgoing.withUnsafeBytes {
                send(
                    connection.descriptor,
                    $0.baseAddress.map { $0 + connection.sent },
                    most,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else {
                if errno == EAGAIN { connection.isWriting = true } else { drop(connection) }
                return
            }
            connection.sent += count
        }
        finish(connection)
    }

    private func finish(_ connection: Connection) {
        switch connection.ending {
        case .keep:
            connection.isBusy = false
            connection.isWriting = false
        case .close: drop(connection)
        case .reset: drop(connection, resetting: true)
        case .halfClose:
            shutdown(connection.descriptor, Int32(SHUT_WR))
            connection.isWriting = false
        case .silence: connection.isWriting = false
        case .flood(let piece):
            // One piece each turn, so that a flood does not keep the others waiting.
            connection.outgoing = piece
            connection.sent = 0
            connection.isWriting = true
        case .drip:
            dripping.insert(connection.descriptor)
            connection.isWriting = false
        }
    }

    private func drip(_ connection: Connection) {
        guard case .drip(let piece) = connection.ending else { return }
        var byte = piece[connection.dripped % piece.count]
        connection.dripped += 1
        if send(connection.descriptor, &byte, 1, Int32(MSG_NOSIGNAL)) < 0, errno != EAGAIN { drop(connection) }
    }
}
