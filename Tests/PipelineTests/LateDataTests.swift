import Plant
import Storage
import Testing

@testable import Pipeline

@Suite struct `Late data` {
    private static let data: String = {
        var path = #filePath
        if !path.hasPrefix("/") { path = "/" + path }
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/endpoint-dies/data"
    }()

    private func workspace(at path: String) throws -> Workspace {
        try Workspace.create(at: path, zone: "Asia/Seoul")
    }

    private func incidents(_ workspace: Workspace) async throws -> [Incident] {
        _ = try await IncidentFinder(workspace: workspace).findIfChanged()
        return try await workspace.store.incidents(overlapping: nil, assets: [])
    }

    /// Readings, alarms, orders and notes of one seal leak, in any order of arrival.
    @Test(arguments: [
        ["readings", "alarms.csv", "work_orders.csv", "notes"], ["alarms.csv", "readings", "notes", "work_orders.csv"],
        ["work_orders.csv", "notes", "alarms.csv", "readings"],
    ])
    func `updates an incident and never doubles it`(order: [String]) async throws {
        let scratch = try Scratch()
        let whole = try workspace(at: scratch.path + "/whole")
        _ = try await whole.ingest(IngestRequest(paths: [Self.data]))
        let expected = try await incidents(whole)
        #expect(expected.filter { $0.asset == "P-101A" && $0.kind == .process }.count == 1)

        let late = try workspace(at: scratch.path + "/late")
        _ = try await late.ingest(IngestRequest(paths: [Self.data + "/assets.csv", Self.data + "/tags.csv"]))
        for part in order {
            _ = try await late.ingest(IngestRequest(paths: [Self.data + "/" + part]))
            let found = try await incidents(late)
            #expect(found.filter { $0.asset == "P-101A" && $0.kind == .process }.count <= 1, "after \(part)")
            #expect(Set(found.map(\.id)).count == found.count)
        }
        let found = try await incidents(late)
        #expect(found.map(\.id) == expected.map(\.id))
        #expect(found.map(\.window) == expected.map(\.window))
        #expect(found.map(\.title) == expected.map(\.title))
        #expect(found.map(\.onset) == expected.map(\.onset))
        #expect(found.map { $0.related.count } == expected.map { $0.related.count })
    }
}
