/// Why a document was found: what of its score comes from where. All scores add up to the hit's.
package struct SearchExplanation: Sendable, Hashable {
    package struct Word: Sendable, Hashable {
        /// As in ``SearchHit/matched``.
        package var text: String
        /// How many documents hold it; of a word that is several terms, the rarest of them that stands here.
        package var documents: Int
        package var score: Double
    }

    /// The heaviest first.
    package var words: [Word]
    /// From beginnings and consonants of words, which survive misspelling.
    package var parts: Double
    /// From three characters at a time.
    package var letters: Double
    /// From neighbouring words that are neighbours in the question, too.
    package var neighbours: Double
}

extension Search {
    func explanations(_ found: [TopDocuments.Entry]) -> [SearchExplanation] {
        var words = [[Int: (score: Int, documents: Int)]](repeating: [:], count: found.count)
        var others = [[Int]](repeating: [Int](repeating: 0, count: TermField.count), count: found.count)
        for part in parts.indices {
            let rows = found.indices.filter { Int(found[$0].part) == part }
            guard !rows.isEmpty else { continue }
            let index = parts[part].index
            let lengths = index.start(of: .lengths)
            for term in terms {
                let entries = index.entries(of: term.holders(part))
                let field = Int(term.field)
                for row in rows {
                    let document = Int(found[row].document)
                    guard let frequency = Search.frequency(of: document, in: entries) else { continue }
                    let coded = index.storage.load(
                        UInt8.self,
                        at: lengths + field * index.documentCount + document
                    )
                    let share = saturations[field].share(frequency: frequency, length: Int(coded))
                    let score = Int(Int32(term.weight * share))
                    if term.word >= 0 {
                        let before = words[row][term.word]
                        words[row][term.word] = (
                            (before?.score ?? 0) + score, min(before?.documents ?? .max, term.documents)
                        )
                    } else {
                        others[row][field] += score
                    }
                }
            }
        }
        return found.indices.map { row in
            let sorted = words[row].sorted {
                $0.value.score != $1.value.score ? $0.value.score > $1.value.score : $0.key < $1.key
            }
            func shown(_ field: TermField) -> Double { Double(others[row][Int(field.rawValue)]) / scale }
            return SearchExplanation(
                words: sorted.map { word, value in
                    SearchExplanation.Word(
                        text: query.word(word),
                        documents: value.documents,
                        score: Double(value.score) / scale
                    )
                },
                parts: shown(.part),
                letters: shown(.gram),
                neighbours: shown(.pair)
            )
        }
    }

    /// - Parameter entries: Ascending; document in the upper 32 bits, how often in the lower.
    private static func frequency(of document: Int, in entries: [UInt64]) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle] >> 32) < document { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, Int(entries[low] >> 32) == document else { return nil }
        return Int(entries[low] & 0xFFFF_FFFF)
    }
}
