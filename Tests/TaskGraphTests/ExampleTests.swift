import TaskGraph
import Testing

/// The example of the documentation, compiled and run.
@Suite struct `The example` {
    struct Trend: Codable, Sendable {
        var tag: String
        var highest: Double
    }

    @Test func `does what the page says`() async throws {
        // snippet.build
        let builder = GraphBuilder("ask")
        let question = builder.input("question", of: String.self)

        let tags = builder.stage("scope", question) { _, question in
            question.split(separator: " ").map(String.init).filter { $0.contains("-") }
        }
        let trends = builder.fanOut("trends", over: tags, width: 4, onFailure: .drop) { _, tag in
            Trend(tag: tag, highest: Double(tag.utf8.count))
        }
        let policy = StagePolicy<String>(
            attempts: 3,
            timeout: .seconds(30),
            limits: ["model"],
            fallback: .value("see the trends", note: "no model answered")
        )
        let answer = builder.stage("answer", durable: .standard, policy: policy, question, trends) {
            context,
            question,
            trends in
            context.progress(0, of: trends.count, "reading")
            return "\(question): \(trends.map { "\($0.tag) reached \($0.highest)" }.joined(separator: ", "))"
        }
        let ask = try builder.build(inputs: question, output: answer)
        // snippet.run
        let limits = WidthLimits(global: 8, named: ["model": 2])
        let journal = InMemoryJournal()
        let options = RunOptions(runID: "2026-03-01", limits: limits, journal: journal)
        let result = try await ask.run("why did P-101 trip", options: options)
        // snippet.end
        #expect(result.output == "why did P-101 trip: P-101 reached 5.0")
        #expect(result.report.degraded.isEmpty)
    }
}
