/// Cuts text into sentences at Korean, English and Arabic sentence ends and at line ends.
enum SentenceSplitter {
    /// The sentences as ranges of the scalars, end marks included, white space at the ends left out.
    static func ranges(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < text.count {
            if text[index] == "\n" {
                append(text, start..<index, to: &result)
                start = index + 1
            } else if isEnd(text, at: index) {
                var end = index + 1
                while end < text.count, closers.contains(text[end]) { end += 1 }
                // A citation right after the full stop belongs to the sentence before it.
                end = citationEnd(text, after: end) ?? end
                append(text, start..<end, to: &result)
                start = end
                index = end
                continue
            }
            index += 1
        }
        append(text, start..<text.count, to: &result)
        return result
    }

    private static let closers: Set<Unicode.Scalar> = ["\"", "'", ")", "]", "”", "’", "」", "』", "»"]

    private static func isEnd(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        switch text[index] {
        case "!", "?", "؟", "。", "؛", ";": return true
        case ".":
            guard let next = text[safe: index + 1] else { return true }
            if closers.contains(next) {
                return text[safe: index + 2].map { $0 == " " || $0 == "\n" } ?? true
            }
            guard next == " " || next == "\n" else { return false }
            let isDigitBefore = text[safe: index - 1]?.isDigit ?? false
            let after = text[safe: text.skippingSpaces(from: index + 1)]
            // "2026. 3. 1." and "1. Close the valve" go on.
            if isDigitBefore, after?.isDigit == true { return false }
            if isDigitBefore, isListMarker(text, at: index) { return false }
            if let word = wordBefore(text, index), abbreviations.contains(word) { return false }
            return true
        default: return false
        }
    }

    private static func isListMarker(_ text: [Unicode.Scalar], at point: Int) -> Bool {
        var index = point - 1
        while index >= 0, text[index].isDigit { index -= 1 }
        while index >= 0, text[index] == " " { index -= 1 }
        return point - index <= 4 && (index < 0 || text[index] == "\n")
    }

    private static func wordBefore(_ text: [Unicode.Scalar], _ end: Int) -> String? {
        var start = end
        while start > 0, text[start - 1].isLatin || text[start - 1] == "." { start -= 1 }
        return start < end ? PlainText.string(text[start..<end]).lowercased() : nil
    }

    private static let abbreviations: Set<String> = [
        "a.m", "p.m", "e.g", "i.e", "approx", "no", "fig", "vs", "ca", "dr", "mr", "eq", "max", "min", "temp", "press",
    ]

    private static func citationEnd(_ text: [Unicode.Scalar], after end: Int) -> Int? {
        var last: Int?
        var index = text.skippingSpaces(from: end)
        while let bracket = Citations.bracket(text, at: index) {
            last = bracket.end
            index = text.skippingSpaces(from: bracket.end)
        }
        return last
    }

    private static func append(_ text: [Unicode.Scalar], _ range: Range<Int>, to result: inout [Range<Int>]) {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, text[low] == " " || text[low] == "\n" || text[low] == "\r" || text[low] == "\t" { low += 1 }
        while low < high, text[high - 1] == " " || text[high - 1] == "\r" || text[high - 1] == "\t" { high -= 1 }
        if low < high { result.append(low..<high) }
    }
}
