import Plant

/// Tells Korean, Arabic and English apart by the script that most letters are in.
enum TextLanguage {
    static func of(_ text: String) -> Language {
        var hangul = 0
        var arabic = 0
        var latin = 0
        for scalar in text.unicodeScalars.prefix(4_000) {
            switch scalar.value {
            case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F: hangul += 1
            case 0x0600...0x06FF, 0x0750...0x077F: arabic += 1
            case 0x41...0x5A, 0x61...0x7A: latin += 1
            default: continue
            }
        }
        // A Korean or Arabic sentence full of tag names is still one; a syllable weighs about three letters.
        if hangul * 3 > latin, hangul >= arabic { return .korean }
        return arabic * 2 > latin ? .arabic : .english
    }
}
