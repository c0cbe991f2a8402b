/// A stretch of a question: letters of one script, digits, or one sign.
struct QuestionToken {
    enum Kind {
        case latin
        case digits
        case hangul
        case arabic
        case mark
    }

    var kind: Kind
    /// Within the folded characters.
    var start: Int
    var end: Int
    /// Folded.
    var text: String
    var number: Int?
    /// Whether a space stands before it.
    var isAfterSpace: Bool
    /// The word's stem, for Latin and Arabic.
    var stem: UInt64
}

/// A question cut into tokens, with a note of what is already understood.
struct QuestionText {
    let original: String
    let folded: FoldedText
    let tokens: [QuestionToken]
    /// Per folded character.
    private(set) var isUsed: [Bool]

    init(_ question: String) {
        original = question
        folded = FoldedText(question)
        tokens = QuestionText.tokens(folded.scalars)
        isUsed = [Bool](repeating: false, count: folded.scalars.count)
    }

    private static func tokens(_ scalars: [UInt32]) -> [QuestionToken] {
        var result: [QuestionToken] = []
        var stemmer = PorterStemmer()
        var index = 0
        var isAfterSpace = true
        while index < scalars.count {
            let kind = kind(scalars[index])
            if scalars[index] <= 0x20 || scalars[index] == 0xA0 || scalars[index] == 0x3000 {
                isAfterSpace = true
                index += 1
                continue
            }
            var end = index + 1
            if kind != .mark {
                while end < scalars.count, QuestionText.kind(scalars[end]) == kind { end += 1 }
            }
            let run = scalars[index..<end]
            let text = String(String.UnicodeScalarView(run.compactMap(Unicode.Scalar.init)))
            var stem: UInt64 = 0
            switch kind {
            case .latin where run.allSatisfy({ $0 < 0x80 }): stem = TermHash.of(bytes: stemmer.stem(run), in: .main)
            case .arabic: stem = TermHash.of(ArabicStemmer.stem(run), in: .main)
            default: stem = TermHash.of(run, in: .main)
            }
            result.append(
                QuestionToken(
                    kind: kind,
                    start: index,
                    end: end,
                    text: text,
                    number: kind == .digits ? Int(text) : nil,
                    isAfterSpace: isAfterSpace,
                    stem: stem
                )
            )
            isAfterSpace = false
            index = end
        }
        return result
    }

    private static func kind(_ scalar: UInt32) -> QuestionToken.Kind {
        switch characterClass(scalar) {
        case .latin, .otherLetter, .ideograph: .latin
        case .digit: .digits
        case .hangul: .hangul
        case .arabic: .arabic
        case .separator: .mark
        }
    }

    mutating func use(_ from: Int, _ to: Int) {
        for index in from..<min(to, isUsed.count) { isUsed[index] = true }
    }

    mutating func useTokens(_ range: Range<Int>) {
        for index in range { use(tokens[index].start, tokens[index].end) }
    }

    /// Whether any character of a token is understood already.
    func isTokenUsed(_ index: Int) -> Bool {
        isUsed[tokens[index].start]
    }

    /// The text as it was written, between two folded characters.
    func written(_ from: Int, _ to: Int) -> String {
        let utf8 = Array(original.utf8)
        let start = from < folded.origins.count ? folded.origins[from] : utf8.count
        let end = to < folded.origins.count ? folded.origins[to] : utf8.count
        return String(decoding: utf8[start..<max(start, end)], as: UTF8.self).trimmed
    }

    /// Whether nothing stands between two neighbouring tokens.
    func isTight(_ index: Int) -> Bool {
        index > 0 && !tokens[index].isAfterSpace
    }
}
