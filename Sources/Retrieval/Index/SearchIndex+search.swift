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
        let query = SearchQuery(text, ranking: ranking)
        var scores = [Float](repeating: 0, count: documentCount)
        for part in query.parts { score(part, into: &scores, ranking: ranking) }
        let best = best(scores, allowed: Permission(self, filter), limit: limit)
        let words = matched(query, best)
        return best.map { document in
            SearchHit(
                id: id(of: document),
                score: Double(scores[document]),
                matched: (words[document] ?? []).sorted().map { query.words[$0] }
            )
        }
    }

    private func score(_ part: SearchQuery.Part, into scores: inout [Float], ranking: Ranking) {
        guard let range = postings(of: part.hash) else { return }
        var postings = Postings(storage, range, documentCount: documentCount)
        let field = Int(part.field.rawValue)
        let total = Double(documentCount)
        let held = Double(postings.count)
        let rarity = log(1 + (total - held + 0.5) / (held + 0.5))
        let k1 = Float(ranking.k1[field])
        let b = Float(ranking.b[field])
        let weight = Float(part.weight * rarity) * (k1 + 1)
        let perLength = averageLengths[field] > 0 ? k1 * b / averageLengths[field] : 0
        let constant = k1 * (1 - b)
        let lengths = start(of: .lengths) + field
        IndexFormat.decodedLengths.withUnsafeBufferPointer { decoded in
            scores.withUnsafeMutableBufferPointer { scores in
                while postings.advance() {
                    let document = postings.document
                    let code = storage.base.load(fromByteOffset: lengths + document * TermField.count, as: UInt8.self)
                    let frequency = Float(postings.frequency)
                    scores[document] +=
                        weight * frequency / (frequency + constant + perLength * decoded[Int(code)])
                }
            }
        }
    }

    /// The numbers of the best documents that may be returned, in order.
    private func best(_ scores: [Float], allowed: Permission, limit: Int) -> [Int] {
        var heap = WorstFirstHeap(limit: limit)
        for (document, score) in scores.enumerated() where score > 0 && heap.accepts(score) {
            if allowed.includes(document) { heap.insert(document, score) }
        }
        return heap.sorted()
    }

    /// Which words of the question each of some documents holds.
    private func matched(_ query: SearchQuery, _ documents: [Int]) -> [Int: Set<Int>] {
        var result: [Int: Set<Int>] = [:]
        let wanted = documents.sorted()
        for part in query.parts where part.word >= 0 {
            guard let range = postings(of: part.hash) else { continue }
            var postings = Postings(storage, range, documentCount: documentCount)
            var next = 0
            while next < wanted.count, postings.advance() {
                while next < wanted.count, wanted[next] < postings.document { next += 1 }
                if next < wanted.count, wanted[next] == postings.document {
                    result[wanted[next], default: []].insert(part.word)
                }
            }
        }
        return result
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

    @inline(__always)
    func accepts(_ score: Float) -> Bool {
        entries.count < limit || score > entries[0].score
    }

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
