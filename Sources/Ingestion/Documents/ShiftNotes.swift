import Plant

/// Makes notes out of a shift log's entries.
final class ShiftNotes: BatchSource {
    private let log: ShiftLog
    private let name: String
    private let settings: IngestionSettings
    private let dataClass: DataClass
    private let names: AssetNames
    private var clock: SiteClock
    private var given = 0
    private(set) var summary = ReadSummary(kind: .notes)
    let position: Int

    init(_ log: ShiftLog, name: String, settings: IngestionSettings, dataClass: DataClass, bytes: Int) {
        self.log = log
        self.name = name
        self.settings = settings
        self.dataClass = dataClass
        position = bytes
        names = AssetNames(settings.knownAssets, tags: settings.knownTags)
        clock = SiteClock(zone: settings.zone)
        clock.rowsAreOrdered = true
        summary.rows = log.entries.count
    }

    func next() throws(IngestionError) -> ImportBatch? {
        guard given < log.entries.count else { return nil }
        let prefix = RecordBuilder.prefix(name)
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
}
