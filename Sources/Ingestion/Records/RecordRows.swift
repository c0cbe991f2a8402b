import Plant

/// Reads tables whose rows are records: alarms, work orders, events, notes, passages.
final class RecordRows: BatchSource {
    private let plan: TablePlan
    private let rows: any RowSource
    private var clock: RowClock
    private var builder: RecordBuilder
    private let fillDown: [Int]
    private var above: [String] = []
    private let filter: RowFilter
    private let isTimed: Bool
    private let continuation: ContinuedText?
    /// The last record of a piece, while the rows to come may go on with its text.
    private var held: Record?
    private var continuedRows = 0
    private var isRecordAbove = false
    /// Rows in which letters were lost before the file was written, and the first one's line.
    private var lostLetters = (rows: 0, first: 0)
    private(set) var summary: ReadSummary

    init(
        plan: TablePlan,
        settings: IngestionSettings,
        end: TimeFormat?,
        bytes: [UInt8]? = nil
    ) throws(IngestionError) {
        self.plan = plan
        rows = try plan.rows(bytes: bytes)
        clock = RowClock(plan.time, rowsAreOrdered: false)
        builder = try RecordBuilder(plan, settings: settings, end: end)
        var fill: [Int] = []
        for column in plan.mapping.fillDown ?? [] { fill.append(try plan.index(of: column)) }
        fillDown = fill
        filter = try RowFilter(plan)
        continuation = try ContinuedText(plan)
        if case .none = plan.time { isTimed = false } else { isTimed = true }
        summary = ReadSummary(kind: plan.kind)
    }

    var position: Int { rows.position }

    func next() throws(IngestionError) -> ImportBatch? {
        var batch = ImportBatch()
        if let record = held { batch.records.append(record) }
        held = nil
        while batch.records.count < BatchSize.records, batch.quarantined.count < BatchSize.quarantined {
            switch try rows.next() {
            case .end:
                summary.oddities = clock.oddities + rows.oddities
                if !builder.unknownTransitions.isEmpty {
                    let words = builder.unknownTransitions.sorted().joined(separator: "', '")
                    summary.oddities.append(
                        "the alarm states '\(words)' are unknown and read as activations; say what they mean as "
                            + "transitions: in a mapping"
                    )
                }
                if lostLetters.rows > 0 {
                    let rows = lostLetters.rows == 1 ? "1 row holds" : "\(lostLetters.rows) rows hold"
                    summary.oddities.append(
                        "\(rows) letters (\u{FFFD}) that were lost before, the first in line \(lostLetters.first)"
                    )
                }
                if continuedRows > 0 {
                    summary.oddities.append(
                        "\(continuedRows) row\(continuedRows == 1 ? " goes" : "s go") on with the text of the row above"
                    )
                }
                if let oddity = builder.failureCodes.oddity { summary.oddities.append(oddity) }
                let isEmpty = batch.records.isEmpty && batch.quarantined.isEmpty && batch.assets.isEmpty
                return isEmpty ? nil : batch
            case .bad(let reason, let detail, let line, let raw):
                summary.rows += 1
                quarantine((reason, detail), line: line, raw: raw, into: &batch)
            case .row:
                let row = rows.row
                guard row.line > plan.lastLineAbove, !row.isBlank, filter.keeps(row) else { continue }
                summary.rows += 1
                take(row, into: &batch)
            }
        }
        if continuation != nil { held = batch.records.popLast() }
        return batch
    }

    private func take(_ row: RowView, into batch: inout ImportBatch) {
        var cells: [String] = []
        cells.reserveCapacity(row.count)
        for index in 0..<row.count {
            // A letter that the file itself says was lost is no fault of the encoding; where text is converted, it is.
            guard let text = row.text(index), plan.encoding == .utf8 || !CellText.holdsReplacement(text) else {
                let detail = row.encodingFault(index, in: plan.encoding)
                return quarantine(("bad_encoding", detail), line: row.line, raw: row.raw, into: &batch)
            }
            cells.append(text)
        }
        if let more = continuation?.text(cells) {
            guard isRecordAbove, let last = batch.records.indices.last else {
                let detail = "the row goes on with a row that is not read; mend that one, and both are"
                return quarantine(("no_record_above", detail), line: row.line, raw: row.raw, into: &batch)
            }
            batch.records[last].text += (batch.records[last].text.isEmpty ? "" : "\n") + more
            continuedRows += 1
            return
        }
        isRecordAbove = false
        for column in fillDown where column < cells.count && cells[column].isEmpty && column < above.count {
            cells[column] = above[column]
        }
        if !fillDown.isEmpty { above = cells }
        if plan.encoding == .utf8, cells.contains(where: CellText.holdsReplacement) {
            if lostLetters.rows == 0 { lostLetters.first = row.line }
            lostLetters.rows += 1
        }
        let isWide = cells.count > plan.columns.count && cells[plan.columns.count...].contains { !$0.isEmpty }
        if cells.count * 2 < plan.columns.count || isWide {
            let detail = "the row has \(cells.count) cells where \(plan.columns.count) are expected"
            let reason = isWide ? "too_many_columns" : "missing_columns"
            return quarantine((reason, detail), line: row.line, raw: row.raw, into: &batch)
        }
        var time: Int64?
        switch isUndated(cells) ? .none : clock.read(row) {
        case .time(let moment): time = moment
        case .bad(let detail): return quarantine(("bad_time", detail), line: row.line, raw: row.raw, into: &batch)
        case .none:
            if isTimed, plan.kind == .alarms || plan.kind == .events {
                return quarantine(("bad_time", "the row has no time"), line: row.line, raw: row.raw, into: &batch)
            }
        }
        let made = builder.make(cells, line: row.line, time: time)
        if let asset = made.asset { batch.assets.append(asset) }
        if let fault = made.fault { return quarantine(fault, line: row.line, raw: row.raw, into: &batch) }
        if let time { summary.cover(time) }
        isRecordAbove = !made.records.isEmpty
        summary.records += made.records.count
        batch.records.append(contentsOf: made.records)
    }

    /// Whether the export says that the row has no date.
    private func isUndated(_ cells: [String]) -> Bool {
        guard case .columns(let columns, _, _) = plan.time else { return false }
        let written = columns.filter { $0 < cells.count }.map { CellText.clean(cells[$0]) }.joined(separator: " ")
        return written == "-" || EmptyDate.isWritten(written)
            || columns.count > 1 && EmptyDate.isWritten(String(written.prefix { $0 != " " }))
    }

    private func quarantine(
        _ fault: (reason: String, detail: String),
        line: Int,
        raw: String,
        into batch: inout ImportBatch
    ) {
        summary.quarantined[fault.reason, default: 0] += 1
        batch.quarantined.append(
            QuarantinedRow(file: plan.name, line: line, reason: fault.reason, detail: fault.detail, raw: raw)
        )
    }
}
