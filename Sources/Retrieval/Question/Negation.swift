/// Words that turn round what they stand beside: `not closed`, `P-101A 제외`, `ما عدا P-101A`.
enum Negation {
    private static let before: Set = [
        "not", "without", "except", "excluding", "non", "غير", "ليس", "ليست", "عدا", "ماعدا", "باستثناء", "بدون", "دون",
        "سوي",
    ]
    /// What may stand between such a word and what it turns round.
    private static let between: Set = [
        "on", "at", "for", "by", "in", "from", "the", "of", "yet", "been", "being", "currently", "equipment", "pump",
        "any",
        "about", "with", "status", "في", "علي", "من", "المضخه", "المعده", "حاله", "بعد",
    ]
    private static let after = [
        "아닌", "이아닌", "가아닌", "되지않", "하지않", "지않", "않은", "안된", "안한", "되지못", "못한", "제외", "을제외", "를제외", "은제외", "는제외",
        "빼고", "을빼고", "를빼고", "은빼고", "는빼고", "뺀", "을뺀", "를뺀", "이외", "외의", "외에", "말고",
    ]

    /// Where a negation of a stretch of a question starts and ends, with the stretch; `nil` where there is none.
    static func range(of start: Int, _ end: Int, in text: QuestionText) -> Range<Int>? {
        if let first = opening(before: start, in: text) { return first..<end }
        var letters = ""
        var at = end
        while at < text.folded.scalars.count, letters.unicodeScalars.count < 5 {
            let scalar = text.folded.scalars[at]
            at += 1
            if scalar == 0x20 { continue }
            guard characterClass(scalar) == .hangul, let letter = Unicode.Scalar(scalar) else { break }
            letters.unicodeScalars.append(letter)
            guard after.contains(where: letters.hasPrefix) else { continue }
            // The rest of the word says the same: 않은, 제외한.
            var last = at
            while last < text.folded.scalars.count, characterClass(text.folded.scalars[last]) == .hangul { last += 1 }
            return start..<last
        }
        return nil
    }

    private static func opening(before start: Int, in text: QuestionText) -> Int? {
        guard var index = text.tokens.lastIndex(where: { $0.end <= start }) else { return nil }
        for _ in 0..<4 {
            let token = text.tokens[index]
            if before.contains(token.text) { return token.start }
            // `other than P-101A`, `isn't closed`
            if index > 0 {
                let earlier = text.tokens[index - 1]
                if token.text == "than", earlier.text == "other" { return earlier.start }
                if token.text == "t", earlier.kind == .mark, text.isTight(index), index > 1 {
                    return text.tokens[index - 2].start
                }
            }
            guard between.contains(token.text) || ["-", "("].contains(token.text), index > 0 else { return nil }
            index -= 1
        }
        return nil
    }
}
