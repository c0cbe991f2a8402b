import TaskGraph
import Testing

@Suite struct `Widths` {
    @Test(arguments: 0..<60) func `no width is ever exceeded, over all runs that share it`(seed: Int) async throws {
        var numbers = SeededNumbers(seed)
        let global = Int.random(in: 1...5, using: &numbers)
        let model = Int.random(in: 1...3, using: &numbers)
        let disk = Int.random(in: 1...3, using: &numbers)
        let limits = WidthLimits(global: global, named: ["model": model, "disk": disk])
        let (all, onModel, onDisk) = (Counter(), Counter(), Counter())
        func graph(_ names: [String], _ counters: [Counter], _ seed: Int) throws -> RandomGraph {
            try RandomGraph(seed: seed, policy: .init(limits: names)) { _, _ in
                for counter in counters { counter.enter() }
                await Task.yield()
                for counter in counters { counter.leave() }
            }
        }
        let graphs = [
            try graph([], [all], seed), try graph(["model"], [all, onModel], seed + 1),
            try graph(["disk"], [all, onDisk], seed + 2),
            try graph(["model", "disk"], [all, onModel, onDisk], seed + 3),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for graph in graphs + graphs {
                group.addTask {
                    let output = try await graph.graph.run(0, options: RunOptions(limits: limits)).output
                    #expect(output == graph.expected)
                }
            }
            try await group.waitForAll()
        }
        #expect(all.most <= global)
        #expect(onModel.most <= model)
        #expect(onDisk.most <= disk)
        #expect(all.now == 0)
    }

    @Test func `a run cancelled while it waits for a place gives up, and the place is not lost`() async throws {
        let limits = WidthLimits(named: ["model": 1])
        let (held, gate) = (Gate(), Gate())
        let builder = GraphBuilder("hold")
        let input = builder.input("input", of: Int.self)
        let output = builder.stage("hold", policy: .init(limits: ["model"]), input) { _, value in
            held.open()
            try await gate.pass()
            return value
        }
        let graph = try builder.build(inputs: input, output: output)
        let options = RunOptions(limits: limits)
        let holder = Task { try await graph.run(1, options: options).output }
        try await held.pass()
        let waiting = Task { try await graph.run(2, options: options).output }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        gate.open()
        #expect(try await holder.value == 1)
        #expect(try await graph.run(3, options: options).output == 3)
    }

    @Test func `a place is free while a stage waits between attempts`() async throws {
        let clock = ManualClock()
        let limits = WidthLimits(global: 1)
        let builder = GraphBuilder("wait")
        let input = builder.input("input", of: Int.self)
        let policy = StagePolicy<Int>(attempts: 2, backoff: .constant(.seconds(9)))
        let output = builder.stage("wait", policy: policy, input) { context, value in
            if value == 1, context.attempt == 1 { throw Broken() }
            return value
        }
        let graph = try builder.build(inputs: input, output: output)
        let options = RunOptions(limits: limits, clock: clock)
        let first = Task { try await graph.run(1, options: options).output }
        await clock.sleepers(1)
        #expect(try await graph.run(2, options: options).output == 2)
        clock.advance(by: .seconds(9))
        #expect(try await first.value == 1)
    }

    @Test func `a stage that runs another graph within the same width does not lock up`() async throws {
        let limits = WidthLimits(global: 1)
        let inner = GraphBuilder("inner")
        let innerInput = inner.input("input", of: Int.self)
        let innerGraph = try inner.build(
            inputs: innerInput,
            output: inner.stage("work", innerInput) { _, value in value * 2 }
        )
        let outer = GraphBuilder("outer")
        let input = outer.input("input", of: Int.self)
        let output = outer.stage("nested", policy: .init(countsTowardsWidth: false), input) { _, value in
            try await innerGraph.run(value, options: RunOptions(limits: limits)).output
        }
        let graph = try outer.build(inputs: input, output: output)
        #expect(try await graph.run(4, options: RunOptions(limits: limits)).output == 8)
    }
}
