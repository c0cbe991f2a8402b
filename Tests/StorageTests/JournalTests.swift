import GRDB
import Plant
import TaskGraph
import Testing

@testable import Storage

@Suite struct `The journal in the store` {
    private let folder = TemporaryFolder()

    private func entry(_ run: String, _ stage: String, _ item: Int? = nil, _ payload: String = "1") -> JournalEntry {
        JournalEntry(
            run: run,
            stage: stage,
            item: item,
            fingerprint: "f",
            schemaVersion: 1,
            payload: Array(payload.utf8)
        )
    }

    @Test func `keeps one entry for each run, stage and item`() async throws {
        let journal = SQLiteRunJournal(store: try SQLiteStore(path: folder.store))
        #expect(try await journal.entries(of: "a").isEmpty)
        let recorded = [entry("a", "one"), entry("a", "two"), entry("a", "two", 0), entry("a", "two", 1)]
        for each in recorded { try await journal.record(each) }
        try await journal.record(entry("b", "one", nil, "other"))
        #expect(try await journal.entries(of: "a") == recorded)
        var long = entry("a", "two", 1)
        long.payload = (0..<100_000).map { UInt8($0 & 255) }
        long.schemaVersion = 7
        long.fingerprint = "g"
        try await journal.record(long)
        #expect(try await journal.entries(of: "a") == recorded[..<3] + [long])
        var empty = entry("a", "two", 1)
        empty.payload = []
        try await journal.record(empty)
        #expect(try await journal.entries(of: "a") == recorded[..<3] + [empty])
    }

    @Test func `many entries at once are all there, also for another process`() async throws {
        let journal = SQLiteRunJournal(store: try SQLiteStore(path: folder.store))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for item in 0..<500 { group.addTask { try await journal.record(entry("c", "each", item, "\(item)")) } }
            try await group.waitForAll()
        }
        let other = SQLiteRunJournal(store: try SQLiteStore(path: folder.store, access: .readOnly))
        #expect(
            try await other.entries(of: "c") == (0..<500).map { (item: Int) in entry("c", "each", item, "\(item)") }
        )
    }

    @Test func `forgets the runs that finished first, and no open one`() async throws {
        let journal = SQLiteRunJournal(store: try SQLiteStore(path: folder.store))
        for run in ["open", "a", "b", "c"] { try await journal.record(entry(run, "one")) }
        for run in ["b", "c", "a"] { try await journal.finish(run: run) }
        try await journal.prune(keeping: 2)
        #expect(try await journal.entries(of: "b").isEmpty)
        #expect(try await journal.entries(of: "c").count == 1)
        #expect(try await journal.entries(of: "a").count == 1)
        try await journal.prune(keeping: 0)
        #expect(try await journal.entries(of: "c").isEmpty)
        #expect(try await journal.entries(of: "open").count == 1)
    }

    @Test func `an entry that cannot be written is an error for each that waits`() async throws {
        _ = try SQLiteStore(path: folder.store)
        let journal = SQLiteRunJournal(store: try SQLiteStore(path: folder.store, access: .readOnly))
        for item in 0..<3 {
            let error = await #expect(throws: StoreError.self) { try await journal.record(entry("r", "s", item)) }
            #expect(error?.code == .readOnly)
        }
    }

    @Test func `a graph resumes from it`() async throws {
        let builder = GraphBuilder("double")
        let input = builder.input("number", of: Int.self)
        let doubled = builder.stage("double", durable: .standard, input) { context, number in
            context.stage.isEmpty ? 0 : number * 2
        }
        let graph = try builder.build(inputs: input, output: doubled)
        let journal = SQLiteRunJournal(store: try SQLiteStore(path: folder.store))
        let first = try await graph.run(21, options: RunOptions(runID: "r", journal: journal))
        let second = try await graph.run(21, options: RunOptions(runID: "r", journal: journal))
        #expect(first.output == 42 && second.output == 42)
        #expect(first.report.resumed == [] && second.report.resumed == ["double"])
    }
}

@Suite struct `The list of runs` {
    @Test func `is ordered by when runs started, whatever the clock says`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        func note(_ id: String, _ started: String, _ state: String = "started") async throws {
            try await store.note(LedgerRun(id: id, graph: "nightly", started: started, state: state))
        }
        try await note("first", "2026-03-02 10:00")
        try await note("second", "2026-03-01 09:00")
        #expect(try await store.ledger(limit: 10).map(\.id) == ["second", "first"])
        try await note("first", "2026-03-02 10:00", "finished")
        #expect(try await store.ledger(limit: 10).map(\.id) == ["second", "first"])
        #expect(try await store.run("first")?.state == "finished")
        try await note("first", "2026-02-28 10:00")
        #expect(try await store.ledger(limit: 1).map(\.id) == ["first"])
        #expect(try await store.run("none") == nil)
    }

    @Test func `does not grow for ever`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        try await store.write { database in
            for number in 1...1_200 {
                try database.execute(
                    sql: "INSERT INTO run (id, turn, state) VALUES (?, ?, ?)",
                    arguments: ["\(number)", number, number == 1 ? "started" : "finished"]
                )
            }
        }
        try await SQLiteRunJournal(store: store).prune(keeping: 10)
        #expect(try await store.ledger(limit: 2_000).count == 1_001)
        #expect(try await store.run("1") != nil)
        #expect(try await store.run("2") == nil)
    }
}
