/// A small PDF (ISO 32000-1) of plain English pages in Helvetica, enough for a vendor's bulletin.
struct PDFFile {
    /// The lines of each page; a line that starts with `# ` is a heading. Latin letters only.
    var pages: [[String]]
    var title: String

    var bytes: [UInt8] {
        var objects: [String] = []
        // 1 catalogue, 2 page tree, 3 and 4 fonts, 5 information, then a page and its content in turn.
        let kids = pages.indices.map { "\(6 + $0 * 2) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Catalog /Pages 2 0 R >>")
        objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
        objects.append("<< /Title (\(escaped(title))) /Producer (synthetic plant generator) >>")
        for (index, lines) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                    + "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents \(7 + index * 2) 0 R >>"
            )
            let stream = content(lines)
            objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
        }
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 5 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(text.utf8)
    }

    private func content(_ lines: [String]) -> String {
        var stream = "BT\n56 786 Td\n"
        for line in lines {
            if line.hasPrefix("# ") {
                stream += "/F2 13 Tf\n(\(escaped(String(line.dropFirst(2))))) Tj\n0 -22 Td\n"
            } else {
                stream += "/F1 10 Tf\n(\(escaped(line))) Tj\n0 -15 Td\n"
            }
        }
        return stream + "ET"
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "(" || scalar == ")" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar.isASCII ? scalar : "?")
        }
        return result
    }
}
