import Plant
import TaskGraph
import Testing

@testable import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `After a kill` {
    static func entry(_ number: Int) -> JournalEntry {
        JournalEntry(
            run: "r",
            stage: "s",
            item: number,
            fingerprint: "f",
            schemaVersion: 1,
            payload: Array("\(number)".utf8)
        )
    }

    static let call = AuditEntry(
        time: Timestamp(seconds: 1),
        user: "u",
        endpoint: "e",
        host: "h",
        model: nil,
        dataClass: .internal,
        promptName: "p",
        promptVersion: "1",
        promptHash: "x",
        evidenceHashes: [],
        verdict: "sent"
    )

    @Test func `everything that was acknowledged is there, and the lock is free`() async throws {
        let folder = TemporaryFolder()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let lock = try WriterLock(folder: path)
            let store = try SQLiteStore(path: path + "/store.sqlite")
            let journal = SQLiteRunJournal(store: store)
            let audit = try SQLiteAuditLog(path: path + "/store.sqlite")
            for number in 0..<20 {
                let reading = Reading(time: Timestamp(seconds: Int64(number)), value: 0.5)
                let record = Record(id: "\(number)", kind: .note, title: "", source: SourceLocation(file: "f"))
                _ = try await store.commit(
                    ImportBatch(series: [ReadingSeries(tag: "T", [reading])], records: [record])
                )
                try await journal.record(`After a kill`.entry(number))
                try await audit.append(`After a kill`.call)
            }
            withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
        }
        _ = try WriterLock(folder: folder.path)
        let store = try SQLiteStore(path: folder.store)
        #expect(try await store.readings(of: "T", in: .always).count == 20)
        #expect(try await store.count(RecordQuery()) == 20)
        #expect(try await SQLiteRunJournal(store: store).entries(of: "r") == (0..<20).map(`After a kill`.entry))
        let audit = try await store.verifyAudit()
        #expect(audit.entries == 20 && audit.faults.isEmpty)
        #expect(try await store.damage() == nil)
    }

    @Test(arguments: [3, 11, 19]) func `in the middle of a transaction nothing of it is there`(after: Int) async throws
    {
        let folder = TemporaryFolder()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.store as String, after = after as Int] in
            let store = try SQLiteStore(path: path)
            for number in 0..<20 {
                let reading = Reading(time: Timestamp(seconds: Int64(number)), value: 0.5)
                let batch = ImportBatch(series: [ReadingSeries(tag: "T", [reading])])
                guard number == after else {
                    _ = try await store.commit(batch)
                    continue
                }
                try await store.write { database in
                    let files = ImportFiles(store: store, database: database)
                    for series in batch.series {
                        let writer = BatchWriter(store: store, database: database, files: files)
                        _ = try writer.put(series, .internal)
                    }
                    _ = kill(getpid(), SIGKILL)
                }
            }
        }
        let store = try SQLiteStore(path: folder.store)
        #expect(try await store.readings(of: "T", in: .always).count == after)
        #expect(try await store.damage() == nil)
    }
}
