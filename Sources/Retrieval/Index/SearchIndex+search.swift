import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SearchIndex {
    /// The documents that fit a text best, the best first; ties in the order of ids.
    ///
    /// The same index, text and filter give the same hits on any machine and from any number of threads.
    package func search(
        _ text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int = 20,
        ranking: Ranking = .fitted
    ) -> [SearchHit] {
        guard documentCount > 0, limit > 0 else { return [] }
        let query = SearchQuery(text, ranking: ranking, glossary: glossary)
        var scores = [Float](repeating: 0, count: documentCount)
        let saturations = TermField.allCases.map { Saturation(ranking, $0, averageLengths[Int($0.rawValue)]) }
        for part in query.parts { score(part, with: saturations[Int(part.field.rawValue)], into: &scores) }
        let best = best(scores, allowed: Permission(self, filter), limit: limit)
        let words = matched(query, best)
        return best.enumerated().map { row, document in
            SearchHit(
                id: id(of: document),
                score: Double(scores[document]),
                matched: query.words.indices.filter { words[row * query.words.count + $0] }.map { query.words[$0] }
            )
        }
    }

    /// Adds what one term gives to every document that holds it.
    ///
    /// Read straight from the bytes, since nearly all of a search is spent here; every access stays within bounds
    /// whatever the bytes say.
    private func score(_ part: SearchQuery.Part, with saturation: Saturation, into scores: inout [Float]) {
        guard let range = postings(of: part.hash) else { return }
        let held = Postings(storage, range, documentCount: documentCount)
        let total = Double(documentCount)
        let count = Double(held.count)
        let rarity = log(1 + (total - count + 0.5) / (count + 0.5))
        let weight = Float(part.weight * rarity) * (saturation.k1 + 1)
        let bytes = storage.base.assumingMemoryBound(to: UInt8.self)
        let lengths = bytes + start(of: .lengths) + Int(part.field.rawValue)
        let end = range.upperBound
        let documentCount = documentCount
        saturation.once.withUnsafeBufferPointer { once in
            scores.withUnsafeMutableBufferPointer { scores in
                var offset = held.first
                var document = 0
                while offset < end {
                    var entry = Int(bytes[offset])
                    offset += 1
                    if entry >= 0x80 { entry = Postings.rest(of: entry, bytes, &offset, end) }
                    document &+= entry >> 1
                    guard document < documentCount else { return }
                    let code = Int(lengths[document &* TermField.count])
                    if entry & 1 == 0 {
                        scores[document] += weight * once[code]
                    } else if offset < end {
                        var repeated = Int(bytes[offset])
                        offset += 1
                        if repeated >= 0x80 { repeated = Postings.rest(of: repeated, bytes, &offset, end) }
                        let frequency = Float(repeated)
                        scores[document] += weight * frequency / (frequency - 1 + 1 / once[code])
                    }
                }
            }
        }
    }

    /// The numbers of the best documents that may be returned, in order.
    private func best(_ scores: [Float], allowed: Permission, limit: Int) -> [Int] {
        var heap = WorstFirstHeap(limit: limit)
        scores.withUnsafeBufferPointer { scores in
            for document in scores.indices where scores[document] > heap.threshold {
                if allowed.includes(document) { heap.insert(document, scores[document]) }
            }
        }
        return heap.sorted()
    }

    /// Which words of the question each of some documents holds, as flags: one row a document, one column a word.
    private func matched(_ query: SearchQuery, _ documents: [Int]) -> [Bool] {
        let columns = query.words.count
        var result = [Bool](repeating: false, count: documents.count * columns)
        let wanted = documents.indices.sorted { documents[$0] < documents[$1] }
        for part in query.parts where part.word >= 0 {
            guard let range = postings(of: part.hash) else { continue }
            var postings = Postings(storage, range, documentCount: documentCount)
            var next = 0
            while next < wanted.count, postings.advance() {
                while next < wanted.count, documents[wanted[next]] < postings.document { next += 1 }
                if next < wanted.count, documents[wanted[next]] == postings.document {
                    result[wanted[next] * columns + part.word] = true
                }
            }
        }
        return result
    }
}

/// How a term's weight grows with its frequency in one field (BM25), for every coded length.
private struct Saturation {
    let k1: Float
    /// For a term that stands once in a document: `1 / (1 + k1 (1 - b + b length / mean))`.
    let once: [Float]

    init(_ ranking: Ranking, _ field: TermField, _ averageLength: Float) {
        let number = Int(field.rawValue)
        let k1 = Float(ranking.k1[number])
        let b = Float(ranking.b[number])
        let perLength = averageLength > 0 ? k1 * b / averageLength : 0
        self.k1 = k1
        once = IndexFormat.decodedLengths.map { 1 / (1 + k1 * (1 - b) + perLength * $0) }
    }
}

/// A filter made ready for one index.
private struct Permission {
    private let index: SearchIndex
    private let kinds: [Bool]
    private let highestClass: UInt8
    /// By asset number; `nil` when any will do.
    private let assets: [Bool]?
    private let window: TimeWindow?

    init(_ index: SearchIndex, _ filter: SearchFilter) {
        self.index = index
        var kinds = [Bool](repeating: filter.kinds.isEmpty, count: 256)
        for kind in filter.kinds { kinds[Int(kind.number)] = true }
        self.kinds = kinds
        highestClass = filter.highestClass.number
        window = filter.window
        if filter.assets.isEmpty {
            assets = nil
        } else {
            let wanted = Set(filter.assets.map(\.rawValue))
            assets = [false] + (0..<index.assetCount).map { wanted.contains(index.assetName($0)) }
        }
    }

    func includes(_ document: Int) -> Bool {
        let kindAndClass = index.start(of: .kinds) + document * 2
        guard kinds[Int(index.storage.load(UInt8.self, at: kindAndClass))],
            index.storage.load(UInt8.self, at: kindAndClass + 1) <= highestClass
        else { return false }
        if let assets {
            let number = Int(index.storage.load(UInt32.self, at: index.start(of: .assets) + document * 4))
            guard number < assets.count, assets[number] else { return false }
        }
        if let window {
            let time = index.storage.load(Int64.self, at: index.start(of: .times) + document * 8)
            guard time != .min, window.contains(Timestamp(nanoseconds: time)) else { return false }
        }
        return true
    }
}

/// Keeps the best of many documents; of equal scores the lower number.
private struct WorstFirstHeap {
    private var entries: [(document: Int, score: Float)] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        entries.reserveCapacity(min(limit, 1_024) + 1)
    }

    /// Only a score above it changes the heap.
    @inline(__always)
    var threshold: Float { entries.count < limit ? 0 : entries[0].score }

    /// Documents come in ascending order, so that of two equal ones the first stays.
    mutating func insert(_ document: Int, _ score: Float) {
        if entries.count < limit {
            entries.append((document, score))
            var child = entries.count - 1
            while child > 0, isWorse(child, (child - 1) / 2) {
                entries.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
            return
        }
        entries[0] = (document, score)
        var parent = 0
        while true {
            let left = parent * 2 + 1
            guard left < entries.count else { break }
            let right = left + 1
            let worst = right < entries.count && isWorse(right, left) ? right : left
            guard isWorse(worst, parent) else { break }
            entries.swapAt(worst, parent)
            parent = worst
        }
    }

    private func isWorse(_ first: Int, _ second: Int) -> Bool {
        entries[first].score != entries[second].score
            ? entries[first].score < entries[second].score : entries[first].document > entries[second].document
    }

    func sorted() -> [Int] {
        entries.sorted { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }.map(\.document)
    }
}
