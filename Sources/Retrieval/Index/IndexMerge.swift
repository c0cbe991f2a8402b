/// One index out of several, without the documents that were deleted and of two with one id only the later index's.
struct IndexMerge {
    private let parts: [SearchIndex]
    /// Of each part and document its new number; `nil` for one that goes.
    private let numbers: [[UInt32?]]
    /// Part and number there, of each new document.
    private let origins: [(part: Int, document: Int)]

    init(_ parts: [(index: SearchIndex, deleted: DocumentSet?)]) {
        self.parts = parts.map(\.index)
        var ids: [(id: [UInt8], part: Int, document: Int)] = []
        for (part, entry) in parts.enumerated() {
            var document = 0
            entry.index.columns.forEachID { id in
                if entry.deleted?.contains(document) != true { ids.append((id, part, document)) }
                document += 1
            }
        }
        ids.sort { $0.id != $1.id ? $0.id.lexicographicallyPrecedes($1.id) : $0.part < $1.part }
        var numbers = parts.map { [UInt32?](repeating: nil, count: $0.index.documentCount) }
        var origins: [(part: Int, document: Int)] = []
        for (place, entry) in ids.enumerated() where place + 1 == ids.count || ids[place + 1].id != entry.id {
            numbers[entry.part][entry.document] = UInt32(truncatingIfNeeded: origins.count)
            origins.append((entry.part, entry.document))
        }
        self.numbers = numbers
        self.origins = origins
    }

    /// Of the result.
    var documentCount: Int { origins.count }

    func bytes(revision: Int64) -> [UInt8] {
        var layout = IndexLayout(documents: origins.count, revision: revision)
        layout.lengths(
            (0..<TermField.count).map { field in
                origins.map { origin in
                    let part = parts[origin.part]
                    return part.storage.load(
                        UInt8.self,
                        at: part.start(of: .lengths) + field * part.documentCount + origin.document
                    )
                }
            }
        )
        let names = parts.map { part in [""] + (0..<part.columns.assetCount).map { part.columns.assetName($0) } }
        layout.columns(
            times: origins.map { parts[$0.part].columns.time(of: $0.document) },
            assets: origins.map {
                names[$0.part][min(parts[$0.part].columns.asset(of: $0.document), names[$0.part].count - 1)]
            },
            kinds: origins.map { parts[$0.part].columns.kindAndClass(of: $0.document) },
            fingerprints: origins.map { parts[$0.part].columns.fingerprint(of: $0.document) }
        )
        layout.ids(origins.lazy.map { parts[$0.part].columns.id(of: $0.document) })
        return layout.finished(lists())
    }

    private func lists() -> PostingListWriter {
        var writer = PostingListWriter(documents: origins.count)
        let keys = parts.map { $0.keys() }
        var next = [Int](repeating: 0, count: parts.count)
        var entries: [UInt64] = []
        while true {
            var key = UInt64.max
            for part in parts.indices where next[part] < keys[part].count { key = min(key, keys[part][next[part]]) }
            guard key != .max else { return writer }
            entries.removeAll(keepingCapacity: true)
            for part in parts.indices where next[part] < keys[part].count && keys[part][next[part]] == key {
                for entry in parts[part].entries(of: parts[part].holders(ofTerm: next[part])) {
                    if let number = numbers[part][Int(entry >> 32)] {
                        entries.append(UInt64(number) << 32 | entry & 0xFFFF_FFFF)
                    }
                }
                next[part] += 1
            }
            let isAscending = zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 }
            if !isAscending { entries.sort() }
            writer.append(key: key, entries[...])
        }
    }
}

/// Some documents of one index.
struct DocumentSet: Sendable, Equatable {
    private(set) var words: [UInt64]

    init(count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    init(words: [UInt64]) {
        self.words = words
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    func contains(_ document: Int) -> Bool {
        words[document >> 6] >> UInt64(document & 63) & 1 == 1
    }

    /// Ascending.
    var documents: [Int] {
        var result: [Int] = []
        for (place, word) in words.enumerated() {
            var bits = word
            while bits != 0 {
                result.append(place * 64 + bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
        return result
    }

    mutating func remove(_ document: Int) {
        words[document >> 6] &= ~(1 << UInt64(document & 63))
    }

    mutating func insert(_ document: Int) {
        words[document >> 6] |= 1 << UInt64(document & 63)
    }
}
