import Plant
import Synchronization
import Testing

@testable import Generation

@Suite struct `Who may call an endpoint` {
    func admission(width: Int = 1, requests: Int? = nil, tokens: Int? = nil) -> Admission {
        Admission(width: width, requestsPerMinute: requests, tokensPerMinute: tokens)
    }

    @Test func `as many at once as the width says, and the next when one leaves`() {
        var admission = admission(width: 2)
        let first = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        let second = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        let third = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        #expect(first.isIn && second.isIn && !third.isIn)
        #expect(admission.advance(to: .seconds(9)) == [])
        admission.leave(first.ticket, tokens: nil)
        #expect(admission.advance(to: .seconds(9)) == [third.ticket])
        #expect(admission.inFlight == 2)
    }

    @Test func `a person's question goes before the nightly batch, and nobody passes his like`() {
        var admission = admission()
        let running = admission.arrive(tokens: 1, isInteractive: false, at: .zero)
        let batch = admission.arrive(tokens: 1, isInteractive: false, at: .zero)
        let person = admission.arrive(tokens: 1, isInteractive: true, at: .seconds(1))
        let other = admission.arrive(tokens: 1, isInteractive: true, at: .seconds(2))
        var order: [Int] = []
        var current = running.ticket
        for _ in 0..<3 {
            admission.leave(current, tokens: nil)
            current = admission.advance(to: .seconds(3)).first ?? 0
            order.append(current)
        }
        #expect(order == [person.ticket, other.ticket, batch.ticket])
    }

    @Test func `no sixty seconds hold more requests than allowed`() {
        var admission = admission(width: 100, requests: 3)
        var sent: [Duration] = []
        for second in 0..<300 {
            let now = Duration.seconds(second)
            sent += admission.advance(to: now).map { _ in now }
            if admission.arrive(tokens: 1, isInteractive: true, at: now).isIn { sent.append(now) }
        }
        for (index, moment) in sent.enumerated() where index + 3 < sent.count {
            #expect(sent[index + 3] - moment >= .seconds(60))
        }
        #expect(sent.count == 15)
    }

    @Test func `tokens are counted as estimated, then as they were`() {
        var admission = admission(width: 9, tokens: 1_000)
        let first = admission.arrive(tokens: 800, isInteractive: true, at: .zero)
        #expect(first.isIn)
        let second = admission.arrive(tokens: 500, isInteractive: true, at: .seconds(1))
        #expect(!second.isIn)
        #expect(admission.head(at: .seconds(1))?.opens == .seconds(60))
        admission.leave(first.ticket, tokens: 300)
        #expect(admission.advance(to: .seconds(2)) == [second.ticket])
    }

    @Test func `a call larger than a minute's allowance goes when nothing else did`() {
        var admission = admission(width: 9, tokens: 100)
        #expect(admission.arrive(tokens: 5_000, isInteractive: true, at: .zero).isIn)
        let next = admission.arrive(tokens: 5_000, isInteractive: true, at: .seconds(1))
        #expect(!next.isIn)
        #expect(admission.advance(to: .seconds(60)) == [next.ticket])
    }

    @Test func `nobody goes while the server asked for a pause`() {
        var admission = admission(width: 2)
        admission.pause(until: .seconds(20))
        let call = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        #expect(!call.isIn)
        #expect(admission.head(at: .zero)?.opens == .seconds(20))
        #expect(admission.advance(to: .seconds(20)) == [call.ticket])
    }

    @Test func `who gives up makes room for the next in the queue`() {
        var admission = admission()
        let running = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        let tired = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        let patient = admission.arrive(tokens: 1, isInteractive: true, at: .zero)
        admission.abandon(tired.ticket)
        admission.leave(running.ticket, tokens: nil)
        #expect(admission.advance(to: .zero) == [patient.ticket])
    }
}

/// Counts who is inside.
final class Crowd: Sendable {
    private let state = Mutex((now: 0, most: 0, done: 0))
    var most: Int { state.withLock { $0.most } }
    var done: Int { state.withLock { $0.done } }

    func come() {
        state.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
    }

    func go() {
        state.withLock {
            $0.now -= 1
            $0.done += 1
        }
    }
}

@Suite struct `The gate of an endpoint` {
    func gate(width: Int, clock: ManualClock, requests: Int? = nil) -> EndpointGate {
        EndpointGate(
            Endpoint(
                name: "a",
                url: "http://a",
                model: "m",
                width: width,
                pace: EndpointPace(requestsPerMinute: requests)
            ),
            time: GatewayTime(clock)
        )
    }

    @Test func `a thousand calls never exceed the width, and all get through`() async throws {
        let gate = gate(width: 3, clock: ManualClock())
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<1_000 {
                group.addTask {
                    let isInteractive = index % 2 == 0
                    guard
                        let ticket = try await gate.enter(
                            tokens: 1,
                            isInteractive: isInteractive,
                            within: .seconds(60)
                        )
                    else { return }
                    crowd.come()
                    await Task.yield()
                    crowd.go()
                    gate.leave(ticket)
                }
            }
            try await group.waitForAll()
        }
        #expect(crowd.done == 1_000)
        #expect(crowd.most <= 3)
        #expect(gate.inFlight == 0 && gate.waiting == 0)
    }

    @Test func `a turn that does not come in time is given up`() async throws {
        let clock = ManualClock()
        let gate = gate(width: 1, clock: clock)
        let first = try await gate.enter(tokens: 1, isInteractive: true, within: .seconds(1))
        async let second = gate.enter(tokens: 1, isInteractive: true, within: .seconds(5))
        #expect(await eventually { clock.sleepers == 1 })
        clock.advance(by: .seconds(5))
        #expect(try await second == nil)
        #expect(gate.waiting == 0)
        gate.leave(try #require(first))
        #expect(gate.inFlight == 0)
    }

    @Test func `a cancelled call leaves the queue`() async throws {
        let clock = ManualClock()
        let gate = gate(width: 1, clock: clock)
        _ = try await gate.enter(tokens: 1, isInteractive: true, within: .seconds(1))
        let waiting = Task { try await gate.enter(tokens: 1, isInteractive: true, within: .seconds(5)) }
        #expect(await eventually { gate.waiting == 1 })
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(gate.waiting == 0)
    }

    @Test func `time alone opens the gate when the minute is over`() async throws {
        let clock = ManualClock()
        let gate = gate(width: 9, clock: clock, requests: 1)
        let first = try await gate.enter(tokens: 1, isInteractive: true, within: .seconds(1))
        gate.leave(try #require(first))
        async let second = gate.enter(tokens: 1, isInteractive: true, within: .seconds(100))
        async let third = gate.enter(tokens: 1, isInteractive: true, within: .seconds(200))
        #expect(await eventually { clock.sleepers == 2 })
        clock.advance(by: .seconds(60))
        #expect(await eventually { gate.inFlight == 1 })
        #expect(await eventually { clock.sleepers == 1 })
        clock.advance(by: .seconds(60))
        let tickets = try await [second, third]
        #expect(tickets.allSatisfy { $0 != nil })
    }
}

@Suite struct `The circuit breaker` {
    @Test func `opens after failures in a row, probes with one call, and doubles its pause`() {
        var breaker = CircuitBreaker(failures: 2, pause: .seconds(10))
        breaker.fail(at: .zero)
        #expect(breaker.allows(at: .zero) == true)
        breaker.fail(at: .zero)
        #expect(breaker.allows(at: .seconds(9)) == false)
        #expect(breaker.wait(at: .seconds(4)) == .seconds(6))
        #expect(breaker.allows(at: .seconds(10)) == true)
        #expect(breaker.allows(at: .seconds(10)) == false)
        breaker.fail(at: .seconds(11))
        #expect(breaker.allows(at: .seconds(30)) == false)
        #expect(breaker.allows(at: .seconds(31)) == true)
        breaker.succeed()
        #expect(breaker.state == .closed(failures: 0))
    }

    @Test func `a success in between starts the count anew`() {
        var breaker = CircuitBreaker(failures: 2, pause: .seconds(10))
        for _ in 0..<10 {
            breaker.fail(at: .zero)
            breaker.succeed()
        }
        #expect(breaker.allows(at: .zero) == true)
    }

    @Test func `a probe that was taken back lets the next call try`() {
        var breaker = CircuitBreaker(failures: 1, pause: .seconds(10))
        breaker.fail(at: .zero)
        #expect(breaker.allows(at: .seconds(10)) == true)
        breaker.withdraw(at: .seconds(11))
        #expect(breaker.allows(at: .seconds(11)) == true)
    }

    @Test func `never opens where nobody wants it`() {
        var breaker = CircuitBreaker(failures: 0, pause: .seconds(10))
        for _ in 0..<100 { breaker.fail(at: .zero) }
        #expect(breaker.allows(at: .zero) == true)
    }
}
