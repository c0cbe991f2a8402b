import Plant

/// Reads tables with a row a tag and a column a moment. A tag's name comes from the mapping's columns, in the order of
/// the rows, or from the row's first cell when that is no number.
final class TransposedReadings: BatchSource {
    private let plan: TablePlan
    private let naming: TagNaming
    private let rows: any RowSource
    private var cells: ReadingCells
    /// The moment of a sample, counted from 0.
    private let moment: @Sendable (Int) -> Int64
    /// The most samples that have a moment; `nil` where they are counted.
    private let mostSamples: Int?
    private var samples = 0
    private var tagRows = 0
    private(set) var summary = ReadSummary(kind: .readings)

    init(plan: TablePlan, naming: TagNaming, bytes: [UInt8]? = nil) throws(IngestionError) {
        switch plan.time {
        case .counted(let start, let step):
            moment = { start &+ Int64($0) &* step }
            mostSamples = nil
        case .listed(let times):
            moment = { times[$0] }
            mostSamples = times.count
        case .none, .columns:
            throw IngestionError(
                .badMapping,
                path: plan.name,
                "a transposed file has no column of times; give time: {start: …, step: …} in the mapping"
            )
        }
        self.plan = plan
        self.naming = naming
        rows = try plan.rows(bytes: bytes)
        cells = ReadingCells(point: plan.point, states: plan.mapping.states)
    }

    var position: Int { rows.position }

    func next() throws(IngestionError) -> ImportBatch? {
        var batch = ImportBatch()
        batch.seriesClass = plan.dataClass
        var count = 0
        while count < BatchSize.readings, batch.quarantined.count < BatchSize.quarantined {
            switch try rows.next() {
            case .end: return batch.series.isEmpty && batch.quarantined.isEmpty ? nil : batch
            case .bad(let reason, let detail, let line, let raw):
                summary.quarantined[reason, default: 0] += 1
                batch.quarantined.append(
                    QuarantinedRow(file: plan.name, line: line, reason: reason, detail: detail, raw: raw)
                )
            case .row:
                let row = rows.row
                guard row.line > plan.lastLineAbove, !row.isBlank else { continue }
                if let most = mostSamples, row.count > most + 1 {
                    let detail = "the row has \(row.count - 1) values where \(most) times stand above"
                    summary.quarantined["too_many_columns", default: 0] += 1
                    batch.quarantined.append(
                        QuarantinedRow(
                            file: plan.name,
                            line: row.line,
                            reason: "too_many_columns",
                            detail: detail,
                            raw: row.raw
                        )
                    )
                    continue
                }
                let series = take(row)
                count += series.count
                batch.series.append(series)
            }
        }
        return batch
    }

    private func take(_ row: RowView) -> ReadingSeries {
        var first = 0
        var column = plan.mapping.columns.flatMap { tagRows < $0.count ? $0[tagRows] : nil } ?? "column\(tagRows + 1)"
        let leading = DecimalNumber.parse(row.start(0), row.end(0), point: plan.point)
        if mostSamples != nil {
            first = 1
            column = row.text(0) ?? column
        } else if case .text = leading, let text = row.text(0), !StatusText.isKnown(text) {
            first = 1
            if plan.mapping.columns == nil { column = text }
        }
        tagRows += 1
        var series = ReadingSeries(tag: naming.tag(column))
        for index in first..<row.count {
            let time = moment(index - first)
            let cell = DecimalNumber.parse(row.start(index), row.end(index), point: plan.point)
            switch cells.read(cell, row, index) {
            case .value(let value):
                series.append(Reading(time: Timestamp(nanoseconds: time), value: value))
                summary.readings += 1
            case .bound(let value):
                series.append(Reading(time: Timestamp(nanoseconds: time), value: value, quality: .uncertain))
                summary.readings += 1
            case .blank: summary.blanks += 1
            case .status(let quality, let text):
                series.append(Reading(time: Timestamp(nanoseconds: time), value: 0, quality: quality))
                summary.countStatus(text)
            }
        }
        samples = max(samples, row.count - first)
        summary.oddities = cells.oddities
        summary.rows = samples
        summary.tags = tagRows
        if samples > 0 {
            let times = (0..<(mostSamples ?? 1)).map(moment)
            summary.cover(times.min() ?? 0)
            summary.cover(mostSamples == nil ? moment(samples - 1) : times.max() ?? 0)
        }
        return series
    }
}
