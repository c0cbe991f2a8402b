import Detection
import Plant
import Storage
import Testing

@testable import Pipeline

@Suite struct `Correcting incidents` {
    private static let root: String = {
        var path = #filePath
        if !path.hasPrefix("/") { path = "/" + path }
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/")
    }()

    private func plant(_ path: String, zone: String = "Asia/Seoul") async throws -> Workspace {
        let workspace = try Workspace.create(at: path, zone: zone)
        _ = try await workspace.ingest(IngestRequest(paths: [Self.root + "/fixtures/pump-seal-leak/data"]))
        return workspace
    }

    private func all(_ workspace: Workspace) async throws -> [Incident] {
        try await workspace.store.incidents(overlapping: nil, assets: [])
    }

    @Test func `a split is kept with its reason, survives finding anew, and is taken back`() async throws {
        let scratch = try Scratch()
        let workspace = try await plant(scratch.path + "/a")
        let before = try await all(workspace)
        let incident = try #require(before.max { $0.findings.count < $1.findings.count })
        let tag = try #require(incident.findings.last { $0.tag != nil && $0.tag != incident.firstOut }?.tag)
        let report = try await workspace.splitIncident(
            incident.id,
            .findings([tag.rawValue]),
            reason: "another cause",
            by: "lead"
        )
        let into = try #require(report.corrections.first?.into)
        let split = try await all(workspace)
        #expect(split.count == before.count + 1)
        #expect(split.first { $0.id == into }?.corrections?.first?.reason == "another cause")

        let finder = IncidentFinder(workspace: workspace)
        var state = try await workspace.store.incidentState()
        state.found = try await finder.find()
        try await workspace.store.replaceIncidents(state, shown: try await finder.corrector().shown(state))
        #expect(try await all(workspace) == split)

        let page = try await workspace.incidentPage(try await workspace.incident(into)).html()
        #expect(page.contains("another cause"))
        _ = try await workspace.withdrawCorrection(1, reason: "it was one", by: "lead")
        #expect(try await all(workspace) == before)
        #expect(try await workspace.corrections().text().contains("it was one"))
    }

    @Test func `a merge answers to every id it took in, and bad requests say what to do`() async throws {
        let scratch = try Scratch()
        let workspace = try await plant(scratch.path + "/a")
        let first = try #require(try await all(workspace).max { $0.findings.count < $1.findings.count })
        let tag = try #require(first.findings.last { $0.tag != nil && $0.tag != first.firstOut }?.tag)
        let split = try await workspace.splitIncident(first.id, .findings([tag.rawValue]), reason: "r", by: "b")
        let into = try #require(split.corrections.first?.into)
        _ = try await workspace.mergeIncidents([into, first.id], reason: "one after all", by: "b")
        #expect(try await workspace.incident(first.id).incident.id == into)
        await #expect(throws: UsageError.self) {
            try await workspace.mergeIncidents([into], reason: "r", by: "b")
        }
        await #expect(throws: UsageError.self) {
            try await workspace.mergeIncidents([into, "I-NONE"], reason: "r", by: "b")
        }
        await #expect(throws: UsageError.self) {
            try await workspace.splitIncident(into, .at("2000-01-01"), reason: "r", by: "b")
        }
        await #expect(throws: UsageError.self) {
            try await workspace.splitIncident(into, .findings(["1"]), reason: "  ", by: "b")
        }
        // The merge builds on the split.
        await #expect(throws: UsageError.self) { try await workspace.withdrawCorrection(1, reason: "", by: "b") }
    }

    @Test func `the equipment that is built in is the file's, and a site's mistakes are named with their line`() throws
    {
        let yaml = try LocalFile.text(Self.root + "/Sources/Pipeline/Equipment/equipment.yaml")
        #expect(try EquipmentFile.builtIn() == EquipmentFile.read(yaml, file: "x"), "run scripts/embed-equipment")
        #expect(try EquipmentFile.builtIn().classes.count >= 7)
        let wrong =
            "classes:\n  - class: PU\n    mechanisms:\n      - name: x\n        signs:\n          - climbs: [y]\n"
        #expect(throws: ConfigurationError.self) { try EquipmentFile.read(wrong, file: "site.yaml") }
    }

    @Test func `a seal leak is told with its likely mechanism, in pictures that need nothing else`() async throws {
        let scratch = try Scratch()
        let workspace = try await plant(scratch.path + "/a")
        let incident = try #require(try await all(workspace).max { $0.findings.count < $1.findings.count })
        let shown = try await workspace.incident(incident.id)
        #expect(shown.text().contains("mechanical seal leak (ELP"))
        let page = try await workspace.incidentPage(shown).html()
        #expect(page.contains("<svg"))
        #expect(!page.contains("<script") && !page.contains("href=\"http") && !page.contains("src="))
    }
}
