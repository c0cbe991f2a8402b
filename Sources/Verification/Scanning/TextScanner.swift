import Plant

/// A word in lower case with its place.
struct Word: Hashable {
    var text: String
    var range: Range<Int>
}

/// A sentence with everything in it that can be checked.
struct ScannedSentence {
    var range: Range<Int>
    var facts: [LocatedFact] = []
    /// Words that are no part of a fact, and the words of aliases.
    var words: [Word] = []
}

/// A text in sentences, with the facts of each.
struct ScannedText {
    var scalars: [Unicode.Scalar]
    var sentences: [ScannedSentence]

    var facts: [Fact] { sentences.flatMap { $0.facts.map(\.fact) } }
}

/// Finds names, dates, times, numbers and words in text, in this order, so that the digits of a name or a date are
/// never taken for a number.
struct TextScanner {
    let names: NameIndex
    private let dates: DateReader
    private let clocks = ClockReader()

    init(names: NameIndex, today: CivilTime) {
        self.names = names
        dates = DateReader(today: today)
    }

    /// - Parameter limit: scalars beyond it are not read; evidence is packed far below it.
    func scan(_ text: String, limit: Int = 200_000) -> ScannedText {
        let scalars = Array(PlainText.scalars(text).prefix(limit))
        var sentences: [ScannedSentence] = []
        for range in SentenceSplitter.ranges(in: scalars) {
            var sentence = sentence(scalars, range)
            QuantityContext.complete(&sentence, in: scalars)
            DayOfTime.complete(&sentence, in: scalars)
            sentences.append(sentence)
        }
        return ScannedText(scalars: scalars, sentences: sentences)
    }

    private func sentence(_ text: [Unicode.Scalar], _ range: Range<Int>) -> ScannedSentence {
        var sentence = ScannedSentence(range: range)
        var index = afterListMarker(text, range)
        while index < range.upperBound {
            let scalar = text[index]
            if let citation = Citations.bracket(text, at: index) {
                index = citation.end
                continue
            }
            if let found = fact(text, at: index, bound: range.upperBound) {
                for fact in found.facts { sentence.facts.append(LocatedFact(fact: fact, range: index..<found.end)) }
                if case .alias(let name, _)? = found.facts.first { addWords(of: name, at: index, to: &sentence) }
                index = found.end
                continue
            }
            guard scalar.isWord else {
                index += 1
                continue
            }
            var end = index + 1
            while end < range.upperBound, isWordPart(text, at: end, after: scalar) { end += 1 }
            let word = PlainText.string(text[index..<end]).lowercased()
            sentence.words.append(Word(text: word, range: index..<end))
            index = end
        }
        return sentence
    }

    private func isWordPart(_ text: [Unicode.Scalar], at index: Int, after first: Unicode.Scalar) -> Bool {
        let scalar = text[index]
        if first.isHangul { return scalar.isHangul }
        if first.isArabic { return scalar.isArabic }
        if scalar == "'" { return text[safe: index + 1]?.isLatin ?? false }
        return (scalar.isLatin || scalar.isDigit || scalar.isOtherLetter) && !first.isDigit
            || (first.isDigit && scalar.isLatin)
    }

    private func addWords(of name: String, at start: Int, to sentence: inout ScannedSentence) {
        for part in name.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "/" }) {
            sentence.words.append(Word(text: String(part), range: start..<start + name.unicodeScalars.count))
        }
    }

    /// `1. `, `2) ` at the beginning number the sentence and claim nothing.
    private func afterListMarker(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Int {
        guard let number = text.wholeNumber(at: range.lowerBound, digits: 1...2), let mark = text[safe: number.end],
            mark == "." || mark == ")", text[safe: number.end + 1] == " "
        else { return range.lowerBound }
        let next = text[safe: number.end + 2]
        return next?.isDigit == true ? range.lowerBound : number.end + 2
    }

    private func fact(_ text: [Unicode.Scalar], at index: Int, bound: Int) -> (facts: [Fact], end: Int)? {
        let scalar = text[index]
        guard scalar.isWord || scalar == "-" || scalar == "+" || scalar == "." else { return nil }
        if let name = names.match(text, at: index) {
            if case .identifier = name.fact, let longer = IdentifierReader.read(text, at: index), longer.end > name.end
            {
                return (longer.identifiers.map { .identifier($0) }, longer.end)
            }
            return ([name.fact], name.end)
        }
        guard scalar.isWord || scalar == "-" || scalar == "+" else { return nil }
        let isInside =
            index > 0 && text[index - 1].isWord && scalar.isWord
            && text[index - 1].isHangul == scalar.isHangul && text[index - 1].isArabic == scalar.isArabic
        if isInside, !(scalar.isDigit && text[index - 1] == "T") { return nil }
        // The T between a date and a time.
        if scalar == "T", text[safe: index - 1]?.isDigit == true, let clock = clocks.read(text, at: index + 1) {
            return ([.time(clock.time)], clock.end)
        }
        if let date = dates.read(text, at: index) {
            if text[safe: date.end] == "T", let clock = clocks.read(text, at: date.end + 1) {
                var time = clock.time
                time.date = date.date
                return ([.date(date.date), .time(time)], clock.end)
            }
            return ([.date(date.date)], date.end)
        }
        if let clock = clocks.read(text, at: index) { return ([.time(clock.time)], clock.end) }
        if let name = IdentifierReader.read(text, at: index) {
            if name.identifiers.count == 1, Citations.id(text, at: index) != nil { return nil }
            return (name.identifiers.map { .identifier($0) }, name.end)
        }
        if let quantity = QuantityReader.read(text, at: index) { return ([.quantity(quantity.quantity)], quantity.end) }
        return nil
    }
}
