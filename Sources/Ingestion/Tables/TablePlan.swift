import Plant

/// Everything settled about how to read one table; what the readers go by.
struct TablePlan: Sendable {
    enum Form: Sendable, Hashable {
        case delimited(Separator)
        case json
        /// A sheet of a workbook, by its name.
        case sheet(String)
        /// The tables of a page, as maintenance systems export them under a workbook's name.
        case html
    }

    /// The path to open.
    var path: String
    /// The path as it is shown and stored.
    var name: String
    var kind: InputKind
    var form: Form
    var encoding: TextEncoding
    var point: UInt8
    var headerLine: Int
    /// Rows up to this line are no data.
    var lastLineAbove: Int
    var columns: [String]
    /// Their names as the file writes them: ``columns`` numbers those of times and qualities that occur again.
    var writtenColumns: [String]
    /// Where each name of ``columns`` stands first.
    var places: [String: Int]
    /// What the lines of units and descriptions say of the columns; empty where there are none.
    var notes: [ColumnNote] = []
    var mapping: FileMapping
    var time: TimeSource
    /// Wide readings: what else a row says of a column's readings, by the column.
    var companions: [Int: Companion] = [:]
    var dataClass: DataClass
    /// The part of the file that is read; all of it when `nil`.
    var stretch: FileStretch?

    /// Columns beside a column of readings that speak of them.
    struct Companion: Sendable, Hashable {
        /// Tells whether a reading is good.
        var quality: Int?
        /// Tells its time, where it has one of its own.
        var time: Int?
    }

    enum TimeSource: Sendable {
        case none
        case columns([Int], TimeFormat, SiteTimeZone)
        /// Nanoseconds since 1970 of the first row, and from row to row.
        case counted(start: Int64, step: Int64)
        /// Transposed: the moments of the columns, from the line above the first tag.
        case listed([Int64])
    }

    /// Opens the table's rows, those above the data left out.
    func rows(bytes: [UInt8]? = nil) throws(IngestionError) -> any RowSource {
        if case .sheet(let sheet) = form { return try sheetRows(sheet) }
        let stream: TextStream
        if let bytes {
            stream = try TextStream(bytes: bytes, name: name, encoding: encoding)
        } else {
            stream = try TextStream(path: path, encoding: encoding, stretch: stretch)
        }
        switch form {
        case .json, .sheet: return JsonRows(stream: stream, columns: columns)
        case .html: return try HTMLRows(stream: stream, name: name, width: columns.count)
        case .delimited(let separator):
            return RowScanner(stream: stream, separator: separator, line: (stretch?.linesBefore ?? 0) + 1)
        }
    }

    private func sheetRows(_ sheet: String) throws(IngestionError) -> SheetRows {
        let workbook = try Workbook(try ZipArchive(path: path, name: name), name: name)
        guard let found = workbook.sheets.first(where: { $0.name == sheet }) else {
            throw IngestionError(
                .corrupt,
                path: name,
                "has lost its sheet '\(sheet)' while it was being read; try again"
            )
        }
        return try SheetRows(workbook, sheet: found, width: columns.count)
    }

    /// A column's place.
    ///
    /// - Throws: an ``IngestionError`` that names the nearest column when there is none of that name.
    func index(of column: String) throws(IngestionError) -> Int {
        if let index = places[column] { return index }
        let plain = column.lowercased()
        if let index = columns.firstIndex(where: { $0.lowercased() == plain }) { return index }
        let nearest = MappingKey.nearest(to: plain, among: columns.filter { !$0.isEmpty })
        throw IngestionError(
            .badMapping,
            path: name,
            "the mapping names a column '\(column)', which the file does not have"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; it has \(columns.prefix(20).joined(separator: ", "))")
        )
    }

    /// A column's place, for a key that may be missing.
    func index(of column: String?) throws(IngestionError) -> Int? {
        guard let column else { return nil }
        let index: Int = try index(of: column)
        return index
    }
}

/// Reads the time of rows by a plan.
struct RowClock {
    private let source: TablePlan.TimeSource
    private var clock: SiteClock
    private var counted: Int64 = 0
    private var cell: [UInt8] = []
    private let single: Int

    enum Reading {
        case time(Int64)
        case none
        case bad(String)
    }

    /// - Parameters:
    ///   - rowsAreOrdered: whether the order of rows tells which pass of a repeated hour a time is of.
    ///   - signalsAreMixed: whether it does so for the rows of each signal only, which ``moment(of:else:)`` asks for.
    init(_ source: TablePlan.TimeSource, rowsAreOrdered: Bool, signalsAreMixed: Bool = false) {
        self.source = source
        if case .columns(let columns, _, let zone) = source {
            clock = SiteClock(zone: zone)
            single = columns.count == 1 ? columns[0] : -1
        } else {
            clock = SiteClock(zone: .utc)
            single = -1
        }
        clock.rowsAreOrdered = rowsAreOrdered
        clock.signalsAreMixed = signalsAreMixed
    }

    /// The time that was just read, as it is for a signal.
    @inline(__always)
    mutating func moment(of signal: Int, else moment: Int64) -> Int64 {
        clock.undecided == nil ? moment : clock.moment(of: signal, else: moment)
    }

    var repeatedHour: Int { clock.repeatedHour }

    @inline(__always)
    mutating func read(_ row: RowView) -> Reading {
        if single >= 0, single < row.count {
            // Up to three bytes past a cell are read at once; a row's buffer always has them.
            if let time = clock.plainISO(row.start(single), row.end(single)) { return checked(time, row) }
        }
        return readOther(row)
    }

    private mutating func readOther(_ row: RowView) -> Reading {
        switch source {
        case .none, .listed: return .none
        case .counted(let start, let step):
            let (distance, overflow) = counted.multipliedReportingOverflow(by: step)
            guard !overflow else { return .bad("the file has more rows than there is time") }
            counted += 1
            return .time(start &+ distance)
        case .columns(let columns, let format, _):
            cell.removeAll(keepingCapacity: true)
            for column in columns where column < row.count {
                if !cell.isEmpty { cell.append(0x20) }
                cell.append(contentsOf: row.bytes(column))
            }
            while let last = cell.last, last <= 0x20 { cell.removeLast() }
            guard !cell.isEmpty else { return .none }
            guard let written = TimeText.parse(cell, as: format) else {
                return .bad(
                    "'\(String(decoding: cell.prefix(80), as: UTF8.self))' is no time written as \(format.explanation)"
                )
            }
            return checked(clock.moment(written), row)
        }
    }

    /// A reading at a clock time that was never shown has no time: it would fall on the one of an hour later. What people
    /// wrote down is taken as just after.
    @inline(__always)
    private mutating func checked(_ time: Int64, _ row: RowView) -> Reading {
        guard clock.isSkipped, clock.rowsAreOrdered else { return .time(time) }
        return skipped(row)
    }

    private mutating func skipped(_ row: RowView) -> Reading {
        guard case .columns(let columns, _, let zone) = source else { return .none }
        let text = columns.compactMap { row.text($0) }.joined(separator: " ")
        return .bad(
            "'\(text)' was shown by no clock in \(zone.identifier), where clocks went forward; if the file keeps to one "
                + "time all year, say time: {zone: \"+01:00\"} or the like in a mapping"
        )
    }
}
