import Synchronization

/// The door to one endpoint: lets calls in as ``Admission`` decides, and keeps the others waiting in order.
final class EndpointGate: Sendable {
    private typealias Sleeper = CheckedContinuation<Void, Never>

    private struct State {
        var admission: Admission
        /// Calls that wait, with how to wake them.
        var sleepers: [Admission.Ticket: Sleeper] = [:]
        /// Calls that were let in, or have to look again, since they last looked.
        var called: Set<Admission.Ticket> = []
        var entered: Set<Admission.Ticket> = []
    }

    private let time: GatewayTime
    private let state: Mutex<State>

    init(_ endpoint: Endpoint, time: GatewayTime) {
        self.time = time
        state = Mutex(
            State(
                admission: Admission(
                    width: endpoint.width,
                    requestsPerMinute: endpoint.pace.requestsPerMinute,
                    tokensPerMinute: endpoint.pace.tokensPerMinute
                )
            )
        )
    }

    var hasRoom: Bool { state.withLock { $0.admission.hasRoom } }
    var waiting: Int { state.withLock { $0.admission.waiting } }
    var inFlight: Int { state.withLock { $0.admission.inFlight } }

    /// Waits for a turn.
    ///
    /// - Returns: The ticket, to be given back with ``leave(_:tokens:)``; `nil` when the turn did not come in time.
    func enter(tokens: Int, isInteractive: Bool, within limit: Duration) async throws -> Admission.Ticket? {
        let now = time.elapsed()
        let (ticket, isIn) = state.withLock {
            $0.admission.arrive(tokens: tokens, isInteractive: isInteractive, at: now)
        }
        if isIn { return ticket }
        return try await turn(of: ticket, until: now + limit)
    }

    /// Ends a call; `tokens` is what it really took, where the server said it.
    func leave(_ ticket: Admission.Ticket, tokens: Int? = nil) {
        let now = time.elapsed()
        let woken = state.withLock { state in
            state.admission.leave(ticket, tokens: tokens)
            return EndpointGate.call(&state, at: now)
        }
        for sleeper in woken { sleeper.resume() }
    }

    /// Lets nobody in for a while: the server asked for it.
    func pause(for duration: Duration) {
        let now = time.elapsed()
        state.withLock { $0.admission.pause(until: now + duration) }
    }

    /// How long the server still wants to be left alone.
    var remainingPause: Duration {
        let now = time.elapsed()
        return max(.zero, state.withLock { $0.admission.pausedUntil } - now)
    }

    private func turn(of ticket: Admission.Ticket, until deadline: Duration) async throws -> Admission.Ticket? {
        while true {
            let now = time.elapsed()
            let isCancelled = Task.isCancelled
            var woken: [Sleeper] = []
            let look = state.withLock { state -> (isIn: Bool, isOver: Bool, wake: Duration) in
                woken = EndpointGate.call(&state, at: now)
                state.called.remove(ticket)
                if state.entered.remove(ticket) != nil { return (true, false, now) }
                if isCancelled || now >= deadline {
                    state.admission.abandon(ticket)
                    // Whoever was behind may be the first now.
                    woken += EndpointGate.call(&state, at: now)
                    return (false, true, now)
                }
                let head = state.admission.head(at: now)
                let opens = head?.ticket == ticket ? head?.opens : nil
                return (false, false, min(deadline, opens ?? deadline))
            }
            for sleeper in woken { sleeper.resume() }
            if look.isIn { return ticket }
            if look.isOver {
                try Task.checkCancellation()
                return nil
            }
            await sleep(ticket, for: look.wake - now)
        }
    }

    /// Sleeps until the ticket is called, the time is over, or the task is cancelled.
    private func sleep(_ ticket: Admission.Ticket, for duration: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.called(ticket) }
            group.addTask { try? await self.time.sleep(duration) }
            await group.next()
            group.cancelAll()
        }
    }

    private func called(_ ticket: Admission.Ticket) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAwake = state.withLock { state in
                    if Task.isCancelled || state.called.contains(ticket) { return true }
                    state.sleepers[ticket] = continuation
                    return false
                }
                if isAwake { continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: ticket) }
            sleeper?.resume()
        }
    }

    /// Lets in whoever may come, and calls them and whoever is first now.
    ///
    /// - Returns: Who sleeps among them, to be woken once the lock is free: waking and cancelling a task both take the
    ///   task's own lock, and cancelling takes this one after it.
    private static func call(_ state: inout State, at now: Duration) -> [Sleeper] {
        let entered = state.admission.advance(to: now)
        state.entered.formUnion(entered)
        var woken = entered
        if !entered.isEmpty || state.admission.inFlight < state.admission.width,
            let head = state.admission.head(at: now)
        {
            woken.append(head.ticket)
        }
        state.called.formUnion(woken)
        return woken.compactMap { state.sleepers.removeValue(forKey: $0) }
    }
}
