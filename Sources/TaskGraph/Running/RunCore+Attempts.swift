import Synchronization

/// The last attempt of a stage or item failed.
struct AttemptError: Error {
    let item: Int?
    let attempt: Int
    let cause: any Error
}

/// Carrying out one piece of work under its policy.
extension RunCore {
    /// Does the work as often as its policy allows, or what the policy names instead.
    func attempt<Output: Sendable>(
        _ policy: StagePolicy<Output>,
        _ context: StageContext,
        _ body: @escaping @Sendable (StageContext) async throws -> Output
    ) async throws -> Output {
        if policy.isPlain, options.limits.global == nil || !policy.countsTowardsWidth {
            if options.events != nil {
                await context.announceStart()
                try Task.checkCancellation()
            }
            return try await body(context)
        }
        var context = context
        while true {
            do {
                return try await attemptOnce(policy, context, body)
            } catch {
                // Whatever a cancelled task throws, it was cancelled.
                try Task.checkCancellation()
                if context.attempt < policy.attempts, policy.retrying.allows(error) {
                    try await wait(for: policy.backoff, error, context)
                    context.attempt += 1
                    continue
                }
                guard let fallback = policy.fallback else {
                    throw AttemptError(item: context.item, attempt: context.attempt, cause: error)
                }
                return try await fall(back: fallback, error, context)
            }
        }
    }

    private func attemptOnce<Output: Sendable>(
        _ policy: StagePolicy<Output>,
        _ context: StageContext,
        _ body: @escaping @Sendable (StageContext) async throws -> Output
    ) async throws -> Output {
        let permits = options.limits.permits(for: policy.limits, countsTowardsWidth: policy.countsTowardsWidth)
        var held = 0
        defer { for permit in permits[..<held].reversed() { permit.release() } }
        for permit in permits {
            try await permit.acquire()
            held += 1
        }
        try Task.checkCancellation()
        if isStopped { throw CancellationError() }
        if context.item == nil {
            state.withLock { $0.cells[context.index].attempts = Int32(context.attempt) }
        }
        if context.attempt == 1 { await context.announceStart() }
        guard let timeout = policy.timeout else { return try await body(context) }
        return try await within(timeout, options.clock) { try await body(context) }
    }

    private func wait(for backoff: Backoff, _ error: any Error, _ context: StageContext) async throws {
        let draw = jitter(
            seed: options.seed,
            stage: context.index,
            item: context.item ?? -1,
            attempt: context.attempt
        )
        var delay = backoff.delay(after: context.attempt, draw: draw)
        if let hint = (error as? any RetryHint)?.retryAfter { delay = max(delay, hint) }
        await tell(.retried(error: error, after: delay), context.index, item: context.item, context.attempt)
        if delay > .zero { try await options.clock.sleep(for: delay) }
        try Task.checkCancellation()
    }

    private func fall<Output: Sendable>(
        back fallback: Fallback<Output>,
        _ error: any Error,
        _ context: StageContext
    ) async throws -> Output {
        do {
            let value = try await fallback.make(error)
            try Task.checkCancellation()
            degrade(context.index, context.item, fallback.note)
            await tellDegradations()
            return value
        } catch {
            try Task.checkCancellation()
            throw AttemptError(item: context.item, attempt: context.attempt, cause: error)
        }
    }
}

/// Gives work a time limit. Work that runs over is cancelled, and has ended when this throws.
private func within<Output: Sendable>(
    _ limit: Duration,
    _ clock: any Clock<Duration>,
    _ body: @escaping @Sendable () async throws -> Output
) async throws -> Output {
    try await withThrowingTaskGroup(of: Output?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await clock.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let output = first else { throw StageTimeout(limit: limit) }
        return output
    }
}
