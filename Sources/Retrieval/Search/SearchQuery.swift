import Plant

/// A question as weighted terms.
struct SearchQuery {
    struct Part {
        var hash: UInt64
        var field: TermField
        var weight: Double
        /// The word it comes from, among ``SearchQuery/words``.
        var word: Int
        /// For a word that the glossary adds: which of ``SearchQuery/translated`` it stands for.
        var concept = -1
    }

    private enum Word {
        /// Characters of the question.
        case own(Range<Int>)
        /// A name that the glossary adds.
        case added(String)
    }

    private(set) var parts: [Part] = []
    /// Of each thing that the glossary knows by other names: the parts that name it in the question.
    private(set) var translated: [[Int]] = []
    private var sources: [Word] = []
    private var text: [UInt32] = []
    private var places = TermTable()

    init(_ question: String, ranking: Ranking, glossary: Glossary) {
        var analyzer = Analyzer()
        analyzer.start()
        analyzer.add(question)
        text = analyzer.text.scalars
        parts.reserveCapacity(analyzer.terms.count)
        for term in analyzer.terms {
            // Three digits of one number are no sign of another that has them, too.
            if term.field == .gram, text[term.start..<term.end].allSatisfy({ characterClass($0) != .latin }) {
                continue
            }
            let base = ranking.weights[Int(term.field.rawValue)]
            let weight =
                switch term.name {
                case .none: base
                case .part: base * ranking.name
                case .tag: base * ranking.tag
                }
            add(term.hash, term.field, weight, term.field == .main ? word(term.start..<term.end) : -1)
        }
        let own = parts.count
        let expansions = glossary.expansions(of: text)
        var concepts: [Int: Int] = [:]
        for expansion in expansions where expansion.isSameLanguage {
            let named = expansion.terms.compactMap { $0.field == .main ? places.known(of: $0.hash) : nil }.filter {
                $0 < own
            }
            let concept = concepts[expansion.concept] ?? translated.count
            if concept == translated.count {
                concepts[expansion.concept] = concept
                translated.append([])
            }
            translated[concept] += named
        }
        for expansion in expansions where expansion.mains > 0 {
            let mains = expansion.terms.filter { $0.field == .main }
            // A name of several words counts for more than one, and for less than all of them by themselves.
            let each = ranking.weights[0] * 1.5 / Double(mains.count)
            if expansion.isSameLanguage, expansion.language == .korean,
                mains.allSatisfy({ (places.known(of: $0.hash) ?? own) < own })
            {
                // What the question says itself counts for about as much as its translations, as words in letters do
                // with their parts and triples.
                for term in mains {
                    guard let place = places.known(of: term.hash) else { continue }
                    parts[place].weight = max(parts[place].weight, each * ranking.said)
                }
                continue
            }
            let weight = each * (expansion.isSameLanguage ? ranking.synonym : ranking.glossary)
            let word = sources.count
            sources.append(.added(expansion.text))
            let concept = concepts[expansion.concept] ?? -1
            for term in mains { add(term.hash, .main, weight, word, after: own, concept) }
        }
    }

    /// How many words there are: those of the question in its order, then those of the glossary.
    var wordCount: Int { sources.count }

    /// A word as it is shown; `≈` stands before one that the glossary added.
    func word(_ number: Int) -> String {
        switch sources[number] {
        case .own(let range):
            String(String.UnicodeScalarView(text[range].lazy.compactMap(Unicode.Scalar.init)))
        case .added(let name): "≈" + name
        }
    }

    /// The number of a word of the question, which may have stood there before.
    private mutating func word(_ range: Range<Int>) -> Int {
        for (number, earlier) in sources.enumerated().reversed() {
            guard case .own(let known) = earlier, known.count == range.count else { continue }
            if known == range || text[known] == text[range] { return number }
        }
        sources.append(.own(range))
        return sources.count - 1
    }

    /// - Parameter own: How many terms the question itself has, when this one is the glossary's: it makes none heavier.
    private mutating func add(
        _ hash: UInt64,
        _ field: TermField,
        _ weight: Double,
        _ word: Int,
        after own: Int = .max,
        _ concept: Int = -1
    ) {
        guard weight > 0 else { return }
        let place = places.number(of: hash)
        if place == parts.count {
            parts.append(Part(hash: hash, field: field, weight: weight, word: word, concept: concept))
        } else if own == .max {
            parts[place].weight += weight
        } else if place >= own {
            parts[place].weight = max(parts[place].weight, weight)
        }
    }
}
