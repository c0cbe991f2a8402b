import TaskGraph
import Testing

@Suite struct `Events of a run` {
    private func lines(_ events: [RunEvent]) -> [String] { events.map(\.description) }

    @Test func `everything that happens is told in order`() async throws {
        let recorder = EventRecorder()
        let clock = ManualClock(movesWhenSleptOn: true)
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let policy = StagePolicy<Int>(attempts: 2, backoff: .constant(.seconds(1)))
        let first = builder.stage("first", policy: policy, input) { context, value in
            if context.attempt == 1 { throw Broken() }
            context.progress(1, of: 2, "half")
            context.degrade("half only")
            return value
        }
        let second = builder.map("second", first) { $0 }
        let graph = try builder.build(inputs: input, output: second)
        _ = try await graph.run(1, options: RunOptions(runID: "r", events: recorder, clock: clock))
        #expect(
            lines(recorder.events) == [
                "r started", "first started", "first failed at attempt 1 (broken), again after 1.0 seconds",
                "first 1 of 2 half", "first degraded: half only", "first finished", "second started",
                "second finished", "r finished",
            ]
        )
        #expect(recorder.events.last?.at == .seconds(1))
    }

    @Test func `failures, what they stop, and what is resumed are told`() async throws {
        let journal = InMemoryJournal()
        let recorder = EventRecorder()
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let good = builder.stage("good", durable: .standard, input) { _, value in value }
        let bad = builder.stage("bad", good) { _, _ -> Int in throw Broken() }
        let after = builder.stage("after", bad) { _, value in value }
        let graph = try builder.build(inputs: input, output: after)
        _ = try? await graph.run(1, options: RunOptions(runID: "r", journal: journal))
        _ = try? await graph.run(1, options: RunOptions(runID: "r", journal: journal, events: recorder))
        #expect(
            lines(recorder.events) == [
                "r started", "good resumed", "bad started", "bad failed: broken", "after cancelled",
                "r failed: Run r: stage bad failed at attempt 1: broken",
            ]
        )
    }

    @Test(arguments: [1, 3, 256]) func `a slow reader loses nothing, and the run waits for it`(capacity: Int)
        async throws
    {
        let channel = EventChannel(capacity: capacity)
        let recorder = EventRecorder()
        let random = try RandomGraph(seed: 5, stages: 30...30) { _, _ in }
        let read = Task {
            var lines: [String] = []
            for await event in channel.events {
                for _ in 0..<3 { await Task.yield() }
                lines.append(event.description)
            }
            return lines
        }
        _ = try await random.graph.run(0, options: RunOptions(runID: "r", events: recorder))
        _ = try await random.graph.run(0, options: RunOptions(runID: "r", events: channel))
        channel.finish()
        #expect(await read.value.sorted() == lines(recorder.events).sorted())
    }

    @Test func `of progress not yet read only the latest is kept, in its place`() async {
        func progress(_ stage: String, _ done: Int) -> RunEvent {
            RunEvent(
                run: "r",
                graph: "g",
                stage: stage,
                at: .zero,
                kind: .progress(done: done, total: nil, note: "")
            )
        }
        let channel = EventChannel(capacity: 2)
        for done in 0..<10_000 {
            channel.sendProgress(progress("one", done))
            channel.sendProgress(progress("two", done))
        }
        let finished = Task {
            await channel.send(RunEvent(run: "r", graph: "g", stage: "one", at: .zero, kind: .finished))
            channel.sendProgress(progress("one", 10_001))
            channel.finish()
        }
        var lines: [String] = []
        for await event in channel.events { lines.append(event.description) }
        await finished.value
        #expect(lines == ["one 9999", "two 9999", "one finished", "one 10001"])
    }

    @Test func `a reader that goes away does not hold up the run`() async throws {
        let channel = EventChannel(capacity: 1)
        let random = try RandomGraph(seed: 9, stages: 20...20) { _, _ in }
        let reader = Task {
            for await _ in channel.events { break }
        }
        #expect(try await random.graph.run(0, options: RunOptions(events: channel)).output == random.expected)
        await reader.value
    }

    @Test func `a cancelled run ends although nobody reads, and what it said is kept`() async throws {
        let channel = EventChannel(capacity: 2)
        let begun = Gate()
        let builder = GraphBuilder("chain")
        let input = builder.input("input", of: Int.self)
        var last = input
        for number in 0..<5 {
            last = builder.stage("n\(number)", last) { _, value in
                begun.open()
                return value
            }
        }
        let graph = try builder.build(inputs: input, output: last)
        let task = Task { try await graph.run(0, options: RunOptions(runID: "r", events: channel)).output }
        try await begun.pass()
        // By now the channel is full: the run cannot end by itself.
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        channel.finish()
        var lastEvent = ""
        for await event in channel.events { lastEvent = event.description }
        #expect(lastEvent == "r cancelled")
    }

    @Test func `a fan-out tells how far it is`() async throws {
        let recorder = EventRecorder()
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let output = builder.fanOut("each", over: items, width: 1) { _, item in item }
        let graph = try builder.build(inputs: items, output: output)
        _ = try await graph.run([1, 2], options: RunOptions(runID: "r", events: recorder))
        #expect(
            lines(recorder.events)
                == ["r started", "each started", "each 1 of 2", "each 2 of 2", "each finished", "r finished"]
        )
    }
}
