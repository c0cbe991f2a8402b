import Synchronization
import TestSupport
import Testing

@testable import MQTTTransport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.enabled(if: MosquittoBroker.program != nil, Comment(rawValue: MosquittoBroker.absence)))
struct `Reading from a real broker` {
    @Test func `messages come, and none twice when all went well`() async throws {
        let site = try Site()
        let reader = site.reader()
        try await reader.connected()
        site.publish(1...500)
        try await reader.wait { $0.count >= 500 }
        await reader.stop()
        #expect(reader.numbers == Array(1...500))
    }

    @Test func `what is published while nobody reads is kept by the broker`() async throws {
        let site = try Site()
        let first = site.reader()
        try await first.connected()
        site.publish(1...3)
        try await first.wait { $0.count >= 3 }
        await first.stop()
        site.publish(4...300)
        let second = site.reader()
        try await second.wait { $0.count >= 297 }
        try await second.connected()
        await second.stop()
        #expect(second.numbers == Array(4...300))
        #expect(second.notices.first == .connected(hadSession: true))
    }

    @Test func `what could not be kept comes again`() async throws {
        let site = try Site()
        let reader = site.reader(failingFirst: true)
        try await reader.connected()
        site.publish(1...50)
        try await reader.wait { Set($0).count >= 50 }
        await reader.stop()
        #expect(Set(reader.numbers) == Set(1...50))
        #expect(reader.notices.contains { if case .notKept(let why, _) = $0 { why.contains("full") } else { false } })
        // The session goes on; what was acknowledged in the last moment may come once more.
        let next = site.reader()
        try await next.connected()
        site.publish(51...51)
        try await next.wait { $0.contains(51) }
        await next.stop()
        #expect(next.numbers.last == 51)
    }

    @Test func `a broker that goes and comes back is found again and nothing is lost`() async throws {
        let site = try Site()
        let reader = site.reader()
        try await reader.connected()
        site.publish(1...20)
        try await reader.wait { $0.count >= 20 }
        site.broker.stop()
        try site.broker.start()
        try await reader.connected(times: 2)
        site.publish(21...40)
        try await reader.wait { Set($0).count >= 40 }
        await reader.stop()
        #expect(Set(reader.numbers) == Set(1...40))
        #expect(reader.notices.contains { if case .lost = $0 { true } else { false } })
    }

    @Test func `a wrong password is told, and stopping needs no answer`() async throws {
        let site = try Site(settings: ["allow_anonymous false"])
        let reader = site.reader()
        try await reader.noticed { if case .lost(let why, _) = $0 { why.contains("refuses us") } else { false } }
        await reader.stop()
        #expect(reader.numbers.isEmpty)
    }

    @Test func `a broker that is not there is told`() async throws {
        let site = try Site()
        site.broker.stop()
        let reader = site.reader()
        try await reader.noticed { if case .lost(let why, _) = $0 { why.contains("cannot reach") } else { false } }
        await reader.stop()
    }
}

/// A broker and what is published there.
private final class Site: Sendable {
    let broker: MosquittoBroker
    private let folder: String

    init(settings: [String] = []) throws {
        var template = Array("/tmp/telltale-broker-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BrokerFault("no folder") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        broker = try MosquittoBroker(folder: folder, settings: settings)
    }

    deinit {
        broker.stop()
        for name in ["mosquitto.conf", "mosquitto.db", "mosquitto.db.new"] { unlink(folder + "/" + name) }
        rmdir(folder)
    }

    /// Publishes numbers at QoS 1 and waits until the broker has them.
    func publish(_ numbers: ClosedRange<Int>) {
        let publisher = TestPublisher(port: broker.port)
        for number in numbers { publisher.publish("test/numbers", "\(number)") }
        publisher.finish()
    }

    func reader(failingFirst: Bool = false) -> Reader {
        Reader(
            MQTTBroker(host: "127.0.0.1", port: Int(broker.port), clientID: "reader", topics: ["test/#"]),
            failingFirst: failingFirst
        )
    }
}

private final class Reader: Sendable {
    private struct State {
        var numbers: [Int] = []
        var notices: [MQTTNotice] = []
        var fails: Bool
    }

    private let state: Mutex<State>
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

    init(_ broker: MQTTBroker, failingFirst: Bool) {
        state = Mutex(State(fails: failingFirst))
        let subscriber = MQTTSubscriber(
            broker,
            keep: { messages in
                let fails = self.state.withLock { state in
                    defer { state.fails = false }
                    return state.fails
                }
                if fails { throw BrokerFault("the disk is full") }
                let numbers = messages.compactMap { Int(String(decoding: $0.payload, as: UTF8.self)) }
                self.state.withLock { $0.numbers += numbers }
                return []
            },
            notice: { notice in self.state.withLock { $0.notices.append(notice) } }
        )
        task.withLock { $0 = Task { await subscriber.run() } }
    }

    var numbers: [Int] { state.withLock(\.numbers) }
    var notices: [MQTTNotice] { state.withLock(\.notices) }

    func stop() async {
        let task = task.withLock { $0 }
        task?.cancel()
        await task?.value
    }

    func wait(until isDone: ([Int]) -> Bool) async throws {
        while !isDone(numbers) { try await Task.sleep(for: .milliseconds(2)) }
    }

    func noticed(_ isWanted: (MQTTNotice) -> Bool) async throws {
        while !notices.contains(where: isWanted) { try await Task.sleep(for: .milliseconds(2)) }
    }

    func connected(times: Int = 1) async throws {
        while notices.count(where: { if case .connected = $0 { true } else { false } }) < times {
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
