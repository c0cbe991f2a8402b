/// What a phrase of a question asks for.
enum Meaning: String, CaseIterable {
    case workOrder, alarm, alert, anomaly, event, note, passage
    case preventive, corrective, priority
    case why, history, compare, how, count, list, distribution, summary, status, share, predict
    case byDay, byWeek, byMonth, byYear, byAsset, byKind, byGroup, byCode, byCategory, byMaintenance, byPriority
    case day, week, month, year, asset, code, category, group, most, least, newest, oldest
    case labour, duration, cost, total, mean, longest, shortest
    case suchAs, which, each, noise
}

/// Phrases and their meanings in three languages.
struct Lexicon: Sendable {
    private struct Phrase: Sendable {
        /// Stems of words, or nothing for Hangul.
        var stems: [UInt64]
        /// Hangul syllables without spaces.
        var syllables: [UInt32]
        var meaning: Meaning
        /// Nothing but a particle may follow in the same word.
        var isWhole: Bool
    }

    struct Mention {
        var meaning: Meaning
        /// Within the folded characters.
        var start: Int
        var end: Int
    }

    static let shared = Lexicon(Lexicon.list)

    private var words: [UInt64: [Phrase]] = [:]
    private var hangul: [UInt32: [Phrase]] = [:]

    private init(_ list: String) {
        // By bytes: whole characters would take ten times as long at every start.
        for line in list.utf8.split(separator: UInt8(ascii: "\n")) {
            let sides = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard sides.count == 2, let meaning = Meaning(rawValue: Substring(sides[0]).trimmed) else { continue }
            for name in sides[1].split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "|") }) {
                var written = Substring(name).trimmed
                let isMarked = written.utf8.last == UInt8(ascii: "!")
                if isMarked { written.removeLast() }
                let tokens = QuestionText(written).tokens
                guard let first = tokens.first else { continue }
                if first.kind == .hangul {
                    let syllables = tokens.flatMap { $0.text.unicodeScalars.map(\.value) }
                    let isWhole = isMarked || meaning == .noise && syllables.count == 1
                    hangul[syllables[0], default: []].append(
                        Phrase(stems: [], syllables: syllables, meaning: meaning, isWhole: isWhole)
                    )
                } else {
                    let stems = tokens.map(\.stem)
                    words[stems[0], default: []].append(
                        Phrase(stems: stems, syllables: [], meaning: meaning, isWhole: true)
                    )
                }
            }
        }
        for key in words.keys { words[key]?.sort { $0.stems.count > $1.stems.count } }
        for key in hangul.keys { hangul[key]?.sort { $0.syllables.count > $1.syllables.count } }
    }

    /// Whether a single word asks for something of itself: `PM`, `alert`.
    func knows(_ stem: UInt64) -> Bool {
        words[stem]?.contains { $0.stems.count == 1 && $0.meaning != .noise } ?? false
    }

    /// Every phrase in what is left of a question, in its order; the longest at each place. Marks them as understood.
    func mentions(in question: inout QuestionText) -> [Mention] {
        var result: [Mention] = []
        for index in question.tokens.indices {
            let token = question.tokens[index]
            if token.kind == .hangul {
                var at = token.start
                while at < token.end {
                    if !question.isUsed[at], at == token.start || question.isUsed[at - 1],
                        let found = hangulPhrase(question, at)
                    {
                        question.use(at, found.end)
                        result.append(Mention(meaning: found.meaning, start: at, end: found.end))
                        at = found.end
                    } else {
                        at += 1
                    }
                }
            } else if token.kind != .digits, !question.isTokenUsed(index), !startsName(question, index),
                let phrases = words[token.stem]
            {
                for phrase in phrases where matches(phrase, question, index) {
                    let last = question.tokens[index + phrase.stems.count - 1]
                    question.use(token.start, last.end)
                    result.append(Mention(meaning: phrase.meaning, start: token.start, end: last.end))
                    break
                }
            }
        }
        return result.filter { $0.meaning != .noise }
    }

    /// `WO16228`, `AL-17`: letters that belong to the number after them.
    private func startsName(_ question: QuestionText, _ index: Int) -> Bool {
        guard index + 1 < question.tokens.count, question.isTight(index + 1) else { return false }
        let next = question.tokens[index + 1]
        if next.kind == .digits { return true }
        return next.text == "-" && index + 2 < question.tokens.count && question.isTight(index + 2)
            && question.tokens[index + 2].kind == .digits
    }

    private func matches(_ phrase: Phrase, _ question: QuestionText, _ index: Int) -> Bool {
        guard index + phrase.stems.count <= question.tokens.count else { return false }
        for (offset, stem) in phrase.stems.enumerated() {
            if question.tokens[index + offset].stem != stem || question.isTokenUsed(index + offset) { return false }
        }
        return true
    }

    /// Matches syllables with or without spaces between them.
    private func hangulPhrase(_ question: QuestionText, _ at: Int) -> (meaning: Meaning, end: Int)? {
        let scalars = question.folded.scalars
        for phrase in hangul[scalars[at]] ?? [] {
            var place = at
            var matched = 0
            while matched < phrase.syllables.count, place < scalars.count {
                if scalars[place] == 0x20, matched > 0 {
                    place += 1
                } else if scalars[place] == phrase.syllables[matched], !question.isUsed[place] {
                    matched += 1
                    place += 1
                } else {
                    break
                }
            }
            guard matched == phrase.syllables.count else { continue }
            if phrase.isWhole {
                var end = place
                while end < scalars.count, characterClass(scalars[end]) == .hangul { end += 1 }
                guard end == place || HangulParticles.isParticle(scalars[place..<end]) else { continue }
            }
            return (phrase.meaning, place)
        }
        return nil
    }
}
