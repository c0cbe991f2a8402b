import Synchronization

/// What a run and a day may use.
package struct BudgetLimits: Sendable, Hashable {
    package var tokensPerRun: Int?
    package var tokensPerDay: Int?
    /// In the currency of the endpoints' prices.
    package var moneyPerRun: Double?
    package var moneyPerDay: Double?
    /// Seconds that calls of a run may take, added up.
    package var secondsPerRun: Double?

    package init(
        tokensPerRun: Int? = nil,
        tokensPerDay: Int? = nil,
        moneyPerRun: Double? = nil,
        moneyPerDay: Double? = nil,
        secondsPerRun: Double? = nil
    ) {
        self.tokensPerRun = tokensPerRun
        self.tokensPerDay = tokensPerDay
        self.moneyPerRun = moneyPerRun
        self.moneyPerDay = moneyPerDay
        self.secondsPerRun = secondsPerRun
    }
}

/// What has been used: tokens, money, seconds of calls.
package struct Usage: Sendable, Hashable {
    package var tokens: Int
    package var money: Double
    package var seconds: Double

    package init(tokens: Int = 0, money: Double = 0, seconds: Double = 0) {
        self.tokens = tokens
        self.money = money
        self.seconds = seconds
    }

    package mutating func add(_ other: Usage) {
        tokens += other.tokens
        money += other.money
        seconds += other.seconds
    }
}

/// Why a call does not go.
struct BudgetRefusal: Error {
    let message: String
}

/// Refuses calls once a budget is used up. What calls under way may take at most is held back for them, so that many at
/// once do not go above it together; a call is never cut off, so that one which takes more than was estimated may.
package final class UsageBudget: Sendable {
    private struct State {
        var used = Usage()
        /// Held back for calls under way; seconds are known only afterwards.
        var held = Usage()
    }

    private let limits: BudgetLimits
    private let before: Usage
    private let state = Mutex(State())

    /// - Parameter today: What was used on this day before this run.
    package init(_ limits: BudgetLimits, today: Usage = Usage()) {
        self.limits = limits
        before = today
    }

    package var used: Usage { state.withLock { $0.used } }

    /// Holds back what a call may take.
    ///
    /// - Throws: ``BudgetRefusal``.
    func take(for subject: CallSubject, at endpoint: Endpoint) throws -> BudgetShare {
        // All of it at the dearer price: how much will be prompt and how much reply is not known yet.
        let price = endpoint.price.map { max($0.input, $0.output) } ?? 0
        let share = Usage(tokens: subject.tokens, money: Double(subject.tokens) * price / 1_000_000)
        try state.withLock { state in
            if let refusal = refusal(of: share, state) { throw BudgetRefusal(message: refusal) }
            state.held.add(share)
        }
        return BudgetShare(share, of: self)
    }

    private func refusal(of share: Usage, _ state: State) -> String? {
        var run = state.used
        run.add(state.held)
        let underWay = state.held.tokens > 0 ? " (\(state.held.tokens) of them held back for calls under way)" : ""
        if let limit = limits.tokensPerRun, run.tokens + share.tokens > limit {
            return "the run's budget of \(limit) tokens is used up: \(run.tokens) so far\(underWay), and this call may "
                + "take \(share.tokens) (budget.tokens_per_run)"
        }
        if let limit = limits.tokensPerDay, before.tokens + run.tokens + share.tokens > limit {
            return "the day's budget of \(limit) tokens is used up: \(before.tokens + run.tokens) so far\(underWay) "
                + "(budget.tokens_per_day)"
        }
        if let limit = limits.moneyPerRun, isOver(limit, run.money, share.money) {
            return
                "the run's budget of \(limit) in money is used up: \(cents(run.money)) so far, and this call may take "
                + "\(cents(share.money)) (budget.money_per_run)"
        }
        if let limit = limits.moneyPerDay, isOver(limit, before.money + run.money, share.money) {
            return
                "the day's budget of \(limit) in money is used up: \(cents(before.money + run.money)) so far, and this "
                + "call may take \(cents(share.money)) (budget.money_per_day)"
        }
        if let limit = limits.secondsPerRun, run.seconds >= limit {
            return "the run's budget of \(limit) s of calls is used up (budget.seconds_per_run)"
        }
        return nil
    }

    private func isOver(_ limit: Double, _ used: Double, _ share: Double) -> Bool {
        used >= limit || used + share > limit * (1 + 1e-9)
    }

    private func cents(_ money: Double) -> String {
        "\((money * 10_000).rounded() / 10_000)"
    }

    fileprivate func close(_ share: Usage, with used: Usage?) {
        state.withLock { state in
            state.held.tokens -= share.tokens
            state.held.money -= share.money
            if state.held.tokens == 0 { state.held.money = 0 }
            if let used { state.used.add(used) }
        }
    }
}

/// What a budget holds back for one call until it is known what it took.
final class BudgetShare: Sendable {
    private let share: Usage
    private let budget: UsageBudget
    private let isClosed = Atomic(false)

    fileprivate init(_ share: Usage, of budget: UsageBudget) {
        self.share = share
        self.budget = budget
    }

    /// The call is over, with what it really took.
    func settle(_ used: Usage) {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        budget.close(share, with: used)
    }

    /// The call was not sent. Does nothing once settled.
    func giveBack() {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        budget.close(share, with: nil)
    }
}
