import Plant
import Storage
import Testing

@testable import Pipeline

@Suite struct `Taking files in` {
    private let readings =
        "time;PI-1\n1/2/26 0:00;1,5\nx;1\n" + (1...9).map { "25/2/26 \($0):00;\($0),5\n" }.joined()

    @Test func `what a dry run prints is a mapping that reads the same`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        try LocalFile.makeFolder(scratch.path + "/in")
        try LocalFile.write(readings, to: scratch.path + "/in/readings.csv")
        try LocalFile.write(
            "order,equipment,description,created\nW1,P-1,leak,2026-03-01\n",
            to: scratch.path + "/in/orders.csv"
        )
        let plain = IngestRequest(paths: [scratch.path + "/in"])
        let shown = try await workspace.inspect(plain).text()
        #expect(shown.contains("# What is believed of 2 file(s)") && shown.contains("match: "))
        try LocalFile.write(shown, to: scratch.path + "/map.yaml")
        let mapped = IngestRequest(paths: [scratch.path + "/in"], mapping: scratch.path + "/map.yaml")
        let again = try await workspace.inspect(mapped).text()
        func yaml(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        #expect(yaml(again) == yaml(shown))
        // Reading with it is the same import: nothing is read twice.
        let first = try await workspace.ingest(plain)
        #expect(first.tags_new == 1 && first.text().contains("1 tag(s) are new") && first.text().contains("They span"))
        let second = try await workspace.ingest(mapped)
        #expect(second.files.allSatisfy { $0.outcome == .unchanged } && second.tags_new == 0)
    }

    @Test func `rows in quarantine come in once the mapping is right`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        let file = scratch.path + "/orders.csv"
        let rows = (1...9).map { "W\($0),P-1,leak,2026-03-0\($0),1\n" }.joined()
        try LocalFile.write(
            "order,equipment,description,created,cost\n" + rows + "W10,P-1,leak,2026-03-10,about 5\n",
            to: file
        )
        let report = try await workspace.ingest(IngestRequest(paths: [file]))
        #expect(report.hasQuarantine)
        try LocalFile.write("fields: {price: cost}\n", to: scratch.path + "/map.yaml")
        let retried = try await workspace.retryQuarantined(mapping: scratch.path + "/map.yaml")
        #expect(!retried.hasQuarantine && retried.files.map(\.outcome) == [.stored])
        #expect(try await workspace.quarantine(file: nil).rows.isEmpty)
        #expect(try await workspace.store.count(RecordQuery(kinds: [.workOrder])) == 10)
    }

    @Test func `a retry reads again even if nothing seems to have changed`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        try LocalFile.write(readings, to: scratch.path + "/readings.csv")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/readings.csv"]))
        let retried = try await workspace.retryQuarantined(mapping: nil)
        #expect(retried.files.map(\.outcome) == [.stored] && retried.hasQuarantine)
    }
}
