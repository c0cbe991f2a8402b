/// Leaves an endpoint alone after failures in a row, then lets single calls try whether it is back.
///
/// A state machine without time of its own. What counts as a failure is the caller's: an endpoint that refuses a bad
/// request is well.
struct CircuitBreaker: Sendable {
    enum State: Sendable, Hashable {
        /// Calls go through; so many failed in a row.
        case closed(failures: Int)
        /// Nobody calls before a moment.
        case open(until: Duration, pause: Duration)
        /// One call is trying.
        case probing(pause: Duration)
    }

    private static let longestPause = Duration.seconds(600)
    private let limit: Int
    private let firstPause: Duration
    private(set) var state = State.closed(failures: 0)

    /// - Parameter failures: In a row until it opens; 0 for never.
    init(failures: Int, pause: Duration) {
        limit = failures
        firstPause = pause
    }

    /// Whether a call may go; a call that may go while the breaker is open is the probe, and must report.
    mutating func allows(at now: Duration) -> Bool {
        switch state {
        case .closed: return true
        case .open(let until, let pause):
            guard now >= until else { return false }
            state = .probing(pause: pause)
            return true
        case .probing: return false
        }
    }

    mutating func succeed() {
        state = .closed(failures: 0)
    }

    mutating func fail(at now: Duration) {
        switch state {
        case .closed(let failures):
            guard limit > 0, failures + 1 >= limit else {
                state = .closed(failures: failures + 1)
                return
            }
            state = .open(until: now + firstPause, pause: firstPause)
        case .probing(let pause):
            let longer = min(pause * 2, CircuitBreaker.longestPause)
            state = .open(until: now + longer, pause: longer)
        case .open: break
        }
    }

    /// A call that neither failed nor succeeded: it was cancelled, or refused for its own fault.
    mutating func withdraw(at now: Duration) {
        if case .probing(let pause) = state { state = .open(until: now, pause: pause) }
    }

    /// How long nobody may call; `nil` when somebody may.
    func wait(at now: Duration) -> Duration? {
        switch state {
        case .closed: nil
        case .open(let until, _): until > now ? until - now : nil
        case .probing(let pause): pause
        }
    }
}
