import TaskGraph
import Testing

@Suite struct `Running a graph` {
    @Test func `values of different types flow as wired`() async throws {
        let builder = GraphBuilder("types")
        let number = builder.input("number", of: Int.self)
        let text = builder.input("text", of: String.self)
        let doubled = builder.map("doubled", number) { $0 * 2 }
        let letters = builder.stage("letters", text) { _, text in Array(text) }
        let joined = builder.stage("joined", doubled, letters, text) { _, count, letters, text in
            "\(text)\(letters.count)\(count)"
        }
        let graph = try builder.build(inputs: text, number, output: joined)
        #expect(try await graph.run("ab", 4).output == "ab28")
    }

    @Test func `a graph can return its input and hold stages without inputs`() async throws {
        let builder = GraphBuilder("source")
        let one = builder.stage("one") { _ in 1 }
        let two = builder.stage("two") { _ in 2 }
        let sum = builder.stage("sum", one, two) { _, one, two in one + two }
        let graph = try builder.build(output: sum)
        #expect(try await graph.run().output == 3)
        let echo = GraphBuilder("echo")
        let input = echo.input("input", of: Int.self)
        #expect(try await echo.build(inputs: input, output: input).run(7).output == 7)
    }

    @Test func `a stage starts as soon as its inputs are there, not level by level`() async throws {
        let gate = Gate()
        let builder = GraphBuilder("eager")
        let input = builder.input("input", of: Int.self)
        let slow = builder.stage("slow", input) { _, value in
            try await gate.pass()
            return value
        }
        let quick = builder.stage("quick", input) { _, value in value }
        // Opens the gate that "slow" waits at: a scheduler that works level by level would wait for ever.
        let after = builder.stage("after", quick) { _, value in
            gate.open()
            return value
        }
        let output = builder.stage("output", slow, after) { _, one, two in one + two }
        let graph = try builder.build(inputs: input, output: output)
        #expect(try await graph.run(1).output == 2)
    }

    @Test(arguments: 0..<300) func `any graph gives the same output and runs each stage once`(seed: Int) async throws {
        let counter = Counter()
        let random = try RandomGraph(seed: seed, stages: 1...30) { _, name in
            counter.enter(name)
            if seed.isMultiple(of: 3) { await Task.yield() }
            counter.leave()
        }
        let result = try await random.graph.run(0)
        #expect(result.output == random.expected)
        #expect(counter.names.sorted() == random.names.sorted())
        #expect(result.report.stages.allSatisfy { $0.outcome == .finished })
    }

    @Test func `one graph runs many times at once`() async throws {
        let builder = GraphBuilder("shared")
        let input = builder.input("input", of: Int.self)
        let left = builder.stage("left", input) { _, value in value + 1 }
        let right = builder.stage("right", input) { _, value in value + 2 }
        let graph = try builder.build(
            inputs: input,
            output: builder.stage("sum", left, right) { _, one, two in one + two }
        )
        let outputs = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for number in 0..<100 {
                group.addTask { (number, try await graph.run(number).output) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 0..<100 { #expect(outputs[number] == 2 * number + 3) }
    }

    @MainActor @Test func `stages run off the caller's actor`() async throws {
        let builder = GraphBuilder("off")
        let input = builder.input("input", of: Int.self)
        let output = builder.stage("output", input) { _, value in
            let actor: (any Actor)? = #isolation
            return actor == nil ? value : -1
        }
        let graph = try builder.build(inputs: input, output: output)
        #expect(try await graph.run(3).output == 3)
    }

    @Test func `a value nobody will read any more is let go while the run goes on`() async throws {
        final class Witness: Sendable {
            let gate: Gate
            init(_ gate: Gate) { self.gate = gate }
            deinit { gate.open() }
        }
        let gate = Gate()
        let builder = GraphBuilder("memory")
        let input = builder.input("input", of: Int.self)
        let large = builder.stage("large", input) { _, _ in Witness(gate) }
        let small = builder.stage("small", large) { _, _ in 1 }
        // Waits until the large value is gone.
        let output = builder.stage("output", small) { _, value in
            try await gate.pass()
            return value
        }
        let graph = try builder.build(inputs: input, output: output)
        #expect(try await graph.run(0).output == 1)
    }
}
