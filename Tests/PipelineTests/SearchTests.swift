import Plant
import Storage
import Testing

@testable import Pipeline
@testable import Retrieval

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Searching a workspace` {
    private func filled(_ path: String) async throws -> Workspace {
        try await `A workspace`().filled(path)
    }

    private func found(_ workspace: Workspace, _ request: SearchRequest) async throws -> [String] {
        try await workspace.search(request).items.map(\.record.id)
    }

    private func segments(_ workspace: Workspace) throws -> [String] {
        try LocalFile.names(in: workspace.layout.searchIndex).filter { $0.hasPrefix("segment-") }
    }

    private func seal(_ workspace: Workspace) async throws -> [String] {
        try await found(workspace, SearchRequest(text: "seal"))
    }

    @Test func `keeps to the asset, the time and the kind that are asked for`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        #expect(try await seal(workspace) == ["WO1", "WO3"])
        #expect(try await found(workspace, SearchRequest(text: "seal", asset: "P-2")) == ["WO3"])
        #expect(try await found(workspace, SearchRequest(text: "씰", from: "2026-04-01")) == ["WO3"])
        #expect(try await found(workspace, SearchRequest(text: "seal", to: "2026-04-01")) == ["WO1"])
        #expect(try await found(workspace, SearchRequest(text: "seal", kinds: [.workOrder])).count == 2)
        let none = try await workspace.search(SearchRequest(text: "seal", kinds: [.passage]))
        #expect(none.text() == "Nothing was found; without the conditions, 2 are.")
    }

    @Test(arguments: [
        SearchRequest(text: "seal", from: "2026-04-01", to: "2026-03-01"), SearchRequest(text: "?!"),
        SearchRequest(text: "seal", limit: 0), SearchRequest(text: "seal", asset: "P-9"),
        SearchRequest(text: "seal", from: "yesterday"),
    ])
    func `refuses what cannot be meant`(_ request: SearchRequest) async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        await #expect(throws: UsageError.self) { try await workspace.search(request) }
    }

    @Test func `says what of a score comes from where`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let result = try await workspace.search(SearchRequest(text: "씰 leaks", asset: "U-1", explains: true))
        let first = try #require(result.items.first)
        let why = try #require(first.why)
        let sum = why.words.reduce(why.parts_of_words + why.letters + why.neighbours) { $0 + $1.score }
        #expect(abs(sum - first.score) < 1e-9)
        #expect(why.words.contains { $0.word == "leaks" && $0.documents == 2 })
        #expect(why.words.contains { $0.word.hasPrefix("≈") })
        #expect(result.text().hasPrefix("Searched 3 documents, of U-1 and 2 below it."))
        #expect(try result.json().contains("telltale.search/1"))
    }

    @Test func `takes up what changed and leaves the rest of the index as it is`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let before = try segments(workspace)
        #expect(before.count == 1)
        let more =
            `A workspace`.orders.replacing("Grease bearing", with: "Seal replaced")
            + "WO4,P-1,Seal noisy,PM01,2026-03-09T08:00:00,\n"
        try LocalFile.write(more, to: scratch.path + "/in/orders.csv")
        _ = try await workspace.ingest(IngestRequest(paths: [scratch.path + "/in"]))
        #expect(try segments(workspace).count == 2)
        #expect(try segments(workspace).contains(before[0]))
        #expect(Set(try await seal(workspace)) == ["WO1", "WO2", "WO3", "WO4"])
        #expect(try await found(workspace, SearchRequest(text: "grease")).isEmpty)
    }

    /// As when the process was killed between the store and the index, or while another writes.
    @Test func `what the store has and the index has not is found all the same`() async throws {
        let scratch = try Scratch()
        let path = scratch.path
        try await {
            let workspace = try await filled(path)
            let new = Record(
                id: "N1",
                kind: .note,
                title: "Seal weeping",
                text: "",
                source: SourceLocation(file: "log.txt", row: 1)
            )
            _ = try await workspace.store.commit(ImportBatch(records: [new]))
        }()
        let reader = try Workspace.open(at: path + "/w", writing: false, environment: [:])
        #expect(Set(try await seal(reader)) == ["N1", "WO1", "WO3"])
        #expect(try segments(reader).count == 1)
        let writer = try Workspace.open(at: path + "/w", writing: true, environment: [:])
        try await writer.refreshDerived()
        #expect(try segments(writer).count == 2)
        #expect(try await reader.indexDiagnosis().text.contains("up to date: 4 documents"))
    }

    @Test(arguments: ["other version", "other analysis", "damaged", "manifest", "missing"])
    func `an index that cannot be used is refused with the remedy, which the next import is`(
        _ damage: String
    ) async throws {
        let scratch = try Scratch()
        let path = scratch.path
        try await { _ = try await filled(path) }()
        let reader = try Workspace.open(at: path + "/w", writing: false, environment: [:])
        let folder = reader.layout.searchIndex
        let name = try #require(try segments(reader).first)
        var bytes = try LocalFile.read(folder + "/" + name)
        switch damage {
        case "other version": bytes[IndexFormat.Offset.version] = 9
        case "other analysis":
            bytes[IndexFormat.Offset.analysis] ^= 0x40
            let header = IndexBytes(Array(bytes[0..<IndexFormat.headerSize]))
            let sum = header.checksum(from: 0, to: IndexFormat.Offset.headerSum)
            for place in 0..<8 {
                bytes[IndexFormat.Offset.headerSum + place] = UInt8(truncatingIfNeeded: sum >> UInt64(place * 8))
            }
        case "damaged": bytes[bytes.count / 2] ^= 1
        default: break
        }
        try LocalFile.write(bytes, to: folder + "/" + name)
        if damage == "manifest" { try LocalFile.write([1, 2, 3], to: folder + "/manifest") }
        if damage == "missing" { unlink(folder + "/" + name) }
        let diagnosis = try await reader.indexDiagnosis()
        #expect(!diagnosis.isSound)
        #expect(diagnosis.text.contains("the next 'telltale ingest' makes it anew"))
        #expect(throws: SearchIndexError.self) { try SegmentedIndex.snapshot(folder: folder) }
        // Questions are answered meanwhile.
        #expect(try await seal(reader) == ["WO1", "WO3"])
        let writer = try Workspace.open(at: path + "/w", writing: true, environment: [:])
        try await writer.refreshDerived()
        #expect(try await reader.indexDiagnosis().isSound)
        #expect(try await seal(reader) == ["WO1", "WO3"])
    }
}
