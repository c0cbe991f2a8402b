import Plant

/// What the words around a number add to it.
enum QuantityContext {
    static func complete(_ sentence: inout ScannedSentence, in text: [Unicode.Scalar]) {
        for index in sentence.facts.indices {
            guard case .quantity(var quantity) = sentence.facts[index].fact else {
                if case .time(var time) = sentence.facts[index].fact {
                    time.isApproximate = isApproximate(sentence, sentence.facts[index].range, text)
                    sentence.facts[index].fact = .time(time)
                }
                continue
            }
            describe(&quantity, sentence, sentence.facts[index].range, text)
            sentence.facts[index].fact = .quantity(quantity)
        }
        inheritUnits(&sentence, in: text)
    }

    private static func describe(
        _ quantity: inout Quantity,
        _ sentence: ScannedSentence,
        _ range: Range<Int>,
        _ text: [Unicode.Scalar]
    ) {
        let before = words(sentence, before: range.lowerBound, count: 2)
        let after = words(sentence, after: range.upperBound, count: 3)
        quantity.isApproximate = isApproximate(sentence, range, text)
        if before.last == "by" || before.last == "بمقدار" { quantity.isChange = true }
        if let next = after.first, text[safe: range.upperBound] == " ",
            WordLists.changeWords.contains(where: { next.hasPrefix($0) })
        {
            quantity.isChange = true
        }
        guard quantity.unit == nil else { return }
        if let counter = QuantityReader.counterEnd(text, at: range.upperBound), counter > range.upperBound {
            quantity.isCount = true
            quantity.label = before + after
        } else if let next = sentence.words.first(where: { $0.range.lowerBound >= range.upperBound }),
            isBeside(text, range.upperBound, next.range.lowerBound),
            !next.text.unicodeScalars.contains(where: \.isHangul),
            !WordLists.functionWords.contains(next.text)
        {
            quantity.isCount = true
            quantity.label = after
        } else {
            quantity.label = before
        }
    }

    private static func isBeside(_ text: [Unicode.Scalar], _ end: Int, _ start: Int) -> Bool {
        text[end..<max(end, start)].allSatisfy { $0 == " " }
    }

    private static func isApproximate(_ sentence: ScannedSentence, _ range: Range<Int>, _ text: [Unicode.Scalar])
        -> Bool
    {
        if text[safe: range.lowerBound - 1] == "~", text[safe: range.lowerBound - 2]?.isWord != true { return true }
        if words(sentence, before: range.lowerBound, count: 2).contains(where: WordLists.about.contains) { return true }
        guard let next = sentence.words.first(where: { $0.range.lowerBound >= range.upperBound }),
            next.range.lowerBound - range.upperBound <= 1
        else { return false }
        return WordLists.aboutAfter.contains { next.text.hasPrefix($0) }
    }

    private static func words(_ sentence: ScannedSentence, before start: Int, count: Int) -> [String] {
        let earlier = sentence.words.filter { $0.range.upperBound <= start && start - $0.range.lowerBound <= 30 }
        return earlier.suffix(count).map(\.text)
    }

    private static func words(_ sentence: ScannedSentence, after end: Int, count: Int) -> [String] {
        let later = sentence.words.filter { $0.range.lowerBound >= end && $0.range.lowerBound - end <= 40 }
        return later.prefix(count).map(\.text)
    }

    /// In `8 to 12 bar` the unit is said once and meant twice.
    private static func inheritUnits(_ sentence: inout ScannedSentence, in text: [Unicode.Scalar]) {
        for index in sentence.facts.indices.dropLast().reversed() {
            guard case .quantity(var first) = sentence.facts[index].fact,
                case .quantity(let second) = sentence.facts[index + 1].fact,
                first.unit == nil, !first.isCount, let unit = second.unit
            else { continue }
            let low = sentence.facts[index].range.upperBound
            let high = sentence.facts[index + 1].range.lowerBound
            guard low <= high, high - low <= 14 else { continue }
            let gap = PlainText.string(text[low..<high]).split(separator: " ").joined(separator: " ").lowercased()
            guard WordLists.rangeWords.contains(gap) else { continue }
            first.unit = unit
            first.label = []
            first.text += " " + unit.symbol
            sentence.facts[index].fact = .quantity(first)
        }
    }
}

/// Joins a time with the day it belongs to.
enum DayOfTime {
    static func complete(_ sentence: inout ScannedSentence, in text: [Unicode.Scalar]) {
        var last: PartialDate?
        for index in sentence.facts.indices {
            switch sentence.facts[index].fact {
            case .date(let date):
                last = date.day != nil ? date : last
            case .time(var time) where time.date == nil:
                time.date = following(sentence, index, text) ?? last
                sentence.facts[index].fact = .time(time)
            default:
                continue
            }
        }
    }

    /// `02:10 on 1 March`
    private static func following(_ sentence: ScannedSentence, _ index: Int, _ text: [Unicode.Scalar]) -> PartialDate? {
        guard index + 1 < sentence.facts.count, case .date(let date) = sentence.facts[index + 1].fact, date.day != nil
        else {
            return nil
        }
        let low = sentence.facts[index].range.upperBound
        let high = sentence.facts[index + 1].range.lowerBound
        guard low <= high, high - low <= 8 else { return nil }
        let gap = PlainText.string(text[low..<high]).split(separator: " ").joined(separator: " ").lowercased()
        return ["on", ",", "", "on the", "يوم", "في", "of"].contains(gap) ? date : nil
    }
}
