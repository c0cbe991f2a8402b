/// Whether a statement tells someone to act on equipment, rather than reports that somebody did.
enum Instruction {
    static func isGiven(in statement: ScannedText) -> Bool {
        statement.sentences.contains { sentence in
            english(sentence, statement.scalars) || korean(sentence, statement.scalars) || arabic(sentence)
        }
    }

    /// A base form where an order begins, or any form after a word of advice.
    private static func english(_ sentence: ScannedSentence, _ text: [Unicode.Scalar]) -> Bool {
        var isAdvised = false
        for (index, word) in sentence.words.enumerated() {
            if ActionWords.englishAdvice.contains(word.text) { isAdvised = true }
            let isBase = ActionWords.english.contains(word.text)
            if isAdvised, isBase || isForm(word.text) { return true }
            guard isBase else { continue }
            let before = index > 0 ? sentence.words[index - 1] : nil
            if beginsClause(word, before, sentence, text) { return true }
            if let before, ActionWords.englishMaybe.contains(before.text),
                before.text != "to" || isOrdered(sentence, index)
            {
                return true
            }
            if let before, ["you", "operator", "operators", "crew", "we"].contains(before.text) { return true }
        }
        return false
    }

    /// "opened", "closing" of a base form.
    private static func isForm(_ word: String) -> Bool {
        let stem = Stemmer.stem(word)
        return (word.hasSuffix("ed") || word.hasSuffix("ing") || word == "shut")
            && ActionWords.english.contains { Stemmer.stem($0) == stem }
    }

    private static func beginsClause(
        _ word: Word,
        _ before: Word?,
        _ sentence: ScannedSentence,
        _ text: [Unicode.Scalar]
    ) -> Bool {
        guard let before else {
            let lead = text[sentence.range.lowerBound..<word.range.lowerBound]
            return !lead.contains { $0.isWord && !$0.isDigit } && followsObject(word, sentence, text)
        }
        let gap = text[min(before.range.upperBound, word.range.lowerBound)..<word.range.lowerBound]
        if gap.contains(where: { $0 == ":" || $0 == "\"" || $0 == "“" || $0 == "-" || $0 == "•" || $0 == "「" }) {
            return followsObject(word, sentence, text)
        }
        guard ActionWords.englishLead.contains(before.text) else { return false }
        // "and trip" after a noun is no order; "then open the valve" is.
        return followsObject(word, sentence, text) && isCommandBefore(before, sentence)
    }

    private static func isCommandBefore(_ lead: Word, _ sentence: ScannedSentence) -> Bool {
        guard lead.text == "and" || lead.text == "or" else { return true }
        guard let first = sentence.words.first else { return false }
        return ActionWords.english.contains(first.text)
            || ["check", "verify", "confirm", "go", "inspect"].contains(first.text)
    }

    /// An order has an object; "Trip of P-101A" and "Start time" do not.
    private static func followsObject(_ word: Word, _ sentence: ScannedSentence, _ text: [Unicode.Scalar]) -> Bool {
        if let next = sentence.words.first(where: { $0.range.lowerBound >= word.range.upperBound }) {
            if ["of", "time", "was", "is", "at", "occurred", "in", "alarm", "event", "were", "had", "on"].contains(
                next.text
            ),
                text[word.range.upperBound..<next.range.lowerBound].allSatisfy({ $0 == " " })
            {
                return false
            }
            return true
        }
        return sentence.facts.contains { $0.range.lowerBound >= word.range.upperBound }
    }

    private static func isOrdered(_ sentence: ScannedSentence, _ index: Int) -> Bool {
        sentence.words[..<index].contains {
            ["operator", "operators", "need", "have", "has", "order"].contains($0.text)
        }
            && !sentence.words[..<index].contains {
                ["was", "were", "tried", "failed", "began", "started", "had"].contains($0.text)
            }
    }

    private static func korean(_ sentence: ScannedSentence, _ text: [Unicode.Scalar]) -> Bool {
        let plain = PlainText.string(text[sentence.range]).lowercased()
        guard plain.unicodeScalars.contains(where: \.isHangul) else { return false }
        let scalars = Array(plain.unicodeScalars)
        for action in ActionWords.korean {
            let word = Array(action.unicodeScalars)
            var index = 0
            while index + word.count <= scalars.count {
                if scalars.has(word, at: index), startsWord(scalars, index) || word.count > 1 {
                    let tail = PlainText.string(scalars[index..<min(scalars.count, index + 22)])
                    if ActionWords.koreanOrders.contains(where: { tail.contains($0) }) { return true }
                }
                index += 1
            }
        }
        return false
    }

    private static func startsWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        index == 0 || !text[index - 1].isHangul
    }

    private static func arabic(_ sentence: ScannedSentence) -> Bool {
        var isAdvised = false
        for (index, word) in sentence.words.enumerated() where word.text.unicodeScalars.first?.isArabic == true {
            let bare = word.text.hasPrefix("و") ? String(word.text.dropFirst()) : word.text
            if index == 0, ActionWords.arabicImperatives.contains(word.text) { return true }
            if ActionWords.arabicAdvice.contains(where: { bare.hasPrefix($0) }) { isAdvised = true }
            guard isAdvised else { continue }
            let stem = ["بال", "ال", "ب"].first { bare.hasPrefix($0) }.map { String(bare.dropFirst($0.count)) } ?? bare
            if ActionWords.arabicActions.contains(where: { stem.hasPrefix($0) })
                || ActionWords.arabicImperatives.contains(stem)
            {
                return true
            }
        }
        return false
    }
}
