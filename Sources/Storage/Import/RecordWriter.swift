import GRDB
import Plant

/// Writes records within a transaction, one of each kind and id.
struct RecordWriter {
    let database: Database
    let files: ImportFiles
    private var table: RecordTable

    init(_ database: Database, _ files: ImportFiles) {
        self.database = database
        self.files = files
        table = RecordTable(database)
    }

    mutating func put(_ record: Plant.Record) throws -> ImportCounts {
        let file = try files.file(record.source.file)
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(RecordTable.columns), key, generation FROM record WHERE id = ? AND kind = ?"
            ),
            arguments: [record.id, record.kind.rawValue]
        )
        guard let row else {
            try table.insert(record, file)
            return ImportCounts(stored: 1)
        }
        let before = try table.record(row)
        let key: Int64 = row[12]
        let seen: Int64 = row[13]
        let owner: Int64 = row[8]
        if before == record {
            if seen != file.generation {
                try database.cachedStatement(sql: "UPDATE record SET generation = ? WHERE key = ?")
                    .execute(arguments: [file.generation, key])
            }
            return ImportCounts(unchanged: 1)
        }
        if owner != file.file {
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO record_elsewhere (record, file, generation, json) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [key, owner, seen, try StoredJSON.text(before)])
            try database.cachedStatement(sql: "DELETE FROM record_elsewhere WHERE record = ? AND file = ?")
                .execute(arguments: [key, file.file])
        }
        try table.update(key, record, file)
        return ImportCounts(replaced: 1)
    }

    /// Removes what a file no longer holds. A record that another file holds too is again what it is there.
    ///
    /// - Returns: Whether anything was removed.
    func removeVanished(_ file: OpenImport) throws -> Bool {
        let vanished: StatementArguments = [file.file, file.generation]
        try database.execute(
            sql: "DELETE FROM record_elsewhere WHERE file = ? AND generation <> ?",
            arguments: vanished
        )
        let restored = try Row.fetchAll(
            database,
            sql: """
                SELECT key, elsewhere.file, max(elsewhere.generation), json FROM record
                JOIN record_elsewhere AS elsewhere ON elsewhere.record = key
                WHERE record.file = ? AND record.generation <> ? GROUP BY key
                """,
            arguments: vanished
        )
        for row in restored {
            let other = OpenImport(file: row[1], generation: row[2])
            try table.update(row[0], try StoredJSON.value(Plant.Record.self, row[3]), other)
            try database.execute(
                sql: "DELETE FROM record_elsewhere WHERE record = ? AND file = ?",
                arguments: [row[0] as Int64, other.file]
            )
        }
        try database.execute(sql: "DELETE FROM record WHERE file = ? AND generation <> ?", arguments: vanished)
        return !restored.isEmpty || database.changesCount > 0
    }
}
