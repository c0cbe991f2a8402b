import Glibc

/// Reads pages that are pictures: poppler draws them, tesseract reads the letters.
struct PageRecognition {
    /// What a plant's scans are written in, in tesseract's names.
    static let wanted = [("kor", "Korean"), ("eng", "English"), ("ara", "Arabic")]
    private static let dotsPerInch = 300
    private static let secondsPerPage = 120
    private static let mebibytes = 2_048

    /// The languages that are installed, of those wanted; none when tesseract is not.
    let languages: [String]
    let isInstalled: Bool

    /// Looks for tesseract and its languages.
    init(for path: String) {
        let found = (try? ReaderProgram.run(["tesseract", "--list-langs"], for: path)) ?? ([], ReaderProgram.missing)
        isInstalled = found.1 == 0
        let installed = Set(
            String(decoding: found.0, as: UTF8.self).split(whereSeparator: { $0 == "\n" || $0 == " " }).map(String.init)
        )
        languages = isInstalled ? PageRecognition.wanted.map(\.0).filter(installed.contains) : []
    }

    var canRead: Bool { !languages.isEmpty }

    /// How it is called on a passage and in a mapping's digest: `tesseract kor+eng+ara`.
    var name: String { canRead ? "tesseract " + languages.joined(separator: "+") : "none" }

    /// What a person should know about the pages of a document that are pictures.
    func oddities(pages: [Int], of count: Int) -> [String] {
        guard !pages.isEmpty else { return [] }
        let which = PageRecognition.listed(pages.map { $0 + 1 })
        guard canRead else {
            return ["\(pages.count) of \(count) pages hold no text and are not read (\(which)): \(remedy)"]
        }
        var said = [
            "\(pages.count) of \(count) pages hold no text (\(which)): they are read from their pictures by OCR "
                + "(\(name)), which can be wrong"
        ]
        said += absence
        return said
    }

    /// What a person should know about a file that is a picture.
    var ofPicture: [String] {
        var said = ["it is a picture, read by OCR (\(name)), which can be wrong"]
        said += absence
        return said
    }

    /// Languages that are wanted and not installed.
    private var absence: [String] {
        let absent = PageRecognition.wanted.filter { !languages.contains($0.0) }
        guard !absent.isEmpty else { return [] }
        let packages = absent.map { "tesseract-ocr-" + $0.0 }.joined(separator: " ")
        return [
            "OCR reads no \(absent.map(\.1).joined(separator: " and no ")): install it with "
                + "'sudo apt-get install \(packages)'"
        ]
    }

    /// What to do when nothing can be recognised.
    var remedy: String {
        isInstalled
            ? "tesseract has neither Korean, English nor Arabic; install them with "
                + "'sudo apt-get install tesseract-ocr-kor tesseract-ocr-eng tesseract-ocr-ara'"
            : "scanned pages are read with tesseract, which is not installed; install it with "
                + "'sudo apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-ara'"
    }

    /// The text of a page; `nil` when it could not be drawn or read within the time and memory that a page may take.
    ///
    /// - Parameter page: counted from 0.
    func text(of path: String, page: Int) throws(IngestionError) -> [UInt8]? {
        var template = Array("/tmp/telltale-page-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw IngestionError(
                .unreadable,
                path: path,
                "no folder for a page's picture could be made: \(systemMessage())"
            )
        }
        let folder = String(cString: made)
        let picture = folder + "/page"
        defer {
            unlink(picture + ".pgm")
            rmdir(folder)
        }
        let number = String(page + 1)
        let drawn = try ReaderProgram.run(
            ReaderProgram.bounded(
                [
                    "pdftoppm", "-gray", "-r", String(PageRecognition.dotsPerInch), "-f", number, "-l", number,
                    "-singlefile", ReaderProgram.argument(path), picture,
                ],
                seconds: PageRecognition.secondsPerPage,
                mebibytes: PageRecognition.mebibytes
            ),
            for: path
        )
        guard drawn.1 == 0 else { return nil }
        return try text(on: picture + ".pgm", for: path)
    }

    /// The text on a picture; `nil` when it could not be read within the time and memory that a page may take.
    func text(on picture: String, for path: String) throws(IngestionError) -> [UInt8]? {
        guard let first = try letters(on: picture, in: languages, for: path) else { return nil }
        let seen = RecognisedLetters(first)
        // The other script's letters get in the way: they tear words apart, or join them.
        let fitting = languages.filter { !seen.isStrange($0) }
        guard fitting != languages || seen.korean > 0 else { return first }
        var best = first
        if fitting != languages {
            let again = try letters(on: picture, in: fitting, keepsGaps: !seen.isStrange("kor"), for: path)
            best = again ?? best
        }
        if seen.korean > 0 {
            // A page with few lines is taken for columns and pictures; as one column it gives more, where that is so.
            let column = try letters(on: picture, in: fitting, layout: "4", for: path)
            if let column, RecognisedLetters(column).count * 5 > RecognisedLetters(best).count * 6 { best = column }
        }
        return best
    }

    /// - Parameters:
    ///   - layout: tesseract's page segmentation mode; its own choice unless told otherwise.
    ///   - keepsGaps: Whether wide gaps between words stay, as they set columns of tables apart. With Arabic, tesseract 5
    ///     loses the gaps between words instead.
    private func letters(
        on picture: String,
        in languages: [String],
        layout: String = "3",
        keepsGaps: Bool = true,
        for path: String
    ) throws(IngestionError) -> [UInt8]? {
        let read = try ReaderProgram.run(
            ReaderProgram.bounded(
                [
                    "tesseract", picture, "stdout", "-l", languages.joined(separator: "+"), "--psm", layout, "--dpi",
                    String(PageRecognition.dotsPerInch), "-c", "preserve_interword_spaces=\(keepsGaps ? 1 : 0)",
                ],
                seconds: PageRecognition.secondsPerPage,
                mebibytes: PageRecognition.mebibytes
            ),
            for: path
        )
        guard read.1 == 0 else { return nil }
        return read.0.filter { $0 != 0x0C }
    }

    /// `pages 1–3, 7`, cut where it would be long.
    static func listed(_ pages: [Int]) -> String {
        var ranges: [(Int, Int)] = []
        for page in pages {
            if let last = ranges.last, last.1 == page - 1 {
                ranges[ranges.count - 1].1 = page
            } else {
                ranges.append((page, page))
            }
        }
        let shown = ranges.prefix(8).map { $0.0 == $0.1 ? String($0.0) : "\($0.0)–\($0.1)" }
        return (pages.count == 1 ? "page " : "pages ") + shown.joined(separator: ", ") + (ranges.count > 8 ? ", …" : "")
    }
}
