import Plant
import Storage
import Synchronization
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
        #expect(shown.contains("# What is believed of 2 files") && shown.contains("match: "))
        try LocalFile.write(shown, to: scratch.path + "/map.yaml")
        let mapped = IngestRequest(paths: [scratch.path + "/in"], mapping: scratch.path + "/map.yaml")
        let again = try await workspace.inspect(mapped).text()
        func yaml(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        #expect(yaml(again) == yaml(shown))
        // Reading with it is the same import: nothing is read twice.
        let first = try await workspace.ingest(plain)
        #expect(first.tags_new == 1 && first.text().contains("1 tag is new") && first.text().contains("They span"))
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
        #expect(try await workspace.quarantineSummary().rows == 0)
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

    @Test func `what is believed is said before a file is read, and not again of one that has not changed`()
        async throws
    {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        try LocalFile.makeFolder(scratch.path + "/in")
        for day in 1...5 { try LocalFile.write(readings, to: scratch.path + "/in/\(day).csv") }
        try LocalFile.write("tag,unit\nPI-1,bar\n", to: scratch.path + "/in/tags.csv")
        let said = Mutex<[String]>([])
        let note: @Sendable (IngestEvent) -> Void = { event in
            said.withLock { said in
                switch event {
                case .believed(let beliefs): said.append(beliefs.text())
                case .reading(let path, _, _): said.append("reading " + path)
                case .step: break
                }
            }
        }
        let request = IngestRequest(paths: [scratch.path + "/in"])
        _ = try await workspace.ingest(request, progress: note)
        let first = said.withLock { $0 }
        #expect(first[0].contains("kind: tags"))
        let many = try #require(first.first { $0.contains("5 files") })
        #expect(many.contains("1.csv … 5.csv (5 files): readings, wide"), "\(many)")
        #expect(many.contains("separated by semicolon, decimal commas") && many.contains("1 tag, 1 known"), "\(many)")
        #expect(first.firstIndex(of: many) ?? 99 < first.firstIndex { $0.hasSuffix("in/1.csv") } ?? 0)
        said.withLock { $0 = [] }
        let again = try await workspace.ingest(request, progress: note)
        #expect(said.withLock { $0.allSatisfy(\.isEmpty) })
        #expect(again.text().contains("6 files were read before and not changed since"))
        #expect(again.text().contains("5 still in quarantine"), "\(again.text())")
    }

    @Test func `of a changed file, what changed is stored and the rest is told as unchanged`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        let path = scratch.path + "/readings.csv"
        func write(_ values: [Int]) throws {
            let rows = values.enumerated().map { "2026-03-01T00:0\($0):00,\($1)\n" }.joined()
            try LocalFile.write("time,PI-1\n" + rows, to: path)
        }
        try write([1, 2, 3])
        _ = try await workspace.ingest(IngestRequest(paths: [path]))
        try write([1, 5, 3, 4])
        let report = try await workspace.ingest(IngestRequest(paths: [path]))
        let file = try #require(report.files.first)
        #expect((file.stored, file.replaced, file.unchanged) == (1, 1, 2))
        let values = try await workspace.store.readings(of: "PI-1", in: .always).values
        #expect(values == [1, 5, 3, 4])
    }

    @Test func `rows in quarantine are found by file, line and reason, however many there are`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "UTC")
        let rows = (0..<12_000).map { $0 % 5 > 0 ? "2026-03-01T00:00:00.\($0),1\n" : "no time \($0),1\n" }.joined()
        try LocalFile.write("time,PI-1\n" + rows + "2026-03-02,1,2,3\n", to: scratch.path + "/bad.csv")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/bad.csv"]))
        let summary = try await workspace.quarantineSummary()
        #expect(summary.rows == 2_401 && summary.files.first?.reasons["bad_time"] == 2_400, "\(summary.text())")
        var all: [QuarantinedRow] = []
        try await workspace.quarantined("bad.csv") { all.append($0) }
        #expect(all.count == 2_401 && all.map(\.line) == all.map(\.line).sorted())
        var some: [QuarantinedRow] = []
        try await workspace.quarantined("bad.csv", lines: 3_002...3_012, reason: "bad_time") { some.append($0) }
        #expect(some.map(\.raw) == ["no time 3000,1", "no time 3005,1", "no time 3010,1"])
        #expect(try some[0].json().contains("\"line\":3002"))
        let wrong = await #expect(throws: UsageError.self) {
            try await workspace.quarantined("bad.csv", lines: 3...3) { _ in }
        }
        #expect(wrong?.description.contains("line 3") == true)
        let unknown = await #expect(throws: UsageError.self) { try await workspace.quarantined("x.csv") { _ in } }
        #expect(unknown?.description.contains("bad.csv") == true)
    }
}
