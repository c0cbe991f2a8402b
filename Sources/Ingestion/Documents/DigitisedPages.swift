import Plant

/// What somebody else read off a document's pages, as paragraphs under headings.
enum DigitisedPages {
    /// Heads and feet of pages are kept once: they say the document's number and edition on every page.
    private static let recurring: Set<String> = ["header", "footer"]

    static func blocks(_ document: DigitisedDocument) -> [DocumentBlock] {
        var result: [DocumentBlock] = []
        var headings = HeadingPath()
        var seen: Set<String> = []
        var offset = 0
        var line = 1
        for element in document.elements {
            let parts = text(of: element)
            let whole = parts.joined(separator: "\n")
            guard !whole.isEmpty else { continue }
            defer {
                offset += whole.utf8.count + 1
                line += parts.count
            }
            if recurring.contains(element.category), !seen.insert(element.category + whole).inserted { continue }
            if let level = level(of: element.category) {
                headings.enter(parts.joined(separator: " "), level: level)
                continue
            }
            result.append(
                DocumentBlock(
                    text: whole,
                    headings: headings.texts,
                    page: element.page,
                    offset: offset,
                    line: line,
                    readBy: document.reader
                )
            )
        }
        return result
    }

    /// `heading1` is a document's title or a chapter's.
    private static func level(of category: String) -> Int? {
        guard category.hasPrefix("heading") else { return nil }
        return Int(category.dropFirst(7)).flatMap { (1...6).contains($0) ? $0 : nil } ?? 1
    }

    /// Paragraphs and rows. The page's own tags for headings count as text: what is one, the category says.
    private static func text(of element: DigitisedDocument.Element) -> [String] {
        let html = Array(("<p>" + plain(element.html) + "</p>").utf8)
        return HTMLBlocks.read(html).map(\.text)
    }

    /// Headings' tags become paragraphs, so that their text is not set aside.
    private static func plain(_ html: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(html.utf8)
        var index = 0
        while index < bytes.count {
            let isTag = bytes[index] == 0x3C
            let name = index + (isTag && index + 1 < bytes.count && bytes[index + 1] == 0x2F ? 2 : 1)
            if isTag, name + 1 < bytes.count, bytes[name] | 0x20 == 0x68, bytes[name + 1] >= 0x31,
                bytes[name + 1] <= 0x36
            {
                result += bytes[index..<name] + [0x70]
                index = name + 2
                continue
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
