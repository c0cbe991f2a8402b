import Pipeline
import Plant
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Real records, from their files to answers; without the data the tests say so and are skipped.
@Suite(.enabled(if: PlantData.isHere, Comment(rawValue: PlantData.absence)))
struct `Questions about real plants` {
    /// A workspace with one data set, and the folder to be removed with it.
    private func workspace(_ data: String, mapping: String, _ folder: String) async throws -> Workspace {
        let workspace = try Workspace.create(at: folder, zone: "UTC")
        let mapping = "\(Scenarios.fixtures)/mappings/\(mapping).yaml"
        let report = try await workspace.ingest(
            IngestRequest(paths: ["\(PlantData.folder ?? "")/\(data)"], mapping: mapping)
        )
        #expect(!report.hasFailures)
        return workspace
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/telltale-real-XXXXXX".utf8CString)
        _ = mkdtemp(&template)
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { LocalFile.removeFolder(folder) }
        try await body(folder)
    }

    @Test func `a chiller site: every question is counted and listed right, in English and in Korean`() async throws {
        try await withFolder { folder in
            let workspace = try await workspace("chillers/tables", mapping: "chillers", folder + "/w")
            let evaluation = try await Evaluation.answers(
                questions: "\(Scenarios.fixtures)/chiller-questions/questions.jsonl",
                workspace: workspace
            )
            #expect(evaluation.questions >= 60)
            #expect(evaluation.right == evaluation.questions, "\(evaluation.text())")
        }
    }

    @Test(arguments: [
        (
            "incidents_korean", "굴착기 버킷으로 힘을 가하다 각재가 이탈되어 맞은 사고가 있었나?", Language.korean, "보강토 블록 벽체"
        ),
        ("incidents_korean", "카고트럭 적재함에서 단관비계 다발을 하역하다 난 사고", .korean, "단관비계 다발"),
        (
            "incidents_methanol", "Has vapor been released while instrument tubing was replaced?", .english,
            "Minor Vapor Release During Instrument Tubing Replacement"
        ),
        (
            "incidents_methanol", "What happened when a contractor did hot work near a drain line?", .english,
            "Contractor Hot Work Near Unverified Drain Line"
        ),
        ("workorders_excavator", "Which work was done on a broken lube fitting of the bucket?", .english, "LUBE"),
    ])
    func `reports and work orders are found in their language`(
        data: String,
        question: String,
        language: Language,
        expected: String
    ) async throws {
        try await withFolder { folder in
            let workspace = try await workspace(data, mapping: data, folder + "/w")
            let request = AskRequest(
                question: question,
                language: nil,
                asOf: "2026-01-01T00:00",
                endpoint: nil,
                usesModel: false
            )
            let answer = try await workspace.ask(request).answer
            #expect(answer.language == language)
            let texts = answer.evidence.map(\.text)
            #expect(texts.contains { $0.contains(expected) }, "\(texts.map { $0.prefix(120) })")
            #expect(answer.statements.allSatisfy { $0.verdict == .supported && !$0.citations.isEmpty })
        }
    }
}
