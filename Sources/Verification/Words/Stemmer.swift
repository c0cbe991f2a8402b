/// Brings word forms together, roughly: endings of English, particles of Korean, article and prefixes of Arabic.
enum Stemmer {
    static func stem(_ word: String) -> String {
        guard let first = word.unicodeScalars.first else { return word }
        if first.isHangul { return korean(word) }
        if first.isArabic { return bareArabic(word) }
        return english(word)
    }

    private static func english(_ word: String) -> String {
        var stem = word
        if stem.hasSuffix("'s") { stem.removeLast(2) }
        for suffix in ["ations", "ation", "ings", "ing", "ied", "ies", "edly", "ed", "es", "ly", "s", "e"]
        where stem.utf8.count >= suffix.utf8.count + 3 && stem.hasSuffix(suffix) {
            stem.removeLast(suffix.count)
            break
        }
        let bytes = Array(stem.utf8)
        if bytes.count > 3, bytes[bytes.count - 1] == bytes[bytes.count - 2] { stem.removeLast() }
        return stem
    }

    private static func korean(_ word: String) -> String {
        for suffix in suffixes where word.hasSuffix(suffix) && word.count > suffix.count + 1 {
            return String(word.dropLast(suffix.count))
        }
        return word
    }

    static func bareArabic(_ word: String) -> String {
        var stem = word
        for prefix in ["وال", "بال", "لل", "فال", "كال", "ال"]
        where stem.hasPrefix(prefix) && stem.count > prefix.count + 2 {
            stem.removeFirst(prefix.count)
            break
        }
        for suffix in ["ات", "ين", "ون", "ها", "ه", "ة"] where stem.hasSuffix(suffix) && stem.count > suffix.count + 2 {
            stem.removeLast(suffix.count)
            break
        }
        return stem
    }

    /// Longest first.
    private static let suffixes = [
        "되었습니다", "하였습니다", "했습니다", "됐습니다", "이었습니다", "였습니다", "입니다", "합니다", "됩니다", "되었으며", "하였으며",
        "되었고", "하였고", "되었다", "하였다", "이었다", "했으며", "됐으며", "에서는", "으로는", "에서의", "으로부터", "로부터",
        "되어", "하여", "했다", "됐다", "되는", "하는", "에서", "에는", "으로", "까지", "부터", "보다", "에게", "이며", "이고", "하고",
        "였다", "이다", "한다", "된다", "되지", "하지", "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만",
    ]
}
