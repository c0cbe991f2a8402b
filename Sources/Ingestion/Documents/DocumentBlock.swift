/// A paragraph, a list item or a row of a table in a document, with where it stands.
struct DocumentBlock: Hashable, Sendable {
    var text: String
    /// The headings above, outermost first.
    var headings: [String]
    var page: Int?
    /// Where it starts in the document's text, in UTF-8 bytes.
    var offset: Int
    /// The line it starts on, counted from 1.
    var line: Int
    /// What recognised it on a picture of the page; `nil` for text that the file holds as such.
    var readBy: String?
}

/// The headings above the place where a reader is.
struct HeadingPath {
    private var levels: [(level: Int, text: String)] = []

    var texts: [String] { levels.map(\.text) }

    mutating func enter(_ text: String, level: Int) {
        while let last = levels.last, last.level >= level { levels.removeLast() }
        levels.append((level, text))
    }
}

/// A line of a text and where it starts.
struct TextLine {
    var text: String
    var offset: Int
    var number: Int

    /// Splits a text at its line ends, whatever they are.
    static func split(_ bytes: [UInt8]) -> [TextLine] {
        var lines: [TextLine] = []
        var start = 0
        var index = 0
        func add(_ end: Int) {
            lines.append(
                TextLine(
                    text: String(decoding: bytes[start..<end], as: UTF8.self),
                    offset: start,
                    number: lines.count + 1
                )
            )
        }
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D {
                add(index)
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { add(bytes.count) }
        return lines
    }

    var trimmed: String { CellText.clean(text) }
}
