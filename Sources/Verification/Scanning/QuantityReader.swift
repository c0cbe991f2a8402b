import Plant

/// Reads a number with its unit, what it counts and how exactly it is meant.
enum QuantityReader {
    static func read(_ text: [Unicode.Scalar], at start: Int) -> (quantity: Quantity, end: Int)? {
        if let dual = dual(text, at: start) { return dual }
        guard let number = NumberReader.read(text, at: start) else { return nil }
        if isOrdinal(text, at: number.end) { return nil }
        var quantity = Quantity(value: number.value, decimals: number.decimals, text: "")
        var end = number.end
        if let match = unit(text, after: number.end) {
            quantity.unit = match.unit
            end = match.end
            if match.unit.symbol == "degC", text[match.end - 1] == "도", saysFahrenheit(text, before: start) {
                quantity.unit = UnitOfMeasure("degF")
            }
        }
        if number.isWord {
            guard isMeant(text, number, quantity.unit, start) else { return nil }
            quantity.isCount = quantity.unit == nil
        } else if let letter = text[safe: number.end], letter.isUpper, text[safe: number.end + 1]?.isLatin != true,
            text[safe: number.end + 1]?.isDigit != true, number.decimals == 0
        {
            quantity.code = PlainText.string(text[start...number.end])
            if quantity.unit == nil, end == number.end { end += 1 }
        }
        if quantity.unit?.dimension == .duration { end = joinDurations(text, &quantity, end) }
        if quantity.unit == nil, counterEnd(text, at: number.end) != nil { quantity.isCount = true }
        quantity.text = PlainText.string(text[start..<end])
        return (quantity, end)
    }

    private static func unit(_ text: [Unicode.Scalar], after end: Int) -> (unit: UnitOfMeasure, end: Int)? {
        if let match = UnitOfMeasure.match(in: text, at: end) { return match }
        // "30-minute"
        guard text[safe: end] == "-", text[safe: end + 1]?.isLatin == true else { return nil }
        return UnitOfMeasure.match(in: text, at: end + 1)
    }

    /// `2시간 30분`, `1 h 30 min`, `2 hours and 15 minutes` are one length of time.
    private static func joinDurations(_ text: [Unicode.Scalar], _ quantity: inout Quantity, _ end: Int) -> Int {
        var end = end
        while let unit = quantity.unit {
            var next = text.skippingSpaces(from: end)
            // `4시간 반`
            if text[safe: next] == "반", text[safe: next + 1]?.isHangul != true || text.has("반이", at: next) {
                quantity.value += 0.5
                quantity.decimals = max(quantity.decimals, 1)
                return next + 1
            }
            for word in ["and ", "و"] where text.has(word, at: next) { next += word.unicodeScalars.count }
            guard let number = NumberReader.read(text, at: text.skippingSpaces(from: next)),
                let smaller = self.unit(text, after: number.end), smaller.unit.dimension == .duration,
                let ratio = smaller.unit.convert(1, to: unit), ratio < 1, number.value < 1 / ratio + 1e-9,
                let converted = unit.convert(quantity.value, to: smaller.unit)
            else { return end }
            quantity.value = converted + number.value
            quantity.decimals = number.decimals
            quantity.unit = smaller.unit
            end = smaller.end
        }
        return end
    }

    /// `ساعتين`: two hours in one word.
    private static func dual(_ text: [Unicode.Scalar], at start: Int) -> (quantity: Quantity, end: Int)? {
        guard text[safe: start]?.isArabic == true, let word = text.letters(at: start) else { return nil }
        let bare = word.word.hasPrefix("ل") || word.word.hasPrefix("ب") ? String(word.word.dropFirst()) : word.word
        guard let dual = NumeralWords.duals[word.word] ?? NumeralWords.duals[bare] else { return nil }
        let quantity = Quantity(value: dual.value, decimals: 0, unit: UnitOfMeasure(dual.unit), text: word.word)
        return (quantity, word.end)
    }

    /// `2nd`, `세 번째`: an order, not an amount.
    private static func isOrdinal(_ text: [Unicode.Scalar], at end: Int) -> Bool {
        for suffix in ["st", "nd", "rd", "th"] where text.has(suffix, at: end) {
            return text[safe: end + 2]?.isWord != true
        }
        return text.has("번째", at: text.skippingSpaces(from: end, atMost: 1))
    }

    /// Whether a number in words is meant as one.
    private static func isMeant(
        _ text: [Unicode.Scalar],
        _ number: NumberReader.Number,
        _ unit: UnitOfMeasure?,
        _ start: Int
    ) -> Bool {
        guard text[start].isHangul else { return true }
        let isSingle = number.end - start == 1
        if number.isNative {
            if number.value == 1 { return unit?.dimension == .duration && text[safe: number.end] == " " }
            let isSpaced = text[safe: number.end] == " "
            if unit != nil { return isSpaced || !isSingle }
            return isSpaced && counterEnd(text, at: number.end) != nil
        }
        return !isSingle && (unit != nil || counterEnd(text, at: number.end) != nil)
    }

    /// The end of a Korean counter after a number.
    static func counterEnd(_ text: [Unicode.Scalar], at end: Int) -> Int? {
        let start = text.skippingSpaces(from: end, atMost: 1)
        for counter in NumeralWords.counters where text.has(counter, at: start) {
            let after = start + counter.count
            guard let next = text[safe: after], next.isHangul else { return after }
            if WordLists.koreanCounterTails.contains(where: { text.has($0, at: after) }) { return after }
        }
        return nil
    }

    private static func saysFahrenheit(_ text: [Unicode.Scalar], before start: Int) -> Bool {
        var end = start
        while end > 0, text[end - 1] == " " { end -= 1 }
        return text.has("화씨", at: end - 2)
    }
}
