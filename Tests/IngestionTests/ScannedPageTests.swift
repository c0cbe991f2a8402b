import Glibc
import Ingestion
import Plant
import Testing

@Suite struct `Reading scanned pages` {
    private static let isInstalled =
        access("/usr/bin/tesseract", X_OK) == 0 && access("/usr/bin/pdftoppm", X_OK) == 0
    private static let absence: Comment = "tesseract or poppler is not installed: scripts/install-dependencies"

    /// A page that says two sentences in a text layer, and one that shows a picture of them.
    private static let sentences = ["Isolate pump P-101A and drain it", "Close valve 12 before 14:30"]

    private static func document(_ pages: [(content: String, picture: (width: Int, height: Int, bytes: [UInt8])?)])
        -> [UInt8]
    {
        var text = Array("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".utf8)
        let kids = pages.indices.map { "\(10 + $0 * 10) 0 R" }.joined(separator: " ")
        text += Array("2 0 obj<</Type/Pages/Kids[\(kids)]/Count \(pages.count)>>endobj\n".utf8)
        text += Array("3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n".utf8)
        for (index, page) in pages.enumerated() {
            let number = 10 + index * 10
            let resources = "/Resources<</Font<</F 3 0 R>>/XObject<</I \(number + 2) 0 R>>>>"
            text += Array(
                ("\(number) 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents \(number + 1) 0 R"
                    + "\(resources)>>endobj\n"
                    + "\(number + 1) 0 obj<</Length \(page.content.utf8.count)>>stream\n\(page.content)\nendstream endobj\n")
                    .utf8
            )
            if let picture = page.picture {
                text += Array(
                    ("\(number + 2) 0 obj<</Type/XObject/Subtype/Image/Width \(picture.width)/Height \(picture.height)"
                        + "/ColorSpace/DeviceGray/BitsPerComponent 8/Length \(picture.bytes.count)>>stream\n").utf8
                )
                text += picture.bytes + Array("\nendstream endobj\n".utf8)
            }
        }
        return text + Array("trailer<</Root 1 0 R>>\n%%EOF\n".utf8)
    }

    private static var written: String {
        sentences.enumerated().map { "BT /F 16 Tf 40 \(140 - $0 * 40) Td (\($1)) Tj ET" }.joined(separator: "\n")
    }

    /// The page as a scanner would see it: grey dots.
    private static func scan() -> (width: Int, height: Int, bytes: [UInt8])? {
        let file = TemporaryFile(document([(written, nil)]), name: "page.pdf")
        let command: [String] = ["pdftoppm", "-gray", "-r", "150", "-singlefile", file.path, file.path]
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, "pdftoppm", nil, nil, words, environ) == 0 else { return nil }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        let path = file.path + ".pgm"
        defer {
            unlink(path)
            withExtendedLifetime(file) {}
        }
        guard let picture = fopen(path, "rb") else { return nil }
        defer { fclose(picture) }
        var bytes = [UInt8](repeating: 0, count: 4 << 20)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, picture))
        // `P5 WIDTH HEIGHT 255` and one blank before the dots.
        var numbers: [Int] = []
        var index = 2
        while numbers.count < 3, index < bytes.count {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            let start = index
            while index < bytes.count, bytes[index] > 0x20 { index += 1 }
            numbers.append(Int(String(decoding: bytes[start..<index], as: UTF8.self)) ?? 0)
        }
        return (numbers[0], numbers[1], Array(bytes.dropFirst(index + 1)))
    }

    @Test(.enabled(if: isInstalled, absence))
    func `a page that is a picture is recognised, and says that it was`() async throws {
        let picture = try #require(Self.scan())
        let pages: [(content: String, picture: (width: Int, height: Int, bytes: [UInt8])?)] = [
            (Self.written, nil), ("q 400 0 0 200 0 0 cm /I Do Q", picture),
        ]
        let all = try await Everything(bytes: Self.document(pages), name: "scan.pdf")
        #expect(all.records.map(\.source.page) == [1, 2])
        for sentence in Self.sentences {
            #expect(all.records.allSatisfy { $0.text.contains(sentence) }, "\(all.records.map(\.text))")
        }
        let readBy = all.records.map { $0.fields["read_by_ocr"] }
        #expect(readBy.first == .some(nil))
        #expect(readBy.last??.hasPrefix("tesseract ") == true)
        #expect(all.inspection.oddities.contains { $0.hasPrefix("1 of 2 pages hold no text (page 2): they are read") })
        #expect(all.summary.oddities.contains { $0.contains("by OCR") })
        let again = try await Everything(bytes: Self.document(pages), name: "scan.pdf")
        #expect(again.records.map(\.text) == all.records.map(\.text))
    }

    /// `fixtures/scans/`: pages drawn with the fonts NanumMyeongjo and DejaVu Sans, turned a little, in black and white.
    private static func fixture(_ name: String) -> String {
        var parts = #filePath.split(separator: "/").dropLast(3).map(String.init)
        if let real = realpath("/" + #filePath, nil) {
            parts = String(cString: real).split(separator: "/").dropLast(3).map(String.init)
            free(real)
        }
        return "/" + parts.joined(separator: "/") + "/fixtures/scans/\(name).pdf"
    }

    private static func speaks(_ language: String) -> Bool {
        access("/usr/share/tesseract-ocr/5/tessdata/\(language).traineddata", R_OK) == 0
    }

    @Test(.enabled(if: isInstalled && speaks("kor"), "tesseract reads no Korean here"))
    func `a scanned page in Korean`() async throws {
        let all = try await Everything(Self.fixture("korean"))
        let text = all.records.map(\.text).joined(separator: "\n")
        for words in ["절차", "흡입 밸브를 닫고 펌프를 격리한다", "드레인 밸브를 열어 압력을 확인한다"] {
            #expect(text.contains(words), "\(text)")
        }
        #expect(all.records.allSatisfy { $0.fields["language"] == "ko" && $0.source.page == 1 })
    }

    @Test(.enabled(if: isInstalled && speaks("ara"), "tesseract reads no Arabic here"))
    func `a scanned page in Arabic, its words apart`() async throws {
        let all = try await Everything(Self.fixture("arabic"))
        let text = all.records.map(\.text).joined(separator: "\n")
        for words in ["استبدال مانع التسرب", "أغلق صمام السحب قبل بدء العمل", "راقب الضغط"] {
            #expect(text.contains(words), "\(text)")
        }
        #expect(all.records.allSatisfy { $0.fields["language"] == "ar" })
        #expect(all.records.allSatisfy { $0.fields["read_by_ocr"]?.hasPrefix("tesseract ") == true })
    }

    @Test(.enabled(if: isInstalled, absence))
    func `a blank page is told from one that was read`() async throws {
        let pages: [(content: String, picture: (width: Int, height: Int, bytes: [UInt8])?)] = [
            (Self.written, nil), ("", nil), (Self.written, nil),
        ]
        let all = try await Everything(bytes: Self.document(pages), name: "blank.pdf")
        #expect(all.records.map(\.source.page) == [1, 3])
        #expect(all.summary.oddities.contains("OCR found no text on page 2"))
    }

    @Test(.enabled(if: isInstalled, absence))
    func `two columns are read one after the other, and rows of a table stay rows`() async throws {
        let left = [
            "The first column tells how the", "pump is isolated from the line", "before any work on it begins",
            "and how the drain is opened to", "the closed sump under the rack",
        ]
        let right = [
            "The second column tells what", "is measured once the pump is", "back on line and how long it",
            "must run before the shift can", "hand it over to the next crew",
        ]
        var content = ""
        func put(_ text: String, _ x: Int, _ y: Int) { content += "BT /F 8 Tf \(x) \(y) Td (\(text)) Tj ET\n" }
        for line in 0..<5 {
            put(left[line], 20, 190 - line * 10)
            put(right[line], 210, 190 - line * 10)
        }
        for (line, row) in [["Tag", "Low", "High"], ["FIC-2034", "10", "90"], ["PI-1001", "2.5", "6.1"]].enumerated() {
            for (column, cell) in row.enumerated() { put(cell, 20 + column * 120, 110 - line * 10) }
        }
        let all = try await Everything(bytes: Self.document([(content, nil)]), name: "two.pdf")
        let text = all.records.map(\.text).joined(separator: "\n")
        let flowing = text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
        #expect(flowing.contains(left.joined(separator: " ")), "\(text)")
        #expect(flowing.contains(right.joined(separator: " ")), "\(text)")
        #expect(flowing.contains("FIC-2034 10 90"), "\(text)")
    }
}
