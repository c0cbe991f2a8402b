import Glibc

/// Gets a PDF's text through poppler's `pdftotext`, page by page.
enum PDFText {
    /// Text of each page, in the layout of the page so that rows of tables stay rows; a page without a text layer, such
    /// as a scanned one, is blank.
    static func layers(of path: String) throws(IngestionError) -> [[UInt8]] {
        let argument = ReaderProgram.argument(path)
        let (output, status) = try ReaderProgram.run(
            ["pdftotext", "-layout", "-enc", "UTF-8", argument, "-"],
            for: path
        )
        guard status != ReaderProgram.missing else {
            throw IngestionError(
                .missingTool,
                path: path,
                "PDFs are read with poppler's pdftotext, which is not installed; install it with "
                    + "'sudo apt-get install poppler-utils'"
            )
        }
        guard status == 0 else {
            throw IngestionError(
                .corrupt,
                path: path,
                "pdftotext could not read it (exit code \(status)): the PDF is damaged or needs a password; "
                    + "save it again without one"
            )
        }
        // Every page ends with a form feed.
        var pages = output.split(separator: 0x0C, omittingEmptySubsequences: false).map { Array($0) }
        if pages.last?.allSatisfy({ $0 <= 0x20 }) == true { pages.removeLast() }
        return pages.map(PageColumns.inReadingOrder)
    }

    static func isBlank(_ page: [UInt8]) -> Bool { page.allSatisfy { $0 <= 0x20 } }

    /// Paragraphs of the pages, under the headings that print shows by number or capitals.
    ///
    /// - Parameter readBy: what recognised the pages that were pictures, by the page's index.
    static func blocks(_ pages: [[UInt8]], readBy: [Int: String] = [:]) -> [DocumentBlock] {
        var result: [DocumentBlock] = []
        var above: [String] = []
        var offset = 0
        var lines = 0
        for (number, page) in pages.enumerated() {
            for var block in MarkdownBlocks.read(page, isMarkdown: false) {
                if block.headings.isEmpty { block.headings = above } else { above = block.headings }
                block.page = number + 1
                block.readBy = readBy[number]
                block.offset += offset
                block.line += lines
                block.text = narrowed(block.text)
                result.append(block)
            }
            offset += page.count + 1
            lines += page.count(where: { $0 == 0x0A })
        }
        return result
    }

    /// Runs of blanks that only place a word on the page, cut to two, which still tell columns apart.
    private static func narrowed(_ text: String) -> String {
        var result: [UInt8] = []
        var blanks = 0
        for byte in text.utf8 {
            blanks = byte == 0x20 ? blanks + 1 : 0
            if blanks <= 2, !(byte == 0x20 && result.last == 0x0A) { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
