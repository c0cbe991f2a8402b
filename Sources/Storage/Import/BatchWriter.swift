import Foundation
import GRDB
import Plant

/// Writes the other parts of an import within a transaction.
struct BatchWriter {
    let database: Database
    let files: ImportFiles

    func put(_ asset: Asset) throws -> ImportCounts {
        let json = try StoredJSON.text(asset)
        return try put(
            json,
            over: try database.text("SELECT json FROM asset WHERE id = ?", asset.id.rawValue),
            """
            INSERT INTO asset (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json
            """,
            [asset.id.rawValue, json]
        )
    }

    func put(_ tag: Tag) throws -> ImportCounts {
        let json = try StoredJSON.text(tag)
        return try put(
            json,
            over: try database.text("SELECT json FROM tag WHERE name = ?", tag.name.rawValue),
            """
            INSERT INTO tag (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json
            """,
            [tag.name.rawValue, json]
        )
    }

    private func put(
        _ json: String,
        over before: String?,
        _ statement: String,
        _ arguments: StatementArguments
    ) throws -> ImportCounts {
        guard before != json else { return ImportCounts(unchanged: 1) }
        try database.cachedStatement(sql: statement).execute(arguments: arguments)
        return before == nil ? ImportCounts(stored: 1) : ImportCounts(replaced: 1)
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

    /// Removes readings that are stored just as they are given.
    func remove(_ series: ReadingSeries) throws -> Int {
        guard !series.isEmpty, let table = try SegmentTable(database, tag: series.tag) else { return 0 }
        return try SegmentWriter(table: table).remove(series)
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

extension Database {
    fileprivate func text(_ statement: String, _ argument: String) throws -> String? {
        try String.fetchOne(cachedStatement(sql: statement), arguments: [argument])
    }
}
