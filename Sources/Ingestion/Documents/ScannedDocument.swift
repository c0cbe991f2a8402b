/// A PDF's text: its text layer, and what was recognised on pages that have none.
struct ScannedDocument {
    private(set) var pages: [[UInt8]]
    /// Pages without a text layer, counted from 0.
    let pictures: [Int]
    let recognition: PageRecognition?

    init(path: String) throws(IngestionError) {
        pages = try PDFText.layers(of: path)
        pictures = pages.indices.filter { [pages] in PDFText.isBlank(pages[$0]) }
        recognition = pictures.isEmpty ? nil : PageRecognition(for: path)
        if pages.isEmpty {
            throw IngestionError(.unrecognised, path: path, "the PDF has no pages; check that it was saved whole")
        }
        if let recognition, pictures.count == pages.count, !recognition.canRead {
            throw IngestionError(
                .missingTool,
                path: path,
                "the PDF holds no text, only pictures of it: \(recognition.remedy)"
            )
        }
    }

    /// What a person should know before it is read.
    var oddities: [String] { recognition?.oddities(pages: pictures, of: pages.count) ?? [] }

    /// Recognises the pages that are pictures.
    ///
    /// - Returns: what was read by whom, and the pages on which nothing was found or that took too long.
    mutating func recognise(path: String) throws(IngestionError) -> (readBy: [Int: String], oddities: [String]) {
        guard let recognition, recognition.canRead else { return ([:], oddities) }
        var readBy: [Int: String] = [:]
        var failed: [Int] = []
        var empty: [Int] = []
        for page in pictures {
            if Task.isCancelled {
                throw IngestionError(.unreadable, path: path, "was left when the import was stopped")
            }
            guard let text = try recognition.text(of: path, page: page) else {
                failed.append(page + 1)
                continue
            }
            if PDFText.isBlank(text) { empty.append(page + 1) } else { readBy[page] = recognition.name }
            pages[page] = text
        }
        var said = oddities
        if !empty.isEmpty { said.append("OCR found no text on \(PageRecognition.listed(empty))") }
        if !failed.isEmpty {
            said.append(
                "OCR could not read \(PageRecognition.listed(failed)) within two minutes and 2 GiB; scan it again at 300 dpi"
            )
        }
        return (readBy, said)
    }
}
