import Plant
import Testing

@testable import Retrieval

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Vectors of passages` {
    private let space = VectorSpace(model: "e5", dimension: 3)
    private let documents = [
        SearchDocument(id: "note:a", text: "seal leak", asset: "P-101A", kind: .note),
        SearchDocument(id: "note:b", text: "burner checked", kind: .note, dataClass: .restricted),
        SearchDocument(id: "passage:c", title: "Pump", text: "manual", kind: .passage),
    ]

    /// A path where nothing is yet; what is made there is removed afterwards.
    private func withFile(_ body: (String) throws -> Void) throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
        var template = Array("\(base)/telltale-vectors-XXXXXX".utf8CString)
        let folder = try #require(
            template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            }
        )
        defer { rmdir(folder) }
        let path = folder + "/vectors"
        defer { unlink(path) }
        try body(path)
    }

    private func filled(_ path: String) throws -> VectorFile {
        try VectorFile(path: path, space: space).adding([
            (VectorKey(documents[0].embeddedText), [2, 0, 0]),
            (VectorKey(documents[1].embeddedText), [0, 1, 0]),
            (VectorKey(documents[2].embeddedText), [3, 3, 0]),
        ])
    }

    @Test func `what was embedded is held after opening again`() throws {
        try withFile { path in
            _ = try filled(path)
            let again = try VectorFile(path: path, space: space)
            #expect(again.count == 3)
            #expect(again.holds(VectorKey("seal leak")))
            #expect(!again.holds(VectorKey("seal leaks")))
        }
    }

    @Test(arguments: [1, 40, 95])
    func `a row that was cut off is lost alone and written over`(cut: Int) throws {
        try withFile { path in
            _ = try filled(path)
            let length = VectorFile.headSize + VectorFile.rowSize(3) * 3
            #expect(truncate(path, off_t(length - cut)) == 0)
            let cutFile = try VectorFile(path: path, space: space)
            #expect(cutFile.count == 2)
            let mended = try cutFile.adding([(VectorKey("Pump\nmanual"), [1, 1, 0])])
            #expect(mended.count == 3)
        }
    }

    @Test(arguments: [
        VectorSpace(model: "other", dimension: 3), VectorSpace(model: "e5", dimension: 4),
        VectorSpace(model: "e5", dimension: 3, textVersion: 99),
    ])
    func `vectors of another space are refused`(other: VectorSpace) throws {
        try withFile { path in
            _ = try filled(path)
            #expect(throws: VectorFileError.otherSpace(path: path, found: space, expected: other)) {
                _ = try VectorFile(path: path, space: other)
            }
        }
    }

    @Test(arguments: [[], [1, 2], [0, 0, 0], [.nan, 1, 1], [.infinity, 0, 0]] as [[Float]])
    func `a vector that is none is refused and nothing is written`(vector: [Float]) throws {
        try withFile { path in
            let file = try filled(path)
            #expect(throws: VectorFileError.self) { _ = try file.adding([(VectorKey("x"), vector)]) }
            #expect(try VectorFile(path: path, space: space).count == 3)
        }
    }

    @Test func `the nearest come first and filters hold`() throws {
        try withFile { path in
            let index = VectorIndex(documents, in: try filled(path))
            let all = try index.nearness(to: [1, 0, 0])
            #expect(all.nearest == ["note:a", "passage:c", "note:b"])
            #expect(all.cosine(of: "note:a") == 1)
            #expect(abs((all.cosine(of: "passage:c") ?? 0) - 0.707_106_8) < 1e-6)
            let unrestricted = try index.nearness(to: [0, 1, 0], filter: SearchFilter(highestClass: .internal))
            #expect(unrestricted.nearest == ["passage:c", "note:a"])
            #expect(try index.nearness(to: [0, 1, 0], filter: SearchFilter(assets: ["P-101A"])).nearest == ["note:a"])
            #expect(
                try index.nearness(to: [0, 1, 0], filter: SearchFilter(kinds: [.passage])).nearest == ["passage:c"]
            )
        }
    }

    @Test(arguments: 0...3) func `fewer are the first of all`(limit: Int) throws {
        try withFile { path in
            let index = VectorIndex(documents, in: try filled(path))
            let all = try index.nearness(to: [1, 0, 0]).nearest
            #expect(try index.nearness(to: [1, 0, 0], limit: limit).nearest == Array(all.prefix(limit)))
        }
    }

    @Test func `a document without a vector keeps the score of its words`() throws {
        try withFile { path in
            let more = documents + [SearchDocument(id: "note:d", text: "not embedded", kind: .note)]
            let index = VectorIndex(more, in: try filled(path))
            #expect(index.withoutVector == 1)
            let nearness = try index.nearness(to: [1, 0, 0])
            let joined = HybridRanking.usual.joined(
                words: [SearchHit(id: "note:d", score: 1, matched: ["embedded"])],
                nearness: nearness,
                limit: 10
            )
            #expect(joined.first { $0.id == "note:d" }?.score == 1)
            #expect(joined.first?.id == "note:a")
            #expect(joined.count == 4)
        }
    }

    @Test func `which text a document is embedded as is kept, and damage is noticed`() throws {
        let catalogue = VectorCatalogue(
            documents + [SearchDocument(id: "alarm:x", text: "HI", time: Timestamp(seconds: 5), kind: .alarm)],
            kinds: [.passage, .note],
            revision: 7
        )
        #expect(catalogue.items.map(\.id) == ["note:a", "note:b", "passage:c"])
        #expect(VectorCatalogue(bytes: catalogue.bytes) == catalogue)
        var bytes = catalogue.bytes
        for place in [0, 9, 20, 60, bytes.count - 1] {
            bytes[place] ^= 0x10
            #expect(VectorCatalogue(bytes: bytes) != catalogue)
            bytes[place] ^= 0x10
        }
        #expect(VectorCatalogue(bytes: Array(bytes.dropLast(3))) == nil)
        #expect(VectorCatalogue(bytes: []) == nil)
    }

    @Test func `without vectors the order of the words stays`() throws {
        try withFile { path in
            let index = VectorIndex(documents, in: try VectorFile(path: path, space: space))
            let words = [
                SearchHit(id: "note:b", score: 2, matched: []), SearchHit(id: "note:a", score: 1, matched: []),
            ]
            let joined = HybridRanking.usual.joined(
                words: words,
                nearness: try index.nearness(to: [1, 0, 0]),
                limit: 10
            )
            #expect(joined == words)
        }
    }
}
