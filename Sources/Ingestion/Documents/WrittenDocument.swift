/// A document as its program wrote it: paragraphs, headings and rows of tables in reading order.
struct WrittenDocument: Sendable {
    struct Paragraph: Hashable, Sendable {
        var text: String
        /// 0 for a title, 1 for the outermost headings; `nil` for text.
        var level: Int?
        var page: Int?
    }

    var paragraphs: [Paragraph] = []

    /// Paragraphs under their headings. Offsets are those of the text without its headings' marks.
    var blocks: [DocumentBlock] {
        var blocks: [DocumentBlock] = []
        var headings = HeadingPath()
        var offset = 0
        for (index, paragraph) in paragraphs.enumerated() {
            if let level = paragraph.level {
                headings.enter(paragraph.text, level: level)
            } else {
                blocks.append(
                    DocumentBlock(
                        text: paragraph.text,
                        headings: headings.texts,
                        page: paragraph.page,
                        offset: offset,
                        line: index + 1
                    )
                )
            }
            offset += paragraph.text.utf8.count + 1
        }
        return blocks
    }

    /// The same as lines of text, for the reader of shift logs: a paragraph a line, headings marked with `#`.
    var logText: [UInt8] {
        var text: [UInt8] = []
        for paragraph in paragraphs {
            if let level = paragraph.level {
                text += Array(String(repeating: "#", count: min(6, level + 1)).utf8) + [0x20]
            }
            // A line break inside a paragraph or a cell begins no entry.
            text += paragraph.text.utf8.map { $0 == 0x0A && paragraph.level != nil ? 0x20 : $0 }
            text.append(0x0A)
        }
        return text
    }
}

/// Puts a document together from what its elements say in turn.
struct WrittenDocumentBuilder {
    private struct Piece {
        var text: [UInt8] = []
        var level: Int?
        /// Pages by the breaks that the author set, and by those that the program noted when it last laid out the page.
        var page: (set: Int, noted: Int)?
    }

    private struct Table {
        var cells: [String] = []
        var cell: [String] = []
    }

    private var open: [Piece] = []
    private var tables: [Table] = []
    private var done: [Piece] = []
    private var setBreaks = 0
    private var notedBreaks = 0
    private var bytes = 0
    private(set) var isTooLarge = false

    mutating func beginParagraph() { open.append(Piece()) }

    mutating func heading(_ level: Int) {
        if !open.isEmpty { open[open.count - 1].level = level }
    }

    mutating func add(_ text: some Collection<UInt8>) {
        guard !open.isEmpty else { return }
        bytes += text.count
        guard bytes <= DocumentReader.largest else {
            isTooLarge = true
            return
        }
        if open[open.count - 1].page == nil, text.contains(where: { $0 > 0x20 }) {
            open[open.count - 1].page = (setBreaks, notedBreaks)
        }
        open[open.count - 1].text.append(contentsOf: text)
    }

    mutating func endParagraph() {
        guard let piece = open.popLast() else { return }
        put(piece)
    }

    private mutating func put(_ piece: Piece) {
        let text = CellText.clean(String(decoding: piece.text, as: UTF8.self))
        guard !text.isEmpty else { return }
        if tables.isEmpty {
            done.append(piece)
        } else {
            tables[tables.count - 1].cell.append(text)
        }
    }

    mutating func beginTable() {
        // What a paragraph says before its table comes before it.
        if let piece = open.last, !piece.text.isEmpty {
            put(piece)
            open[open.count - 1].text = []
        }
        tables.append(Table())
    }

    mutating func endCell() {
        guard !tables.isEmpty else { return }
        tables[tables.count - 1].cells.append(tables[tables.count - 1].cell.joined(separator: " "))
        tables[tables.count - 1].cell = []
    }

    /// A row is one line: its cells with bars between.
    mutating func endRow() {
        guard let table = tables.last else { return }
        tables[tables.count - 1] = Table()
        guard table.cells.contains(where: { !$0.isEmpty }) else { return }
        let text = table.cells.joined(separator: " | ")
        if tables.count > 1 {
            tables[tables.count - 2].cell.append(text)
        } else {
            done.append(Piece(text: Array(text.utf8), level: nil, page: (setBreaks, notedBreaks)))
        }
    }

    mutating func endTable() { _ = tables.popLast() }

    mutating func setPageBreak() { setBreaks += 1 }
    mutating func notePageBreak() { notedBreaks += 1 }

    /// The document; pages are counted where it holds any break.
    func document() -> WrittenDocument {
        var result = WrittenDocument()
        for piece in done {
            var page: Int?
            if let at = piece.page, setBreaks + notedBreaks > 0 { page = 1 + (notedBreaks > 0 ? at.noted : at.set) }
            let text = CellText.clean(String(decoding: piece.text, as: UTF8.self))
            result.paragraphs.append(WrittenDocument.Paragraph(text: text, level: piece.level, page: page))
        }
        return result
    }
}
