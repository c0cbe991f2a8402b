import Plant
import Storage
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Stores that earlier versions of the program made, kept in `Tests/Stores`: each is opened, brought to the schema of today
/// and read back to the bit. A version that raises the schema adds one of its predecessor.
@Suite struct `Stores of earlier versions` {
    /// A copy, for opening changes it.
    private func store(_ name: String, _ folder: TemporaryFolder) throws -> SQLiteStore {
        let here = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex))
        let file = try #require(fopen(here + "/../Stores/" + name, "rb"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        try folder.write(Array(bytes.prefix(count)), to: "store.sqlite")
        return try SQLiteStore(path: folder.store)
    }

    @Test(arguments: ["schema-1.sqlite", "schema-2.sqlite"])
    func `nothing of it is lost`(name: String) async throws {
        let folder = TemporaryFolder()
        let store = try store(name, folder)
        #expect(try await store.damage() == nil)
        let window = TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_000_000_000))
        let flow = try await store.readings(of: "FIC-1.PV", in: window)
        #expect(flow.values.map(\.bitPattern) == [1.5, -0.0, 2.25, 1e-300].map(\.bitPattern))
        #expect(flow.times.last == 1_772_290_980_123_456_789)
        let temperature = try await store.readings(of: "TI-2", in: window)
        #expect(temperature.qualities == [.good, .bad, .good, .digitalState])
        let orders = try await store.records(RecordQuery(kinds: [.workOrder]), limit: nil)
        #expect(orders.map(\.title).sorted() == ["Seal leaks", "씰 교체"])
        #expect(try await store.assets().map(\.id.rawValue).sorted() == ["P-1", "U-1"])
        let quarantined = try await store.quarantine(file: nil)
        #expect(quarantined.map(\.line) == [5] && quarantined.map(\.reason) == ["bad_time"])
        #expect(try await store.sources().count == 3)
    }

    @Test(arguments: ["schema-1.sqlite", "schema-2.sqlite"])
    func `it goes on from there`(name: String) async throws {
        let folder = TemporaryFolder()
        let store = try store(name, folder)
        let late = ReadingSeries(tag: "FIC-1.PV", [Reading(time: Timestamp(seconds: 1_772_290_830), value: 7)])
        #expect(try await store.commit(ImportBatch(series: [late])).stored == 1)
        let window = TimeWindow(from: Timestamp(seconds: 0), to: Timestamp(seconds: 4_000_000_000))
        #expect(try await store.readings(of: "FIC-1.PV", in: window).values == [1.5, 7, -0.0, 2.25, 1e-300])
        #expect(try await store.damage() == nil)
    }
}
