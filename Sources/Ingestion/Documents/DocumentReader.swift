import Plant

/// Reads a document as passages.
final class DocumentReader: BatchSource {
    /// The most text that one document may have.
    static let largest = 64 << 20

    private let name: String
    private let dataClass: DataClass
    private var passages: [DocumentBlock]
    private let names: AssetNames
    private var given = 0
    private var strays: StrayLines
    private(set) var summary = ReadSummary(kind: .document)
    let position: Int

    init(
        _ blocks: [DocumentBlock],
        name: String,
        settings: IngestionSettings,
        dataClass: DataClass,
        bytes: Int,
        oddities: [String] = [],
        strays: StrayLines = StrayLines()
    ) {
        self.name = name
        self.dataClass = dataClass
        position = bytes
        passages = Passages.cut(blocks)
        names = settings.plant.assetNames
        summary.rows = passages.count
        summary.oddities = oddities
        self.strays = strays
        self.strays.count(in: &summary)
    }

    func next() throws(IngestionError) -> ImportBatch? {
        if let batch = strays.next() { return batch }
        guard given < passages.count else { return nil }
        let prefix = RecordBuilder.prefix(name)
        var batch = ImportBatch()
        while given < passages.count, batch.records.count < BatchSize.records {
            let passage = passages[given]
            given += 1
            let file = name.split(separator: "/").last.map(String.init) ?? name
            var fields = [RecordField.language: TextLanguage.of(passage.text).rawValue]
            // A letter that was recognised may be wrong: who reads the passage has to know.
            if let readBy = passage.readBy { fields["read_by_ocr"] = readBy }
            batch.records.append(
                Record(
                    id: "\(prefix):\(given)",
                    kind: .passage,
                    asset: names.mentioned(in: (passage.headings + [passage.text]).joined(separator: "\n")),
                    title: passage.headings.last ?? file,
                    text: passage.text,
                    fields: fields,
                    dataClass: dataClass,
                    source: SourceLocation(
                        file: name,
                        row: passage.line,
                        page: passage.page,
                        headings: passage.headings,
                        offset: passage.offset
                    )
                )
            )
        }
        summary.records = given
        return batch
    }
}
