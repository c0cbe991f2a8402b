import Foundation
import GRDB
import Plant

/// Writes the other parts of an import within a transaction.
struct BatchWriter {
    let database: Database
    let files: ImportFiles

    /// - Returns: Whether the store did not have it, or had it otherwise.
    func put(_ asset: Asset) throws -> Bool {
        try database.cachedStatement(
            sql: """
                INSERT INTO asset (id, json) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET json = excluded.json WHERE json <> excluded.json
                """
        ).execute(arguments: [asset.id.rawValue, try StoredJSON.text(asset)])
        return database.changesCount > 0
    }

    /// - Returns: Whether the store did not have it, or had it otherwise.
    func put(_ tag: Tag) throws -> Bool {
        try database.cachedStatement(
            sql: """
                INSERT INTO tag (name, json) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET json = excluded.json WHERE json <> excluded.json
                """
        ).execute(arguments: [tag.name.rawValue, try StoredJSON.text(tag)])
        return database.changesCount > 0
    }

    func put(_ series: ReadingSeries) throws -> ImportCounts {
        guard !series.isEmpty else { return ImportCounts() }
        if let table = try SegmentTable(database, tag: series.tag) {
            return try SegmentWriter(table: table).put(series)
        }
        _ = try put(Tag(name: series.tag))
        let table = SegmentTable(database, tag: series.tag, id: database.lastInsertedRowID)
        return try SegmentWriter(table: table).put(series)
    }

    func put(_ row: QuarantinedRow) throws {
        let file = try files.file(row.file)
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO quarantine (file, line, reason, detail, raw, generation)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            file.file, row.line, row.reason, row.detail, Data(row.raw.utf8), file.generation,
        ])
    }
}
