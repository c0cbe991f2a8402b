import Synchronization
import TaskGraph
import Testing

@Suite struct `A run's journal` {
    @Test func `the one in memory does what every journal must`() async throws {
        try await checkJournal(InMemoryJournal())
    }

    @Test(arguments: 0..<40) func `after a failure at any stage, each durable stage is done exactly once`(seed: Int)
        async throws
    {
        let names = try RandomGraph(seed: seed, durable: true) { _, _ in }.names
        for broken in names {
            let (done, journal) = (Counter(), InMemoryJournal())
            let isMended = Atomic<Bool>(false)
            let random = try withMended(seed, isMended: { isMended.load(ordering: .relaxed) }, broken, done)
            let options = RunOptions(runID: "r", journal: journal)
            await #expect(throws: StageFailure.self) { try await random.graph.run(0, options: options) }
            isMended.store(true, ordering: .relaxed)
            let result = try await random.graph.run(0, options: options)
            #expect(result.output == random.expected)
            #expect(done.names.sorted() == names.sorted())
            // And once more: everything comes from the journal.
            let again = try await random.graph.run(0, options: options)
            #expect(again.output == random.expected)
            #expect(done.total == names.count)
            #expect(again.report.resumed.count == names.count)
        }
    }

    private func withMended(
        _ seed: Int,
        isMended: @escaping @Sendable () -> Bool,
        _ broken: String,
        _ done: Counter
    ) throws -> RandomGraph {
        try RandomGraph(seed: seed, durable: true) { _, name in
            if name == broken, !isMended() { throw Broken() }
            done.enter(name)
        }
    }

    @Test func `a value is in the journal before anything that depends on it starts`() async throws {
        let journal = InMemoryJournal()
        let builder = GraphBuilder("order")
        let input = builder.input("input", of: Int.self)
        let first = builder.stage("first", durable: .standard, input) { _, value in value + 1 }
        let second = builder.stage("second", first) { _, _ in
            try await journal.entries(of: "r").map { String(decoding: $0.payload, as: UTF8.self) }
        }
        let graph = try builder.build(inputs: input, output: second)
        let output = try await graph.run(1, options: RunOptions(runID: "r", journal: journal)).output
        #expect(output == [#"{"degraded":[],"value":2}"#])
    }

    private func chain(
        version: String = "1",
        schema: Int = 1,
        _ counter: Counter
    ) throws -> Graph<Int, String> {
        let builder = GraphBuilder("chain")
        let input = builder.input("input", of: Int.self)
        let read = builder.stage("read", input) { _, value in
            counter.enter("read")
            return value
        }
        let first = builder.stage("first", version: version, durable: Durability(schema: schema), read) { _, value in
            counter.enter("first")
            return value % 2
        }
        let second = builder.stage("second", durable: .standard, first) { _, value in
            counter.enter("second")
            return "v\(value)"
        }
        return try builder.build(inputs: input, output: second)
    }

    @Test func `what nobody needs any more is not done again, durable or not`() async throws {
        let counter = Counter()
        let graph = try chain(counter)
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        _ = try await graph.run(1, options: options)
        let again = try await graph.run(1, options: options)
        #expect(counter.names == ["read", "first", "second"])
        #expect(again.output == "v1")
        #expect(again.report.stages.map(\.outcome) == [.skipped, .resumed, .resumed])
    }

    @Test func `another input or version is done anew, and only as far as values differ`() async throws {
        let counter = Counter()
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        _ = try await chain(counter).run(1, options: options)
        // Another input, but the same value of "first": "second" need not run.
        #expect(try await chain(counter).run(3, options: options).output == "v1")
        #expect(counter.names == ["read", "first", "second", "read", "first"])
        // Another value of "first".
        #expect(try await chain(counter).run(2, options: options).output == "v0")
        #expect(counter.total == 8)
        // Another version of "first".
        _ = try await chain(version: "2", counter).run(2, options: options)
        #expect(counter.names.suffix(2) == ["read", "first"])
    }

    @Test func `runs do not see each other's entries`() async throws {
        let counter = Counter()
        let journal = InMemoryJournal()
        _ = try await chain(counter).run(1, options: RunOptions(runID: "a", journal: journal))
        _ = try await chain(counter).run(1, options: RunOptions(runID: "b", journal: journal))
        #expect(counter.total == 6)
    }

    @Test func `a value that does not decode stops the run and names the place`() async throws {
        struct Answer: Codable, Sendable {
            struct Statement: Codable, Sendable { var text: String }
            var statements: [Statement]
        }
        let counter = Counter()
        let journal = InMemoryJournal()
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let answer = builder.stage("answer", durable: .standard, input) { _, _ in
            counter.enter()
            return Answer(statements: [.init(text: "a"), .init(text: "b")])
        }
        let output = builder.stage("print", answer) { _, answer in
            counter.enter("print")
            return answer.statements.count
        }
        let graph = try builder.build(inputs: input, output: output)
        let options = RunOptions(runID: "r7", journal: journal)
        _ = try await graph.run(1, options: options)
        var entry = try #require(try await journal.entries(of: "r7").first)
        entry.payload = Array(#"{"degraded":[],"value":{"statements":[{"text":"a"},{"text":3}]}}"#.utf8)
        try await journal.record(entry)
        let error = await #expect(throws: JournalError.self) { try await graph.run(1, options: options) }
        #expect(error?.path == "r7/answer: value.statements[1].text")
        #expect(error?.description.contains("cannot be decoded") == true)
        #expect(counter.total == 2)

        entry.payload = Array("no JSON".utf8)
        try await journal.record(entry)
        await #expect(throws: JournalError.self) { try await graph.run(1, options: options) }
        #expect(counter.total == 2)
    }

    @Test func `a value of another schema is refused, not guessed at`() async throws {
        let counter = Counter()
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        _ = try await chain(schema: 1, counter).run(1, options: options)
        let error = await #expect(throws: JournalError.self) {
            try await chain(schema: 2, counter).run(1, options: options)
        }
        guard case .schema(recorded: 1, expected: 2)? = error?.problem else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
    }

    @Test func `degraded values stay marked when they are resumed, with what they were made from`() async throws {
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let evidence = builder.stage("evidence", input) { context, value in
            context.degrade("no historian")
            return value
        }
        let policy = StagePolicy<Int>(fallback: .value(0, note: "no model"))
        let answer = builder.stage("answer", durable: .standard, policy: policy, evidence) { _, _ in throw Broken() }
        let graph = try builder.build(inputs: input, output: answer)
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        let first = try await graph.run(1, options: options).report
        let again = try await graph.run(1, options: options).report
        #expect(first.degraded.map(\.description) == ["evidence: no historian", "answer: no model"])
        #expect(again.degraded == first.degraded)
        #expect(again.stages.map(\.outcome) == [.skipped, .resumed])
    }

    @Test func `a durable fan-out does only the items that are missing or changed`() async throws {
        let counter = Counter()
        let isMended = Atomic<Bool>(false)
        let journal = InMemoryJournal()
        let graph = try fanOut(counter, isMended: { isMended.load(ordering: .relaxed) })
        let options = RunOptions(runID: "r", journal: journal)
        await #expect(throws: StageFailure.self) { try await graph.run([1, 2, 3, 4], options: options) }
        let before = counter.total
        isMended.store(true, ordering: .relaxed)
        #expect(try await graph.run([1, 2, 3, 4], options: options).output == "[10, 20, 30, 40]")
        #expect(counter.names.filter { $0 != "sum" }.sorted() == ["1", "2", "3", "4"])
        #expect(before == 2)
        // One element differs.
        let changed = try await graph.run([1, 2, 5, 4], options: options)
        #expect(changed.output == "[10, 20, 50, 40]")
        #expect(changed.report.stages.map(\.resumedItems) == [3, 0])
        #expect(counter.names.suffix(2) == ["5", "sum"])
        let again = try await graph.run([1, 2, 5, 4], options: options)
        #expect(again.report.resumed == ["each", "sum"])
    }

    private func fanOut(_ counter: Counter, isMended: @escaping @Sendable () -> Bool) throws -> Graph<[Int], String> {
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let each = builder.fanOut("each", durable: .standard, over: items, width: 1) { _, item in
            if item == 3, !isMended() { throw Broken() }
            counter.enter("\(item)")
            return item * 10
        }
        let sum = builder.stage("sum", durable: .standard, each) { _, values in
            counter.enter("sum")
            return "\(values)"
        }
        return try builder.build(inputs: items, output: sum)
    }

    @Test func `an item that failed and was kept is tried again, and what read it is done anew`() async throws {
        let isMended = Atomic<Bool>(false)
        let builder = GraphBuilder("fan")
        let items = builder.input("items", of: [Int].self)
        let each = builder.fanOut("each", durable: .standard, over: items, onFailure: .keep) { _, item in
            if item == 2, !isMended.load(ordering: .relaxed) { throw Broken() }
            return item
        }
        let count = builder.stage("count", durable: .standard, each) { _, results in
            results.count { (try? $0.get()) != nil }
        }
        let graph = try builder.build(inputs: items, output: count)
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        #expect(try await graph.run([1, 2, 3], options: options).output == 2)
        isMended.store(true, ordering: .relaxed)
        #expect(try await graph.run([1, 2, 3], options: options).output == 3)
    }

    @Test func `a journal that cannot be written stops the run`() async throws {
        struct Full: RunJournal {
            struct DiskFull: Error {}
            func entries(of run: String) async throws -> [JournalEntry] { [] }
            func record(_ entry: JournalEntry) async throws { throw DiskFull() }
            func finish(run: String) async throws {}
            func prune(keeping: Int) async throws {}
        }
        let counter = Counter()
        let graph = try chain(counter)
        let error = await #expect(throws: JournalError.self) {
            try await graph.run(1, options: RunOptions(runID: "r", journal: Full()))
        }
        guard case .notWritten(let cause)? = error?.problem else { return #expect(Bool(false)) }
        #expect(cause is Full.DiskFull)
        #expect(error?.stage == "first")
        #expect(counter.names == ["read", "first"])
    }

    @Test func `numbers that JSON does not know survive`() async throws {
        let builder = GraphBuilder("numbers")
        let input = builder.input("input", of: Double.self)
        let output = builder.stage("stage", durable: .standard, input) { _, value in [value, .infinity, -0.1] }
        let graph = try builder.build(inputs: input, output: output)
        let options = RunOptions(runID: "r", journal: InMemoryJournal())
        _ = try await graph.run(.nan, options: options)
        let again = try await graph.run(.nan, options: options)
        #expect(again.report.resumed == ["stage"])
        #expect(again.output[0].isNaN)
        #expect(again.output[1...] == [.infinity, -0.1])
    }
}
