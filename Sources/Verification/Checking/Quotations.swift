/// Quotations in a statement, which must stand word for word in the evidence.
enum Quotations {
    private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
        "“": "”", "\"": "\"", "「": "」", "『": "』", "«": "»", "„": "”",
    ]

    /// Ranges of the text between quotation marks.
    static func find(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard let close = pairs[text[index]], !isInchMark(text, index) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < text.count, text[end] != close, end - index < 2_000 { end += 1 }
            guard end < text.count, text[end] == close else {
                index += 1
                continue
            }
            if end > index + 1 { result.append(index + 1..<end) }
            index = end + 1
        }
        return result
    }

    private static func isInchMark(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        text[index] == "\"" && (text[safe: index - 1]?.isDigit ?? false)
    }

    /// Whether a quotation stands in one of the texts; `…` and `...` stand for words left out.
    static func isVerbatim(_ quotation: ArraySlice<Unicode.Scalar>, in texts: [String]) -> Bool {
        var pieces: [[Unicode.Scalar]] = [[]]
        var index = quotation.startIndex
        while index < quotation.endIndex {
            let isDots =
                quotation[index] == "." && index + 2 < quotation.endIndex && quotation[index + 1] == "."
                && quotation[index + 2] == "."
            if quotation[index] == "…" || isDots {
                pieces.append([])
                index += isDots ? 3 : 1
            } else {
                pieces[pieces.count - 1].append(quotation[index])
                index += 1
            }
        }
        let wanted = pieces.map { trimmed(PlainText.collapsed($0)) }.filter { !$0.isEmpty }
        return wanted.isEmpty || texts.contains { holds($0, wanted) }
    }

    private static func holds(_ text: String, _ pieces: [String]) -> Bool {
        let bytes = Array(text.utf8)
        var start = 0
        for piece in pieces {
            guard let found = position(of: Array(piece.utf8), in: bytes, from: start) else { return false }
            start = found + piece.utf8.count
        }
        return true
    }

    /// Where bytes stand as whole words.
    private static func position(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, let last = needle.last, bytes.count >= needle.count else { return nil }
        var index = start
        while index + needle.count <= bytes.count {
            if bytes[index] == first, bytes[index..<index + needle.count].elementsEqual(needle) {
                let before = index > 0 ? bytes[index - 1] : 0x20
                let after = index + needle.count < bytes.count ? bytes[index + needle.count] : 0x20
                if !(isASCIIWord(before) && isASCIIWord(first)) && !(isASCIIWord(after) && isASCIIWord(last)) {
                    return index
                }
            }
            index += 1
        }
        return nil
    }

    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, ".,;:!? ".unicodeScalars.contains(last) { scalars.removeLast() }
        while scalars.first == " " { scalars.removeFirst() }
        return PlainText.string(scalars)
    }
}
