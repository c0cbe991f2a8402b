/// Reads HWPX, the open form of Hangul's documents (KS X 6101, OWPML).
enum HangulDocument {
    static func read(_ archive: ZipArchive, name: String) throws(IngestionError) -> WrittenDocument {
        let header = HangulHeader()
        if let entry = archive.entry("Contents/header.xml") {
            try XMLScanner.scan(archive, entry, path: name, visitor: header)
        }
        let sections = archive.entries.compactMap { entry -> (number: Int, entry: ZipArchive.Entry)? in
            guard entry.name.hasPrefix("Contents/section"), entry.name.hasSuffix(".xml") else { return nil }
            return Int(entry.name.dropFirst(16).dropLast(4)).map { ($0, entry) }
        }
        guard !sections.isEmpty else {
            throw IngestionError(.corrupt, path: name, "is an HWPX file without a section in it; save it again")
        }
        let body = HangulBody(header)
        for section in sections.sorted(by: { $0.number < $1.number }) {
            try XMLScanner.scan(archive, section.entry, path: name, visitor: body)
        }
        return try body.builder.checked(name)
    }
}

/// Which paragraphs are headings, by their shape and by their style.
private final class HangulHeader: XMLVisitor {
    private(set) var shapes: [String: Int] = [:]
    private(set) var styles: [String: Int] = [:]
    private var shape: String?

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "paraPr": shape = attributes["id"]
        case "heading":
            if let shape, attributes["type"] == "OUTLINE", let level = attributes.int("level"), (0...9).contains(level)
            {
                shapes[shape] = level + 1
            }
        case "style":
            guard let id = attributes["id"] else { return }
            for word in [attributes["engName"] ?? "", attributes["name"] ?? ""] {
                for prefix in ["Outline ", "개요 "] where word.hasPrefix(prefix) {
                    if let level = Int(word.dropFirst(prefix.count)), (1...10).contains(level) { styles[id] = level }
                }
            }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) {
        if name == "paraPr" { shape = nil }
    }
}

private final class HangulBody: XMLVisitor {
    var builder = WrittenDocumentBuilder()
    private let header: HangulHeader
    private var isText = false
    /// Inside what stands on every page and is no part of the text.
    private var skipped = 0

    init(_ header: HangulHeader) {
        self.header = header
    }

    private static let leftOut: Set<String> = ["header", "footer", "hiddenComment"]

    func start(_ name: String, _ attributes: XMLAttributes) {
        if HangulBody.leftOut.contains(name) { skipped += 1 }
        guard skipped == 0 else { return }
        switch name {
        case "p":
            if attributes.flag("pageBreak") { builder.setPageBreak() }
            builder.beginParagraph()
            let style = attributes["styleIDRef"].flatMap { header.styles[$0] }
            // Every paragraph has a style; plain ones have one that is no heading.
            if let level = style ?? attributes["paraPrIDRef"].flatMap({ header.shapes[$0] }) { builder.heading(level) }
        case "t": isText = true
        case "lineBreak" where isText: builder.add([0x0A])
        case "tab" where isText, "nbSpace" where isText, "fwSpace" where isText: builder.add([0x20])
        case "hyphen" where isText: builder.add([0x2D])
        case "tbl": builder.beginTable()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isText, skipped == 0 { builder.add(bytes) }
    }

    func end(_ name: String) {
        if HangulBody.leftOut.contains(name) { skipped -= 1 }
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
