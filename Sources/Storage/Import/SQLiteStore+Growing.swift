import GRDB
import Plant

extension SQLiteStore {
    /// Begins an import of what was added to a file: all that was taken from it before counts as seen again, so that
    /// finishing the import forgets nothing.
    package func continueImport(of path: String) async throws {
        try await write { database in
            let file = try ImportFiles(store: self, database: database).file(path)
            for table in ["quarantine", "record", "record_elsewhere"] {
                try database.execute(
                    sql: "UPDATE \(table) SET generation = ? WHERE file = ? AND generation <> ?",
                    arguments: [file.generation, file.file, file.generation]
                )
            }
        }
    }

    /// Rows in quarantine for each source whose name starts in a certain way, and the last line among them.
    package func quarantineCounts(prefix: String) async throws -> [String: (rows: Int, lastLine: Int)] {
        let found = try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT path, count(*), max(line) FROM file JOIN quarantine ON file = file.id
                    WHERE substr(path, 1, length(?1)) = ?1 GROUP BY path
                    """,
                arguments: [prefix]
            ).map { (path: $0[0] as String, rows: $0[1] as Int, lastLine: $0[2] as Int) }
        }
        return Dictionary(found.map { ($0.path, ($0.rows, $0.lastLine)) }, uniquingKeysWith: { first, _ in first })
    }
}
