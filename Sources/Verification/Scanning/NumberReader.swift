/// Reads numbers: digits with thousands separators, Korean (`3만 2천`, `삼십이`, `열두`), English and Arabic words.
enum NumberReader {
    struct Number {
        var value: Double
        var decimals: Int
        var end: Int
        /// Written in words, which may be a turn of phrase as well as a number.
        var isWord = false
        var isNative = false
    }

    static func read(_ text: [Unicode.Scalar], at start: Int) -> Number? {
        guard let first = text[safe: start] else { return nil }
        if first.isDigit { return digits(text, at: start) }
        if first == "-" || first == "+" {
            guard text[safe: start + 1]?.isDigit == true, start == 0 || !isAttached(text[start - 1]),
                var number = digits(text, at: start + 1)
            else { return nil }
            if first == "-" { number.value.negate() }
            return number
        }
        if first.isHangul { return korean(text, at: start) }
        if first.isLatin || first.isArabic { return words(text, at: start) }
        return nil
    }

    private static func isAttached(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isWord || scalar == ")" || scalar == "-" || scalar == "%"
    }

    private static func digits(_ text: [Unicode.Scalar], at start: Int) -> Number? {
        var value = 0.0
        var end = start
        while let digit = text[safe: end]?.digit {
            value = value * 10 + Double(digit)
            end += 1
        }
        if end - start <= 3 {
            while text[safe: end] == ",", let group = text.wholeNumber(at: end + 1, digits: 3...3) {
                value = value * 1_000 + Double(group.value)
                end = group.end
            }
        }
        var decimals = 0
        if text[safe: end] == ".", text[safe: end + 1]?.isDigit == true {
            end += 1
            var fraction = ""
            while let scalar = text[safe: end], scalar.isDigit {
                fraction.unicodeScalars.append(scalar)
                decimals += 1
                end += 1
            }
            value = Double(wholeText(value) + "." + fraction) ?? value
        }
        if text[safe: end] == "e" || text[safe: end] == "E" {
            let sign = text[safe: end + 1] == "-" || text[safe: end + 1] == "+" ? 1 : 0
            if let exponent = text.wholeNumber(at: end + 1 + sign, digits: 1...2),
                text[safe: exponent.end]?.isWord != true
            {
                let power = text[safe: end + 1] == "-" ? -exponent.value : exponent.value
                value = Double("\(value)e\(power)") ?? value
                decimals -= power
                end = exponent.end
            }
        }
        return multiplied(text, Number(value: value, decimals: decimals, end: end))
    }

    private static func wholeText(_ value: Double) -> String {
        value < 9e15 ? String(Int64(value)) : "\(value)"
    }

    /// `3만 2천`, `1.5만`, `1.2 million`.
    private static func multiplied(_ text: [Unicode.Scalar], _ number: Number) -> Number {
        var result = number
        let next = text.skippingSpaces(from: number.end, atMost: 1)
        if let word = text.letters(at: next), let factor = NumeralWords.englishFactors[word.word], word.word.count > 3 {
            result.value *= factor
            result.decimals -= powerOfTen(factor)
            result.end = word.end
            return result
        }
        var total = 0.0
        var section = number.value
        var decimals = number.decimals
        var end = number.end
        var factors = 0
        var last = 1e12
        while let scalar = text[safe: end], let factor = NumeralWords.koreanFactors[scalar], factor < last {
            if scalar == "만", factors == 0, isParticle(text, at: end) { break }
            factors += 1
            last = factor
            total += section * factor
            decimals -= powerOfTen(factor)
            end += 1
            section = 0
            let gap = text.skippingSpaces(from: end, atMost: 1)
            guard let next = text.wholeNumber(at: gap, digits: 1...4), Double(next.value) < factor else { break }
            // "3만 5분" is no number of 30,005 parts, but "3만 5,000" and "3만 2천" are.
            let isFollowed = text[safe: next.end].map { NumeralWords.koreanFactors[$0] != nil } ?? false
            guard gap == end || isFollowed || next.end - gap == 4 || text[safe: next.end] == "," else { break }
            section = Double(next.value)
            decimals = 0
            end = next.end
            if text[safe: end] == ",", let group = text.wholeNumber(at: end + 1, digits: 3...3) {
                section = section * 1_000 + Double(group.value)
                end = group.end
            }
        }
        guard factors > 0 else { return result }
        result.value = total + section
        result.decimals = decimals
        result.end = end
        return result
    }

    private static func isParticle(_ text: [Unicode.Scalar], at end: Int) -> Bool {
        text.has("만 ", at: end) && text[safe: end + 2]?.isDigit != true && text[safe: end + 2]?.isHangul == true
            && text.has("만 에", at: end)
    }

    private static func powerOfTen(_ factor: Double) -> Int {
        var power = 0
        var rest = factor
        while rest >= 10 {
            rest /= 10
            power += 1
        }
        return power
    }

    /// Korean numerals; they count only when something that is counted or measured follows, which the caller sees to.
    private static func korean(_ text: [Unicode.Scalar], at start: Int) -> Number? {
        if start > 0, text[start - 1].isHangul || text[start - 1].isDigit { return nil }
        if let native = native(text, at: start) {
            return Number(value: Double(native.value), decimals: 0, end: native.end, isWord: true, isNative: true)
        }
        guard let sino = sino(text, at: start) else { return nil }
        return Number(value: sino.value, decimals: sino.decimals, end: sino.end, isWord: true)
    }

    /// `열두`, `세`, `스물네`
    static func native(_ text: [Unicode.Scalar], at start: Int) -> (value: Int, end: Int)? {
        var value = 0
        var end = start
        for (word, tens) in NumeralWords.nativeTens where text.has(word, at: end) {
            value = tens
            end += word.count
            break
        }
        for (word, ones) in NumeralWords.nativeOnes where text.has(word, at: end) {
            value += ones
            end += word.count
            break
        }
        return end > start ? (value, end) : nil
    }

    /// A native numeral that an hour follows.
    static func nativeHour(_ text: [Unicode.Scalar], at start: Int) -> (value: Int, end: Int)? {
        guard start == 0 || text[safe: start - 1]?.isHangul != true, let found = native(text, at: start) else {
            return nil
        }
        let mark = text.skippingSpaces(from: found.end, atMost: 1)
        return text[safe: mark] == "시" && text[safe: mark + 1] != "간" ? found : nil
    }

    /// `삼십이`, `이천사백`, `영점오`
    static func sino(_ text: [Unicode.Scalar], at start: Int) -> (value: Double, decimals: Int, end: Int)? {
        var total = 0.0
        var section = 0.0
        var digit: Double?
        var end = start
        while let scalar = text[safe: end] {
            if let value = NumeralWords.sinoDigits[scalar] {
                if digit != nil { break }
                digit = Double(value)
            } else if let factor = NumeralWords.sinoFactors[scalar] {
                if factor >= 10_000 {
                    total += max(section + (digit ?? 0), 1) * factor
                    section = 0
                } else {
                    section += (digit ?? 1) * factor
                }
                digit = nil
            } else {
                break
            }
            end += 1
        }
        guard end > start else { return nil }
        var value = total + section + (digit ?? 0)
        var decimals = 0
        if text[safe: end] == "점", let first = text[safe: end + 1], NumeralWords.sinoDigits[first] != nil {
            end += 1
            var scale = 0.1
            while let scalar = text[safe: end], let next = NumeralWords.sinoDigits[scalar] {
                value += Double(next) * scale
                scale /= 10
                decimals += 1
                end += 1
            }
        }
        return (value, decimals, end)
    }

    /// `thirty-three`, `two hundred and five`, `twice`, `ثلاثة`, `مرتين`
    private static func words(_ text: [Unicode.Scalar], at start: Int) -> Number? {
        if start > 0, text[start - 1].isWord || text[start - 1] == "-" { return nil }
        var total = 0.0
        var section = 0.0
        var end = start
        var index = start
        var count = 0
        while let word = text.letters(at: index) {
            if let value = NumeralWords.values[word.word] {
                section += value
            } else if let factor = NumeralWords.englishFactors[word.word], count > 0 {
                if factor == 100 {
                    section = max(section, 1) * 100
                } else {
                    total += max(section, 1) * factor
                    section = 0
                }
            } else if count > 0, word.word == "and", section >= 100 || total > 0 {
                index = text.skippingSpaces(from: word.end, atMost: 1)
                continue
            } else {
                break
            }
            count += 1
            end = word.end
            let isTens = [20, 30, 40, 50, 60, 70, 80, 90].contains(section.truncatingRemainder(dividingBy: 100))
            let next = text[safe: end] == "-" ? end + 1 : text.skippingSpaces(from: end, atMost: 1)
            guard let following = text.letters(at: next)?.word else { break }
            let joins =
                NumeralWords.englishFactors[following] != nil || following == "and"
                || (isTens && (NumeralWords.values[following] ?? 10) < 10)
                || section.truncatingRemainder(dividingBy: 100) == 0
            guard joins else { break }
            index = next
        }
        return count > 0 ? Number(value: total + section, decimals: 0, end: end, isWord: true) : nil
    }
}
