import Plant

/// A refinery's words in Korean, English and Arabic, so that a question in one language finds what was written in
/// another, without a model.
///
/// Compiled for Telltale. Equipment classes and failure modes carry the names of ISO 14224:2016; the Korean and Arabic
/// words are those of plant logs rather than of dictionaries.
struct Glossary: Sendable {
    /// One thing and all its names.
    struct Concept: Sendable {
        var english: [String]
        var korean: [String]
        var arabic: [String]
    }

    /// A name to search for beside what the question says.
    struct Expansion {
        var text: String
        var terms: [Term]
        var isSameLanguage: Bool
    }

    static let shared = Glossary(sources: [equipment, failures, actions, instruments, process])

    let concepts: [Concept]
    /// Stems of a phrase in Latin or Arabic letters, hashed, to concepts.
    private var phrases: [UInt64: [Int]] = [:]
    /// Korean syllables without spaces, hashed, to concepts.
    private var syllables: [UInt64: [Int]] = [:]
    private let longestPhrase = 5
    private let longestHangul = 14

    init(sources: [String]) {
        var concepts: [Concept] = []
        for source in sources {
            for line in source.split(separator: "\n") {
                let columns = line.split(separator: "|", omittingEmptySubsequences: false)
                guard columns.count == 3 else { continue }
                let names = columns.map { column in
                    column.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
                }
                concepts.append(Concept(english: names[0], korean: names[1], arabic: names[2]))
            }
        }
        self.concepts = concepts
        for (index, concept) in concepts.enumerated() {
            for name in concept.english + concept.arabic {
                phrases[
                    Glossary.key(GlossaryWord.read(FoldedText(name, keepsOrigins: false).scalars)[...]),
                    default: []
                ]
                .append(index)
            }
            for name in concept.korean {
                let letters = FoldedText(name, keepsOrigins: false).scalars.filter { characterClass($0) == .hangul }
                syllables[TermHash.of(letters, in: .main), default: []].append(index)
            }
        }
    }

    /// The concepts that a text names, in the order of the text; of nested names the longest.
    func concepts(in scalars: [UInt32]) -> [(concept: Int, language: Language)] {
        var result: [(concept: Int, language: Language)] = []
        let words = GlossaryWord.read(scalars)
        var index = 0
        while index < words.count {
            if words[index].isHangul {
                index = hangul(words, index, scalars, &result)
                continue
            }
            var length = min(longestPhrase, words.count - index)
            while length > 0 {
                if let found = phrases[Glossary.key(words[index..<index + length])] {
                    let language: Language = words[index].isArabic ? .arabic : .english
                    result.append(contentsOf: found.map { ($0, language) })
                    break
                }
                length -= 1
            }
            index += max(1, length)
        }
        return result
    }

    /// Korean names within a stretch of Hangul words, whose spacing does not matter.
    private func hangul(
        _ words: [GlossaryWord],
        _ first: Int,
        _ scalars: [UInt32],
        _ result: inout [(concept: Int, language: Language)]
    ) -> Int {
        var end = first
        var letters: [UInt32] = []
        var wordStarts: Set<Int> = []
        var wordEnds: Set<Int> = []
        while end < words.count, words[end].isHangul {
            wordStarts.insert(letters.count)
            letters.append(contentsOf: scalars[words[end].start..<words[end].end])
            wordEnds.insert(
                letters.count
                    - HangulParticles.lengthAtEnd(
                        of: letters[letters.indices.suffix(words[end].end - words[end].start)],
                        leaving: 1
                    )
            )
            wordEnds.insert(letters.count)
            end += 1
        }
        var at = 0
        while at < letters.count {
            var length = min(longestHangul, letters.count - at)
            while length > 0 {
                let isWhole = wordStarts.contains(at) && wordEnds.contains(at + length)
                if length > 1 || isWhole, let found = syllables[TermHash.of(letters[at..<at + length], in: .main)] {
                    result.append(contentsOf: found.map { ($0, .korean) })
                    break
                }
                length -= 1
            }
            at += max(1, length)
        }
        return end
    }

    /// What else to search for, given a question's folded characters.
    func expansions(of scalars: [UInt32]) -> [Expansion] {
        var result: [Expansion] = []
        var seen: Set<String> = []
        var analyzer = Analyzer()
        for (index, language) in concepts(in: scalars) {
            let concept = concepts[index]
            let names =
                concept.english.map { ($0, Language.english) } + concept.korean.map { ($0, Language.korean) }
                + concept.arabic.map { ($0, Language.arabic) }
            for (name, itsLanguage) in names where seen.insert(name).inserted {
                analyzer.start()
                analyzer.add(name)
                result.append(Expansion(text: name, terms: analyzer.terms, isSameLanguage: itsLanguage == language))
            }
        }
        return result
    }

    /// Names in other languages for an English phrase, whole or word by word: `Oil Analysis` → `오일분석`.
    func translations(ofEnglish phrase: String) -> [String] {
        let words = GlossaryWord.read(FoldedText(phrase, keepsOrigins: false).scalars)
        guard !words.isEmpty else { return [] }
        if let whole = phrases[Glossary.key(words[...])] {
            return whole.flatMap { concepts[$0].korean + concepts[$0].arabic }
        }
        guard words.count <= 3 else { return [] }
        var combined = [""]
        for word in words {
            guard let found = phrases[Glossary.key([word])]?.first else { return [] }
            combined = combined.flatMap { start in concepts[found].korean.map { start + $0 } }
            guard combined.count <= 64 else { return [] }
        }
        return combined
    }

    private static func key(_ words: ArraySlice<GlossaryWord>) -> UInt64 {
        var hash = TermHash(.main)
        for word in words { hash.add(word.hash) }
        return hash.value
    }
}

/// A word of a phrase by its stem.
private struct GlossaryWord {
    var hash: UInt64
    var start: Int
    var end: Int
    var isHangul: Bool
    var isArabic: Bool

    static func read(_ scalars: [UInt32]) -> [GlossaryWord] {
        var result: [GlossaryWord] = []
        var stemmer = PorterStemmer()
        var index = 0
        while index < scalars.count {
            let kind = characterClass(scalars[index])
            guard kind != .separator else {
                index += 1
                continue
            }
            var end = index + 1
            while end < scalars.count, characterClass(scalars[end]) == kind { end += 1 }
            let run = scalars[index..<end]
            let hash: UInt64
            switch kind {
            case .latin: hash = TermHash.of(bytes: stemmer.stem(run), in: .main)
            case .arabic: hash = TermHash.of(ArabicStemmer.stem(run), in: .main)
            default: hash = TermHash.of(run, in: .main)
            }
            result.append(
                GlossaryWord(
                    hash: hash,
                    start: index,
                    end: end,
                    isHangul: kind == .hangul,
                    isArabic: kind == .arabic
                )
            )
            index = end
        }
        return result
    }
}

extension StringProtocol {
    /// Without the spaces around it.
    var trimmed: String {
        var start = startIndex
        var end = endIndex
        while start < end, self[start] == " " { start = index(after: start) }
        while end > start, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[start..<end])
    }
}
