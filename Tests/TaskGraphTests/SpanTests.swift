import TaskGraph
import Testing

@Suite struct `Spans of a run` {
    private func graph() throws -> Graph<[Int], [Int]> {
        let builder = GraphBuilder("ask")
        let items = builder.input("items", of: [Int].self)
        let each = builder.fanOut("each", over: items, width: 1, onFailure: .drop) { context, item in
            context.set(GenAI.requestModel, .text("qwen"))
            return try await context.span("chat qwen", kind: .client, [.init(GenAI.operationName, .text("chat"))]) {
                span in
                span.set(GenAI.outputTokens, .integer(item))
                if item == 2 { throw Broken() }
                return item
            }
        }
        return try builder.build(inputs: items, output: each)
    }

    @Test func `spans form a tree with attributes and outcomes`() async throws {
        let tracer = SpanRecorder()
        _ = try await graph().run([1, 2], options: RunOptions(runID: "r", tracer: tracer, clock: ManualClock()))
        let spans = tracer.spans
        #expect(spans.map(\.name) == ["chat qwen", "each", "chat qwen", "each", "each", "invoke_workflow ask"])
        let run = try #require(spans.last)
        #expect(run.parent == nil)
        #expect(run[GenAI.operationName] == .text("invoke_workflow"))
        #expect(run[GenAI.workflowName] == .text("ask"))
        let stage = spans[4]
        #expect(stage.parent == run.id)
        #expect(spans[1].parent == stage.id && spans[3].parent == stage.id)
        #expect(spans[0].parent == spans[1].id && spans[2].parent == spans[3].id)
        #expect(spans[0].kind == .client)
        #expect(spans[0][GenAI.outputTokens] == .integer(1))
        #expect(spans[1][GenAI.requestModel] == .text("qwen"))
        #expect(spans[2].status == .error("broken"))
        #expect(Set(spans.map(\.id)).count == spans.count)
    }

    @Test func `the same run has the same ids`() async throws {
        func ids(_ run: String) async throws -> [UInt64] {
            let tracer = SpanRecorder()
            _ = try await graph().run([1, 2, 3], options: RunOptions(runID: run, tracer: tracer))
            return tracer.spans.map(\.id)
        }
        #expect(try await ids("r") == ids("r"))
        #expect(try await ids("r") != ids("s"))
    }

    @Test func `the recorder keeps the latest and counts the rest`() async throws {
        let tracer = SpanRecorder(capacity: 3)
        let random = try RandomGraph(seed: 3, stages: 10...10) { _, _ in }
        _ = try await random.graph.run(0, options: RunOptions(runID: "r", tracer: tracer))
        #expect(tracer.spans.count == 3)
        #expect(tracer.spans.last?.name == "invoke_workflow random-3")
        #expect(tracer.dropped > 0)
    }

    @Test func `a stage may open spans when nobody traces`() async throws {
        #expect(try await graph().run([1, 3]).output == [1, 3])
    }
}
