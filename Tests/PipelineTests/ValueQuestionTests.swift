import Plant
import Testing

@testable import Pipeline

@Suite struct `Questions about values` {
    static let tags = """
        tag,description,unit,asset
        VI-1,P-1 vibration / P-1 진동,mm/s,P-1
        VI-2,P-2 vibration / P-2 진동,mm/s,P-2

        """
    static let readings = """
        time,VI-1,VI-2
        2026-03-01T00:00:00,1.0,2.0
        2026-03-01T06:00:00,1.5,Bad
        2026-03-01T12:00:00,3.5,2.4
        2026-03-01T18:00:00,2.0,2.2
        2026-03-02T09:00:00,9.0,9.0

        """

    func answer(_ question: String) async throws -> Answer {
        let scratch = try Scratch()
        try LocalFile.makeFolder(scratch.path + "/in")
        try LocalFile.write(Self.tags, to: scratch.path + "/in/tags.csv")
        try LocalFile.write(Self.readings, to: scratch.path + "/in/readings.csv")
        try LocalFile.write(`A workspace`.assets, to: scratch.path + "/in/assets.csv")
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/in"]))
        let request = AskRequest(
            question: question,
            language: nil,
            asOf: "2026-03-02T08:00",
            endpoint: nil,
            usesModel: false
        )
        return try await workspace.ask(request).answer
    }

    @Test(arguments: ["What was the vibration of P-1 yesterday?", "어제 P-1 진동은?", "ما هو اهتزاز P-1 أمس؟"])
    func `mean, extremes with their times and the last value are told`(_ question: String) async throws {
        let answer = try await answer(question)
        let told = try #require(answer.statements.first)
        #expect(told.verdict == .supported)
        for figure in ["VI-1", "2.0 mm/s", "1.0 mm/s", "3.5 mm/s", "2026-03-01 12:00"] {
            #expect(told.text.contains(figure), "\(told.text)")
        }
        #expect(!told.text.contains("9.0"), "tomorrow is not yesterday")
    }

    @Test func `two pumps are compared, and a bad value is none`() async throws {
        let answer = try await answer("Compare the vibration of P-1 and P-2 yesterday")
        #expect(answer.statements.count == 2)
        #expect(answer.statements.allSatisfy { $0.verdict == .supported })
        #expect(answer.statements[1].text.contains("mean 2.20 mm/s"), "\(answer.statements[1].text)")
        #expect(answer.evidence[1].text.contains("1 readings of bad quality"))
    }

    @Test func `now is the day before the question, not what was measured later`() async throws {
        let answer = try await answer("What is the vibration of P-1 now?")
        #expect(answer.statements.first?.text.contains("last 2.0 mm/s") == true, "\(answer.statements)")
        let statement = try #require(answer.statements.first)
        #expect(statement.verdict == .supported, "\(statement)\n\(answer.evidence)")
    }
}
