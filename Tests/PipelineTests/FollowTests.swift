import Plant
import Storage
import Synchronization
import Testing

@testable import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Following folders` {
    private static func rows(_ range: ClosedRange<Int>, tag: String = "PI-1") -> String {
        range.map { "2026-03-01T00:\($0 < 10 ? "0" : "")\($0):00Z,\(tag),\($0).5\n" }.joined()
    }

    private static let header = "time,tag,value\n"

    @Test func `a file is read when it has come to rest and not before`() async throws {
        let site = try Site()
        try site.write("a.csv", Self.header + Self.rows(1...5))
        var follower = try site.follower()
        #expect(try await follower.step(at: Timestamp(seconds: 0)).changed == false)
        #expect(try await follower.step(at: Timestamp(seconds: 1)).isWaiting)
        try site.append("a.csv", Self.rows(6...9))
        #expect(try await follower.step(at: Timestamp(seconds: 2)).changed == false)
        #expect(try await follower.step(at: Timestamp(seconds: 3)).changed == false)
        #expect(try await follower.step(at: Timestamp(seconds: 4)).changed)
        #expect(site.files.map(\.rows) == [9] && site.files.map(\.stored) == [9])
        #expect(try await site.count("PI-1") == 9)
    }

    @Test func `of an appended log only what is new is read, with its line numbers`() async throws {
        let site = try Site()
        try site.write("log.csv", Self.header + Self.rows(1...5) + "soon,PI-1,1\n")
        var follower = try site.follower()
        try await site.settle(&follower, from: 0)
        try site.append("log.csv", Self.rows(6...7) + "later,PI-1,1\n" + Self.rows(8...8))
        try await site.settle(&follower, from: 100)
        #expect(site.files.map(\.rows) == [6, 4])
        #expect(site.files.map(\.stored) == [5, 3])
        #expect(try await site.count("PI-1") == 8)
        #expect(try await site.quarantined() == ["soon,PI-1,1@7", "later,PI-1,1@10"].sorted())
        // The store knows it as one file, read to its end.
        let workspace = try site.openForWriting()
        let again = try await workspace.ingest(IngestRequest(paths: [site.path("log.csv")]))
        #expect(again.files.map(\.outcome) == [.unchanged] && again.files.map(\.rows) == [10])
    }

    @Test func `a last line without its end is read again when it has one`() async throws {
        let site = try Site()
        try site.write("log.csv", Self.header + Self.rows(1...3) + "2026-03-01T00:04:00Z,PI-1,1")
        var follower = try site.follower()
        try await site.settle(&follower, from: 0)
        try site.append("log.csv", "23\n" + Self.rows(5...5))
        try await site.settle(&follower, from: 100)
        let store = try site.open().store
        #expect(try await store.readings(of: "PI-1", in: .always).values == [1.5, 2.5, 3.5, 123, 5.5])
    }

    @Test func `a log that never rests is read by whole lines`() async throws {
        let site = try Site()
        try site.write("log.csv", Self.header + Self.rows(1...20))
        var follower = try site.follower()
        for second in 0..<30 {
            try site.append("log.csv", second % 2 == 0 ? "2026-03-01T01:\(second + 10):00Z,PI" : "-1,7\n")
            _ = try await follower.step(at: Timestamp(seconds: Int64(second)))
        }
        let store = try site.open().store
        let series = try await store.readings(of: "PI-1", in: .always)
        #expect(series.count > 20 && series.count < 35)
        #expect(series.values[20...].allSatisfy { $0 == 7 })
        #expect(try await store.quarantine(file: nil).isEmpty)
        try await site.settle(&follower, from: 100)
        #expect(try await site.count("PI-1") == 35)
    }

    @Test func `a rotated log and its successor are both read, and nothing is lost`() async throws {
        let site = try Site()
        let alarms = "time,tag,alarm,state\n"
        func alarm(_ minute: Int) -> String { "2026-03-01T00:\(minute):00Z,PI-1,HI,ACT\n" }
        try site.write("alarms.csv", alarms + (10...14).map(alarm).joined())
        var follower = try site.follower()
        try await site.settle(&follower, from: 0)
        try site.rename("alarms.csv", to: "alarms.csv.1")
        try site.write("alarms.csv", alarms + (15...17).map(alarm).joined())
        try await site.settle(&follower, from: 100)
        #expect(try await site.open().store.count(RecordQuery(kinds: [.alarm])) == 8)
    }

    @Test func `a bad file is told and the others go on`() async throws {
        let site = try Site()
        try site.write("a.csv", Self.header + Self.rows(1...5))
        try site.writeBytes("b.csv", [UInt8](repeating: 0, count: 4_000))
        try site.write("c.csv", Self.header + Self.rows(6...9))
        var follower = try site.follower()
        try await site.settle(&follower, from: 0)
        #expect(site.files.map(\.outcome) == [.stored, .failed, .stored])
        #expect(site.lines.count == 3 && site.lines[1].hasPrefix("✗"))
        try await site.settle(&follower, from: 100)
        #expect(site.files.count == 3, "it is not tried again until it changes")
    }

    @Test func `unfinished names wait for their real name`() async throws {
        let site = try Site()
        try site.write("a.csv.part", Self.header + Self.rows(1...5))
        try site.write(".hidden.csv", Self.header + Self.rows(1...5))
        var follower = try site.follower()
        try await site.settle(&follower, from: 0)
        #expect(site.files.isEmpty)
        try site.rename("a.csv.part", to: "a.csv")
        try await site.settle(&follower, from: 100)
        #expect(site.files.map(\.stored) == [5])
    }

    @Test func `a restart reads what landed meanwhile and nothing twice`() async throws {
        let site = try Site()
        try site.write("a.csv", Self.header + Self.rows(1...5))
        var first = try site.follower()
        try await site.settle(&first, from: 0)
        try site.makeFolder("deep/er")
        try site.write("deep/er/b.csv", Self.header + Self.rows(6...9))
        try site.append("a.csv", Self.rows(10...11))
        var second = try site.follower()
        try await site.settle(&second, from: 100)
        #expect(site.files.map(\.stored) == [5, 2, 4])
        #expect(site.files.map(\.replaced) == [0, 0, 0])
        #expect(try await site.count("PI-1") == 11)
    }

    @Test func `while another command writes it waits and says so`() async throws {
        let site = try Site()
        try site.write("a.csv", Self.header + Self.rows(1...5))
        var holder: Workspace? = try site.openForWriting()
        #expect(holder != nil)
        let waiting = Task { [site] in
            var follower = try site.follower()
            try await site.settle(&follower, from: 0)
        }
        while site.lines.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(site.lines[0].contains("another telltale is writing"))
        holder = nil
        try await waiting.value
        #expect(try await site.count("PI-1") == 5)
    }

    @Test func `every event is one line of text and one of JSON`() throws {
        var file = IngestedFile(path: "a.csv", outcome: .stored)
        file.oddities = ["odd"]
        file.quarantined = ["bad_time": 2]
        var flow = LiveFlow(source: "mqtt:plant")
        flow.messages = 3
        let events: [LiveEvent] = [
            .file(file), .file(IngestedFile(path: "b", outcome: .failed)), .notice(source: "x", "is away"), .flow(flow),
            .derived(incidents: 2),
        ]
        for event in events {
            #expect(!event.text().contains("\n"))
            let json = try event.json()
            #expect(!json.contains("\n") && json.contains("\"schema\":\"telltale.live/1\""))
        }
        #expect(events[0].text().hasSuffix("quarantined: bad_time 2"))
    }
}

/// A workspace, a folder that is followed, and what was told.
private final class Site: Sendable {
    private let scratch: Scratch
    private let events = Mutex<[LiveEvent]>([])
    private let layout: WorkspaceLayout

    init() throws {
        scratch = try Scratch()
        _ = try Workspace.create(at: scratch.path + "/w")
        try LocalFile.makeFolder(scratch.path + "/in")
        layout = WorkspaceLayout(folder: scratch.path + "/w")
        try LocalFile.makeFolder(layout.live)
    }

    func path(_ name: String) -> String { scratch.path + "/in/" + name }
    func write(_ name: String, _ text: String) throws { try LocalFile.write(text, to: path(name)) }
    func writeBytes(_ name: String, _ bytes: [UInt8]) throws { try LocalFile.write(bytes, to: path(name)) }
    func makeFolder(_ name: String) throws { try LocalFile.makeFolder(path(name)) }

    func append(_ name: String, _ text: String) throws {
        let file = try #require(fopen(path(name), "ab"))
        fputs(text, file)
        fclose(file)
    }

    func rename(_ name: String, to other: String) throws {
        try #require(Glibc.rename(path(name), path(other)) == 0)
    }

    func follower() throws -> FolderFollower {
        var pace = LivePace()
        pace.scan = 1
        pace.growing = 10
        return FolderFollower(
            [FollowedFolder(path: scratch.path + "/in")],
            pace: pace,
            place: WorkspacePlace(layout: layout, environment: [:]),
            configuration: try open().configuration
        ) { event in
            self.events.withLock { $0.append(event) }
        }
    }

    /// Lets time pass until nothing waits.
    func settle(_ follower: inout FolderFollower, from second: Int64) async throws {
        for later in 0..<5 { _ = try await follower.step(at: Timestamp(seconds: second + Int64(later))) }
    }

    func open() throws -> Workspace {
        try Workspace.open(at: scratch.path + "/w", writing: false, environment: [:])
    }

    func openForWriting() throws -> Workspace {
        try Workspace.open(at: scratch.path + "/w", writing: true, environment: [:])
    }

    var files: [IngestedFile] {
        events.withLock { events in
            events.compactMap { if case .file(let file) = $0 { file } else { nil } }
        }
    }

    var lines: [String] { events.withLock { $0.map { $0.text() } } }

    func count(_ tag: TagName) async throws -> Int {
        try await open().store.readings(of: tag, in: .always).count
    }

    func quarantined() async throws -> [String] {
        try await open().store.quarantine(file: nil).map { "\($0.raw)@\($0.line)" }.sorted()
    }
}
