import Plant

/// The script most of a text is written in.
enum Script: Hashable {
    case hangul
    case latin
    case arabic
    case none

    /// A syllable of Hangul says about as much as two and a half Latin letters.
    static func dominant(in scalars: some Sequence<Unicode.Scalar>) -> Script {
        var hangul = 0
        var latin = 0
        var arabic = 0
        for scalar in scalars {
            if scalar.isHangul {
                hangul += 5
            } else if scalar.isLatin {
                latin += 2
            } else if scalar.isArabic {
                arabic += 2
            }
        }
        if hangul + latin + arabic == 0 { return .none }
        if hangul >= latin, hangul >= arabic { return .hangul }
        return arabic >= latin ? .arabic : .latin
    }

    init(_ language: Language) {
        switch language {
        case .korean: self = .hangul
        case .english: self = .latin
        case .arabic: self = .arabic
        }
    }
}

/// Whether a statement is in the language asked for.
enum LanguageCheck {
    /// The share of the words (facts, quotations and Latin abbreviations in capitals left out) that must be in the
    /// language's script.
    static let leastShare = 0.5

    static func isWritten(_ statement: ScannedText, in language: Language, quotations: [Range<Int>]) -> Bool {
        var own = 0.0
        var all = 0.0
        for sentence in statement.sentences {
            for word in sentence.words where !quotations.contains(where: { $0.overlaps(word.range) }) {
                let original = statement.scalars[word.range]
                let isAbbreviation = original.allSatisfy { $0.isUpper || $0.isDigit }
                if language != .english, isAbbreviation { continue }
                let weight = original.reduce(0.0) { $0 + ($1.isHangul ? 2.5 : $1.isOtherLetter ? 2.5 : 1) }
                all += weight
                if Script.dominant(in: original) == Script(language) { own += weight }
            }
        }
        guard all >= 6 else { return true }
        return own / all >= leastShare
    }
}
