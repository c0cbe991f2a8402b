import Synchronization

/// A number of places, handed out in the order of asking.
final class Permits: Sendable {
    private struct State {
        var free: Int
        var nextTicket = 0
        /// Those who wait, oldest first; nil where one gave up.
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)?] = []
        var head = 0

        /// The oldest still waiting.
        mutating func popFirst() -> CheckedContinuation<Void, any Error>? {
            while head < waiting.count {
                let entry = waiting[head]
                waiting[head] = nil
                head += 1
                if head > 64, head * 2 > waiting.count {
                    waiting.removeFirst(head)
                    head = 0
                }
                if let entry { return entry.continuation }
            }
            waiting.removeAll(keepingCapacity: true)
            head = 0
            return nil
        }

        mutating func remove(_ ticket: Int) -> CheckedContinuation<Void, any Error>? {
            guard let index = waiting.indices.dropFirst(head).first(where: { waiting[$0]?.ticket == ticket }) else {
                return nil
            }
            let continuation = waiting[index]?.continuation
            waiting[index] = nil
            return continuation
        }
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// Takes a place, waiting for one if need be.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; then it holds none.
    func acquire() async throws {
        let ticket: Int? = state.withLock { state in
            if state.free > 0 {
                state.free -= 1
                return nil
            }
            state.nextTicket += 1
            return state.nextTicket
        }
        guard let ticket else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enum Now { case go, wait, stop }
                let now: Now = state.withLock { state in
                    // A cancelled task's handler may already have run, and must not be waited for.
                    if Task.isCancelled { return .stop }
                    if state.free > 0 {
                        state.free -= 1
                        return .go
                    }
                    state.waiting.append((ticket, continuation))
                    return .wait
                }
                switch now {
                case .go: continuation.resume()
                case .stop: continuation.resume(throwing: CancellationError())
                case .wait: break
                }
            }
        } onCancel: {
            let continuation = state.withLock { $0.remove(ticket) }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Gives a place back, to the one who has waited longest.
    func release() {
        let next: CheckedContinuation<Void, any Error>? = state.withLock { state in
            if let next = state.popFirst() { return next }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
