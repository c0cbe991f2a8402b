import Plant
import Synchronization

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
    struct Expansion: Sendable {
        var text: String
        var terms: [Term]
        /// How many of the terms are words.
        var mains: Int
        var language: Language
        var isSameLanguage: Bool
        /// Its place among the glossary's.
        var concept: Int

        /// Whether it says with fewer words what another name says: `seal` within `mechanical seal`, which would only
        /// count twice.
        func isWithin(_ other: Expansion) -> Bool {
            guard mains > 0, mains < other.mains else { return false }
            let words = Set(other.terms.lazy.filter { $0.field == .main }.map(\.hash))
            return terms.allSatisfy { $0.field != .main || words.contains($0.hash) }
        }
    }

    static let shared = Glossary(sources: sources)
    private static let sources = [equipment, failures, conditions, actions, instruments, process]

    let concepts: [Concept]
    /// Stems of a phrase in Latin or Arabic letters, hashed, to concepts.
    private let phrases: NamedConcepts
    /// Korean syllables without spaces, hashed, to concepts.
    private let syllables: NamedConcepts
    private let names = AnalyzedNames()
    private let longestPhrase = 5
    private let longestHangul = 14

    /// The built-in words and those of a site.
    init(adding site: SiteGlossary) {
        self.init(sources: Glossary.sources, additions: site.concepts)
    }

    private init(sources: [String], additions: [Concept] = []) {
        var concepts: [Concept] = []
        for source in sources {
            // By bytes: whole characters would take ten times as long at every start.
            for line in source.utf8.split(separator: UInt8(ascii: "\n")) {
                let columns = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
                guard columns.count == 3 else { continue }
                let names = columns.map { column in
                    column.split(separator: UInt8(ascii: ",")).map { Substring($0).trimmed }.filter { !$0.isEmpty }
                }
                concepts.append(Concept(english: names[0], korean: names[1], arabic: names[2]))
            }
        }
        concepts += additions
        self.concepts = concepts
        var phrases: [(hash: UInt64, concept: Int)] = []
        var syllables: [(hash: UInt64, concept: Int)] = []
        for (index, concept) in concepts.enumerated() {
            for name in concept.english + concept.arabic {
                let words = GlossaryWord.read(FoldedText(name, keepsOrigins: false).scalars)
                phrases.append((Glossary.key(words[...]), index))
            }
            for name in concept.korean {
                let letters = FoldedText(name, keepsOrigins: false).scalars.filter { characterClass($0) == .hangul }
                syllables.append((TermHash.of(letters, in: .main), index))
            }
        }
        self.phrases = NamedConcepts(phrases)
        self.syllables = NamedConcepts(syllables)
    }

    /// The concepts that a text names, in the order of the text: of overlapping names the longest, and names within it.
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
                if let found = phrases.concepts(of: Glossary.key(words[index..<index + length])) {
                    let language: Language = words[index].isArabic ? .arabic : .english
                    for concept in found { result.append((concept, language)) }
                    if length > 1 { within(words[index..<index + length], language, &result) }
                    break
                }
                length -= 1
            }
            index += max(1, length)
        }
        return result
    }

    /// Names within a name: what is not called a `high vibration` may still be called a vibration.
    private func within(
        _ words: ArraySlice<GlossaryWord>,
        _ language: Language,
        _ result: inout [(concept: Int, language: Language)]
    ) {
        for start in words.indices {
            for end in start + 1...words.endIndex where end - start < words.count {
                guard let found = phrases.concepts(of: Glossary.key(words[start..<end])) else { continue }
                for concept in found { result.append((concept, language)) }
            }
        }
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
        /// Places between letters: 1 where a word starts, 2 where one ends, with its particle or without.
        var borders: [UInt8] = []
        while end < words.count, words[end].isHangul {
            let word = scalars[words[end].start..<words[end].end]
            borders.append(contentsOf: repeatElement(0, count: letters.count + word.count + 1 - borders.count))
            borders[letters.count] |= 1
            letters.append(contentsOf: word)
            borders[letters.count - HangulParticles.lengthAtEnd(of: word, leaving: 1)] |= 2
            borders[letters.count] |= 2
            end += 1
        }
        var at = 0
        while at < letters.count {
            var longest = 0
            var found: ArraySlice<Int> = []
            var hash = TermHash(.main)
            for length in 1...min(longestHangul, letters.count - at) {
                hash.add(letters[at + length - 1])
                let isWhole = borders[at] & 1 != 0 && borders[at + length] & 2 != 0
                if length > 1 || isWhole, let concepts = syllables.concepts(of: hash.value) {
                    longest = length
                    found = concepts
                }
            }
            for concept in found { result.append((concept, .korean)) }
            for start in at..<at + max(1, longest) where longest > 3 {
                var hash = TermHash(.main)
                for end in start..<at + longest {
                    hash.add(letters[end])
                    guard end > start, end + 1 - start < longest else { continue }
                    for concept in syllables.concepts(of: hash.value) ?? [] { result.append((concept, .korean)) }
                }
            }
            at += max(1, longest)
        }
        return end
    }

    /// What else to search for, given a question's folded characters.
    func expansions(of scalars: [UInt32]) -> [Expansion] {
        var result: [Expansion] = []
        var seen: [Int] = []
        for (index, language) in concepts(in: scalars) where !seen.contains(index) {
            seen.append(index)
            for var name in names.of(index, in: concepts) {
                name.expansion.isSameLanguage = name.language == language
                result.append(name.expansion)
            }
        }
        return result
    }

    /// Names in other languages for an English phrase, whole or word by word: `Oil Analysis` → `오일분석`.
    func translations(ofEnglish phrase: String) -> [String] {
        let words = GlossaryWord.read(FoldedText(phrase, keepsOrigins: false).scalars)
        guard !words.isEmpty else { return [] }
        if let whole = phrases.concepts(of: Glossary.key(words[...])) {
            return whole.flatMap { concepts[$0].korean + concepts[$0].arabic }
        }
        guard words.count <= 3 else { return [] }
        var combined = [""]
        for word in words {
            guard let found = phrases.concepts(of: Glossary.key([word]))?.first else { return [] }
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

/// Which concepts a name stands for.
private struct NamedConcepts: Sendable {
    private let names: HashedWords
    /// Of each name: where its concepts start.
    private let starts: [Int]
    private let concepts: [Int]

    init(_ entries: [(hash: UInt64, concept: Int)]) {
        var byName: [UInt64: [Int]] = [:]
        for entry in entries { byName[entry.hash, default: []].append(entry.concept) }
        let hashes = byName.keys.sorted()
        names = HashedWords(hashes)
        var starts = [0]
        var concepts: [Int] = []
        for hash in hashes {
            concepts += byName[hash] ?? []
            starts.append(concepts.count)
        }
        self.starts = starts
        self.concepts = concepts
    }

    @inline(__always)
    func concepts(of hash: UInt64) -> ArraySlice<Int>? {
        names.place(of: hash).map { concepts[starts[$0]..<starts[$0 + 1]] }
    }
}

/// The names of concepts as terms, made when first asked for.
private final class AnalyzedNames: Sendable {
    struct Name: Sendable {
        var expansion: Glossary.Expansion
        var language: Language
    }

    private let known = Mutex<[Int: [Name]]>([:])

    func of(_ index: Int, in concepts: [Glossary.Concept]) -> [Name] {
        known.withLock { known in
            if let names = known[index] { return names }
            var analyzer = Analyzer()
            let concept = concepts[index]
            let names = [
                (concept.english, Language.english), (concept.korean, .korean), (concept.arabic, .arabic),
            ].flatMap { texts, language in
                texts.map { text in
                    analyzer.start()
                    analyzer.add(text)
                    let expansion = Glossary.Expansion(
                        text: text,
                        terms: analyzer.terms,
                        mains: analyzer.terms.count { $0.field == .main },
                        language: language,
                        isSameLanguage: false,
                        concept: index
                    )
                    return Name(expansion: expansion, language: language)
                }
            }
            let telling = names.filter { name in
                !names.contains { $0.language == name.language && $0.expansion.isWithin(name.expansion) }
            }
            known[index] = telling
            return telling
        }
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
        let scalars = unicodeScalars
        var start = scalars.startIndex
        var end = scalars.endIndex
        while start < end, scalars[start] == " " { start = scalars.index(after: start) }
        while end > start, scalars[scalars.index(before: end)] == " " { end = scalars.index(before: end) }
        return String(self[start..<end])
    }
}
