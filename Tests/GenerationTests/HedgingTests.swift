import HTTPTransport
import Plant
import Synchronization
import Testing

@testable import Generation

/// Answers after a time of the test's clock, or hangs until it is cancelled.
final class SlowTransport: HTTPTransport {
    private let clock: ManualClock
    private let state = Mutex((calls: 0, cancelled: 0, isSlow: false))
    var calls: Int { state.withLock { $0.calls } }
    var cancelled: Int { state.withLock { $0.cancelled } }

    init(clock: ManualClock) {
        self.clock = clock
    }

    /// The next call hangs.
    func hangOnce() {
        state.withLock { $0.isSlow = true }
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let (hangs, isEarly) = state.withLock { state in
            defer { state.isSlow = false }
            state.calls += 1
            return (state.isSlow, state.calls <= 20)
        }
        if hangs {
            do {
                try await ManualClock().sleep(until: .init(offset: .seconds(1)), tolerance: nil)
            } catch {
                state.withLock { $0.cancelled += 1 }
                throw error
            }
        }
        // The first twenty set what counts as slow; the others stay well under it.
        clock.advance(by: .milliseconds(isEarly ? 100 : 10))
        return HTTPResponse(status: 200, headers: [:], body: HTTPBody(Array(Calls.reply("{}").body.utf8)))
    }
}

@Suite struct `A second call` {
    let clock: ManualClock
    let transport: SlowTransport

    init() {
        clock = ManualClock()
        transport = SlowTransport(clock: clock)
    }

    func gateway(share: Double) -> Gateway {
        Gateway(
            endpoints: [
                Calls.endpoint {
                    $0.hedgedShare = share
                    $0.width = 4
                }
            ],
            transport: transport,
            audit: nil,
            user: "me",
            clock: clock,
            now: { Timestamp(seconds: 0) }
        )
    }

    @Test func `is sent when the first is slower than nearly all before, and the loser is cancelled`() async throws {
        let gateway = gateway(share: 0.05)
        for _ in 0..<40 { _ = try await gateway.reply(to: Calls.request(), onText: nil) }
        #expect(transport.calls == 40)
        transport.hangOnce()
        async let slow = gateway.reply(to: Calls.request(), onText: nil)
        #expect(await eventually { transport.calls == 41 && clock.sleepers == 1 })
        clock.advance(by: .milliseconds(100))
        #expect(try await slow.degraded.contains { $0.contains("sent twice") })
        #expect(transport.calls == 42)
        #expect(transport.cancelled == 1)
    }

    @Test func `is never sent before enough calls were measured`() async throws {
        let gateway = gateway(share: 0.5)
        for _ in 0..<10 { _ = try await gateway.reply(to: Calls.request(), onText: nil) }
        transport.hangOnce()
        let slow = Task { try await gateway.reply(to: Calls.request(), onText: nil) }
        #expect(await eventually { transport.calls == 11 })
        slow.cancel()
        await #expect(throws: CancellationError.self) { try await slow.value }
        #expect(transport.calls == 11)
    }

    @Test func `stays within the share of calls that may be sent twice`() {
        var record = LatencyRecord()
        var hedges = 0
        for _ in 0..<1_000 {
            record.add(.milliseconds(1))
            if record.takeHedge(share: 0.05) { hedges += 1 }
        }
        #expect(hedges == 50)
    }

    @Test func `waits for the latency that 95 in 100 calls stay under`() {
        var record = LatencyRecord()
        for index in 1...19 { record.add(.milliseconds(index)) }
        #expect(record.percentile95 == nil)
        for index in 20...100 { record.add(.milliseconds(index)) }
        #expect(record.percentile95 == .milliseconds(95))
    }
}
