import Plant

/// Reads tables with a row a reading: time, tag, value and perhaps a quality.
final class LongReadings: BatchSource {
    private let plan: TablePlan
    private let naming: TagNaming
    private let rows: any RowSource
    private var clock: RowClock
    private var cells: ReadingCells
    private var builder = SeriesBuilder(tags: [])
    private var slots = TagSlots()
    private let tagColumn: Int
    private let valueColumn: Int
    private let needed: Int
    private var gaps = GapCounter()
    private var qualities: QualityCells?
    private let doubts: [DoubtCells]
    private var repeatedHeading: RepeatedHeading
    private var filter: RowFilter
    private(set) var summary: ReadSummary

    init(plan: TablePlan, naming: TagNaming, bytes: [UInt8]? = nil) throws(IngestionError) {
        self.plan = plan
        self.naming = naming
        rows = try plan.rows(bytes: bytes)
        clock = RowClock(plan.time, rowsAreOrdered: true, signalsAreMixed: true)
        cells = ReadingCells(point: plan.point, states: plan.mapping.states)
        guard let tag = plan.mapping.tag, let value = plan.mapping.value else {
            throw IngestionError(
                .badMapping,
                path: plan.name,
                "no column looks like the tag or the value of long readings; say which as tag: and value: in a mapping"
            )
        }
        tagColumn = try plan.index(of: tag)
        valueColumn = try plan.index(of: value)
        qualities = try plan.index(of: plan.mapping.quality).map { QualityCells(column: $0) }
        var doubts: [DoubtCells] = []
        for column in plan.mapping.doubts ?? [] { doubts.append(DoubtCells(column: try plan.index(of: column))) }
        self.doubts = doubts
        repeatedHeading = RepeatedHeading(plan)
        filter = try RowFilter(plan)
        var needed = max(tagColumn, valueColumn)
        if case .columns(let columns, _, _) = plan.time { needed = max(needed, columns.max() ?? 0) }
        self.needed = needed
        summary = ReadSummary(kind: .readings)
    }

    var position: Int { rows.position }

    func next() throws(IngestionError) -> ImportBatch? {
        // Nearly every table is delimited text: its rows are read without asking what they come from.
        if let scanner = rows as? RowScanner { return try next(of: scanner) }
        return try next(of: rows)
    }

    private func next<Rows: RowSource>(of rows: Rows) throws(IngestionError) -> ImportBatch? {
        var batch = ImportBatch()
        batch.seriesClass = plan.dataClass
        while builder.count < BatchSize.readings, batch.quarantined.count < BatchSize.quarantined {
            switch try rows.next() {
            case .end:
                batch.series = builder.take()
                gaps.settle()
                summary.gaps = gaps.gaps
                summary.oddities = clock.oddities + repeatedHeading.oddities + cells.oddities + rows.oddities
                return batch.series.isEmpty && batch.quarantined.isEmpty ? nil : batch
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
            let detail = "the row has \(row.count) cells where \(needed + 1) are needed"
            return quarantine("missing_columns", detail, line: row.line, raw: row.raw, into: &batch)
        }
        var time: Int64
        switch clock.read(row) {
        case .time(let moment): time = moment
        case .none: return quarantine("bad_time", "the row has no time", line: row.line, raw: row.raw, into: &batch)
        case .bad(let detail):
            if repeatedHeading.see(row) == .sameAsBefore {
                summary.rows -= 1
                return
            }
            return quarantine("bad_time", detail, line: row.line, raw: row.raw, into: &batch)
        }
        guard let slot = slot(row) else {
            return quarantine("missing_tag", "the row names no tag", line: row.line, raw: row.raw, into: &batch)
        }
        time = clock.moment(of: slot, else: time)
        summary.cover(time)
        gaps.see(time)
        var said = qualities?.read(row) ?? .good
        if said == .good, doubts.contains(where: { $0.isTold(row) }) { said = .uncertain }
        let cell = DecimalNumber.parse(row.start(valueColumn), row.end(valueColumn), point: plan.point)
        switch cells.read(cell, row, valueColumn) {
        case .value(let value):
            guard said.isUsable else {
                builder.append(slot, time, 0, said)
                summary.countStatus(qualities?.text(row) ?? "bad")
                return
            }
            builder.append(slot, time, value, said)
            summary.readings += 1
        case .bound(let value):
            guard said.isUsable else {
                builder.append(slot, time, 0, said)
                summary.countStatus(qualities?.text(row) ?? "bad")
                return
            }
            builder.append(slot, time, value, .uncertain)
            summary.readings += 1
        case .blank:
            if said.isUsable {
                summary.blanks += 1
            } else {
                builder.append(slot, time, 0, said)
                summary.countStatus(qualities?.text(row) ?? "bad")
            }
        case .status(let quality, let text):
            builder.append(slot, time, 0, quality)
            summary.countStatus(text)
        }
    }

    private func slot(_ row: RowView) -> Int? {
        var start = row.start(tagColumn)
        var end = row.end(tagColumn)
        while start < end, start.pointee <= 0x20 { start += 1 }
        while end > start, (end - 1).pointee <= 0x20 { end -= 1 }
        guard start < end else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: end - start)
        if let slot = slots.find(bytes) { return slot }
        guard let text = row.text(tagColumn), !text.isEmpty else { return nil }
        let tag = naming.tag(text)
        let slot = builder.series.firstIndex { $0.tag == tag } ?? builder.series.count
        if slot == builder.series.count { builder.add(tag: tag) }
        slots.add(bytes, slot: slot)
        summary.tags = builder.series.count
        return slot
    }

    private func quarantine(_ reason: String, _ detail: String, line: Int, raw: String, into batch: inout ImportBatch) {
        summary.quarantined[reason, default: 0] += 1
        batch.quarantined.append(
            QuarantinedRow(file: plan.name, line: line, reason: reason, detail: detail, raw: raw)
        )
    }
}
