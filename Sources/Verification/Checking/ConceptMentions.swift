/// A concept of the glossary where a sentence names it.
struct ConceptMention: Hashable {
    /// Its index in the table.
    var concept: Int
    var isDenied: Bool
}

/// Finds the concepts of a sentence and whether it denies them: "did not trip", `트립되지 않았다`, `لم تتوقف`.
enum ConceptMentions {
    static func find(in sentence: ScannedSentence, of text: [Unicode.Scalar]) -> [ConceptMention] {
        let words = sentence.words
        let concepts = Glossary.concepts(of: words.map(\.text))
        var mentions: [ConceptMention] = []
        for (index, found) in concepts.enumerated() where !found.isEmpty {
            let isDenied = denied(words, concepts, index, text)
            for concept in found { mentions.append(ConceptMention(concept: concept, isDenied: isDenied)) }
        }
        return mentions
    }

    private static func denied(_ words: [Word], _ concepts: [[Int]], _ index: Int, _ text: [Unicode.Scalar]) -> Bool {
        guard let first = words[index].text.unicodeScalars.first else { return false }
        if first.isHangul { return deniedInKorean(words, concepts, index, text) }
        if first.isArabic {
            return words[max(0, index - 2)..<index].contains { ActionWords.arabicNegations.contains($0.text) }
        }
        return deniedInEnglish(words, index, text)
    }

    private static func deniedInEnglish(_ words: [Word], _ index: Int, _ text: [Unicode.Scalar]) -> Bool {
        for earlier in stride(from: index - 1, through: max(0, index - 4), by: -1) {
            let word = words[earlier].text
            if isBroken(text, words[earlier].range.upperBound, words[earlier + 1].range.lowerBound) { break }
            if ["and", "but", "then", "after", "before", "until"].contains(word) { break }
            if ActionWords.englishNegations.contains(word) { return true }
        }
        var later = index + 1
        while later < min(words.count, index + 4) {
            let word = words[later].text
            if isBroken(text, words[later - 1].range.upperBound, words[later].range.lowerBound) { break }
            if ["and", "but", "then", "after", "before", "because", "that", "which"].contains(word) { break }
            if ["not", "didn't", "wasn't", "weren't", "never", "hasn't"].contains(word) {
                let next = later + 1 < words.count ? words[later + 1].text : ""
                return ["occur", "happen", "found", "observed", "seen", "recorded", "take", "detected", "present"]
                    .contains { next.hasPrefix($0) }
            }
            later += 1
        }
        return false
    }

    private static func deniedInKorean(
        _ words: [Word],
        _ concepts: [[Int]],
        _ index: Int,
        _ text: [Unicode.Scalar]
    ) -> Bool {
        if index > 0, words[index - 1].text == "안" || words[index - 1].text == "미" { return true }
        if isNegation(words[index].text) { return true }
        if isLinked(words[index].text) { return false }
        for later in (index + 1)..<max(index + 1, min(words.count, index + 4)) {
            if isBroken(text, words[later - 1].range.upperBound, words[later].range.lowerBound) { return false }
            let word = words[later].text
            if isNegation(word) { return true }
            let isEvent = concepts[later].contains { Glossary.table[$0].role == .event }
            if isEvent || isLinked(word) || ["후", "뒤", "전", "때"].contains(word) { return false }
        }
        return false
    }

    private static func isNegation(_ word: String) -> Bool {
        ActionWords.koreanNegations.contains { word.contains($0) }
    }

    /// A verb that leads on to another clause.
    private static func isLinked(_ word: String) -> Bool {
        ["고", "며", "지만", "으나", "는데", "면서", "후", "뒤"].contains { word.count > 1 && word.hasSuffix($0) }
    }

    private static func isBroken(_ text: [Unicode.Scalar], _ low: Int, _ high: Int) -> Bool {
        guard low < high else { return false }
        return text[low..<high].contains { $0 == "," || $0 == ";" || $0 == ":" || $0 == "|" }
    }
}
