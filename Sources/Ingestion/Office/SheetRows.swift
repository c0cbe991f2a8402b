/// A worksheet's rows, unpacked and scanned piece by piece.
///
/// Cells come as text: numbers as stored, numbers that a style shows as dates as ISO dates, formulas as the value last
/// calculated. Cells merged downwards repeat the cell above.
final class SheetRows: RowSource {
    private let part: ZipPart
    private let scanner: XMLScanner
    private let visitor: SheetVisitor
    private let memory = MemoryRow()
    private let fewest: Int
    private var given = 0

    /// - Parameter width: rows with fewer cells are filled up with blank ones.
    init(_ workbook: Workbook, sheet: Workbook.Sheet, width: Int) throws(IngestionError) {
        part = try workbook.archive.open(sheet.entry)
        let merges = MergedCells()
        try XMLScanner.scan(workbook.archive, sheet.entry, path: workbook.name, visitor: merges)
        visitor = SheetVisitor(
            strings: try workbook.sharedStrings(),
            formats: workbook.formats,
            dates: workbook.dates,
            merges: merges
        )
        scanner = try XMLScanner(part, path: workbook.name, visitor: visitor)
        fewest = width
    }

    var position: Int { part.packedPosition }
    var row: RowView { memory.view }

    func next() throws(IngestionError) -> RowStep {
        while given >= visitor.rows.count {
            guard !scanner.isAtEnd else { return .end }
            visitor.rows.removeAll(keepingCapacity: true)
            given = 0
            try scanner.step()
        }
        let found = visitor.rows[given]
        given += 1
        if let fault = found.fault {
            return .bad(reason: fault.reason, detail: fault.detail, line: found.number, raw: preview(found))
        }
        lay(found)
        return .row
    }

    private func lay(_ row: SheetRow) {
        var cells = [[UInt8]](repeating: [], count: max(fewest, (row.cells.last?.column ?? -1) + 1))
        for cell in row.cells { cells[cell.column] = visitor.text(cell.content) }
        let raw = cells.map { $0.prefix(1_000) }.joined(separator: [0x09])
        memory.set(cells: cells, raw: Array(raw.prefix(4_096))[...], line: row.number)
    }

    /// The beginning of a row that is set aside.
    private func preview(_ row: SheetRow) -> String {
        let texts = row.cells.prefix(40).map { String(decoding: visitor.text($0.content).prefix(100), as: UTF8.self) }
        return texts.joined(separator: "\t")
    }

    var oddities: [String] {
        guard visitor.uncalculated > 0 else { return [] }
        return [
            "\(visitor.uncalculated) formulas have no calculated value and are read as blank; open the workbook in its "
                + "program and save it"
        ]
    }
}

/// A row as it lies in a sheet: only the cells that hold something.
struct SheetRow {
    enum Content {
        case shared(Int)
        case text([UInt8])
    }

    var number: Int
    /// By column, ascending.
    var cells: [(column: Int, content: Content)] = []
    var fault: (reason: String, detail: String)?
}

/// Gathers rows from the elements of a worksheet (ECMA-376, 18.3).
final class SheetVisitor: XMLVisitor {
    /// Rows that ended and were not taken yet.
    var rows: [SheetRow] = []
    private(set) var uncalculated = 0

    /// The most columns that a sheet can have (XFD).
    static let mostColumns = 16_384
    /// A spreadsheet's own limit is 32,767 characters.
    static let longestCell = 1 << 18

    private let strings: SharedStrings
    private let formats: [NumberFormat]
    private let dates: SerialDate
    private var merges: MergedCells
    private var row = SheetRow(number: 0)
    private var inRow = false
    private var column = -1
    private var type = CellType.number
    private var format = NumberFormat.number
    private var value: [UInt8] = []
    private var isValue = false
    private var hasFormula = false
    private var hasValue = false
    private var phonetic = 0

    private enum CellType {
        case number, shared, text, boolean, error
    }

    init(strings: SharedStrings, formats: [NumberFormat], dates: SerialDate, merges: MergedCells) {
        self.strings = strings
        self.formats = formats
        self.dates = dates
        self.merges = merges
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "row":
            row = SheetRow(number: attributes.int("r") ?? row.number + 1)
            inRow = true
            column = -1
        case "c": startCell(attributes)
        case "v": isValue = true
        case "t": isValue = phonetic == 0
        case "rPh": phonetic += 1
        case "f": hasFormula = true
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isValue, inRow else { return }
        hasValue = true
        guard value.count + bytes.count <= SheetVisitor.longestCell else {
            row.fault = (
                "too_long",
                "column \(column + 1) holds more than \(SheetVisitor.longestCell >> 10) KiB, the most a cell may hold"
            )
            return
        }
        value.append(contentsOf: bytes)
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isValue = false
        case "rPh": phonetic -= 1
        case "c": endCell()
        case "row": endRow()
        default: break
        }
    }

    private func startCell(_ attributes: XMLAttributes) {
        column = attributes.bytes("r").flatMap { CellPlace($0)?.column } ?? column + 1
        value.removeAll(keepingCapacity: true)
        hasFormula = false
        hasValue = false
        let style = attributes.int("s") ?? 0
        format = formats.indices.contains(style) ? formats[style] : .number
        switch attributes["t"] ?? "n" {
        case "s": type = .shared
        case "str", "inlineStr", "d": type = .text
        case "b": type = .boolean
        case "e": type = .error
        default: type = .number
        }
    }

    private func endCell() {
        if hasFormula, !hasValue { uncalculated += 1 }
        guard hasValue, inRow else { return }
        guard column < SheetVisitor.mostColumns else {
            row.fault = (
                "too_many_columns",
                "the row has a cell in column \(column + 1); a sheet has at most \(SheetVisitor.mostColumns)"
            )
            return
        }
        let content: SheetRow.Content
        switch type {
        case .shared:
            guard let index = Int(String(decoding: value, as: UTF8.self)) else { return }
            content = .shared(index)
        case .boolean: content = .text(Array((value == [0x31] ? "true" : "false").utf8))
        case .number: content = .text(number())
        case .text, .error: content = .text(value)
        }
        if let last = row.cells.last, last.column >= column {
            // Cells out of order are put where they say they are.
            let place = row.cells.firstIndex { $0.column >= column } ?? row.cells.count
            if row.cells[place].column == column {
                row.cells[place].content = content
            } else {
                row.cells.insert((column, content), at: place)
            }
        } else {
            row.cells.append((column, content))
        }
    }

    private func number() -> [UInt8] {
        guard case .number(let stored) = DecimalNumber.parse(value) else { return value }
        if format != .number, let date = dates.text(stored, as: format) { return Array(date.utf8) }
        // Numbers of orders and equipment are not written with an exponent.
        if value.contains(0x45) || value.contains(0x65), stored == stored.rounded(), abs(stored) < 1e15 {
            return Array(String(Int64(stored)).utf8)
        }
        return value
    }

    private func endRow() {
        inRow = false
        merges.fill(&row)
        if !row.cells.isEmpty || row.fault != nil { rows.append(row) }
    }

    func text(_ content: SheetRow.Content) -> [UInt8] {
        switch content {
        case .text(let bytes): bytes
        case .shared(let index): strings[index].map(Array.init) ?? []
        }
    }
}

/// A cell's place from its name: `AB12`.
struct CellPlace {
    var column: Int
    var row: Int

    init?(_ name: some Sequence<UInt8>) {
        var column = 0
        var row = 0
        for byte in name {
            if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A, row == 0 {
                column = column * 26 + Int((byte | 0x20) - 0x60)
            } else if byte &- 0x30 < 10 {
                row = row * 10 + Int(byte - 0x30)
            } else {
                return nil
            }
            guard column < 1 << 24, row < 1 << 40 else { return nil }
        }
        guard column > 0 else { return nil }
        self.column = column - 1
        self.row = row
    }
}
