/// Reads Markdown and plain text as paragraphs under headings.
enum MarkdownBlocks {
    static func read(_ bytes: [UInt8], isMarkdown: Bool) -> [DocumentBlock] {
        var lines = TextLine.split(bytes)
        if isMarkdown { lines = afterFrontMatter(lines) }
        var blocks: [DocumentBlock] = []
        var headings = HeadingPath()
        var paragraph: [TextLine] = []
        var inFence = false
        func flush() {
            guard let first = paragraph.first else { return }
            let text = CellText.clean(paragraph.map(\.text).joined(separator: "\n"))
            if !text.isEmpty {
                blocks.append(
                    DocumentBlock(
                        text: text,
                        headings: headings.texts,
                        page: nil,
                        offset: first.offset,
                        line: first.number
                    )
                )
            }
            paragraph = []
        }
        var index = 0
        while index < lines.count {
            let line = lines[index]
            let text = line.trimmed
            if isMarkdown, text.hasPrefix("```") || text.hasPrefix("~~~") {
                inFence.toggle()
                index += 1
                continue
            }
            if inFence {
                paragraph.append(line)
            } else if text.isEmpty {
                flush()
            } else if isMarkdown, let (level, title) = heading(text) {
                flush()
                headings.enter(title, level: level)
            } else if isMarkdown, paragraph.isEmpty, index + 1 < lines.count,
                let level = underline(lines[index + 1].trimmed)
            {
                headings.enter(text, level: level)
                index += 1
            } else if !isMarkdown, paragraph.isEmpty, let level = plainHeading(text, next: following(lines, index)) {
                headings.enter(text, level: level)
            } else {
                paragraph.append(line)
            }
            index += 1
        }
        flush()
        return blocks
    }

    /// `## Seal replacement ##`
    static func heading(_ text: String) -> (level: Int, title: String)? {
        let level = text.prefix { $0 == "#" }.count
        guard level >= 1, level <= 6, text.dropFirst(level).first == " " else { return nil }
        var title = text.dropFirst(level)
        while title.last == "#" || title.last == " " { title.removeLast() }
        return (level, CellText.clean(String(title)))
    }

    private static func underline(_ text: String) -> Int? {
        guard text.utf8.count >= 3 else { return nil }
        if text.utf8.allSatisfy({ $0 == 0x3D }) { return 1 }
        return text.utf8.allSatisfy { $0 == 0x2D } ? 2 : nil
    }

    private static func following(_ lines: [TextLine], _ index: Int) -> String? {
        index + 1 < lines.count ? lines[index + 1].trimmed : nil
    }

    /// Plain text and print: a short line that stands alone and is numbered (`4.2 Start-up`, `제 3 장`) or in capitals.
    static func plainHeading(_ text: String, next: String?) -> Int? {
        guard text.utf8.count <= 120, let last = text.unicodeScalars.last, last != ".", last != ",", last != ";" else {
            return nil
        }
        let number = text.prefix { $0.isNumber || $0 == "." }
        if let first = number.first, first.isNumber, number.utf8.count <= 8 {
            let rest = text.dropFirst(number.count)
            let parts = number.split(separator: ".").count
            let isTitle = rest.first == " " && rest.dropFirst().contains { $0.isLetter } && !rest.contains("  ")
            if isTitle, number.contains("."), next?.isEmpty ?? true || parts > 1 { return parts }
        }
        if text.hasPrefix("제"), text.contains("장") || text.contains("절"), text.utf8.count < 60 {
            return text.contains("장") ? 1 : 2
        }
        let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
        let isCapital = letters.count >= 4 && letters.allSatisfy { $0.properties.isUppercase }
        return isCapital && (next?.isEmpty ?? true) && !text.contains("  ") ? 1 : nil
    }

    private static func afterFrontMatter(_ lines: [TextLine]) -> [TextLine] {
        guard lines.first?.trimmed == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }),
            end < 60
        else { return lines }
        return Array(lines[(end + 1)...])
    }
}
