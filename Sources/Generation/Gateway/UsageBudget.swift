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

/// Refuses calls once a budget is used up. A call that is under way is never cut off, so that the last one may end
/// above it.
package final class UsageBudget: Sendable {
    private let limits: BudgetLimits
    private let before: Usage
    private let run = Mutex(Usage())

    /// - Parameter today: What was used on this day before this run.
    package init(_ limits: BudgetLimits, today: Usage = Usage()) {
        self.limits = limits
        before = today
    }

    package var used: Usage { run.withLock { $0 } }

    func refusal(of subject: CallSubject) -> String? {
        let run = used
        if let limit = limits.tokensPerRun, run.tokens + subject.tokens > limit {
            return "the run's budget of \(limit) tokens is used up: \(run.tokens) so far, and this call may take "
                + "\(subject.tokens) (budget.tokens_per_run)"
        }
        if let limit = limits.tokensPerDay, before.tokens + run.tokens + subject.tokens > limit {
            return "the day's budget of \(limit) tokens is used up: \(before.tokens + run.tokens) so far "
                + "(budget.tokens_per_day)"
        }
        if let limit = limits.moneyPerRun, run.money >= limit {
            return "the run's budget of \(limit) in money is used up (budget.money_per_run)"
        }
        if let limit = limits.moneyPerDay, before.money + run.money >= limit {
            return "the day's budget of \(limit) in money is used up (budget.money_per_day)"
        }
        if let limit = limits.secondsPerRun, run.seconds >= limit {
            return "the run's budget of \(limit) s of calls is used up (budget.seconds_per_run)"
        }
        return nil
    }

    func add(tokens: Int, cost: Double, seconds: Double) {
        run.withLock { $0.add(Usage(tokens: tokens, money: cost, seconds: seconds)) }
    }
}
