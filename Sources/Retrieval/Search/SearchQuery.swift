/// A question as weighted terms.
struct SearchQuery {
    struct Part {
        var hash: UInt64
        var field: TermField
        var weight: Double
        /// The word it comes from, among ``SearchQuery/words``.
        var word: Int
    }

    private(set) var parts: [Part] = []
    /// The question's words in its order, then those of the glossary.
    private(set) var words: [String] = []
    private var places: [UInt64: Int] = [:]

    init(_ question: String, ranking: Ranking, glossary: Glossary) {
        var analyzer = Analyzer()
        analyzer.start()
        analyzer.add(question)
        var known: [Int: Int] = [:]
        for term in analyzer.terms {
            let span = term.start << 32 | term.end
            var word = -1
            if term.field == .main {
                if let earlier = known[span] {
                    word = earlier
                } else {
                    word = addWord(
                        String(
                            String.UnicodeScalarView(
                                analyzer.text.scalars[term.start..<term.end].compactMap(Unicode.Scalar.init)
                            )
                        )
                    )
                    known[span] = word
                }
            }
            let base = ranking.weights[Int(term.field.rawValue)]
            add(term.hash, term.field, base * (term.isName ? ranking.name : 1), word)
        }
        for expansion in glossary.expansions(of: analyzer.text.scalars) {
            let weight = expansion.isSameLanguage ? ranking.synonym : ranking.glossary
            guard weight > 0 else { continue }
            let word = addWord("≈" + expansion.text)
            let mains = expansion.terms.filter { $0.field == .main }
            for term in mains {
                add(term.hash, .main, ranking.weights[0] * weight / Double(max(1, mains.count)) * 1.5, word)
            }
        }
    }

    private mutating func addWord(_ word: String) -> Int {
        if let known = words.firstIndex(of: word) { return known }
        words.append(word)
        return words.count - 1
    }

    private mutating func add(_ hash: UInt64, _ field: TermField, _ weight: Double, _ word: Int) {
        guard weight > 0 else { return }
        if let place = places[hash] {
            // A term of the question itself is not made heavier by the glossary.
            if words.indices.contains(word), words[word].first == "≈" { return }
            parts[place].weight += weight
            return
        }
        places[hash] = parts.count
        parts.append(Part(hash: hash, field: field, weight: weight, word: word))
    }
}
