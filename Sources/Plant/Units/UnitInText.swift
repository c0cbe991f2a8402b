extension UnitOfMeasure {
    /// The unit that begins at an index of running text, after the number it belongs to and at most one space.
    ///
    /// The longest spelling wins, and it must end where a word ends (`12 barrels` is no pressure); a Korean particle
    /// may follow (`85도까지`). The word "in" is not taken for inches, nor a lower-case letter for a unit that is
    /// written with a capital.
    package static func match(in text: [Unicode.Scalar], at start: Int) -> (unit: UnitOfMeasure, end: Int)? {
        var first = start
        if first < text.count, text[first] == " " { first += 1 }
        guard first < text.count, isUnitStart(text[first]) else { return nil }
        let limit = min(text.count, first + 28)
        var end = first
        var ends: [Int] = []
        while end < limit, isUnitPart(text[end]) {
            end += 1
            if endsWord(text, at: end) { ends.append(end) }
        }
        for end in ends.reversed() where text[end - 1] != " " {
            var spelling = ""
            spelling.unicodeScalars.append(contentsOf: text[first..<end])
            if spelling == "in" || spelling == "In" || spelling == "H" || spelling == "M" || spelling == "S" {
                continue
            }
            if text[first..<end].contains(" "), !UnitSpelling.mayHoldSpaces(spelling) { continue }
            if let unit = UnitOfMeasure(spelling) { return (unit, end) }
        }
        return nil
    }

    private static func isUnitStart(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || "%°℃℉ºµμΔ㎏㎥㎜㎛㎾㎿㎞㎐㎩㎪㎫٪˚".unicodeScalars.contains(scalar)
    }

    private static func isUnitPart(_ scalar: Unicode.Scalar) -> Bool {
        isUnitStart(scalar) || (scalar.value >= 0x30 && scalar.value <= 0x39)
            || " /()^²³.·-'㎠".unicodeScalars.contains(scalar)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xAC00...0xD7A3, 0x621...0x64A, 0x394, 0x2113: true
        default: false
        }
    }

    /// Whether a word may end before an index.
    private static func endsWord(_ text: [Unicode.Scalar], at end: Int) -> Bool {
        guard end < text.count, end > 0 else { return true }
        let last = text[end - 1]
        let next = text[end]
        if isHangul(last), isHangul(next) { return followsParticle(text, at: end) }
        if isHangul(next) { return true }
        let lastIsWord = isLetter(last) || (last.value >= 0x30 && last.value <= 0x39)
        let nextIsWord = isLetter(next) || (next.value >= 0x30 && next.value <= 0x39)
        return !(lastIsWord && nextIsWord)
    }

    private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        (0xAC00...0xD7A3).contains(scalar.value)
    }

    /// Korean particles and bound words that follow a unit without a space.
    private static let particles: [[Unicode.Scalar]] = [
        "에", "까지", "부터", "로", "으로", "를", "을", "이", "가", "은", "는", "의", "와", "과", "도", "만", "보다", "정도",
        "쯤", "경", "씩", "간", "동안", "였", "입", "다", "임", "당", "전", "후", "뒤", "내", "가량", "마다", "째", "인",
        "미만", "초과", "대", "여", "한", "라", "상승", "하락", "증가", "감소", "높", "낮", "짜리",
    ].map { Array($0.unicodeScalars) }

    private static func followsParticle(_ text: [Unicode.Scalar], at start: Int) -> Bool {
        particles.contains { particle in
            start + particle.count <= text.count && zip(particle, text[start...]).allSatisfy { $0 == $1 }
        }
    }
}
