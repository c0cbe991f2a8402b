import Glibc

/// A PDF or a picture as somebody else may be asked to read it: how many pages it has, and its parts.
package struct PrintedDocument: Sendable {
    private let path: String
    package let isPicture: Bool
    /// `nil` where poppler is not installed or cannot read it.
    package let pages: Int?
    /// Whether no page lacks a text layer.
    package let isText: Bool

    /// `nil` for a file that is neither.
    package init?(path: String) {
        guard let start = try? FileBytes.start(of: path) else { return nil }
        self.path = path
        isPicture = PagePicture.isPicture(start)
        guard !isPicture else {
            pages = 1
            isText = false
            return
        }
        guard start.starts(with: Array("%PDF".utf8)) else { return nil }
        let layers = try? PDFText.layers(of: path)
        pages = layers?.count
        isText = layers.map { layers in !layers.isEmpty && !layers.contains(where: PDFText.isBlank) } ?? false
    }

    /// A part of the document as a PDF of its own.
    ///
    /// - Parameter range: Pages, counted from 1.
    package func part(_ range: ClosedRange<Int>) throws(IngestionError) -> [UInt8] {
        var template = Array("/tmp/telltale-part-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw IngestionError(.unreadable, path: path, "no folder for a part could be made: \(systemMessage())")
        }
        let folder = String(cString: made)
        var files = range.map { folder + "/page-\($0).pdf" }
        let whole = folder + "/part.pdf"
        defer {
            for file in files { unlink(file) }
            unlink(whole)
            rmdir(folder)
        }
        let separated = try ReaderProgram.run(
            [
                "pdfseparate", "-f", String(range.lowerBound), "-l", String(range.upperBound),
                ReaderProgram.argument(path), folder + "/page-%d.pdf",
            ],
            for: path
        )
        var status = separated.1
        if status == 0 {
            if files.count > 1 {
                status = try ReaderProgram.run(["pdfunite"] + files + [whole], for: path).1
            } else {
                status = rename(files[0], whole)
                files = []
            }
        }
        guard status == 0 else {
            throw IngestionError(
                status == ReaderProgram.missing ? .missingTool : .corrupt,
                path: path,
                "it could not be cut into parts with poppler's pdfseparate and pdfunite (exit code \(status))"
            )
        }
        return try FileBytes.all(of: whole, limit: 1 << 30)
    }
}
