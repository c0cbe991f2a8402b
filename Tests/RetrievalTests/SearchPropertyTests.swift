import Plant
import Testing

@testable import Retrieval

/// Draws the same numbers on any machine.
struct Draws {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &+ 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) >> 33) % limit
    }
}

/// Documents of random words, common ones in most of them, in three languages, with repeats, twins and gaps.
enum RandomPlant {
    static let words =
        [
            "seal", "leak", "pump", "bearing", "replaced", "valve", "P-101A", "FIC-2034", "12.5 barg", "noise", "the",
            "of",
        ]
        + ["씰", "누설", "펌프에서", "베어링", "교체함", "진동이", "تسرب", "مضخة", "صمام", "اهتزاز", "x", "c/o", "brg", "7"]

    static func text(_ draws: inout Draws, words count: Int) -> String {
        (0..<count).map { _ in
            // Some words are in half of the documents, some in very few.
            let word = min(draws.below(words.count), min(draws.below(words.count), draws.below(words.count)))
            return draws.below(9) == 0 ? words[word] + "\(draws.below(400))" : words[word]
        }.joined(separator: " ")
    }

    static func document(_ number: Int, _ draws: inout Draws) -> SearchDocument {
        SearchDocument(
            id: "note:\((number * 7_919) % 100_003)",
            title: draws.below(3) == 0 ? text(&draws, words: 2) : "",
            text: draws.below(40) == 0
                ? "same words" : text(&draws, words: 1 + draws.below(draws.below(20) == 0 ? 90 : 12)),
            asset: draws.below(5) == 0 ? nil : AssetID(rawValue: "P-\(draws.below(30))"),
            time: draws.below(6) == 0 ? nil : Timestamp(seconds: Int64(draws.below(100_000)) * 60),
            kind: RecordKind.byNumber[draws.below(5)],
            dataClass: [.public, .internal, .confidential, .restricted][draws.below(4)]
        )
    }

    static func documents(_ count: Int, seed: UInt64) -> [SearchDocument] {
        var draws = Draws(seed)
        return (0..<count).map { document($0, &draws) }
    }

    static func filter(_ draws: inout Draws) -> SearchFilter {
        var filter = SearchFilter()
        if draws.below(2) == 0 { filter.kinds = [.note, .workOrder] }
        if draws.below(2) == 0 { filter.assets = (0...draws.below(4)).map { AssetID(rawValue: "P-\($0 * 5)") } }
        if draws.below(2) == 0 {
            let from = Int64(draws.below(3_000_000))
            filter.window = TimeWindow(from: Timestamp(seconds: from), to: Timestamp(seconds: from + 2_000_000))
        }
        if draws.below(2) == 0 { filter.highestClass = [.public, .internal, .confidential][draws.below(3)] }
        return filter
    }

    static func isAllowed(_ document: SearchDocument, _ filter: SearchFilter) -> Bool {
        (filter.kinds.isEmpty || filter.kinds.contains(document.kind)) && document.dataClass <= filter.highestClass
            && (filter.assets.isEmpty || document.asset.map { filter.assets.contains($0) } == true)
            && (filter.window.map { window in document.time.map { window.contains($0) } ?? false } ?? true)
    }
}

@Suite struct `Searching fast` {
    private func hits(_ parts: [SearchPart], _ text: String, _ filter: SearchFilter, _ limit: Int, skips: Bool)
        -> [SearchHit]
    {
        let query = SearchQuery(text, ranking: .fitted, glossary: Glossary.shared)
        return Search(parts, query, .fitted, filter: filter).best(limit, skips: skips)
    }

    /// Around the borders of windows, of short and long lists, and of bitmaps.
    @Test(arguments: [1, 15, 63, 64, 65, 900, 4_097, 8_191, 8_192, 8_193, 17_500])
    func `skipping finds what scoring everything finds`(_ count: Int) {
        let index = SearchIndex.build(RandomPlant.documents(count, seed: UInt64(count)), revision: 0)
        var draws = Draws(99)
        for limit in [1, 3, 20, 100, 5_000] {
            for _ in 0..<8 {
                let question = RandomPlant.text(&draws, words: 1 + draws.below(14))
                let part = [SearchPart(index: index, deleted: nil)]
                let fast = hits(part, question, SearchFilter(), limit, skips: true)
                #expect(fast == hits(part, question, SearchFilter(), limit, skips: false), "\(question) \(limit)")
                #expect(fast.count == min(limit, fast.count))
            }
        }
    }

    @Test(arguments: [70, 5_000, 17_000])
    func `filtering inside finds what filtering an exhaustive result finds`(_ count: Int) {
        let documents = RandomPlant.documents(count, seed: 5)
        let byID = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let index = SearchIndex.build(documents, revision: 0)
        let part = [SearchPart(index: index, deleted: nil)]
        var draws = Draws(3)
        for _ in 0..<30 {
            let question = RandomPlant.text(&draws, words: 1 + draws.below(10))
            let filter = RandomPlant.filter(&draws)
            let all = hits(part, question, SearchFilter(), count, skips: false)
            let wanted = all.filter { hit in byID[hit.id].map { RandomPlant.isAllowed($0, filter) } ?? false }
            #expect(hits(part, question, filter, 20, skips: true) == Array(wanted.prefix(20)))
        }
    }

    @Test(arguments: [[1, 1], [40, 3_000, 7], [9_000, 8_500], [900, 900, 900, 900, 900, 900]])
    func `several indexes answer as one`(_ sizes: [Int]) {
        let documents = RandomPlant.documents(sizes.reduce(0, +), seed: 8)
        let whole = [SearchPart(index: SearchIndex.build(documents, revision: 0), deleted: nil)]
        var parts: [SearchPart] = []
        var from = 0
        for size in sizes {
            let some = Array(documents[from..<from + size])
            parts.append(SearchPart(index: SearchIndex.build(some, revision: 0), deleted: nil))
            from += size
        }
        let merged = IndexMerge(parts.map { ($0.index, nil) }).bytes(revision: 0)
        #expect(merged == whole[0].index.bytes)
        var draws = Draws(4)
        for limit in [1, 20, 100] {
            for _ in 0..<10 {
                let question = RandomPlant.text(&draws, words: 1 + draws.below(10))
                let filter = draws.below(2) == 0 ? SearchFilter() : RandomPlant.filter(&draws)
                let wanted = hits(whole, question, filter, limit, skips: false)
                #expect(hits(parts, question, filter, limit, skips: true) == wanted)
                #expect(hits(parts.reversed(), question, filter, limit, skips: true) == wanted)
            }
        }
    }

    @Test func `what matched holds the words that a look at the text finds`() {
        let documents = RandomPlant.documents(6_000, seed: 12)
        let index = SearchIndex.build(documents, revision: 0)
        let byID = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        for hit in index.search("bearing noise replaced", limit: 500) {
            let text = byID[hit.id].map { $0.title + " " + $0.text } ?? ""
            let words = Set(text.split(separator: " ").map(String.init))
            for word in ["bearing", "noise", "replaced"] where words.contains(word) {
                #expect(hit.matched.contains(word))
            }
        }
    }
}

@Suite struct `Packing numbers` {
    @Test(arguments: [
        (0, 1), (1, 1), (1, 1_000_000), (7, 8), (8, 8), (64, 4_096), (511, 4_096), (3_000, 4_096), (300, 70_000),
    ])
    func `what was packed comes out`(_ count: Int, _ universe: Int) {
        var draws = Draws(UInt64(count + universe))
        var chosen: Set<Int> = []
        while chosen.count < count { chosen.insert(draws.below(universe)) }
        let numbers = chosen.sorted()
        var bytes: [UInt8] = []
        PackedNumbers.append(numbers, below: universe, to: &bytes)
        #expect(bytes.count == PackedNumbers.byteCount(count, below: universe))
        bytes += [UInt8](repeating: 0xFF, count: 8)
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let packed = PackedNumbers(base, count: count, below: universe)
            var found = [UInt32](repeating: 0, count: count)
            let decoded = found.withUnsafeMutableBufferPointer { $0.baseAddress.map { packed.decode(into: $0) } ?? 0 }
            #expect(decoded == count)
            #expect(found.map(Int.init) == numbers)
            for (place, number) in numbers.enumerated() { #expect(packed.index(of: number) == place) }
            for other in 0..<min(universe, 5_000) where !chosen.contains(other) {
                #expect(packed.index(of: other) == nil)
            }
        }
    }
}
