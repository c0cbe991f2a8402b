import Glibc

/// Gets a PDF's text through poppler's `pdftotext`, page by page.
enum PDFText {
    /// Text of each page, in the layout of the page so that rows of tables stay rows.
    static func pages(of path: String) throws(IngestionError) -> [[UInt8]] {
        // A leading dash would be taken for an option.
        let argument = path.hasPrefix("-") ? "./" + path : path
        let (output, status) = try run(["pdftotext", "-layout", "-enc", "UTF-8", argument, "-"], path: path)
        guard status == 0 else {
            throw IngestionError(
                .corrupt,
                path: path,
                "pdftotext could not read it (exit code \(status)): the PDF is damaged or needs a password; "
                    + "save it again without one"
            )
        }
        var pages = output.split(separator: 0x0C, omittingEmptySubsequences: false).map { Array($0) }
        if pages.last?.allSatisfy({ $0 <= 0x20 }) == true { pages.removeLast() }
        guard pages.contains(where: { page in page.contains { $0 > 0x20 } }) else {
            throw IngestionError(
                .unrecognised,
                path: path,
                "the PDF holds no text, only pictures of it; run ocrmypdf over it first, with the document's language"
            )
        }
        return pages
    }

    private static func run(_ arguments: [String], path: String) throws(IngestionError) -> ([UInt8], Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw IngestionError(.unreadable, path: path, "no pipe could be opened: \(systemMessage())")
        }
        // Neither this child nor any other keeps the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let started = posix_spawnp(&process, arguments[0], &actions, nil, words, environ)
        close(ends[1])
        guard started == 0 else {
            close(ends[0])
            throw IngestionError(
                .missingTool,
                path: path,
                "PDFs are read with poppler's pdftotext, which is not installed; install it with "
                    + "'sudo apt-get install poppler-utils'"
            )
        }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var isTooLarge = false
        while true {
            let got = read(ends[0], &buffer, buffer.count)
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            output.append(contentsOf: buffer[0..<got])
            if output.count > DocumentReader.largest {
                isTooLarge = true
                kill(process, SIGKILL)
                break
            }
        }
        close(ends[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard !isTooLarge else {
            throw IngestionError(
                .tooLarge,
                path: path,
                "holds more than \(DocumentReader.largest >> 20) MiB of text; split the document"
            )
        }
        let wasKilled = status & 0x7F != 0
        return (output, wasKilled ? -1 : (status >> 8) & 0xFF)
    }

    /// Paragraphs of the pages, under the headings that print shows by number or capitals.
    static func blocks(_ pages: [[UInt8]]) -> [DocumentBlock] {
        var result: [DocumentBlock] = []
        var above: [String] = []
        var offset = 0
        var lines = 0
        for (number, page) in pages.enumerated() {
            for var block in MarkdownBlocks.read(page, isMarkdown: false) {
                if block.headings.isEmpty { block.headings = above } else { above = block.headings }
                block.page = number + 1
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
