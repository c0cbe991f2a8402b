import Plant

/// A full-text index over everything the plant wrote down, complete in itself and read where it lies.
///
/// Opening one decodes nothing: a file is mapped into memory and only what a search touches is read.
package struct SearchIndex: Sendable {
    let storage: IndexBytes
    private let sectionStarts: [Int]
    private let sectionEnds: [Int]

    /// Of the store it was built from; another revision there means that it must be built anew.
    package let revision: Int64
    package let documentCount: Int
    let termCount: Int
    private let bucketBits: Int
    /// Of each field, over all documents.
    let lengthSums: [UInt64]
    /// Of each field: the coded length that no document is shorter than.
    let leastLengths: [Int]
    let columns: DocumentColumns
    /// What questions are widened with; documents are indexed by their own words alone, so that it may change at any
    /// time.
    private(set) var glossary = Glossary.shared

    /// The same index, asked with the words of a site, too.
    package func widened(by site: SiteGlossary) -> SearchIndex {
        var copy = self
        copy.glossary = Glossary(adding: site)
        return copy
    }

    /// Builds an index in memory.
    package static func build(_ documents: [SearchDocument], revision: Int64) -> SearchIndex {
        let storage = IndexBytes(SearchIndexBuilder.bytes(of: documents, revision: revision))
        return SearchIndex(trusted: storage)
    }

    /// Opens an index from its bytes.
    package init(bytes: [UInt8]) throws(SearchIndexError) {
        let storage = IndexBytes(bytes)
        try SearchIndex.check(storage, path: "(memory)")
        self.init(trusted: storage)
    }

    /// Opens an index file by mapping it.
    package init(path: String) throws(SearchIndexError) {
        let storage = try IndexBytes(path: path)
        try SearchIndex.check(storage, path: path)
        self.init(trusted: storage)
    }

    /// The index as bytes, to be written to a file.
    package var bytes: [UInt8] {
        Array(UnsafeRawBufferPointer(start: storage.base, count: storage.count))
    }

    init(trusted storage: IndexBytes) {
        self.storage = storage
        revision = storage.load(Int64.self, at: IndexFormat.Offset.revision)
        documentCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.documents))
        termCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.terms))
        bucketBits = Int(storage.load(UInt32.self, at: IndexFormat.Offset.bucketBits))
        lengthSums = (0..<TermField.count).map {
            storage.load(UInt64.self, at: IndexFormat.Offset.lengthSums + $0 * 8)
        }
        sectionStarts = IndexFormat.Section.allCases.map {
            Int(truncatingIfNeeded: storage.load(UInt64.self, at: IndexFormat.Offset.sections + $0.rawValue * 8))
        }
        sectionEnds = Array(sectionStarts.dropFirst()) + [storage.count - IndexFormat.padding]
        let windows = IndexFormat.windows(of: documentCount)
        let leasts = sectionStarts[IndexFormat.Section.leastLengths.rawValue]
        leastLengths = (0..<TermField.count).map { field in
            (0..<windows).map { Int(storage.load(UInt8.self, at: leasts + $0 * TermField.count + field)) }.min() ?? 0
        }
        columns = DocumentColumns(storage, sectionStarts, sectionEnds, documents: documentCount)
    }

    private static func check(_ storage: IndexBytes, path: String) throws(SearchIndexError) {
        guard storage.count >= IndexFormat.headerSize,
            storage.load(UInt64.self, at: IndexFormat.Offset.magic) == IndexFormat.magic
        else { throw .corrupt(path: path) }
        let version = storage.load(UInt32.self, at: IndexFormat.Offset.version)
        guard version == IndexFormat.version else {
            throw .otherVersion(path: path, found: version, expected: IndexFormat.version)
        }
        guard
            storage.load(UInt64.self, at: IndexFormat.Offset.headerSum)
                == storage.checksum(from: 0, to: IndexFormat.Offset.headerSum),
            storage.load(UInt64.self, at: IndexFormat.Offset.total) == UInt64(storage.count)
        else { throw .corrupt(path: path) }
        let analysis = storage.load(UInt32.self, at: IndexFormat.Offset.analysis)
        guard analysis == Analyzer.version else {
            throw .otherAnalysis(path: path, found: analysis, expected: Analyzer.version)
        }
        if storage.count <= IndexFormat.checkedWhenOpened, !isWhole(storage) { throw .corrupt(path: path) }
    }

    private static func isWhole(_ storage: IndexBytes) -> Bool {
        storage.checksum(from: IndexFormat.headerSize, to: storage.count)
            == storage.load(UInt64.self, at: IndexFormat.Offset.bodySum)
    }

    /// Whether every byte is as it was written; reads them all.
    var isWhole: Bool { SearchIndex.isWhole(storage) }

    func start(of section: IndexFormat.Section) -> Int { sectionStarts[section.rawValue] }

    private func end(of section: IndexFormat.Section) -> Int { sectionEnds[section.rawValue] }

    /// Where a term's documents are.
    enum Holders {
        case none
        case single(Int)
        case list(place: Int, PostingList)
    }

    func holders(of key: UInt64) -> Holders {
        guard documentCount > 0 else { return .none }
        let bucket = Int(key >> UInt64(IndexFormat.keyBits - bucketBits))
        let buckets = start(of: .buckets)
        var low = Int(storage.load(UInt32.self, at: buckets + bucket * 4))
        let end = min(Int(storage.load(UInt32.self, at: buckets + bucket * 4 + 4)), termCount)
        let rest = UInt32(truncatingIfNeeded: key)
        let remainders = start(of: .remainders)
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if storage.load(UInt32.self, at: remainders + middle * 4) < rest { low = middle + 1 } else { high = middle }
        }
        guard low < end, storage.load(UInt32.self, at: remainders + low * 4) == rest else { return .none }
        return holders(ofTerm: low)
    }

    /// - Parameter term: Its number in the order of keys.
    func holders(ofTerm term: Int) -> Holders {
        let place = storage.load(UInt32.self, at: start(of: .places) + term * 4)
        if place & IndexFormat.single != 0 {
            return .single(min(Int(place & ~IndexFormat.single), documentCount - 1))
        }
        let at = start(of: .lists) + Int(place)
        guard let list = PostingList(storage, at: at, documents: documentCount, end: end(of: .lists)) else {
            return .none
        }
        return .list(place: at, list)
    }

    /// The keys of all terms, ascending.
    func keys() -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(termCount)
        let shift = UInt64(IndexFormat.keyBits - bucketBits)
        for bucket in 0..<(1 << bucketBits) {
            let end = min(Int(storage.load(UInt32.self, at: start(of: .buckets) + bucket * 4 + 4)), termCount)
            while keys.count < end {
                let rest = storage.load(UInt32.self, at: start(of: .remainders) + keys.count * 4)
                keys.append(UInt64(bucket) << shift | UInt64(rest))
            }
        }
        return keys
    }

    /// The documents of a term, ascending: document in the upper 32 bits, how often in the lower.
    func entries(of holders: Holders) -> [UInt64] {
        switch holders {
        case .none: return []
        case .single(let document): return [UInt64(document) << 32 | 1]
        case .list(_, let list):
            var entries: [UInt64] = []
            entries.reserveCapacity(list.count)
            if !list.isCut {
                if let block = list.whole(storage, documents: documentCount) { block.append(to: &entries, first: 0) }
                return entries
            }
            let windows = IndexFormat.windows(of: documentCount)
            var offset = list.firstBlock(windows: windows)
            for window in 0..<windows {
                let size = list.size(storage, window: window)
                guard size > 0 else { continue }
                let first = window * IndexFormat.window
                let universe = min(IndexFormat.window, documentCount - first)
                if let block = list.block(storage, at: offset, below: universe) {
                    block.append(to: &entries, first: first)
                }
                offset += size
            }
            return entries
        }
    }

    func id(of document: Int) -> String { columns.id(of: document) }

    func isSame(as other: SearchIndex) -> Bool { storage === other.storage }
}
