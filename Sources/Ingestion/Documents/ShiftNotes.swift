import Plant

/// Makes notes out of a shift log's entries.
final class ShiftNotes: BatchSource {
    private let log: ShiftLog
    /// All of it, for a note that no date or time divides.
    private let text: [UInt8]
    private let name: String
    private let settings: IngestionSettings
    private let dataClass: DataClass
    private let names: AssetNames
    private var clock: SiteClock
    private var given = 0
    private var strays: StrayLines
    private(set) var summary = ReadSummary(kind: .notes)
    let position: Int

    init(
        _ log: ShiftLog,
        text: [UInt8],
        name: String,
        settings: IngestionSettings,
        dataClass: DataClass,
        bytes: Int,
        strays: StrayLines = StrayLines()
    ) {
        self.log = log
        self.text = text
        self.name = name
        self.settings = settings
        self.dataClass = dataClass
        position = bytes
        names = settings.plant.assetNames
        clock = SiteClock(zone: settings.zone)
        clock.rowsAreOrdered = true
        summary.rows = max(1, log.entries.count)
        summary.oddities = log.oddities
        self.strays = strays
        self.strays.count(in: &summary)
    }

    func next() throws(IngestionError) -> ImportBatch? {
        if let batch = strays.next() { return batch }
        let prefix = RecordBuilder.prefix(name)
        if log.entries.isEmpty, given == 0 { return whole(prefix) }
        guard given < log.entries.count else { return nil }
        var batch = ImportBatch()
        while given < log.entries.count, batch.records.count < BatchSize.records {
            let entry = log.entries[given]
            given += 1
            let seconds = entry.day.startOfDay.secondsSinceEpoch + Int64(entry.second ?? 0)
            let moment = clock.moment(WrittenTime(clockSeconds: seconds, nanosecond: 0, offset: nil))
            summary.cover(moment)
            var fields = [RecordField.language: TextLanguage.of(entry.text).rawValue]
            if let shift = entry.shift { fields[RecordField.shift] = shift }
            if let author = entry.author { fields[RecordField.author] = author }
            let text = CellText.clean(entry.text)
            batch.records.append(
                Record(
                    id: "\(prefix):\(entry.line)",
                    kind: .note,
                    asset: names.mentioned(in: text) ?? names.mentioned(in: entry.headings.last ?? ""),
                    time: Timestamp(nanoseconds: moment),
                    title: Headline.of(text),
                    text: text,
                    fields: fields,
                    dataClass: dataClass,
                    source: SourceLocation(file: name, row: entry.line, headings: entry.headings, offset: entry.offset)
                )
            )
        }
        summary.records = given
        return batch
    }

    /// A text that somebody said is a note and that holds no date: one note without a time.
    private func whole(_ prefix: String) -> ImportBatch? {
        given = 1
        let text = CellText.clean(String(decoding: text, as: UTF8.self))
        guard !text.isEmpty else {
            summary.rows -= 1
            return nil
        }
        summary.records = 1
        if log.undated == 0 {
            summary.oddities.append("no date or time divides the text, so that it is one note without a time")
        }
        var batch = ImportBatch()
        batch.records.append(
            Record(
                id: "\(prefix):1",
                kind: .note,
                asset: names.mentioned(in: text),
                title: Headline.of(text),
                text: text,
                fields: [RecordField.language: TextLanguage.of(text).rawValue],
                dataClass: dataClass,
                source: SourceLocation(file: name, row: 1)
            )
        )
        return batch
    }
}
