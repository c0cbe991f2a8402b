/// Who may call an endpoint now and who has to wait: calls at once, requests and tokens in any sixty seconds, and pauses
/// that the server asked for. A state machine without time or tasks of its own.
///
/// Persons go before the nightly batch, and within each the first to come is the first to go; nobody passes somebody of
/// the same kind who waits.
struct Admission: Sendable {
    typealias Ticket = Int

    private struct Waiter {
        let ticket: Ticket
        let tokens: Int
    }

    let width: Int
    private(set) var inFlight = 0
    private var persons: [Waiter] = []
    private var batch: [Waiter] = []
    private var window: RateWindow
    private(set) var pausedUntil: Duration = .zero
    private var last: Ticket = 0

    init(width: Int, requestsPerMinute: Int?, tokensPerMinute: Int?) {
        self.width = width
        window = RateWindow(requests: requestsPerMinute, tokens: tokensPerMinute)
    }

    var waiting: Int { persons.count + batch.count }

    /// True when a further call would be let in at once.
    var hasRoom: Bool { waiting == 0 && inFlight < width }

    /// Lets a call in, or puts it into the queue.
    mutating func arrive(tokens: Int, isInteractive: Bool, at now: Duration) -> (ticket: Ticket, isIn: Bool) {
        last += 1
        let waiter = Waiter(ticket: last, tokens: tokens)
        let isFirst = persons.isEmpty && (isInteractive || batch.isEmpty)
        if isFirst, mayEnter(waiter, at: now) {
            enter(waiter, at: now)
            return (last, true)
        }
        if isInteractive { persons.append(waiter) } else { batch.append(waiter) }
        return (last, false)
    }

    /// Lets in whoever may come now.
    mutating func advance(to now: Duration) -> [Ticket] {
        var entered: [Ticket] = []
        while let first = persons.first ?? batch.first, mayEnter(first, at: now) {
            if persons.isEmpty { batch.removeFirst() } else { persons.removeFirst() }
            enter(first, at: now)
            entered.append(first.ticket)
        }
        return entered
    }

    /// The first in the queue, and when time alone will let it in; `nil` when somebody has to leave first.
    func head(at now: Duration) -> (ticket: Ticket, opens: Duration?)? {
        guard let first = persons.first ?? batch.first else { return nil }
        guard inFlight < width else { return (first.ticket, nil) }
        return (first.ticket, max(pausedUntil, window.opens(for: first.tokens, at: now)))
    }

    /// Ends a call, with the tokens that it really took.
    mutating func leave(_ ticket: Ticket, tokens: Int?) {
        inFlight -= 1
        if let tokens { window.correct(ticket, tokens: tokens) }
    }

    /// Takes a call out of the queue.
    mutating func abandon(_ ticket: Ticket) {
        persons.removeAll { $0.ticket == ticket }
        batch.removeAll { $0.ticket == ticket }
    }

    /// Lets nobody in before a moment.
    mutating func pause(until moment: Duration) {
        pausedUntil = max(pausedUntil, moment)
    }

    private mutating func mayEnter(_ waiter: Waiter, at now: Duration) -> Bool {
        guard inFlight < width, now >= pausedUntil else { return false }
        window.forget(before: now)
        return window.opens(for: waiter.tokens, at: now) <= now
    }

    private mutating func enter(_ waiter: Waiter, at now: Duration) {
        inFlight += 1
        window.take(waiter.ticket, tokens: waiter.tokens, at: now)
    }
}

/// What was sent within the last sixty seconds. No stretch of sixty seconds ever holds more than is allowed.
struct RateWindow: Sendable {
    private struct Call {
        let ticket: Int
        let time: Duration
        var tokens: Int
    }

    private static let length = Duration.seconds(60)
    private let requests: Int?
    private let tokens: Int?
    private var calls: [Call] = []
    private var first = 0
    private var sum = 0

    init(requests: Int?, tokens: Int?) {
        self.requests = requests
        self.tokens = tokens
    }

    private var isUnlimited: Bool { requests == nil && tokens == nil }

    mutating func take(_ ticket: Int, tokens: Int, at now: Duration) {
        guard !isUnlimited else { return }
        calls.append(Call(ticket: ticket, time: now, tokens: tokens))
        sum += tokens
    }

    mutating func correct(_ ticket: Int, tokens: Int) {
        guard !isUnlimited, let index = calls[first...].firstIndex(where: { $0.ticket == ticket }) else { return }
        sum += tokens - calls[index].tokens
        calls[index].tokens = tokens
    }

    mutating func forget(before now: Duration) {
        while first < calls.count, calls[first].time + RateWindow.length <= now {
            sum -= calls[first].tokens
            first += 1
        }
        if first > 1_024, first * 2 > calls.count {
            calls.removeFirst(first)
            first = 0
        }
    }

    /// When a call of so many tokens fits; one that is larger than the allowance of a minute goes when nothing else did.
    func opens(for wanted: Int, at now: Duration) -> Duration {
        var moment = now
        if let requests, calls.count - first >= requests {
            moment = max(moment, calls[calls.count - requests].time + RateWindow.length)
        }
        if let tokens {
            var left = sum
            var index = first
            while left > 0, left + wanted > tokens, index < calls.count {
                left -= calls[index].tokens
                moment = max(moment, calls[index].time + RateWindow.length)
                index += 1
            }
        }
        return moment
    }
}
