import Plant

/// Keeps what is written from left to right together in Arabic lines.
///
/// In a line that runs from right to left, `2026-02-01` after an Arabic word is shown as `01-02-2026`, a minus sign
/// behind its figure, and `20 %LEL` as `LEL% 20`. Each stretch without Arabic letters is therefore set apart with the
/// signs that Unicode has for it (left-to-right isolate, U+2066, and pop directional isolate, U+2069).
enum RightToLeft {
    static func isolated(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: isArabic) else { return text }
        var result = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            guard !isArabic(scalars[place]) else {
                result.append(scalars[place])
                place += 1
                continue
            }
            var end = place
            while end < scalars.count, !isArabic(scalars[end]) { end += 1 }
            let stretch = Array(scalars[place..<end])
            if let kept = kept(stretch, isLast: end == scalars.count) {
                result.append(contentsOf: stretch[..<kept.lowerBound])
                result.append("\u{2066}")
                result.append(contentsOf: stretch[kept])
                result.append("\u{2069}")
                result.append(contentsOf: stretch[kept.upperBound...])
            } else {
                result.append(contentsOf: stretch)
            }
            place = end
        }
        return String(result)
    }

    /// A line for a picture, which runs from left to right: an Arabic one is set apart as one that does not.
    static func inPicture(_ text: String) -> String {
        text.unicodeScalars.contains(where: isArabic) ? "\u{2067}" + isolated(text) + "\u{2069}" : text
    }

    private static func isArabic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: true
        default: false
        }
    }

    private static func counts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "%" || scalar == "°"
    }

    /// From the first letter or digit with its sign or bracket, to the last with what closes a bracket; where a text ends
    /// with a sentence, with its full stop. `nil` where nothing is to be kept together.
    private static func kept(_ stretch: [Unicode.Scalar], isLast: Bool) -> Range<Int>? {
        guard var first = stretch.firstIndex(where: counts), var last = stretch.lastIndex(where: counts) else {
            return nil
        }
        if first > 0, "-+±−<>≤≥~“\"#".unicodeScalars.contains(stretch[first - 1]) { first -= 1 }
        let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [("(", ")"), ("[", "]"), ("“", "”")]
        if first > 0, let pair = pairs.first(where: { $0.0 == stretch[first - 1] }),
            stretch[first...].contains(pair.1)
        {
            first -= 1
        }
        closing: while last + 1 < stretch.count, let pair = pairs.first(where: { $0.1 == stretch[last + 1] }) {
            guard stretch[first...last].contains(pair.0) else { break closing }
            last += 1
        }
        let hasLetters = stretch[first...last].contains { $0.properties.isAlphabetic }
        if isLast, hasLetters, last - first > 24 {
            while last + 1 < stretch.count, ".…!?".unicodeScalars.contains(stretch[last + 1]) { last += 1 }
        }
        return first..<(last + 1)
    }
}
