import Glibc
import Ingestion
import Plant
import Testing

@Suite struct `Pages that somebody else has read` {
    private static let document = DigitisedDocument(
        reader: "document-parse-260930",
        pages: 2,
        elements: [
            .init(page: 1, category: "header", html: "<header>SOP-114</header>"),
            .init(page: 1, category: "heading1", html: "<h1>Changing the seal<br>of P-101A</h1>"),
            .init(page: 1, category: "paragraph", html: "<p>Isolate &amp; drain it.</p>"),
            .init(page: 2, category: "header", html: "<header>SOP-114</header>"),
            .init(page: 2, category: "heading2", html: "<h2>Torques</h2>"),
            // A large line that its reader does not call a heading stays text.
            .init(page: 2, category: "paragraph", html: "<h1>주의</h1>"),
            .init(page: 2, category: "table", html: "<table><tr><td>M12</td><td>85 Nm</td></tr></table>"),
            .init(page: 2, category: "figure", html: "<figure><img alt=\"\"/></figure>"),
        ]
    )

    private func settings(_ document: DigitisedDocument?) -> IngestionSettings {
        var settings = IngestionSettings(zone: .utc)
        settings.digitised = document
        return settings
    }

    @Test(arguments: ["sop.pdf", "sop.png"])
    func `are passages with page and headings`(name: String) async throws {
        let start: [UInt8] = name.hasSuffix("pdf") ? Array("%PDF-1.4".utf8) : [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]
        let file = TemporaryFile(start, name: name)
        let all = try await Everything(file.path, settings(Self.document), as: name)
        let records = all.records
        #expect(records.map(\.source.page) == [1, 1, 2])
        #expect(records.map(\.text) == ["SOP-114", "Isolate & drain it.", "주의\nM12 | 85 Nm"])
        #expect(
            records.map(\.source.headings) == [
                [], ["Changing the seal of P-101A"], ["Changing the seal of P-101A", "Torques"],
            ]
        )
        #expect(records.allSatisfy { $0.fields["read_by_ocr"] == "document-parse-260930" })
        #expect(all.inspection.kind == .document)
        #expect(all.summary.oddities == ["2 pages read by document-parse-260930, which can be wrong"])
    }

    @Test func `are another reading of the same file`() async throws {
        let file = TemporaryFile(Array("%PDF-1.4".utf8), name: "sop.pdf")
        var other = Self.document
        other.reader = "document-parse-270101"
        let first = try FileReader.inspect(path: file.path, settings: settings(Self.document))
        let second = try FileReader.inspect(path: file.path, settings: settings(other))
        #expect(first.digest != second.digest)
    }

    @Test(arguments: [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D], true), ([0xFF, 0xD8, 0xFF, 0xE0], true), ([0x49, 0x49, 0x2A, 0], true),
        (Array("BM".utf8) + [9, 9, 0, 0, 0, 0, 0, 0, 54], true), (Array("BM is a tag, not a picture".utf8), false),
        ([0x25, 0x50, 0x44, 0x46], false),
    ])
    func `pictures are told by their first bytes`(bytes: [UInt8], isPicture: Bool) {
        #expect(PagePicture.isPicture(bytes) == isPicture)
    }

    private static let isInstalled =
        access("/usr/bin/tesseract", X_OK) == 0 && access("/usr/bin/pdftoppm", X_OK) == 0
        && access("/usr/bin/pdfunite", X_OK) == 0

    @Test(.enabled(if: isInstalled, "tesseract or poppler is not installed"))
    func `a picture is read here when nobody else has`() async throws {
        let pdf = TemporaryFile(Self.pages(["Isolate pump P-101A"]), name: "page.pdf")
        let picture = pdf.path + ".png"
        defer { unlink(picture) }
        try #require(Self.run(["pdftoppm", "-png", "-r", "200", "-singlefile", pdf.path, pdf.path]) == 0)
        let all = try await Everything(picture)
        #expect(all.records.map(\.text).joined().contains("Isolate pump P-101A"))
        #expect(all.records.first?.source.page == 1)
        #expect(all.summary.oddities.first?.hasPrefix("it is a picture, read by OCR (tesseract ") == true)
    }

    @Test(.enabled(if: isInstalled, "tesseract or poppler is not installed"))
    func `a long document is cut into parts`() async throws {
        let file = TemporaryFile(Self.pages(["one", "two", "three"]), name: "long.pdf")
        let printed = try #require(PrintedDocument(path: file.path))
        #expect(printed.pages == 3 && printed.isText && !printed.isPicture)
        let part = TemporaryFile(try printed.part(2...3), name: "part.pdf")
        let all = try await Everything(part.path)
        #expect(all.records.map(\.text) == ["two", "three"])
        let single = try await Everything(bytes: try printed.part(3...3), name: "single.pdf")
        #expect(single.records.map(\.text) == ["three"])
    }

    /// Pages with a line each, in a text layer.
    private static func pages(_ lines: [String]) -> [UInt8] {
        let kids = lines.indices.map { "\(10 + $0 * 10) 0 R" }.joined(separator: " ")
        var text = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        text += "2 0 obj<</Type/Pages/Kids[\(kids)]/Count \(lines.count)>>endobj\n"
        text += "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        for (index, line) in lines.enumerated() {
            let content = "BT /F 24 Tf 40 140 Td (\(line)) Tj ET"
            text += "\(10 + index * 10) 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]"
            text += "/Contents \(11 + index * 10) 0 R/Resources<</Font<</F 3 0 R>>>>>>endobj\n"
            text += "\(11 + index * 10) 0 obj<</Length \(content.utf8.count)>>stream\n\(content)\nendstream endobj\n"
        }
        return Array((text + "trailer<</Root 1 0 R>>\n%%EOF\n").utf8)
    }

    private static func run(_ command: [String]) -> Int32 {
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, command[0], nil, nil, words, environ) == 0 else { return -1 }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return status
    }
}
