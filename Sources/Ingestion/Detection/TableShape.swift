/// What a sample of a table says: where its names are, what its columns hold.
struct TableShape {
    /// The line of the column names, counted from 1; 0 when there is none.
    var headerLine: Int
    /// Rows up to this line are no data: free text and column names.
    var lastLineAbove = 0
    var columns: [String]
    /// As the file writes them, where ``columns`` tells those of the same name apart.
    private var namesAsWritten: [String]?
    var writtenColumns: [String] { namesAsWritten ?? columns }
    /// What stands in lines above the table.
    private(set) var textAbove: [String] = []
    /// A date and a time of day that stand under one name, because blanks separate cells.
    private(set) var timeColumns: [Int]?
    /// What the lines under the names say of the columns; empty where there are none.
    var notes: [ColumnNote] = []
    /// Whether a line of times stands above rows of a tag each.
    private(set) var isTransposed = false
    /// The lines of units and descriptions, counted from 1.
    var unitsLine: Int?
    var descriptionsLine: Int?
    var shapes: [ColumnShape]
    var rows: [[[UInt8]]]
    var point: UInt8
    var oddities: [String] = []

    init(_ sample: TableSample, mapping: FileMapping, separator: Separator?) {
        let sign = DecimalSign(sample.rows.joined(), separator: separator)
        let point: UInt8 = mapping.decimal.map { $0 == "comma" ? 0x2C : 0x2E } ?? sign.byte
        self.point = point
        if mapping.decimal == nil, let doubtful = sign.doubtful {
            let other = point == 0x2C ? "point" : "comma"
            let meaning = point == 0x2C ? "a fraction, not as thousands" : "thousands, not as a fraction"
            oddities.append(
                "'\(doubtful)' is read as \(meaning), and no number decides; say decimal: \(other) in a mapping if that "
                    + "is wrong"
            )
        }
        let width = sample.width
        var first = 0
        headerLine = 0
        columns = []
        rows = []
        shapes = []
        let firstFull = TableShape.firstFullRow(sample, point: point, width: width)
        var lines: HeaderLines?
        var top = 0
        if let said = mapping.header {
            headerLine = said
            first = said > 0 ? sample.lines.firstIndex { $0 > said } ?? sample.rows.count : firstFull
            if said > 0, let index = sample.lines.firstIndex(of: said) {
                lines = HeaderLines(sample, first: index, mapping: mapping, point: point)
            }
        } else {
            first = sample.rows.firstIndex { $0.count > 1 && abs($0.count - width) <= 1 } ?? 0
            if separator != .spaces {
                first = TableShape.namesRow(sample, from: first, point: point, width: width)
            } else {
                // Words of a title fall apart like names of columns: the names stand right above the numbers.
                let below = sample.rows.dropFirst(first).firstIndex {
                    !TableShape.isHeader($0, point: point, width: width)
                }
                if let below, below > first {
                    first = below - 1
                    if first > 0, sample.rows[first - 1].count == width, HeaderLines.areUnits(sample.rows[first]),
                        TableShape.isHeader(sample.rows[first - 1], point: point, width: width)
                    {
                        first -= 1
                    }
                }
            }
            if first < sample.rows.count, TableShape.isHeader(sample.rows[first], point: point, width: width) {
                lines = HeaderLines(sample, first: first, mapping: mapping, point: point)
            } else {
                first = firstFull
            }
        }
        if mapping.header == nil, mapping.transpose != false, let times = TableShape.timesRow(sample, point: point) {
            isTransposed = true
            lines = nil
            headerLine = sample.lines[times]
            columns = TableShape.names(sample.rows[times])
            first = times + 1
        }
        if let lines, let names = lines.names, let last = lines.last {
            headerLine = sample.lines[names]
            columns = TableShape.names(sample.rows[names])
            first = max(first, last + 1)
            take(lines, sample)
            top = sample.lines[last]
        }
        lastLineAbove =
            headerLine > 0 ? max(headerLine, top) : first < sample.lines.count ? max(0, sample.lines[first] - 1) : 0
        let highest = [headerLine, unitsLine ?? headerLine, descriptionsLine ?? headerLine].min() ?? 0
        let above = headerLine > 0 ? (sample.lines.firstIndex(of: highest) ?? 0) : first
        if above > 0 {
            textAbove = sample.rows.prefix(above).map {
                String(decoding: Array($0.joined(separator: [0x20])), as: UTF8.self)
            }
            oddities.append("\(above) line\(above == 1 ? "" : "s") of free text stand above the table")
        }
        rows = Array(sample.rows.dropFirst(first))
        if separator == .spaces, mapping.columns == nil, columns.count == width - 1, let time = splitTime(rows) {
            columns.insert(columns[time], at: time + 1)
            timeColumns = [time, time + 1]
        }
        if let named = mapping.columns { columns = named }
        let counted = max(columns.count, width)
        for index in columns.count..<max(columns.count, counted) { columns.append("column\(index + 1)") }
        namesAsWritten = columns
        numberCompanions()
        for index in columns.indices {
            shapes.append(ColumnShape(rows, column: index, point: point, name: columns[index]))
        }
        if headerLine == 0, mapping.columns == nil {
            oddities.append("there is no line of column names; columns are called column1 to column\(columns.count)")
        }
        for (name, count) in Dictionary(columns.map { ($0, 1) }, uniquingKeysWith: +).sorted(by: { $0.key < $1.key })
        where count > 1 {
            oddities.append("the column name '\(name)' occurs \(count) times; the first one is used")
        }
    }

    /// The cell that is a date where the next one is a time of day, in every row.
    private func splitTime(_ rows: [[[UInt8]]]) -> Int? {
        let some = rows.prefix(50)
        guard !some.isEmpty else { return nil }
        return columns.indices.first { column in
            some.allSatisfy { row in
                guard column + 1 < row.count else { return false }
                let joined = row[column] + [0x20] + row[column + 1]
                return [TimeFormat.yearFirst, .dayFirst, .monthFirst].contains { format in
                    TimeText.parse(joined, as: format) != nil && TimeText.parse(row[column], as: format) != nil
                        && row[column + 1].contains(0x3A)
                }
            }
        }
    }

    /// Columns called `Time` or `Status` beside each tag are told apart: `Time`, `Time #2`.
    private mutating func numberCompanions() {
        var seen: [String: Int] = [:]
        for index in columns.indices {
            let name = columns[index]
            seen[name, default: 0] += 1
            guard let count = seen[name], count > 1, !name.isEmpty,
                !CompanionColumns.companionRoles.isDisjoint(with: ColumnVocabulary.roles(of: name))
            else { continue }
            columns[index] = "\(name) #\(count)"
        }
    }

    /// Keeps what the lines of units and descriptions say.
    private mutating func take(_ lines: HeaderLines, _ sample: TableSample) {
        func cells(_ place: Int?) -> [[UInt8]] { place.map { sample.rows[$0] } ?? [] }
        let units = cells(lines.units)
        let descriptions = cells(lines.descriptions)
        unitsLine = lines.units.map { sample.lines[$0] }
        descriptionsLine = lines.descriptions.map { sample.lines[$0] }
        for (line, what, texts) in [
            (unitsLine, "the units of measure", units), (descriptionsLine, "what the columns are", descriptions),
        ] {
            guard let line else { continue }
            let some = texts.filter { !$0.isEmpty }.prefix(3).map(HeaderLines.text).joined(separator: ", ")
            oddities.append("line \(line) tells \(what) (\(some)\(texts.count > 3 ? ", …" : "")) and is no row")
        }
        guard !units.isEmpty || !descriptions.isEmpty else { return }
        let width = max(columns.count, units.count, descriptions.count)
        for column in columns.count..<max(columns.count, width) { columns.append("column\(column + 1)") }
        notes = columns.indices.map { column in
            ColumnNote(
                unit: column < units.count ? HeaderLines.unit(units[column]) : "",
                description: column < descriptions.count ? HeaderLines.text(descriptions[column]) : ""
            )
        }
    }

    func index(of column: String) -> Int? {
        if let exact = columns.firstIndex(of: column) { return exact }
        let plain = column.lowercased()
        return columns.firstIndex { $0.lowercased() == plain }
    }

    /// The first row that is as wide as most; narrower rows above it are text only if they hold no number.
    private static func firstFullRow(_ sample: TableSample, point: UInt8, width: Int) -> Int {
        let first = sample.rows.firstIndex { row in
            row.count == width
                || row.contains { if case .number = DecimalNumber.written($0, point: point) { true } else { false } }
        }
        return first ?? 0
    }

    private static func names(_ row: [[UInt8]]) -> [String] {
        row.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The row of names: headings of groups of columns stand in few cells above it, and a line of text with a separator
    /// in it is a cell or two short.
    private static func namesRow(_ sample: TableSample, from first: Int, point: UInt8, width: Int) -> Int {
        let near = sample.rows.indices.dropFirst(first).prefix(4)
        let above = near.prefix { isText(sample.rows[$0], point: point) }
        let named = above.filter { isHeader(sample.rows[$0], point: point, width: width) }
        guard let nearest = named.first else { return first }
        guard sample.rows[nearest].count != width else { return nearest }
        // Rows with one separator more than their names are common: a fuller row names only what has numbers below.
        let full = named.first { index in
            let row = sample.rows[index]
            return row.count == width && row.last?.isEmpty == false && index + 1 < sample.rows.count
                && !isText(sample.rows[index + 1], point: point)
        }
        return full ?? nearest
    }

    /// A line whose cells but the first are times, above rows that are a name and numbers.
    private static func timesRow(_ sample: TableSample, point: UInt8) -> Int? {
        for (index, row) in sample.rows.prefix(5).enumerated() where row.count >= 4 {
            guard row.dropFirst().allSatisfy(HeaderLines.isTime) else { continue }
            let below = sample.rows[(index + 1)...].prefix(40)
            let isNamed = below.allSatisfy { row in
                guard let name = row.first, case .text = DecimalNumber.written(name, point: point) else { return false }
                let numbers = row.dropFirst().count(where: { cell in
                    switch DecimalNumber.written(cell, point: point) {
                    case .text: StatusText.isKnown(String(decoding: cell, as: UTF8.self))
                    default: true
                    }
                })
                return !HeaderLines.isTime(name) && numbers * 2 > row.count - 1
            }
            return !below.isEmpty && isNamed ? index : nil
        }
        return nil
    }

    /// Whether no cell is a number or a time.
    private static func isText(_ row: [[UInt8]], point: UInt8) -> Bool {
        row.allSatisfy { cell in
            switch DecimalNumber.written(cell, point: point) {
            case .blank: true
            case .text: !HeaderLines.isTime(cell)
            default: false
            }
        }
    }

    /// A header names things: no cell is a number or a time, and most are filled.
    private static func isHeader(_ row: [[UInt8]], point: UInt8, width: Int) -> Bool {
        var filled = 0
        for cell in row {
            switch DecimalNumber.written(cell, point: point) {
            case .blank: continue
            case .text: break
            default: return false
            }
            if TimeText.parse(cell, as: .yearFirst) != nil || TimeText.parse(cell, as: .dayFirst) != nil
                || TimeText.parse(cell, as: .monthFirst) != nil
            {
                return false
            }
            filled += 1
        }
        return filled * 2 >= width && filled > 0
    }
}
