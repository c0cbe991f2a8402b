/// How a stage is carried out: how often it is tried, for how long, within which widths, and what to do instead.
public struct StagePolicy<Output: Sendable>: Sendable {
    /// How many times the work may be started, the first included.
    public let attempts: Int
    /// How long to wait between attempts.
    public let backoff: Backoff
    /// Which errors are worth another attempt.
    public let retrying: RetryRule
    /// How long one attempt may take. An attempt that runs over is cancelled, and has ended before the next begins.
    public let timeout: Duration?
    /// The named widths (such as "model") that an attempt holds while it runs.
    public let limits: [String]
    /// Whether an attempt holds a place of the global width; false for stages that only wait, or run a graph.
    public let countsTowardsWidth: Bool
    /// What to do when no attempt succeeds.
    public let fallback: Fallback<Output>?
    /// True when the work can simply be called.
    let isPlain: Bool

    /// Makes a policy; without arguments: one attempt, no time limit, nothing instead.
    public init(
        attempts: Int = 1,
        backoff: Backoff = .exponential(),
        retrying: RetryRule = .allErrors,
        timeout: Duration? = nil,
        limits: [String] = [],
        countsTowardsWidth: Bool = true,
        fallback: Fallback<Output>? = nil
    ) {
        self.attempts = attempts
        self.backoff = backoff
        self.retrying = retrying
        self.timeout = timeout
        // One order for all stages, so that two of them never wait for each other.
        self.limits = Set(limits).sorted()
        self.countsTowardsWidth = countsTowardsWidth
        self.fallback = fallback
        isPlain = attempts == 1 && timeout == nil && limits.isEmpty && fallback == nil
    }

    /// One attempt, no time limit, nothing instead.
    public static var `default`: Self { Self() }

    /// The policy in few words.
    var remark: String {
        var parts: [String] = []
        if attempts > 1 { parts.append("\(attempts) attempts") }
        if let timeout { parts.append("\(timeout) each") }
        if !limits.isEmpty { parts.append(limits.joined(separator: " + ")) }
        if let fallback { parts.append("else \(fallback.note)") }
        return parts.joined(separator: ", ")
    }
}

/// What to give instead when a stage fails: a value that is marked as degraded all the way to the reader.
public struct Fallback<Output: Sendable>: Sendable {
    /// What the reader is told.
    public let note: String
    let make: @Sendable (any Error) async throws -> Output

    /// Always the same value.
    public static func value(_ value: Output, note: String) -> Self {
        Self(note: note) { _ in value }
    }

    /// A value made when it is needed; it is given the error of the last attempt.
    public static func compute(
        note: String,
        _ make: @escaping @Sendable (any Error) async throws -> Output
    ) -> Self {
        Self(note: note, make: make)
    }
}

/// Which errors are worth another attempt.
public struct RetryRule: Sendable {
    let allows: @Sendable (any Error) -> Bool

    /// Every error, timeouts included.
    public static let allErrors = RetryRule { _ in true }
    /// No error.
    public static let never = RetryRule { _ in false }

    /// The errors for which the closure is true. A timeout comes as ``StageTimeout``.
    public static func when(_ allows: @escaping @Sendable (any Error) -> Bool) -> RetryRule {
        RetryRule(allows: allows)
    }
}

/// An error that knows how long to wait at least before another attempt, such as an HTTP `Retry-After`.
public protocol RetryHint: Error {
    /// At least this long; nil when it does not matter.
    var retryAfter: Duration? { get }
}

/// An attempt took longer than its policy allows; it has ended by the time this is thrown.
public struct StageTimeout: Error, Equatable, Sendable, CustomStringConvertible {
    /// The limit.
    public let limit: Duration

    /// A sentence for a person.
    public var description: String { "no answer within \(limit)" }
}
