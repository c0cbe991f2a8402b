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
    let assetCount: Int
    private let bucketBits: Int
    let averageLengths: [Float]
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

    private init(trusted storage: IndexBytes) {
        self.storage = storage
        revision = storage.load(Int64.self, at: IndexFormat.Offset.revision)
        documentCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.documents))
        termCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.terms))
        assetCount = Int(storage.load(UInt32.self, at: IndexFormat.Offset.assets))
        bucketBits = Int(storage.load(UInt32.self, at: IndexFormat.Offset.bucketBits))
        averageLengths = (0..<TermField.count).map {
            Float(bitPattern: storage.load(UInt32.self, at: IndexFormat.Offset.averages + $0 * 4))
        }
        sectionStarts = IndexFormat.Section.allCases.map {
            Int(truncatingIfNeeded: storage.load(UInt64.self, at: IndexFormat.Offset.sections + $0.rawValue * 8))
        }
        sectionEnds = Array(sectionStarts.dropFirst()) + [storage.count]
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
        if storage.count <= IndexFormat.checkedWhenOpened {
            let sum = storage.checksum(from: IndexFormat.headerSize, to: storage.count)
            guard sum == storage.load(UInt64.self, at: IndexFormat.Offset.bodySum) else { throw .corrupt(path: path) }
        }
    }

    func start(of section: IndexFormat.Section) -> Int { sectionStarts[section.rawValue] }

    /// Where a term's postings are in the bytes; `nil` when no document holds it.
    func postings(of hash: UInt64) -> Range<Int>? {
        let bucket = bucketBits == 0 ? 0 : Int(hash >> UInt64(64 - bucketBits))
        let buckets = start(of: .buckets)
        var low = Int(storage.load(UInt32.self, at: buckets + bucket * 4))
        let end = min(Int(storage.load(UInt32.self, at: buckets + bucket * 4 + 4)), termCount)
        let rest = UInt32(truncatingIfNeeded: hash)
        let remainders = start(of: .remainders)
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if storage.load(UInt32.self, at: remainders + middle * 4) < rest { low = middle + 1 } else { high = middle }
        }
        guard low < end, storage.load(UInt32.self, at: remainders + low * 4) == rest else { return nil }
        let starts = start(of: .starts)
        let postings = start(of: .postings)
        let from = postings + Int(storage.load(UInt32.self, at: starts + low * 4))
        let to =
            low + 1 < termCount ? postings + Int(storage.load(UInt32.self, at: starts + low * 4 + 4)) : storage.count
        guard from < to, to <= storage.count else { return nil }
        return from..<to
    }

    func id(of document: Int) -> String {
        string(document, ends: .idEnds, text: .ids)
    }

    func assetName(_ number: Int) -> String {
        string(number, ends: .assetEnds, text: .assetNames)
    }

    private func string(_ index: Int, ends: IndexFormat.Section, text: IndexFormat.Section) -> String {
        let ends = start(of: ends)
        let from = index == 0 ? 0 : Int(storage.load(UInt32.self, at: ends + (index - 1) * 4))
        let to = Int(storage.load(UInt32.self, at: ends + index * 4))
        let base = start(of: text)
        guard from <= to, base + to <= sectionEnds[text.rawValue] else { return "" }
        return String(
            decoding: UnsafeRawBufferPointer(start: storage.base + base + from, count: to - from),
            as: UTF8.self
        )
    }
}
