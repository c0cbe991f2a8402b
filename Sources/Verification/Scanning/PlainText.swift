/// Text made even, so that the same thing written in different ways compares equal.
///
/// Full-width forms become ASCII; Arabic-Indic and Persian digits become 0–9; dashes, spaces and quotation marks are
/// unified; vowel marks, tatweel, direction marks and other invisible characters go; the Arabic alefs become one;
/// conjoining Hangul letters are composed.
enum PlainText {
    static func scalars(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20...0x7E, 0x0A: result.append(scalar)
            case 0x09, 0x0D, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: result.append(" ")
            case 0x2028, 0x2029, 0x85: result.append("\n")
            case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0x61C:
                continue
            case 0x660...0x669: append(scalar.value - 0x660 + 0x30, to: &result)
            case 0x6F0...0x6F9: append(scalar.value - 0x6F0 + 0x30, to: &result)
            case 0x66B: result.append(".")
            case 0x66C, 0x60C: result.append(",")
            case 0x66A: result.append("%")
            case 0x61B: result.append(";")
            case 0x61F: result.append("?")
            case 0x64B...0x652, 0x670, 0x640: continue
            case 0x622, 0x623, 0x625, 0x671: append(0x627, to: &result)
            case 0x2010, 0x2011, 0x2212, 0xFE63: result.append("-")
            case 0x2012...0x2015, 0x301C, 0x223C, 0xFF5E: result.append("~")
            case 0xFF01...0xFF5D: append(scalar.value - 0xFEE0, to: &result)
            case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x300C...0x300F: result.append(scalar)
            case 0x2018, 0x2019: result.append("'")
            case 0x2103: result.append(contentsOf: ["°", "C"])
            case 0x2109: result.append(contentsOf: ["°", "F"])
            case 0x3002: result.append(".")
            case 0x1161...0x11A7: composeVowel(scalar, onto: &result)
            case 0x11A8...0x11C2: composeFinal(scalar, onto: &result)
            default: result.append(scalar)
            }
        }
        return result
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// Lower case, each run of white space one blank, none at the ends: for comparing quotations.
    static func collapsed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        var pendingSpace = false
        for scalar in scalars {
            if scalar == " " || scalar == "\n" {
                pendingSpace = !text.isEmpty
                continue
            }
            if pendingSpace { text += " " }
            pendingSpace = false
            text.unicodeScalars.append(scalar)
        }
        return text.lowercased()
    }

    private static func append(_ value: UInt32, to result: inout [Unicode.Scalar]) {
        if let scalar = Unicode.Scalar(value) { result.append(scalar) }
    }

    private static func composeVowel(_ vowel: Unicode.Scalar, onto result: inout [Unicode.Scalar]) {
        guard let lead = result.last, (0x1100...0x1112).contains(lead.value), vowel.value <= 0x1175 else {
            result.append(vowel)
            return
        }
        result.removeLast()
        append(0xAC00 + ((lead.value - 0x1100) * 21 + vowel.value - 0x1161) * 28, to: &result)
    }

    private static func composeFinal(_ final: Unicode.Scalar, onto result: inout [Unicode.Scalar]) {
        guard let syllable = result.last, (0xAC00...0xD7A3).contains(syllable.value),
            (syllable.value - 0xAC00) % 28 == 0
        else {
            result.append(final)
            return
        }
        result.removeLast()
        append(syllable.value + final.value - 0x11A7, to: &result)
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }
    var isUpper: Bool { value >= 0x41 && value <= 0x5A }
    var isLatin: Bool {
        isUpper || (value >= 0x61 && value <= 0x7A)
            || ((0xC0...0x24F).contains(value) && value != 0xD7 && value != 0xF7)
    }
    var isHangul: Bool { (0xAC00...0xD7A3).contains(value) || (0x3131...0x318E).contains(value) }
    var isArabic: Bool { (0x620...0x6D3).contains(value) && !(0x660...0x66D).contains(value) }
    var isWord: Bool { isDigit || isLatin || isHangul || isArabic || isOtherLetter }
    /// Letters of scripts that no supported language uses: Han, kana, Cyrillic, Greek, Hebrew, Thai, Devanagari.
    var isOtherLetter: Bool {
        switch value {
        case 0x370...0x52F, 0x590...0x5FF, 0x900...0xDFF, 0xE00...0xE7F, 0x3040...0x30FF, 0x3400...0x9FFF: true
        default: false
        }
    }
    var digit: Int? { isDigit ? Int(value) - 0x30 : nil }
    var lowered: Unicode.Scalar { isUpper ? Unicode.Scalar(value + 32) ?? self : self }
}

extension [Unicode.Scalar] {
    subscript(safe index: Int) -> Unicode.Scalar? {
        index >= 0 && index < count ? self[index] : nil
    }

    /// Whether a word of the table stands at an index, letter case ignored.
    func has(_ word: [Unicode.Scalar], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for offset in 0..<word.count where self[index + offset].lowered != word[offset].lowered { return false }
        return true
    }

    func has(_ word: String, at index: Int) -> Bool {
        has([Unicode.Scalar](word.unicodeScalars), at: index)
    }

    /// The first index at or after one that holds no blank.
    func skippingSpaces(from index: Int, atMost limit: Int = 2) -> Int {
        var next = index
        while next < count, next - index < limit, self[next] == " " { next += 1 }
        return next
    }

    /// A whole number of ASCII digits.
    func wholeNumber(at index: Int, digits range: ClosedRange<Int>) -> (value: Int, end: Int)? {
        var end = index
        var value = 0
        while let digit = self[safe: end]?.digit {
            guard end - index < range.upperBound else { return nil }
            value = value * 10 + digit
            end += 1
        }
        return range.contains(end - index) ? (value, end) : nil
    }

    /// The word of letters (not digits) that begins at an index, in lower case.
    func letters(at index: Int) -> (word: String, end: Int)? {
        var end = index
        while end < count, self[end].isWord, !self[end].isDigit { end += 1 }
        return end > index ? (PlainText.string(self[index..<end]).lowercased(), end) : nil
    }
}
