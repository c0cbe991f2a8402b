import TaskGraph
import Testing

@Suite struct `Building a graph` {
    @Test func `a name used twice is refused and named`() {
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: Int.self)
        let first = builder.stage("scope", input) { _, value in value }
        let second = builder.stage("scope", first) { _, value in value }
        #expect(throws: GraphError.duplicateNames(graph: "ask", names: ["scope"])) {
            try builder.build(inputs: input, output: second)
        }
    }

    @Test func `stages that lead nowhere are refused and named`() {
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: Int.self)
        let lost = builder.stage("lost", input) { _, value in value }
        _ = builder.map("lost too", lost) { $0 }
        let output = builder.stage("answer", input) { _, value in value }
        #expect(throws: GraphError.unreachable(graph: "ask", names: ["lost", "lost too"])) {
            try builder.build(inputs: input, output: output)
        }
    }

    @Test func `a stage kept for its effect runs although nothing reads it`() async throws {
        let counter = Counter()
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: Int.self)
        builder.keep(builder.stage("store", input) { _, _ in counter.enter() })
        let output = builder.stage("answer", input) { _, value in value + 1 }
        let graph = try builder.build(inputs: input, output: output)
        #expect(try await graph.run(1).output == 2)
        #expect(counter.total == 1)
    }

    @Test func `a handle of another builder is refused`() {
        let other = GraphBuilder("other")
        let stranger = other.input("question", of: Int.self)
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: Int.self)
        let output = builder.stage("answer", stranger, input) { _, one, two in one + two }
        #expect(throws: GraphError.foreignHandle(graph: "ask", stages: ["answer"])) {
            try builder.build(inputs: input, output: output)
        }
    }

    @Test func `every input must be given once`() {
        let builder = GraphBuilder("ask")
        let one = builder.input("one", of: Int.self)
        let two = builder.input("two", of: Int.self)
        let output = builder.stage("sum", one, two) { _, one, two in one + two }
        #expect(throws: GraphError.inputs(graph: "ask", missing: ["two"], notInputs: [])) {
            try builder.build(inputs: one, output: output)
        }
        #expect(throws: GraphError.inputs(graph: "ask", missing: [], notInputs: ["sum", "one"])) {
            try builder.build(inputs: one, two, output, one, output: output)
        }
    }

    @Test func `a durable stage cannot depend on an input without a fingerprint`() throws {
        struct Store: Sendable {}
        func build(_ makeInput: (GraphBuilder) -> Handle<Store>) throws {
            let builder = GraphBuilder("ask")
            let store = makeInput(builder)
            let middle = builder.map("middle", store) { _ in 1 }
            let output = builder.stage("answer", durable: .standard, middle) { _, value in value }
            _ = try builder.build(inputs: store, output: output)
        }
        #expect(throws: GraphError.noFingerprint(graph: "ask", input: "store", stages: ["answer"])) {
            try build { $0.input("store", of: Store.self) }
        }
        try build { $0.input("store", of: Store.self, fingerprint: { _ in "the store" }) }
    }

    @Test func `widths and attempts must be positive`() {
        let builder = GraphBuilder("ask")
        let input = builder.input("items", of: [Int].self)
        let output = builder.fanOut("each", over: input, width: 0) { _, value in value }
        #expect(throws: GraphError.notPositive(graph: "ask", stage: "each", what: "width")) {
            try builder.build(inputs: input, output: output)
        }
    }

    @Test func `the mistakes are told in sentences that name the stages`() {
        let error = GraphError.unreachable(graph: "ask", names: ["lost", "lost too"])
        #expect(error.description.contains("“lost”, “lost too”"))
        #expect(error.description.contains("keep()"))
    }

    @Test func `a run that could not work is refused before anything starts`() async throws {
        let counter = Counter()
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: Int.self)
        let output = builder.stage("answer", durable: .standard, policy: .init(limits: ["model"]), input) { _, value in
            counter.enter()
            return value
        }
        let graph = try builder.build(inputs: input, output: output)
        await #expect(throws: RunRefusal.unknownLimit(graph: "ask", stage: "answer", limit: "model")) {
            try await graph.run(1, options: RunOptions(limits: WidthLimits(global: 2)))
        }
        await #expect(throws: RunRefusal.journalNeedsRunID(graph: "ask")) {
            try await graph.run(1, options: RunOptions(journal: InMemoryJournal()))
        }
        #expect(counter.total == 0)
    }
}
