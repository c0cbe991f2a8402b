import TaskGraph
import Testing

@Suite struct `Failing` {
    @Test func `a failure stops only what depends on it, and what was done stays done`() async throws {
        let (failed, journal, counter) = (Gate(), InMemoryJournal(), Counter())
        let builder = GraphBuilder("fork")
        let input = builder.input("input", of: Int.self)
        let bad = builder.stage("bad", input) { _, value in
            failed.open()
            if value == 0 { throw Broken() }
            return value
        }
        let below = builder.stage("below", bad) { _, value in
            counter.enter("below")
            return value
        }
        let good = builder.stage("good", durable: .standard, input) { _, value in
            try await failed.pass()
            return value + 1
        }
        let better = builder.stage("better", durable: .standard, good) { _, value in
            counter.enter("better")
            return value + 1
        }
        let output = builder.stage("output", below, better) { _, one, two in one + two }
        let graph = try builder.build(inputs: input, output: output)
        let failure = await #expect(throws: StageFailure.self) {
            try await graph.run(0, options: RunOptions(runID: "r", journal: journal))
        }
        #expect(failure?.description == "Run r: stage bad failed at attempt 1: broken")
        #expect(counter.names == ["better"])
        #expect(try await journal.entries(of: "r").map(\.stage) == ["good", "better"])
        let report = try #require(failure?.report)
        #expect(
            report.stages.map { "\($0.stage) \($0.outcome)" } == [
                "bad failed", "below cancelled", "good finished", "better finished", "output cancelled",
            ]
        )
    }

    @Test func `several failures are told in the order of the graph`() async throws {
        let gate = Gate()
        let builder = GraphBuilder("many")
        let input = builder.input("input", of: Int.self)
        let first = builder.stage("first", input) { _, _ -> Int in
            try await gate.pass()
            throw Broken()
        }
        let second = builder.stage("second", input) { _, _ -> Int in
            gate.open()
            throw Broken()
        }
        let output = builder.stage("output", first, second) { _, one, two in one + two }
        let graph = try builder.build(inputs: input, output: output)
        let failure = await #expect(throws: StageFailure.self) { try await graph.run(0) }
        #expect(failure?.stage == "first")
        #expect(failure?.others.map(\.stage) == ["second"])
        #expect(failure?.description.contains("(and 1 more: second)") == true)
    }

    @Test func `a stage that throws a cancellation of its own has failed, not been cancelled`() async throws {
        let builder = GraphBuilder("odd")
        let input = builder.input("input", of: Int.self)
        let output = builder.stage("output", input) { _, _ -> Int in throw CancellationError() }
        let graph = try builder.build(inputs: input, output: output)
        let failure = await #expect(throws: StageFailure.self) { try await graph.run(0) }
        #expect(failure?.cause is CancellationError)
    }
}
