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
        let query = SearchQuery(text, ranking: ranking, glossary: glossary)
        return Search([SearchPart(index: self, deleted: nil)], query, ranking, filter: filter).best(limit)
    }
}

extension SearchIndex {
    /// The same documents as ``search(_:filter:limit:ranking:)`` finds, without the words that each holds, which takes
    /// about half as long.
    package func ranked(
        _ text: String,
        filter: SearchFilter = SearchFilter(),
        limit: Int = 20,
        ranking: Ranking = .fitted
    ) -> [(id: String, score: Double)] {
        let query = SearchQuery(text, ranking: ranking, glossary: glossary)
        let search = Search([SearchPart(index: self, deleted: nil)], query, ranking, filter: filter)
        return search.ranked(search.found(limit))
    }
}

/// One question to one or several indexes, as if they were one: how rare a term and how long a document is are judged
/// over all of them, and scores are whole numbers, so that no order of adding changes a result.
struct Search {
    /// A term of the question as it counts in all indexes.
    struct Term {
        var field: UInt8
        /// Of the question's words; negative for none.
        var word: Int
        /// Of a document that holds it, were it never long or full of it; in steps of the scale.
        var weight: Float
        /// How many documents hold it.
        var documents: Int
        /// Where the first index has it.
        var first: SearchIndex.Holders
        /// Where the others have it.
        var others: [SearchIndex.Holders]

        func holders(_ part: Int) -> SearchIndex.Holders { part == 0 ? first : others[part - 1] }
    }

    /// A part of a word is common only where more documents than this hold it.
    private static let few = 64

    let parts: [SearchPart]
    let query: SearchQuery
    /// All that count: first those that choose documents, then parts of words that are common.
    let terms: [Term]
    /// How many choose documents. The others count for the documents that were chosen.
    let choosing: Int
    private let reach: Int
    let saturations: [Saturation]
    private let filter: SearchFilter
    let scale: Double

    init(_ parts: [SearchPart], _ query: SearchQuery, _ ranking: Ranking, filter: SearchFilter) {
        self.parts = parts
        self.query = query
        self.filter = filter
        let total = Double(parts.reduce(0) { $0 + $1.documentCount })
        saturations = TermField.allCases.map { field in
            let sum = parts.reduce(UInt64(0)) { $0 + $1.lengthSums[Int(field.rawValue)] }
            return Saturation(ranking, field, averageLength: total > 0 ? Float(Double(sum) / total) : 0)
        }
        var weights: [Double] = []
        var found: [Term] = []
        reach = ranking.reach
        guard let only = parts.first else {
            terms = []
            choosing = 0
            scale = 1
            return
        }
        weights.reserveCapacity(query.parts.count)
        found.reserveCapacity(query.parts.count)
        var common: [Bool] = []
        common.reserveCapacity(query.parts.count)
        // How rare the words of the question are; 0 for one that no document holds.
        var rarities: [Double] = []
        rarities.reserveCapacity(query.parts.count)
        for part in query.parts {
            rarities.append(0)
            let key = IndexFormat.key(of: part.hash)
            let first = only.index.holders(of: key)
            let others = parts.count == 1 ? [] : parts.dropFirst().map { $0.index.holders(of: key) }
            let held = zip(parts.dropFirst(), others).reduce(only.count(of: first)) { $0 + $1.0.count(of: $1.1) }
            let count = Double(held)
            let isPart = part.field == .part || part.field == .gram
            let isCommon = isPart && held > Search.few && count > total * ranking.common
            guard held > 0, !isCommon || count <= total * ranking.commonest else { continue }
            var rarity = log(1 + (total - count + 0.5) / (count + 0.5))
            rarities[rarities.count - 1] = rarity
            if part.concept >= 0 {
                // A name that is rare in its language says no more than the words that it stands for.
                let named = query.translated[part.concept].reduce(0) { max($0, rarities[$1]) }
                if named > 0 { rarity = min(rarity, named) }
            }
            weights.append(part.weight * max(0, rarity) * (ranking.k1[Int(part.field.rawValue)] + 1))
            found.append(
                Term(
                    field: part.field.rawValue,
                    word: part.word,
                    weight: 0,
                    documents: held,
                    first: first,
                    others: others
                )
            )
            common.append(isCommon)
        }
        let most = weights.reduce(0, +)
        var scale = Double(1 << 20)
        while scale > 1, most * scale > Double(1 << 29) { scale /= 2 }
        self.scale = scale
        for place in found.indices { found[place].weight = Float(weights[place] * scale) }
        var ordered: [Term] = []
        ordered.reserveCapacity(found.count)
        for place in found.indices where !common[place] && found[place].weight > 0 { ordered.append(found[place]) }
        choosing = ordered.count
        for place in found.indices where common[place] && found[place].weight > 0 { ordered.append(found[place]) }
        terms = ordered
    }

    /// - Parameter skips: False scores every document that holds any of the terms that choose, which gives the same and
    ///   takes longer.
    func best(_ limit: Int, skips: Bool = true) -> [SearchHit] {
        hits(found(limit, skips: skips))
    }

    /// The best documents, the best first.
    ///
    /// As many as ``Ranking/reach``, or all that are wanted if these are more, are chosen without common parts of words,
    /// which then count for them. Where fewer documents than that hold anything else, all terms choose.
    func found(_ limit: Int, skips: Bool = true) -> [TopDocuments.Entry] {
        guard limit > 0, !terms.isEmpty else { return [] }
        if choosing > 0, choosing < terms.count {
            let chosen = best(max(limit, reach), by: terms[..<choosing], skips: skips)
            if chosen.isFull { return recounted(chosen, limit) }
        }
        return best(limit, by: terms[...], skips: skips).sorted()
    }

    private func best(_ limit: Int, by terms: ArraySlice<Term>, skips: Bool) -> TopDocuments {
        var best = TopDocuments(limit: limit, parts: parts.map(\.index))
        for number in parts.indices {
            let permission = Permission(parts[number].index.columns, filter, deleted: parts[number].deleted)
            guard permission.mayHoldAny, parts[number].index.documentCount > 0 else { continue }
            PartScan(parts[number].index, number, terms, saturations, skips: skips).run(permission, into: &best)
        }
        return best
    }

    /// The best of the chosen documents once all terms count.
    private func recounted(_ chosen: TopDocuments, _ limit: Int) -> [TopDocuments.Entry] {
        var best = TopDocuments(limit: limit, parts: parts.map(\.index))
        let entries = chosen.inOrderOfDocuments()
        var from = entries.startIndex
        while from < entries.endIndex {
            let number = Int(entries[from].part)
            var to = from
            while to < entries.endIndex, Int(entries[to].part) == number { to += 1 }
            let scan = PartScan(
                parts[number].index,
                number,
                terms[choosing...],
                saturations,
                skips: false,
                most: to - from
            )
            scan.recount(entries[from..<to], into: &best)
            from = to
        }
        return best.sorted()
    }

    func ranked(_ found: [TopDocuments.Entry]) -> [(id: String, score: Double)] {
        let columns = parts.map(\.index.columns)
        return found.map {
            (columns[Int($0.part)].id(of: Int($0.document)), Double($0.score) / scale)
        }
    }

    func hits(_ found: [TopDocuments.Entry]) -> [SearchHit] {
        let matched = matched(found)
        let columns = parts.map(\.index.columns)
        return found.indices.map { place in
            SearchHit(
                id: columns[Int(found[place].part)].id(of: Int(found[place].document)),
                score: Double(found[place].score) / scale,
                matched: matched[place]
            )
        }
    }

    /// The words of the question that each document holds.
    private func matched(_ found: [TopDocuments.Entry]) -> [[String]] {
        let columns = query.wordCount
        let words = (0..<columns).map(query.word)
        var holds = [Bool](repeating: false, count: found.count * columns)
        for part in parts.indices {
            let rows = found.indices.filter { Int(found[$0].part) == part }
                .sorted { found[$0].document < found[$1].document }
            guard !rows.isEmpty else { continue }
            let documents = rows.map { Int(found[$0].document) }
            let index = parts[part].index
            for term in terms where term.word >= 0 {
                let held: [Bool]
                switch term.holders(part) {
                case .none: continue
                case .single(let document): held = documents.map { $0 == document }
                case .list(_, let list): held = list.holds(documents, index.storage, documents: index.documentCount)
                }
                for (place, row) in rows.enumerated() where held[place] { holds[row * columns + term.word] = true }
            }
        }
        return found.indices.map { row in
            words.indices.filter { holds[row * columns + $0] }.map { words[$0] }
        }
    }
}

/// How a term's weight grows with its frequency in one field (BM25), for every coded length.
struct Saturation {
    /// `1 + k1 (1 - b + b length / mean)`.
    let divisors: [Float]
    /// For a term that stands once in a document: one by the divisor.
    let once: [Float]

    init(_ ranking: Ranking, _ field: TermField, averageLength: Float) {
        let number = Int(field.rawValue)
        let k1 = Float(ranking.k1[number])
        let b = Float(ranking.b[number])
        let perLength = averageLength > 0 ? k1 * b / averageLength : 0
        divisors = IndexFormat.decodedLengths.map { 1 + k1 * (1 - b) + perLength * $0 }
        once = divisors.map { 1 / $0 }
    }

    /// A term's share of its weight.
    @inline(__always)
    func share(frequency: Int, length: Int) -> Float {
        frequency == 1 ? once[length] : Float(frequency) / (Float(frequency) - 1 + divisors[length])
    }
}
