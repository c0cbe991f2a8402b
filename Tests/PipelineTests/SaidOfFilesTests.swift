import Plant
import Storage
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a person said of a file, and folders that hold more than files.
@Suite struct `Taking in files as they were meant` {
    private static let history =
        "Time,FIC-1\n" + (1...10).map { "\($0)/3/2026 00:00,\($0)\n" }.joined() + "99/99/2026 00:00,3\n"

    private func days(_ workspace: Workspace) async throws -> [Int] {
        let series = try await workspace.store.readings(
            of: "FIC-1",
            in: TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_000_000_000))
        )
        return series.times.map { SiteTimeZone.utc.civil(at: Timestamp(nanoseconds: $0)).day }
    }

    private func mapped(_ path: String) async throws -> Workspace {
        try LocalFile.makeFolder(path + "/in")
        try LocalFile.write(Self.history, to: path + "/in/f.csv")
        try LocalFile.write("time: {column: Time, format: dmy}\n", to: path + "/m.yaml")
        let workspace = try Workspace.create(at: path + "/w", zone: "UTC")
        _ = try await workspace.ingest(
            IngestRequest(paths: [path + "/in/f.csv"], mapping: path + "/m.yaml", dataClass: .restricted)
        )
        return workspace
    }

    @Test func `a retry reads a file as was said when it was read first`() async throws {
        let scratch = try Scratch()
        let workspace = try await mapped(scratch.path)
        #expect(try await days(workspace) == Array(1...10))
        _ = try await workspace.retryQuarantined(mapping: nil)
        #expect(try await days(workspace) == Array(1...10))
        let source = try #require(try await workspace.store.source(scratch.path + "/in/f.csv"))
        #expect(source.dataClass == .restricted)
    }

    @Test func `a changed file too, until something else is said`() async throws {
        let scratch = try Scratch()
        let workspace = try await mapped(scratch.path)
        let file = scratch.path + "/in/f.csv"
        try LocalFile.write(Self.history + "11/3/2026 00:00,11\n", to: file)
        let report = try await workspace.ingest(IngestRequest(paths: [file]))
        #expect(try await days(workspace) == Array(1...11))
        #expect(report.files.first?.oddities.contains { $0.contains("as was said before") } == true)
        _ = try await workspace.ingest(IngestRequest(paths: [file], mapping: "none"))
        #expect(try await workspace.store.source(file)?.said == nil)
    }

    @Test func `what a file gave under a wrong mapping is taken back under the right one`() async throws {
        let scratch = try Scratch()
        let file = scratch.path + "/f.csv"
        try LocalFile.write(Self.history, to: file)
        try LocalFile.write("time: {column: Time, format: mdy}\n", to: scratch.path + "/wrong.yaml")
        try LocalFile.write("time: {column: Time, format: dmy}\n", to: scratch.path + "/right.yaml")
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "Asia/Seoul")
        _ = try await workspace.ingest(IngestRequest(paths: [file], mapping: scratch.path + "/wrong.yaml"))
        // Somebody else's reading at one of the wrong moments, of another value, stays.
        try LocalFile.write("Time,FIC-1\n2026-02-03 00:00:00,99\n", to: scratch.path + "/other.csv")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/other.csv"]))
        let report = try await workspace.ingest(IngestRequest(paths: [file], mapping: scratch.path + "/right.yaml"))
        #expect(
            report.files.first?.oddities.contains { $0.contains("the 9 readings it gave then were taken back") } == true
        )
        let series = try await workspace.store.readings(
            of: "FIC-1",
            in: TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_000_000_000))
        )
        let zone = try SiteTimeZone("Asia/Seoul")
        let months = series.times.map { zone.civil(at: Timestamp(nanoseconds: $0)).month }
        #expect(series.count == 11 && months == [2] + Array(repeating: 3, count: 10))
    }

    @Test(.timeLimit(.minutes(5)))
    func `links, pipes and locks in a folder keep nothing from being read`() async throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/in"
        try LocalFile.makeFolder(folder + "/sub")
        try LocalFile.write("Time,FIC-1\n2026-03-01 00:00,1\n", to: folder + "/ok.csv")
        try LocalFile.write("zone: UTC\n", to: folder + "/" + Configuration.fileName)
        try LocalFile.write("lock", to: folder + "/~$orders.xlsx")
        #expect(symlink("/nonexistent/file", folder + "/dead.csv") == 0)
        #expect(symlink("..", folder + "/sub/loop") == 0)
        #expect(mkfifo(folder + "/pipe.csv", 0o600) == 0)
        let workspace = try Workspace.create(at: scratch.path + "/w", zone: "UTC")
        let report = try await workspace.ingest(IngestRequest(paths: [folder]))
        let outcomes = Dictionary(
            report.files.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0.outcome) }
        ) { $1 }
        #expect(outcomes == ["ok.csv": .stored, "dead.csv": .failed, "pipe.csv": .failed])
    }

    @Test func `a quarantined file that is gone does not keep the others from being read again`() async throws {
        let scratch = try Scratch()
        let workspace = try await mapped(scratch.path)
        let second = scratch.path + "/in/g.csv"
        try LocalFile.write("Time,PI-2\n2026-03-01 00:00,1\n2026-03-01 00:01,1\nnever,2\n", to: second)
        _ = try await workspace.ingest(IngestRequest(paths: [second]))
        unlink(scratch.path + "/in/f.csv")
        try LocalFile.write("Time,PI-2\n2026-03-01 00:00,1\n2026-03-02 00:00,2\n", to: second)
        let report = try await workspace.retryQuarantined(mapping: nil)
        #expect(report.files.map(\.outcome) == [.failed, .stored])
        #expect(try await workspace.quarantineSummary().files.map(\.file) == [scratch.path + "/in/f.csv"])
    }
}
