import GRDB
import Plant
import Testing

@testable import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Opening a store` {
    private func code(_ body: () async throws -> Void) async -> StoreError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    private func filled(_ folder: TemporaryFolder) async throws {
        let store = try SQLiteStore(path: folder.store)
        let reading = Reading(time: Timestamp(seconds: 1), value: 1)
        _ = try await store.commit(ImportBatch(series: [ReadingSeries(tag: "T", [reading])]))
    }

    @Test func `refuses a store of a newer program, for writing and for reading, and leaves it as it is`() async throws
    {
        let folder = TemporaryFolder()
        try await filled(folder)
        try await SQLiteStore(path: folder.store).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        for access in [SQLiteStore.Access.readWrite, .readOnly] {
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.store, access: access) }
            #expect(error?.code == .tooNew)
            #expect(error?.message.contains("newer") == true)
        }
    }

    @Test func `refuses what is no store`() async throws {
        let folder = TemporaryFolder()
        try folder.write(Array("this is a text that is no database at all, only words".utf8), to: "store.sqlite")
        #expect(await code { _ = try SQLiteStore(path: folder.store) } == .corrupt)
        let other = TemporaryFolder()
        try await DatabaseQueue(path: other.store).write { try $0.execute(sql: "CREATE TABLE mine (a)") }
        #expect(await code { _ = try SQLiteStore(path: other.store) } == .failed)
        #expect(try await DatabaseQueue(path: other.store).read { try $0.tableExists("tag") } == false)
    }

    @Test func `says that there is none where one is to be read`() async throws {
        let folder = TemporaryFolder()
        #expect(await code { _ = try SQLiteStore(path: folder.store, access: .readOnly) } == .failed)
        #expect(await code { _ = try SQLiteAuditLog(path: folder.store) } == .failed)
        #expect(access(folder.store, F_OK) != 0)
    }

    @Test func `writes nothing when opened for reading`() async throws {
        let folder = TemporaryFolder()
        try await filled(folder)
        let store = try SQLiteStore(path: folder.store, access: .readOnly)
        #expect(await code { _ = try await store.commit(ImportBatch()) } == .readOnly)
        #expect(try await store.readings(of: "T", in: .always).count == 1)
    }

    @Test func `reads a store in a folder that cannot be written to, and says so to a writer`() async throws {
        let folder = TemporaryFolder()
        try await filled(folder)
        chmod(folder.path, 0o555)
        await #expect(processExitsWith: .success) { [path = folder.store as String] in
            // An administrator may write anywhere.
            if geteuid() == 0 { setuid(65_534) }
            await #expect(throws: Never.self) {
                let store = try SQLiteStore(path: path, access: .readOnly)
                let count = try await store.readings(of: "T", in: .always).count
                #expect(count == 1)
            }
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
            #expect(error?.code == .readOnly)
            let lock = #expect(throws: StoreError.self) {
                try WriterLock(folder: String(path.dropLast("/store.sqlite".count)))
            }
            #expect(lock?.code == .readOnly)
        }
    }

    @Test func `a full disk is said to be full, changes nothing, and hinders nothing afterwards`() async throws {
        let folder = TemporaryFolder()
        try await filled(folder)
        let store = try SQLiteStore(path: folder.store)
        let pages = try await store.write { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 5)")
            return pages
        }
        let text = String(repeating: "x", count: 1_000)
        let records = (0..<1_000).map {
            Record(id: "\($0)", kind: .note, title: text, source: SourceLocation(file: "f"))
        }
        let revision = try await store.revision()
        #expect(await code { _ = try await store.commit(ImportBatch(records: records)) } == .diskFull)
        #expect(try await store.count(RecordQuery()) == 0)
        #expect(try await store.revision() == revision)
        try await store.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 100_000)") }
        #expect(try await store.commit(ImportBatch(records: records)).stored == 1_000)
        #expect(try await store.damage() == nil)
    }

    @Test func `damage is found and said to be damage`() async throws {
        let folder = TemporaryFolder()
        try await filled(folder)
        let store = try SQLiteStore(path: folder.store)
        #expect(try await store.damage() == nil)
        try await store.write { try $0.execute(sql: "UPDATE segment_data SET bytes = zeroblob(40)") }
        #expect(try await store.damage()?.contains("tag T") == true)
        await #expect(throws: StoreError.self) { try await store.readings(of: "T", in: .always) }
        try await store.write {
            try $0.execute(sql: "UPDATE segment_data SET bytes = CAST (x'01' || substr(bytes, 2) AS BLOB)")
        }
        #expect(await code { _ = try await store.readings(of: "T", in: .always) } == .corrupt)
    }

    @Test func `two handles wait for each other`() async throws {
        let folder = TemporaryFolder()
        let (one, two) = (try SQLiteStore(path: folder.store), try SQLiteStore(path: folder.store))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in [one, two].enumerated() {
                group.addTask {
                    for time in 0..<100 {
                        let reading = Reading(time: Timestamp(seconds: Int64(time * 2 + number)), value: 1)
                        _ = try await store.commit(ImportBatch(series: [ReadingSeries(tag: "T", [reading])]))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await one.readings(of: "T", in: .always).count == 200)
        #expect(try await two.damage() == nil)
    }

    @Test func `one process writes at a time, and the other is told who`() throws {
        let folder = TemporaryFolder()
        var first: WriterLock? = try WriterLock(folder: folder.path)
        #expect(first != nil)
        let error = #expect(throws: StoreError.self) { try WriterLock(folder: folder.path) }
        #expect(error?.code == .busy)
        #expect(error?.message.contains("\(getpid())") == true)
        first = nil
        _ = try WriterLock(folder: folder.path)
    }
}
