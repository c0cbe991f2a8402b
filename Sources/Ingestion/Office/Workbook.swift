/// An XLSX workbook: its sheets, and what their cells refer to.
final class Workbook {
    struct Sheet: Hashable, Sendable {
        var name: String
        var isHidden: Bool
        var entry: ZipArchive.Entry
    }

    let archive: ZipArchive
    let name: String
    private(set) var sheets: [Sheet] = []
    private(set) var dates = SerialDate(startsIn1904: false)
    /// What the styles of cells make of numbers.
    private(set) var formats: [NumberFormat] = []
    private let sharedEntry: ZipArchive.Entry?

    /// - Parameter name: the file's name in messages.
    init(_ archive: ZipArchive, name: String) throws(IngestionError) {
        self.archive = archive
        self.name = name
        let root = try PartLinks(archive, of: "", name: name)
        let main = root.target(ofType: "/officeDocument") ?? "xl/workbook.xml"
        guard let entry = archive.entry(main) else {
            throw IngestionError(.corrupt, path: name, "is an XLSX file without a workbook in it; save it again")
        }
        let links = try PartLinks(archive, of: main, name: name)
        sharedEntry = links.target(ofType: "/sharedStrings").flatMap { archive.entry($0) }
        let list = WorkbookPart()
        try XMLScanner.scan(archive, entry, path: name, visitor: list)
        dates = SerialDate(startsIn1904: list.startsIn1904)
        for sheet in list.sheets {
            // Sheets of charts and macros hold no cells.
            guard let link = links[sheet.link], link.type.hasSuffix("/worksheet"),
                let part = archive.entry(link.target)
            else { continue }
            sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, entry: part))
        }
        if let styles = links.target(ofType: "/styles").flatMap({ archive.entry($0) }) {
            let part = StylesPart()
            try XMLScanner.scan(archive, styles, path: name, visitor: part)
            formats = part.formats
        }
    }

    private var loaded: SharedStrings?

    /// The texts that cells refer to by number; read when first needed.
    func sharedStrings() throws(IngestionError) -> SharedStrings {
        if let loaded { return loaded }
        let strings = SharedStrings()
        if let sharedEntry {
            try XMLScanner.scan(archive, sharedEntry, path: name, visitor: strings)
            if strings.isTooLarge {
                throw IngestionError(
                    .tooLarge,
                    path: name,
                    "holds more than \(SharedStrings.most >> 20) MiB of different texts; export the sheet as CSV"
                )
            }
        }
        loaded = strings
        return strings
    }
}

/// The list of sheets in a workbook.
private final class WorkbookPart: XMLVisitor {
    var startsIn1904 = false
    var sheets: [(name: String, isHidden: Bool, link: String)] = []

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "workbookPr": startsIn1904 = attributes.flag("date1904")
        case "sheet" where sheets.count < 1_000:
            let state = attributes["state"] ?? "visible"
            sheets.append((attributes["name"] ?? "", state != "visible", attributes["id"] ?? ""))
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ name: String) {}
}

/// The formats of a workbook's cells, by the number of their style.
private final class StylesPart: XMLVisitor {
    var formats: [NumberFormat] = []
    private var codes: [Int: NumberFormat] = [:]
    private var inCells = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if let id = attributes.int("numFmtId"), let code = attributes["formatCode"] {
                codes[id] = NumberFormat(code: code)
            }
        case "cellXfs": inCells = true
        case "xf" where inCells && formats.count < 100_000:
            let id = attributes.int("numFmtId") ?? 0
            formats.append(codes[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) {
        if name == "cellXfs" { inCells = false }
    }
}

/// The texts that a workbook keeps once for all its cells.
final class SharedStrings: XMLVisitor {
    static let most = 128 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isText = false
    private var phonetic = 0
    private(set) var isTooLarge = false

    /// A text by its number; `nil` when there is none of it.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard index >= 0, index < ends.count else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "t" { isText = phonetic == 0 }
        // How a Japanese or Korean name is spoken is not part of it.
        if name == "rPh" { phonetic += 1 }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        if bytes.count + piece.count > SharedStrings.most || ends.count > SharedStrings.most / 16 {
            isTooLarge = true
        } else {
            bytes.append(contentsOf: piece)
        }
    }

    func end(_ name: String) {
        if name == "t" { isText = false }
        if name == "rPh" { phonetic -= 1 }
        if name == "si", !isTooLarge { ends.append(bytes.count) }
    }
}
