import TaskGraph
import Testing

@Suite struct `Drawing` {
    private func graph() throws -> Graph<String, Int> {
        let builder = GraphBuilder("ask")
        let question = builder.input("question", of: String.self)
        let words = builder.map("split \"words\"", question) { $0.split(separator: " ").map(String.init) }
        let counted = builder.fanOut("count", over: words, width: 4) { _, word in word.count }
        let policy = StagePolicy<Int>(attempts: 3, timeout: .seconds(30), limits: ["model"])
        let sum = builder.stage("sum", durable: .standard, policy: policy, counted, question) { _, counts, _ in
            counts.reduce(0, +)
        }
        return try builder.build(inputs: question, output: sum)
    }

    @Test func `a graph in Mermaid`() throws {
        #expect(
            try graph().mermaid() == """
                flowchart TD
                    n0(["question"])
                    n1["split #quot;words#quot;"]
                    n2[["count<br/><small>width 4</small>"]]
                    n3[("sum<br/><small>3 attempts, 30.0 seconds each, model</small>")]
                    n0 --> n1
                    n1 --> n2
                    n2 --> n3
                    n0 --> n3
                    style n3 stroke-width:3px

                """
        )
    }

    @Test func `a graph in DOT`() throws {
        #expect(
            try graph().dot() == #"""
                digraph "ask" {
                    rankdir=TB
                    node [shape=box, style=rounded]
                    n0 [label="question", shape=oval]
                    n1 [label="split \"words\""]
                    n2 [label="count\nwidth 4", peripheries=2]
                    n3 [label="sum\n3 attempts, 30.0 seconds each, model", shape=cylinder, penwidth=3]
                    n0 -> n1
                    n1 -> n2
                    n2 -> n3
                    n0 -> n3
                }

                """#
        )
    }

    private func event(_ stage: String?, _ at: Int, _ kind: RunEvent.Kind) -> RunEvent {
        RunEvent(run: "r", graph: "ask", stage: stage, at: .milliseconds(at), kind: kind)
    }

    private var events: [RunEvent] {
        [
            event(nil, 0, .started), event("scope", 0, .started), event("scope", 20, .finished),
            event("trends", 20, .started), event("notes", 20, .started),
            event("notes", 40, .retried(error: Broken(), after: .zero)), event("trends", 60, .failed(Broken())),
            event("notes", 80, .degraded(note: "few")), event("notes", 100, .finished),
            event("answer", 100, .cancelled), event(nil, 100, .cancelled),
        ]
    }

    @Test func `a timeline as text`() {
        #expect(
            Timeline(events: events).text(width: 40) == """
                scope  ████················ 20 ms
                trends ····✗✗✗✗✗✗✗✗········ 40 ms
                notes  ····▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ 80 ms +1
                answer ···················- 0 µs

                """
        )
    }

    @Test func `a timeline as SVG names its stages and how they ended`() {
        let svg = Timeline(events: events).svg()
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(svg.contains("<title>notes: degraded</title>"))
        #expect(svg.contains("<title>trends: failed</title>"))
        #expect(svg.hasSuffix("</svg>\n"))
    }

    @Test func `a timeline of spans is drawn from the outside in`() async throws {
        let tracer = SpanRecorder()
        let clock = ManualClock(movesWhenSleptOn: true)
        let builder = GraphBuilder("ask")
        let input = builder.input("input", of: Int.self)
        let first = builder.stage("first", input) { context, value in
            try await context.clock.sleep(for: .seconds(1))
            return value
        }
        let second = builder.stage("second", first) { context, value in
            try await context.clock.sleep(for: .seconds(3))
            return value
        }
        let graph = try builder.build(inputs: input, output: second)
        _ = try await graph.run(0, options: RunOptions(runID: "r", tracer: tracer, clock: clock))
        let timeline = Timeline(spans: tracer.spans)
        #expect(timeline.bars.map(\.name) == ["invoke_workflow ask", "first", "second"])
        #expect(timeline.bars.map(\.start) == [.zero, .zero, .seconds(1)])
        #expect(timeline.length == .seconds(4))
    }
}
