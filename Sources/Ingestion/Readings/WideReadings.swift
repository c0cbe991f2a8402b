import Plant

/// Reads tables with a row a moment and a column a tag.
final class WideReadings: BatchSource {
    private let plan: TablePlan
    private let rows: any RowSource
    private var clock: RowClock
    private var cells: ReadingCells
    private var builder: SeriesBuilder
    private let columns: [Int]
    private let lastColumn: Int
    private var gaps = GapCounter()
    private var filter: RowFilter
    /// What the file says of its tags, until it was given out.
    private var tags: [Tag] = []
    private(set) var summary: ReadSummary

    /// - Parameter known: The plant's tags: what the file says beyond them is added.
    init(plan: TablePlan, naming: TagNaming, known: [Tag], bytes: [UInt8]? = nil) throws(IngestionError) {
        self.plan = plan
        rows = try plan.rows(bytes: bytes)
        clock = RowClock(plan.time, rowsAreOrdered: true)
        cells = ReadingCells(point: plan.point, states: plan.mapping.states)
        columns = WideReadings.tagColumns(plan)
        lastColumn = columns.last ?? 0
        filter = try RowFilter(plan)
        let headings = ColumnHeading.headings(columns.map { plan.columns[$0] }, naming: naming)
        builder = SeriesBuilder(tags: headings.map(\.tag))
        summary = ReadSummary(kind: .readings)
        summary.tags = Set(builder.series.map(\.tag)).count
        if plan.stretch?.linesBefore ?? 0 == 0 { tags = noted(headings, known) }
    }

    /// The tags whose units or descriptions the file tells and the plant does not know yet.
    private func noted(_ headings: [ColumnHeading], _ known: [Tag]) -> [Tag] {
        guard !plan.notes.isEmpty || headings.contains(where: { !$0.unit.isEmpty }) else { return [] }
        let before = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return zip(columns, headings).compactMap { column, heading in
            let note = plan.notes.isEmpty ? ColumnNote() : plan.notes[column]
            let unit = note.unit.isEmpty ? heading.unit : note.unit
            var tag = before[heading.tag] ?? Tag(name: heading.tag, dataClass: plan.dataClass)
            let was = tag
            if tag.unit ?? "" == "", !unit.isEmpty { tag.unit = unit }
            if tag.description.isEmpty { tag.description = note.description }
            return tag == was ? nil : tag
        }
    }

    var position: Int { rows.position }

    /// The columns that hold readings.
    static func tagColumns(_ plan: TablePlan) -> [Int] {
        var taken: Set<Int> = []
        if case .columns(let columns, _, _) = plan.time { taken = Set(columns) }
        let ignored = Set((plan.mapping.ignore ?? []).map { $0.lowercased() })
        var seen: Set<String> = []
        return plan.columns.indices.filter { index in
            let name = plan.columns[index]
            return !taken.contains(index) && !name.isEmpty && !ignored.contains(name.lowercased())
                && seen.insert(name).inserted
        }
    }

    func next() throws(IngestionError) -> ImportBatch? {
        // Nearly every table is delimited text: its rows are read without asking what they come from.
        if let scanner = rows as? RowScanner { return try next(of: scanner) }
        return try next(of: rows)
    }

    private func next<Rows: RowSource>(of rows: Rows) throws(IngestionError) -> ImportBatch? {
        var batch = ImportBatch(tags: tags)
        tags = []
        while builder.count < BatchSize.readings, batch.quarantined.count < BatchSize.quarantined {
            switch try rows.next() {
            case .end:
                batch.series = builder.take()
                finish()
                return batch.series.isEmpty && batch.quarantined.isEmpty && batch.tags.isEmpty ? nil : batch
            case .bad(let reason, let detail, let line, let raw):
                summary.rows += 1
                quarantine(reason, detail, line: line, raw: raw, into: &batch)
            case .row:
                let row = rows.row
                guard row.line > plan.lastLineAbove, !row.isBlank, filter.keeps(row) else { continue }
                summary.rows += 1
                take(row, into: &batch)
            }
        }
        batch.series = builder.take()
        return batch
    }

    private func take(_ row: RowView, into batch: inout ImportBatch) {
        guard row.count > lastColumn else {
            let detail = "the row has \(row.count) cells where \(plan.columns.count) are expected"
            return quarantine("missing_columns", detail, line: row.line, raw: row.raw, into: &batch)
        }
        guard
            row.count <= plan.columns.count
                || (plan.columns.count..<row.count).allSatisfy({ row.start($0) == row.end($0) })
        else {
            let detail = "the row has \(row.count) cells where \(plan.columns.count) are expected"
            return quarantine("too_many_columns", detail, line: row.line, raw: row.raw, into: &batch)
        }
        let time: Int64
        switch clock.read(row) {
        case .time(let moment): time = moment
        case .none: return quarantine("bad_time", "the row has no time", line: row.line, raw: row.raw, into: &batch)
        case .bad(let detail): return quarantine("bad_time", detail, line: row.line, raw: row.raw, into: &batch)
        }
        summary.cover(time)
        gaps.see(time)
        let point = plan.point
        var usable = 0
        for slot in 0..<columns.count {
            let column = columns[slot]
            let cell = DecimalNumber.parse(row.start(column), row.end(column), point: point)
            if case .number(let value) = cell, value.isFinite {
                builder.append(slot, time, value, .good)
                usable += 1
                continue
            }
            switch cells.read(cell, row, column) {
            case .value(let value):
                builder.append(slot, time, value, .good)
                usable += 1
            case .blank: summary.blanks += 1
            case .status(let quality, let text):
                builder.append(slot, time, 0, quality)
                summary.countStatus(text)
            }
        }
        summary.readings += usable
    }

    private func quarantine(_ reason: String, _ detail: String, line: Int, raw: String, into batch: inout ImportBatch) {
        summary.quarantined[reason, default: 0] += 1
        batch.quarantined.append(
            QuarantinedRow(file: plan.name, line: line, reason: reason, detail: detail, raw: raw)
        )
    }

    private func finish() {
        gaps.settle()
        summary.gaps = gaps.gaps
        summary.oddities = clock.oddities + rows.oddities
    }
}

extension RowClock {
    /// What the site's zone did to the file's times.
    var oddities: [String] {
        var result: [String] = []
        if repeatedHour > 0 {
            result.append(
                "\(repeatedHour) rows lie in an hour that clocks showed twice; the first time they step back the second "
                    + "pass begins"
            )
        }
        if skippedHour > 0 {
            result.append("\(skippedHour) rows lie in an hour that clocks skipped; they are read as just after it")
        }
        return result
    }
}

extension JsonRows {
    var oddities: [String] {
        leftOut.sorted { $0.key < $1.key }.map {
            "\($0.value) values named '\($0.key)' were left out: the first objects of the file do not have that name"
        }
    }
}
