import Synchronization

/// Lets tasks through once it is opened; a cancelled task does not wait.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var tickets = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Throws `CancellationError` when the task is cancelled before the gate opens.
    func pass() async throws {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isOpen || Task.isCancelled { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
        try Task.checkCancellation()
    }
}

/// Counts how often and how many at once.
final class Counter: Sendable {
    private struct State {
        var total = 0
        var now = 0
        var most = 0
        var names: [String] = []
    }

    private let state = Mutex(State())

    var total: Int { state.withLock { $0.total } }
    var now: Int { state.withLock { $0.now } }
    var most: Int { state.withLock { $0.most } }
    var names: [String] { state.withLock { $0.names } }

    func enter(_ name: String = "") {
        state.withLock { state in
            state.total += 1
            state.now += 1
            state.most = max(state.most, state.now)
            state.names.append(name)
        }
    }

    func leave() {
        state.withLock { $0.now -= 1 }
    }

    func count(_ name: String) -> Int {
        state.withLock { state in state.names.count { $0 == name } }
    }
}

/// Numbers that are the same on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &+ 0x1234_5678_9abc_def1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

struct Broken: Error, Equatable, CustomStringConvertible {
    var description: String { "broken" }
}
