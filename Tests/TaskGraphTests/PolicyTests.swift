import Synchronization
import TaskGraph
import Testing

@Suite struct `Policies of a stage` {
    /// A graph of one stage.
    private func graph(
        _ policy: StagePolicy<Int>,
        _ body: @escaping @Sendable (StageContext) async throws -> Int
    ) throws -> Graph<Int, Int> {
        let builder = GraphBuilder("policy")
        let input = builder.input("input", of: Int.self)
        let output = builder.stage("stage", policy: policy, input) { context, _ in try await body(context) }
        return try builder.build(inputs: input, output: output)
    }

    @Test func `work is tried as often as allowed and no more`() async throws {
        let counter = Counter()
        let graph = try graph(.init(attempts: 3, backoff: .none)) { _ in
            counter.enter()
            throw Broken()
        }
        let failure = await #expect(throws: StageFailure.self) { try await graph.run(0) }
        #expect(counter.total == 3)
        #expect(failure?.attempt == 3)
        #expect(failure?.cause is Broken)
        #expect(failure?.report?.stages.map(\.attempts) == [3])
    }

    @Test func `only errors worth it are tried again`() async throws {
        struct Refused: Error {}
        let counter = Counter()
        let graph = try graph(.init(attempts: 5, backoff: .none, retrying: .when { $0 is Broken })) { context in
            counter.enter()
            if context.attempt == 1 { throw Broken() }
            throw Refused()
        }
        let failure = await #expect(throws: StageFailure.self) { try await graph.run(0) }
        #expect(counter.total == 2)
        #expect(failure?.cause is Refused)
    }

    @Test func `waits grow up to the cap, and the same seed gives the same waits`() async throws {
        func waits(seed: UInt64) async throws -> [Duration] {
            let clock = ManualClock(movesWhenSleptOn: true)
            let policy = StagePolicy<Int>(attempts: 8, backoff: .exponential(base: .seconds(1), cap: .seconds(8)))
            let graph = try graph(policy) { context in
                if context.attempt < 8 { throw Broken() }
                return 1
            }
            _ = try await graph.run(0, options: RunOptions(clock: clock, seed: seed))
            return clock.slept
        }
        let first = try await waits(seed: 1)
        #expect(first.count == 7)
        for (index, wait) in first.enumerated() {
            #expect(wait >= .zero && wait <= min(.seconds(1 << index), .seconds(8)))
        }
        #expect(try await waits(seed: 1) == first)
        #expect(try await waits(seed: 2) != first)
    }

    @Test func `an error may ask for a longer wait`() async throws {
        struct TooMany: RetryHint {
            var retryAfter: Duration? { .seconds(17) }
        }
        let clock = ManualClock(movesWhenSleptOn: true)
        let graph = try graph(.init(attempts: 2, backoff: .constant(.seconds(2)))) { context in
            if context.attempt == 1 { throw TooMany() }
            return 1
        }
        #expect(try await graph.run(0, options: RunOptions(clock: clock)).output == 1)
        #expect(clock.slept == [.seconds(17)])
    }

    @Test func `an attempt over its time has ended before the next begins`() async throws {
        let clock = ManualClock()
        let counter = Counter()
        let graph = try graph(.init(attempts: 2, backoff: .none, timeout: .seconds(5))) { context in
            counter.enter()
            defer { counter.leave() }
            if context.attempt == 2 { return counter.now }
            try await Gate().pass()
            return -1
        }
        let run = Task { try await graph.run(0, options: RunOptions(clock: clock)) }
        await clock.sleepers(1)
        clock.advance(by: .seconds(5))
        #expect(try await run.value.output == 1)
        #expect(counter.total == 2)
    }

    @Test func `the last timeout is the failure's cause`() async throws {
        let clock = ManualClock()
        let graph = try graph(.init(timeout: .seconds(5))) { _ in
            try await Gate().pass()
            return 1
        }
        let run = Task { try await graph.run(0, options: RunOptions(clock: clock)) }
        await clock.sleepers(1)
        clock.advance(by: .seconds(5))
        let failure = await #expect(throws: StageFailure.self) { try await run.value }
        #expect((failure?.cause as? StageTimeout)?.limit == .seconds(5))
        #expect(failure?.description.hasSuffix("failed at attempt 1: no answer within 5.0 seconds") == true)
    }

    @Test func `work within its time is not disturbed`() async throws {
        let graph = try graph(.init(timeout: .seconds(5))) { _ in 4 }
        #expect(try await graph.run(0, options: RunOptions(clock: ManualClock())).output == 4)
    }

    @Test func `what stands in is marked all the way to the reader`() async throws {
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let policy = StagePolicy<String>(
            attempts: 2,
            backoff: .none,
            fallback: .compute(note: "no model answered") { "composed after: \($0)" }
        )
        let draft = builder.stage("draft", policy: policy, input) { _, _ in throw Broken() }
        let other = builder.stage("other", input) { context, value in
            context.degrade("half the tags are missing")
            return value
        }
        let verified = builder.map("verified", draft) { $0 }
        let read = builder.stage("read", verified) { context, text in
            "\(text); \(context.degraded.map(\.description).joined())"
        }
        let output = builder.stage("output", read, other) { context, text, _ in (text, context.degraded.count) }
        let graph = try builder.build(inputs: input, output: output)
        let result = try await graph.run(0)
        #expect(result.output.0 == "composed after: broken; draft: no model answered")
        #expect(result.output.1 == 2)
        #expect(
            result.report.degraded.map(\.description)
                == ["draft: no model answered", "other: half the tags are missing"]
        )
    }

    @Test func `a fallback that fails is a failure with the fallback's error`() async throws {
        struct Worse: Error {}
        let graph = try graph(.init(fallback: .compute(note: "x") { _ in throw Worse() })) { _ in throw Broken() }
        let failure = await #expect(throws: StageFailure.self) { try await graph.run(0) }
        #expect(failure?.cause is Worse)
        #expect(failure?.report?.degraded.isEmpty == true)
    }
}
