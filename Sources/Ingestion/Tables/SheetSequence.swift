import Plant

/// Reads the sheets of a workbook one after the other.
final class SheetSequence: BatchSource {
    private let tables: [SettledTable]
    private var settings: IngestionSettings
    private let bytes: Int
    private var current: (source: any BatchSource, name: String)?
    private var following = 0
    private var done: ReadSummary

    init(_ tables: [SettledTable], kind: InputKind, bytes: Int, settings: IngestionSettings) {
        self.tables = tables
        self.settings = settings
        self.bytes = bytes
        done = ReadSummary(kind: kind)
    }

    var position: Int { tables.isEmpty ? bytes : bytes / tables.count * following }

    var summary: ReadSummary {
        guard let current else { return done }
        var all = done
        all.add(current.source.summary, named: current.name)
        return all
    }

    func next() throws(IngestionError) -> ImportBatch? {
        while true {
            if let current {
                if let batch = try current.source.next() {
                    // Lists come first: what they name is recognised in the other sheets.
                    if !batch.assets.isEmpty || !batch.tags.isEmpty {
                        settings.plant = PlantRegister(
                            tags: settings.plant.tags + batch.tags,
                            assets: settings.plant.assets + batch.assets
                        )
                    }
                    return batch
                }
                done.add(current.source.summary, named: current.name)
                self.current = nil
            }
            guard following < tables.count else { return nil }
            let table = tables[following]
            following += 1
            current = (try FileReader.source(table.plan, end: table.end, settings: settings), table.plan.name)
        }
    }
}
