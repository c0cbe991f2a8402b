import Plant
import Testing

@testable import Retrieval

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `An index that grows` {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var name = Array("/tmp/telltale-segments-XXXXXX".utf8CString)
        let made = name.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        try #require(made)
        let folder = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        try await body(folder)
        for file in files(folder) { unlink(folder + "/" + file) }
        rmdir(folder)
    }

    private func files(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func note(_ number: Int, _ text: String) -> SearchDocument {
        SearchDocument(id: "note:\(number)", text: text, kind: .note)
    }

    @Test func `what was added is found at once, and after opening again`() async throws {
        try await withFolder { folder in
            try {
                let index = try SegmentedIndex(folder: folder)
                #expect(index.snapshot.search("seal").isEmpty)
                try index.update(adding: [note(1, "seal leak"), note(2, "burner")], revision: 5)
                #expect(index.snapshot.search("seal").map(\.id) == ["note:1"])
            }()
            let again = try SegmentedIndex(folder: folder)
            #expect(again.snapshot.revision == 5)
            #expect(again.snapshot.search("burner").map(\.id) == ["note:2"])
        }
    }

    @Test func `a document that changed is found by its new words only, a removed one not at all`() async throws {
        try await withFolder { folder in
            let index = try SegmentedIndex(folder: folder)
            try index.update(adding: [note(1, "seal leak"), note(2, "seal burner")], revision: 1)
            let before = index.snapshot
            try index.update(adding: [note(1, "vibration")], removing: ["note:2", "note:9"], revision: 2)
            #expect(index.snapshot.search("seal").isEmpty)
            #expect(index.snapshot.search("vibration").map(\.id) == ["note:1"])
            #expect(index.snapshot.documentCount == 1)
            // Who still reads the earlier state goes on seeing it.
            #expect(before.search("seal").map(\.id) == ["note:1", "note:2"])
        }
    }

    @Test func `merging changes no answer, and reads as one index built at once`() async throws {
        try await withFolder { folder in
            let documents = RandomPlant.documents(900, seed: 31)
            let index = try SegmentedIndex(folder: folder)
            for from in stride(from: 0, to: 900, by: 30) {
                try index.update(adding: Array(documents[from..<from + 30]), revision: Int64(from))
            }
            #expect(index.snapshot.segmentCount == 30)
            let whole = SearchIndex.build(documents, revision: 0)
            var draws = Draws(1)
            let questions = (0..<20).map { _ in RandomPlant.text(&draws, words: 5) }
            for question in questions { #expect(index.snapshot.search(question) == whole.search(question)) }
            try await index.merge()
            #expect(index.snapshot.segmentCount < SegmentedIndex.most)
            for question in questions { #expect(index.snapshot.search(question) == whole.search(question)) }
            #expect(files(folder).count == index.snapshot.segmentCount + 2)
            try index.update(adding: [], removing: documents[0..<700].map(\.id), revision: 1_000)
            try await index.merge()
            let rest = SearchIndex.build(Array(documents[700...]), revision: 0)
            let reader = try SegmentedIndex.snapshot(folder: folder)
            for question in questions {
                #expect(reader.search(question, limit: 900) == rest.search(question, limit: 900))
            }
            try index.update(adding: [], removing: documents.map(\.id), revision: 1_001)
            try await index.merge()
            #expect(index.snapshot.segmentCount == 0)
        }
    }

    /// What was removed counts no more, whether it was merged away yet or not, and whatever way led here.
    @Test(arguments: [1, 40, 350])
    func `the same documents give the same answers, whatever was there before`(_ removed: Int) async throws {
        try await withFolder { folder in
            let documents = RandomPlant.documents(5_000, seed: 17)
            let index = try SegmentedIndex(folder: folder)
            try index.update(adding: Array(documents[0..<4_500]), revision: 1)
            var wanted = documents
            for place in 0..<removed { wanted[place * 3].text += " burner" }
            wanted.removeLast(removed)
            let changes = index.snapshot.changes(to: wanted)
            #expect(changes.added.count == 500)
            #expect(changes.removed.count == removed)
            let inMemory = index.snapshot.changed(adding: changes.added, removing: changes.removed, revision: 2)
            try index.update(adding: changes.added, removing: changes.removed, revision: 2)
            let whole = SearchIndex.build(wanted, revision: 0)
            #expect(index.snapshot.documentCount == wanted.count)
            #expect(index.snapshot.changes(to: wanted).added.isEmpty)
            #expect(index.snapshot.changes(to: wanted).removed.isEmpty)
            var draws = Draws(2)
            for _ in 0..<20 {
                let question = RandomPlant.text(&draws, words: 6)
                let hits = whole.search(question, limit: 100)
                #expect(inMemory.search(question, limit: 100) == hits)
                #expect(index.snapshot.search(question, limit: 100) == hits)
            }
        }
    }

    @Test func `what a hit's score comes from adds up to it`() async throws {
        try await withFolder { folder in
            let documents = RandomPlant.documents(5_000, seed: 23)
            let index = try SegmentedIndex(folder: folder)
            try index.update(adding: Array(documents[0..<4_800]), revision: 1)
            try index.update(adding: Array(documents[4_800...]), revision: 2)
            var draws = Draws(6)
            for _ in 0..<10 {
                let question = RandomPlant.text(&draws, words: 6)
                for (hit, why) in index.snapshot.explain(question, limit: 50) {
                    let sum = why.words.reduce(why.parts + why.letters + why.neighbours) { $0 + $1.score }
                    #expect(abs(sum - hit.score) < 1e-9)
                    #expect(Set(why.words.map(\.text)) == Set(hit.matched))
                }
            }
        }
    }

    /// As if the process had ended before the step: what the next one finds is what was committed.
    @Test(arguments: ["segment", "manifest", "old segments"], [1, 2, 3, 4])
    func `a crash before any step loses nothing committed`(_ step: String, _ occasion: Int) async throws {
        try await withFolder { folder in
            var committed = 0
            do {
                let crash = Countdown(step, occasion)
                let index = try SegmentedIndex(folder: folder) { name throws(SearchIndexError) in
                    if crash.isNow(name) { throw .unreadable(path: "", reason: "crash") }
                }
                for number in 0..<8 {
                    try index.update(
                        adding: [note(number, "seal \(number)"), note(100, "pump")],
                        revision: Int64(number)
                    )
                    committed += 1
                    if number == 5 { try await index.merge() }
                }
            } catch is SearchIndexError {
            }
            let index = try SegmentedIndex(folder: folder)
            let found = Set(index.snapshot.search("seal", limit: 50).map(\.id))
            #expect(found.isSuperset(of: (0..<committed).map { "note:\($0)" }))
            #expect(found.count <= committed + 1)
            #expect(index.snapshot.search("pump").count == (committed > 0 || !found.isEmpty ? 1 : 0))
            // Nothing lies about that nobody reads.
            #expect(files(folder).filter { $0.hasPrefix("segment") }.count == index.snapshot.segmentCount)
        }
    }

    @Test func `there is one writer, and a damaged manifest is refused with the remedy`() async throws {
        try await withFolder { folder in
            let index = try SegmentedIndex(folder: folder)
            #expect(throws: SearchIndexError.self) { try SegmentedIndex(folder: folder) }
            try index.update(adding: [note(1, "seal")], revision: 1)
            let manifest = IndexFolder(path: folder)
            var bytes = try #require(try manifest.read(IndexFolder.manifest))
            bytes[20] ^= 1
            try manifest.write(bytes, to: IndexFolder.manifest)
            #expect(throws: SearchIndexError.corrupt(path: folder + "/manifest")) {
                try SegmentedIndex.snapshot(folder: folder)
            }
            #expect(index.snapshot.search("seal").count == 1)
        }
    }
}

/// Says when a step comes for the n-th time.
private final class Countdown: @unchecked Sendable {
    private let step: String
    private var left: Int

    init(_ step: String, _ occasion: Int) {
        self.step = step
        left = occasion
    }

    func isNow(_ name: String) -> Bool {
        guard name == step else { return false }
        left -= 1
        return left == 0
    }
}
