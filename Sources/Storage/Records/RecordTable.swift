import GRDB
import Plant

/// Records as rows, and back.
struct RecordTable {
    let database: Database
    /// Paths by number, looked up once.
    private var paths: [Int64: String] = [:]

    init(_ database: Database) {
        self.database = database
    }

    static let columns = "kind, id, asset, time, end, class, words, fields, file, row, page, offset"

    /// Where `fields` stands among the columns.
    static let fieldsColumn = 7

    mutating func record(_ row: Row) throws -> Plant.Record {
        guard let kind = RecordKind(rawValue: row[0]) else { throw damaged("kind '\(row[0] as String)'") }
        let words = try row.bytes(6) { FieldText.words($0) }
        guard words.count >= 2 else { throw damaged("words") }
        let rank: Int = row[5]
        guard DataClass.allCases.indices.contains(rank) else { throw damaged("class \(rank)") }
        return Plant.Record(
            id: row[1],
            kind: kind,
            asset: (row[2] as String?).map { AssetID($0) },
            time: (row[3] as Int64?).map(Timestamp.init(nanoseconds:)),
            end: (row[4] as Int64?).map(Timestamp.init(nanoseconds:)),
            title: words[0],
            text: words[1],
            fields: try row.bytes(RecordTable.fieldsColumn) { FieldText.fields($0) },
            dataClass: DataClass.allCases[rank],
            source: SourceLocation(
                file: try path(row[8]),
                row: row[9],
                page: row[10],
                headings: Array(words[2...]),
                offset: row[11]
            )
        )
    }

    private mutating func path(_ file: Int64) throws -> String {
        if let known = paths[file] { return known }
        let find = try database.cachedStatement(sql: "SELECT path FROM file WHERE id = ?")
        guard let path = try String.fetchOne(find, arguments: [file]) else { throw damaged("file \(file)") }
        paths[file] = path
        return path
    }

    private func damaged(_ part: String) -> StoreError {
        StoreError(
            code: .corrupt,
            path: "a record",
            message: "has an unreadable \(part); restore a backup, or ingest the files again into a new workspace"
        )
    }

    func insert(_ record: Plant.Record, _ file: OpenImport) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO record (\(RecordTable.columns), place, generation, tag, code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: RecordTable.arguments(record, file))
    }

    func update(_ key: Int64, _ record: Plant.Record, _ file: OpenImport) throws {
        try database.cachedStatement(
            sql: """
                UPDATE record SET (\(RecordTable.columns), place, generation, tag, code)
                = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?
                """
        ).execute(arguments: RecordTable.arguments(record, file) + [key])
    }

    private static func arguments(_ record: Plant.Record, _ file: OpenImport) -> StatementArguments {
        [
            record.kind.rawValue, record.id, record.asset?.rawValue, record.time?.nanoseconds,
            record.end?.nanoseconds, rank(record.dataClass),
            FieldText.array([record.title, record.text] + record.source.headings), FieldText.object(record.fields),
            file.file, record.source.row, record.source.page, record.source.offset,
            record.time?.nanoseconds ?? .max, file.generation, record.fields[RecordField.tag]?.caseFolded,
            record.fields[RecordField.code]?.caseFolded,
        ]
    }

    static func rank(_ dataClass: DataClass) -> Int {
        DataClass.allCases.firstIndex(of: dataClass) ?? DataClass.allCases.count - 1
    }
}
