import Plant
import TestSupport
import Testing

@testable import Storage

@Suite struct `The SQLite store` {
    @Test(arguments: PlantStoreConformance.checks)
    func `does what every store must`(check: PlantStoreConformance.Check) async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        try await check.run(store)
        #expect(try await store.damage() == nil)
    }

    @Test func `is read by others while one writes, and each reads what was committed before`() async throws {
        let folder = TemporaryFolder()
        let writer = try SQLiteStore(path: folder.store)
        let reader = try SQLiteStore(path: folder.store, access: .readOnly)
        for number in 0..<50 {
            async let seen = reader.span(of: "T")
            let reading = Reading(time: Timestamp(seconds: Int64(number)), value: Double(number))
            _ = try await writer.commit(ImportBatch(series: [ReadingSeries(tag: "T", [reading])]))
            #expect(try await reader.readings(of: "T", in: .always).count == number + 1)
            _ = try await seen
        }
        #expect(try await reader.revision() == writer.revision())
    }

    @Test func `keeps a trickle of readings in few segments`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        for number in 0..<1_000 {
            let reading = Reading(time: Timestamp(seconds: Int64(number)), value: Double(number % 7))
            _ = try await store.commit(ImportBatch(series: [ReadingSeries(tag: "T", [reading])]))
        }
        let segments = try await store.read { database in
            try SegmentTable(database, tag: "T")?.headers(in: .always).count
        }
        #expect(try #require(segments) <= 12)
        #expect(try await store.readings(of: "T", in: .always).count == 1_000)
    }

    @Test func `counts records by the values of a field`() async throws {
        let folder = TemporaryFolder()
        let store = try SQLiteStore(path: folder.store)
        let groups = ["ALERT", "ANOMALY", "ALERT", nil]
        let records = groups.enumerated().map { number, group in
            Record(
                id: "\(number)",
                kind: .event,
                title: "",
                fields: group.map { ["group": $0] } ?? [:],
                source: SourceLocation(file: "f")
            )
        }
        _ = try await store.commit(ImportBatch(records: records))
        #expect(try await store.counts(RecordQuery(), by: "group") == ["ALERT": 2, "ANOMALY": 1])
        #expect(try await store.counts(RecordQuery(ids: ["0"]), by: "group") == ["ALERT": 1])
        #expect(try await store.counts(RecordQuery(), by: "nothing") == [:])
    }

    @Test func `takes an import up again after it was cut off, whatever the file holds by then`() async throws {
        func record(_ id: String) -> Record {
            Record(id: id, kind: .note, title: "", source: SourceLocation(file: "f"))
        }
        let folder = TemporaryFolder()
        // Cut off twice, each time with another content.
        for ids in [["a", "b"], ["b", "c"]] {
            let store = try SQLiteStore(path: folder.store)
            _ = try await store.commit(ImportBatch(records: ids.map(record)))
        }
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(ImportBatch(records: [record("c"), record("d")]))
        let source = SourceFile(
            path: "f",
            digest: "3",
            mappingDigest: "",
            bytes: 1,
            kind: "notes",
            rows: 2,
            dataClass: .internal
        )
        try await store.finish(source)
        #expect(try await store.records(RecordQuery(), limit: nil).map(\.id) == ["c", "d"])
        #expect(try await store.source("f") == source)
        #expect(try await store.source("g") == nil)
    }
}
