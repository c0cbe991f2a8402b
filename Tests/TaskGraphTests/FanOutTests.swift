import Synchronization
import TaskGraph
import Testing

@Suite struct `Fanning out` {
    @Test(arguments: [1, 2, 7, 100]) func `results keep the order of the items, whatever the width`(width: Int)
        async throws
    {
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let factor = builder.input("factor", of: Int.self)
        let results = builder.fanOut("each", over: items, with: factor, width: width) { context, item, factor in
            for _ in 0..<(item % 3) { await Task.yield() }
            return "\(context.item ?? -1):\(item * factor)"
        }
        let graph = try builder.build(inputs: items, factor, output: results)
        let expected = (0..<50).map { "\($0):\($0 * 30)" }
        #expect(try await graph.run((0..<50).map { $0 * 10 }, 3).output == expected)
        #expect(try await graph.run([], 3).output == [])
    }

    @Test func `the width is used fully and never exceeded`() async throws {
        let counter = Counter()
        let gate = Gate()
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let results = builder.fanOut("each", over: items, width: 4) { _, item in
            counter.enter()
            defer { counter.leave() }
            // The fourth at work lets all go on, so a width that is not used fully would hang.
            if counter.now == 4 { gate.open() }
            try await gate.pass()
            return item
        }
        let graph = try builder.build(inputs: items, output: results)
        #expect(try await graph.run(Array(0..<40)).output == Array(0..<40))
        #expect(counter.most == 4)
    }

    @Test func `fail all ends the others, waits for them, and names the item`() async throws {
        let counter = Counter()
        let gate = Gate()
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let results = builder.fanOut("each", over: items, width: 4) { _, item in
            counter.enter()
            defer { counter.leave() }
            if item == 2 { throw Broken() }
            try await gate.pass()
            return item
        }
        let graph = try builder.build(inputs: items, output: results)
        let failure = await #expect(throws: StageFailure.self) {
            try await graph.run(Array(0..<20), options: RunOptions(runID: "r"))
        }
        #expect(counter.now == 0)
        #expect(failure?.stage == "each")
        #expect(failure?.item == 2)
        #expect(failure?.cause is Broken)
        #expect(failure?.description == "Run r: stage each[2] failed at attempt 1: broken")
    }

    @Test func `dropped items are left out and the reader is told`() async throws {
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let results = builder.fanOut("each", over: items, onFailure: .drop) { _, item in
            if item.isMultiple(of: 3) { throw Broken() }
            return item
        }
        let read = builder.stage("read", results) { context, values in
            "\(values) \(context.degraded.map(\.description).joined())"
        }
        let graph = try builder.build(inputs: items, output: read)
        let result = try await graph.run([1, 2, 3, 4, 5, 6])
        #expect(result.output == "[1, 2, 4, 5] each: left out 2 of 6")
        #expect(result.report.degraded == [Degradation(stage: "each", note: "left out 2 of 6")])
    }

    @Test func `kept errors stay in the place of their item`() async throws {
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let results = builder.fanOut(
            "each",
            over: items,
            onFailure: .keep,
            policy: .init(attempts: 2, backoff: .none)
        ) { _, item in
            if item == 3 { throw Broken() }
            return item
        }
        let graph = try builder.build(inputs: items, output: results)
        let output = try await graph.run([1, 2, 3, 4]).output
        #expect(output.map { try? $0.get() } == [1, 2, nil, 4])
        guard case .failure(let failure) = output[2] else { return #expect(Bool(false), "no failure") }
        #expect(failure.item == 2)
        #expect(failure.attempt == 2)
        #expect(failure.cause is Broken)
    }

    @Test func `each item has its own attempts and its own fallback`() async throws {
        let counter = Counter()
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let policy = StagePolicy<Int>(attempts: 3, backoff: .none, fallback: .value(0, note: "no model"))
        let results = builder.fanOut("each", over: items, policy: policy) { context, item in
            counter.enter("\(item)")
            if item == 1, context.attempt < 3 { throw Broken() }
            if item == 2 { throw Broken() }
            return item
        }
        let graph = try builder.build(inputs: items, output: results)
        let result = try await graph.run([5, 1, 2])
        #expect(result.output == [5, 1, 0])
        #expect(result.report.degraded == [Degradation(stage: "each", item: 2, note: "no model")])
        #expect(["5", "1", "2"].map { counter.count($0) } == [1, 3, 3])
    }

    @Test func `other collections than arrays work`() async throws {
        let builder = GraphBuilder("fan")
        let text = builder.input("text", of: String.self)
        let results = builder.fanOut("each", over: text) { _, letter in letter.uppercased() }
        let graph = try builder.build(inputs: text, output: results)
        #expect(try await graph.run("pump").output == ["P", "U", "M", "P"])
    }
}
