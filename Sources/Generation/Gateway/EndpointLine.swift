import Plant
import Synchronization

/// One endpoint at work: its door, its breaker, and what calls have shown about it.
final class EndpointLine: Sendable {
    private struct State {
        var breaker: CircuitBreaker
        var latencies = LatencyRecord()
        /// The way of asking for JSON that this server takes, once it refused a stricter one.
        var rung = 0
        /// The server refused tools in its own fields.
        var refusesTools = false
        /// From the server's model list.
        var context: Int?
        var hasAskedForContext = false
    }

    let endpoint: Endpoint
    let gate: EndpointGate
    private let time: GatewayTime
    private let state: Mutex<State>

    init(_ endpoint: Endpoint, time: GatewayTime) {
        self.endpoint = endpoint
        self.time = time
        gate = EndpointGate(endpoint, time: time)
        let breaker = CircuitBreaker(failures: endpoint.pace.failures, pause: .seconds(endpoint.pace.pause))
        state = Mutex(State(breaker: breaker))
    }

    // MARK: Health

    /// Why the endpoint is left alone now; `nil` when a call may go, which must then report how it went.
    func refusal() -> String? {
        let now = time.elapsed()
        return state.withLock { state in
            guard !state.breaker.allows(at: now) else { return nil }
            let wait = state.breaker.wait(at: now) ?? .zero
            return "is left alone for another \(wait.words) after failing \(endpoint.pace.failures) times in a row"
        }
    }

    /// Whether calls go through as things stand, without taking the place of the probe.
    var isWell: Bool { state.withLock { if case .closed = $0.breaker.state { true } else { false } } }

    func succeeded(in duration: Duration) {
        state.withLock {
            $0.breaker.succeed()
            $0.latencies.add(duration)
        }
    }

    /// The endpoint is well, though the call was not.
    func heal() {
        state.withLock { $0.breaker.succeed() }
    }

    func failed() {
        let now = time.elapsed()
        state.withLock { $0.breaker.fail(at: now) }
    }

    func withdrew() {
        let now = time.elapsed()
        state.withLock { $0.breaker.withdraw(at: now) }
    }

    // MARK: What calls have shown

    /// The latency that 95 in 100 calls stay under; `nil` before enough were measured.
    var slow: Duration? { state.withLock { $0.latencies.percentile95 } }

    /// Takes leave to send a call a second time, as long as their share stays within what is allowed.
    func mayHedge() -> Bool {
        guard gate.hasRoom, isWell else { return false }
        return state.withLock { $0.latencies.takeHedge(share: endpoint.hedgedShare) }
    }

    var rung: Int {
        get { state.withLock { $0.rung } }
        set { state.withLock { $0.rung = max($0.rung, newValue) } }
    }

    var refusesTools: Bool {
        get { state.withLock { $0.refusesTools } }
        set { state.withLock { $0.refusesTools = newValue } }
    }

    /// Tokens of prompt and reply together, as far as known.
    var context: Int? {
        endpoint.contextTokens ?? state.withLock { $0.context } ?? endpoint.entry?.context
    }

    /// True once, for whoever asks the server how long its context is.
    func shouldAskForContext() -> Bool {
        guard endpoint.contextTokens == nil else { return false }
        return state.withLock { state in
            defer { state.hasAskedForContext = true }
            return !state.hasAskedForContext
        }
    }

    func learn(context: Int) {
        state.withLock { $0.context = context }
    }
}

/// The latencies of the last calls, and how many were sent twice.
struct LatencyRecord: Sendable {
    private static let least = 20
    private static let most = 200
    private var durations: [Duration] = []
    private var next = 0
    private var calls = 0
    private var hedges = 0

    mutating func add(_ duration: Duration) {
        calls += 1
        if durations.count < LatencyRecord.most {
            durations.append(duration)
        } else {
            durations[next] = duration
            next = (next + 1) % LatencyRecord.most
        }
    }

    var percentile95: Duration? {
        guard durations.count >= LatencyRecord.least else { return nil }
        return durations.sorted()[(durations.count * 95 + 99) / 100 - 1]
    }

    mutating func takeHedge(share: Double) -> Bool {
        guard Double(hedges + 1) <= share * Double(calls) else { return false }
        hedges += 1
        return true
    }
}
