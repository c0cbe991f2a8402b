import Plant

/// Collects the terms of documents and lays them out as the bytes of an index.
struct SearchIndexBuilder {
    /// One term in one document.
    private struct Occurrence {
        var term: UInt32
        var document: UInt32
        var count: UInt32
    }

    private var table = TermTable()
    private var occurrences: [Occurrence] = []
    /// Of each term: where its occurrence in the current document is, plus one.
    private var lastOccurrence: [Int] = []
    private var documentCounts: [UInt32] = []
    private var lengths: [[UInt8]] = Array(repeating: [], count: TermField.count)
    private var analyzer = Analyzer()

    /// So many documents are taken up at a time; more are put together from parts, so that memory stays bounded.
    static let most = 131_072

    /// The bytes of an index over these documents; of two with one id the later counts.
    static func bytes(of documents: [SearchDocument], revision: Int64) -> [UInt8] {
        let ordered = inOrder(documents)
        guard ordered.count > most else { return bytes(ordered: ordered[...], revision: revision) }
        let parts = stride(from: 0, to: ordered.count, by: most).map { start in
            SearchIndex(
                trusted: IndexBytes(
                    bytes(ordered: ordered[start..<min(start + most, ordered.count)], revision: revision)
                )
            )
        }
        return IndexMerge(parts.map { ($0, .none) }).bytes(revision: revision)
    }

    /// By the bytes of their ids; of two with one id the later.
    private static func inOrder(_ documents: [SearchDocument]) -> [SearchDocument] {
        let keys = documents.map { Array($0.id.utf8) }
        let order = documents.indices.sorted {
            keys[$0] != keys[$1] ? keys[$0].lexicographicallyPrecedes(keys[$1]) : $0 < $1
        }
        return order.indices.filter { $0 + 1 == order.count || keys[order[$0]] != keys[order[$0 + 1]] }
            .map { documents[order[$0]] }
    }

    private static func bytes(ordered: ArraySlice<SearchDocument>, revision: Int64) -> [UInt8] {
        var builder = SearchIndexBuilder()
        for (number, document) in ordered.enumerated() {
            builder.add(document, number: UInt32(truncatingIfNeeded: number))
        }
        return builder.layOut(ordered, revision: revision)
    }

    private mutating func add(_ document: SearchDocument, number: UInt32) {
        analyzer.start()
        if !document.title.isEmpty { analyzer.add(document.title + "\n") }
        analyzer.add(document.text)
        var fieldLengths = [0, 0, 0, 0]
        let first = occurrences.count
        for term in analyzer.terms {
            fieldLengths[Int(term.field.rawValue)] += 1
            let id = table.number(of: IndexFormat.key(of: term.hash))
            if id == lastOccurrence.count {
                lastOccurrence.append(0)
                documentCounts.append(0)
            }
            let last = lastOccurrence[id]
            if last > first {
                occurrences[last - 1].count += 1
            } else {
                occurrences.append(Occurrence(term: UInt32(truncatingIfNeeded: id), document: number, count: 1))
                lastOccurrence[id] = occurrences.count
                documentCounts[id] += 1
            }
        }
        for (field, length) in fieldLengths.enumerated() {
            lengths[field].append(IndexFormat.codedLength(length))
        }
    }

    private func layOut(_ documents: ArraySlice<SearchDocument>, revision: Int64) -> [UInt8] {
        // Occurrences sorted by term, documents ascending within one: a counting sort keeps their order.
        var next = [Int](repeating: 0, count: documentCounts.count + 1)
        for (term, count) in documentCounts.enumerated() { next[term + 1] = next[term] + Int(count) }
        let firsts = next
        var sorted = [UInt64](repeating: 0, count: occurrences.count)
        for occurrence in occurrences {
            let term = Int(occurrence.term)
            sorted[next[term]] = UInt64(occurrence.document) << 32 | UInt64(occurrence.count)
            next[term] += 1
        }
        var lists = PostingListWriter(documents: documents.count)
        let keys = table.keys
        for term in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            lists.append(key: keys[term], sorted[firsts[term]..<firsts[term + 1]])
        }
        var layout = IndexLayout(documents: documents.count, revision: revision)
        layout.lengths(lengths)
        layout.columns(
            times: documents.map { $0.time?.nanoseconds ?? .min },
            assets: documents.map { $0.asset?.rawValue ?? "" },
            kinds: documents.map { $0.kind.number | $0.dataClass.number << 4 },
            fingerprints: documents.map(\.fingerprint)
        )
        layout.ids(documents.lazy.map(\.id))
        return layout.finished(lists)
    }
}
