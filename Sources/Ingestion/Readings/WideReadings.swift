import Plant

/// Reads tables with a row a moment and a column a tag.
final class WideReadings: BatchSource {
    private let plan: TablePlan
    private let rows: any RowSource
    private var cells: ReadingCells
    private var builder: SeriesBuilder
    private let columns: [Int]
    private let needed: Int
    private var groups: [TimedColumns]
    private var repeatedHeading: RepeatedHeading
    private var qualities: [QualityCells?]
    private let tellsQualities: Bool
    private var filter: RowFilter
    /// What the file says of its tags, until it was given out.
    private var tags: [Tag] = []
    private(set) var summary: ReadSummary

    init(plan: TablePlan, naming: TagNaming, bytes: [UInt8]? = nil) throws(IngestionError) {
        self.plan = plan
        rows = try plan.rows(bytes: bytes)
        cells = ReadingCells(point: plan.point, states: plan.mapping.states)
        columns = WideReadings.tagColumns(plan)
        needed = TimedColumns.needed(columns, plan)
        groups = TimedColumns.groups(columns, plan)
        repeatedHeading = RepeatedHeading(plan)
        qualities = columns.map { plan.companions[$0]?.quality.map { QualityCells(column: $0) } }
        tellsQualities = qualities.contains { $0 != nil }
        filter = try RowFilter(plan)
        let headings = ColumnHeading.headings(columns.map { plan.columns[$0] }, naming: naming)
        builder = SeriesBuilder(tags: headings.map(\.tag))
        summary = ReadSummary(kind: .readings)
        summary.tags = Set(builder.series.map(\.tag)).count
        if plan.stretch?.linesBefore ?? 0 == 0 { tags = noted(headings, naming) }
    }

    /// The tags whose units or descriptions the file tells and the plant does not know yet.
    private func noted(_ headings: [ColumnHeading], _ naming: TagNaming) -> [Tag] {
        guard !plan.notes.isEmpty || headings.contains(where: { !$0.unit.isEmpty }) else { return [] }
        return zip(columns, headings).compactMap { column, heading in
            let note = plan.notes.isEmpty ? ColumnNote() : plan.notes[column]
            let unit = note.unit.isEmpty ? heading.unit : note.unit
            var tag = naming.known(heading.tag) ?? Tag(name: heading.tag, dataClass: plan.dataClass)
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
        for companion in plan.companions.values {
            taken.formUnion([companion.quality, companion.time].compactMap(\.self))
        }
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
        batch.seriesClass = plan.dataClass
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
        guard row.count > needed else {
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
        if let detail = repeatedHeading.otherColumns {
            if repeatedHeading.see(row) == .sameAsBefore { return }
            return quarantine(
                "other_columns",
                repeatedHeading.otherColumns ?? detail,
                line: row.line,
                raw: row.raw,
                into: &batch
            )
        }
        var complaint: String?
        for group in groups.indices {
            switch groups[group].clock.read(row) {
            case .time(let time): take(row, groups[group].slots, time, group)
            case .none:
                // A signal with times of its own may have fewer of them than others.
                if groups.count > 1, groups[group].isBlank(row, columns) { continue }
                complaint = complaint ?? "the row has no time\(groups[group].name)"
            case .bad(let detail): complaint = complaint ?? detail
            }
        }
        guard let complaint else { return }
        switch repeatedHeading.see(row) {
        case .sameAsBefore: summary.rows -= 1
        case .others:
            quarantine("other_columns", repeatedHeading.otherColumns ?? "", line: row.line, raw: row.raw, into: &batch)
        case .no: quarantine("bad_time", complaint, line: row.line, raw: row.raw, into: &batch)
        }
    }

    private func take(_ row: RowView, _ slots: [Int], _ time: Int64, _ group: Int) {
        summary.cover(time)
        groups[group].gaps.see(time)
        let point = plan.point
        var usable = 0
        for slot in slots {
            let column = columns[slot]
            guard column < row.count else {
                summary.blanks += 1
                continue
            }
            let cell = DecimalNumber.parse(row.start(column), row.end(column), point: point)
            let said: Quality = tellsQualities ? qualities[slot]?.read(row) ?? .good : .good
            if case .number(let value) = cell, value.isFinite, said == .good {
                builder.append(slot, time, value, .good)
                usable += 1
                continue
            }
            switch cells.read(cell, row, column) {
            case .value(let value):
                if said.isUsable {
                    builder.append(slot, time, value, said)
                    usable += 1
                } else {
                    builder.append(slot, time, 0, said)
                    summary.countStatus(qualities[slot]?.text(row) ?? "bad")
                }
            case .bound(let value):
                if said.isUsable {
                    builder.append(slot, time, value, .uncertain)
                    usable += 1
                } else {
                    builder.append(slot, time, 0, said)
                    summary.countStatus(qualities[slot]?.text(row) ?? "bad")
                }
            case .blank:
                if said.isUsable {
                    summary.blanks += 1
                } else {
                    builder.append(slot, time, 0, said)
                    summary.countStatus(qualities[slot]?.text(row) ?? "bad")
                }
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
        var found: [String] = []
        summary.gaps = 0
        for group in groups.indices {
            groups[group].gaps.settle()
            summary.gaps += groups[group].gaps.gaps
            for oddity in groups[group].clock.oddities where !found.contains(oddity) { found.append(oddity) }
        }
        summary.oddities = found + repeatedHeading.oddities + cells.oddities + rows.oddities
    }
}

extension RowClock {
    /// What the site's zone did to the file's times.
    var oddities: [String] {
        var result: [String] = []
        if repeatedHour > 0 {
            result.append(
                "\(repeatedHour) rows lie in an hour that clocks showed twice; the order of rows tells the two passes apart"
            )
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
