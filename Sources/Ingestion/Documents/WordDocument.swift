/// Reads DOCX (ECMA-376, 17).
enum WordDocument {
    static func read(_ archive: ZipArchive, name: String) throws(IngestionError) -> WrittenDocument {
        let root = try PartLinks(archive, of: "", name: name)
        let main = root.target(ofType: "/officeDocument") ?? "word/document.xml"
        guard let entry = archive.entry(main) else {
            throw IngestionError(.corrupt, path: name, "is a DOCX file without a document in it; save it again")
        }
        let links = try PartLinks(archive, of: main, name: name)
        let styles = WordStyles()
        if let part = links.target(ofType: "/styles").flatMap({ archive.entry($0) }) {
            try XMLScanner.scan(archive, part, path: name, visitor: styles)
        }
        let body = WordBody(styles.levels)
        try XMLScanner.scan(archive, entry, path: name, visitor: body)
        return try body.builder.checked(name)
    }
}

extension WrittenDocumentBuilder {
    func checked(_ name: String) throws(IngestionError) -> WrittenDocument {
        guard !isTooLarge else {
            throw IngestionError(
                .tooLarge,
                path: name,
                "holds more than \(DocumentReader.largest >> 20) MiB of text, the most that one document may have; split it"
            )
        }
        return document()
    }
}

/// Which styles of paragraphs are headings.
private final class WordStyles: XMLVisitor {
    private var current: String?
    private var own: [String: Int] = [:]
    private var parents: [String: String] = [:]

    /// Levels by the styles' ids; a style that is based on a heading is one too.
    var levels: [String: Int] {
        var levels = own
        for style in parents.keys.sorted() where levels[style] == nil {
            var above = parents[style]
            for _ in 0..<10 {
                guard let name = above, levels[style] == nil else { break }
                levels[style] = own[name]
                above = parents[name]
            }
        }
        return levels
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "style": current = attributes["type"] == "paragraph" ? attributes["styleId"] : nil
        case "name":
            guard let current, let text = attributes["val"]?.lowercased() else { return }
            if text == "title" { own[current] = 0 }
            if text.hasPrefix("heading "), let level = Int(text.dropFirst(8)), (1...9).contains(level) {
                own[current] = level
            }
        case "basedOn": if let current { parents[current] = attributes["val"] }
        case "outlineLvl":
            if let current, let level = attributes.int("val"), (0...8).contains(level) { own[current] = level + 1 }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) {
        if name == "style" { current = nil }
    }
}

private final class WordBody: XMLVisitor {
    var builder = WrittenDocumentBuilder()
    private let levels: [String: Int]
    private var isText = false
    /// Inside what is not to be read: text moved away, the second form of a text box, a field's code.
    private var skipped = 0

    init(_ levels: [String: Int]) {
        self.levels = levels
    }

    private static let leftOut: Set<String> = ["Fallback", "moveFrom", "del"]

    func start(_ name: String, _ attributes: XMLAttributes) {
        if WordBody.leftOut.contains(name) { skipped += 1 }
        guard skipped == 0 else { return }
        switch name {
        case "p": builder.beginParagraph()
        case "pStyle":
            if let style = attributes["val"], let level = levels[style] { builder.heading(level) }
        case "outlineLvl":
            if let level = attributes.int("val"), (0...8).contains(level) { builder.heading(level + 1) }
        case "t": isText = true
        case "tab": builder.add([0x20])
        case "br":
            if attributes["type"] == "page" { builder.setPageBreak() } else { builder.add([0x0A]) }
        case "cr": builder.add([0x0A])
        case "noBreakHyphen": builder.add([0x2D])
        case "pageBreakBefore": builder.setPageBreak()
        case "lastRenderedPageBreak": builder.notePageBreak()
        case "tbl": builder.beginTable()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isText, skipped == 0 { builder.add(bytes) }
    }

    func end(_ name: String) {
        if WordBody.leftOut.contains(name) { skipped -= 1 }
        guard skipped == 0 else { return }
        switch name {
        case "p": builder.endParagraph()
        case "t": isText = false
        case "tc": builder.endCell()
        case "tr": builder.endRow()
        case "tbl": builder.endTable()
        default: break
        }
    }
}
