import Foundation
import GRDB
import Plant
import Synchronization

/// Writes the other parts of an import within a transaction.
struct BatchWriter {
    let store: SQLiteStore
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

    /// A tag stays as guarded as the most guarded file that named it: another that names it does not open it.
    func put(_ tag: Tag) throws -> ImportCounts {
        let before = try database.text("SELECT json FROM tag WHERE name = ?", tag.name.rawValue)
        var tag = tag
        var json = try StoredJSON.text(tag)
        if let before, before != json {
            tag.dataClass = max(tag.dataClass, try StoredJSON.value(Tag.self, before).dataClass)
            json = try StoredJSON.text(tag)
        }
        note(tag)
        return try put(
            json,
            over: before,
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

    /// - Parameter dataClass: How guarded the tag is at least.
    func put(_ series: ReadingSeries, _ dataClass: DataClass) throws -> ImportCounts {
        guard !series.isEmpty else { return ImportCounts() }
        if let table = try SegmentTable(database, tag: series.tag) {
            try guardTag(series.tag, dataClass)
            return try SegmentWriter(table: table).put(series)
        }
        _ = try put(Tag(name: series.tag, dataClass: dataClass))
        let table = SegmentTable(database, tag: series.tag, id: database.lastInsertedRowID)
        return try SegmentWriter(table: table).put(series)
    }

    private func guardTag(_ name: TagName, _ dataClass: DataClass) throws {
        if let known = store.tagClasses.withLock({ $0[name] }), known >= dataClass { return }
        guard let json = try database.text("SELECT json FROM tag WHERE name = ?", name.rawValue) else { return }
        var tag = try StoredJSON.value(Tag.self, json)
        if tag.dataClass < dataClass {
            tag.dataClass = dataClass
            _ = try put(tag)
        } else {
            note(tag)
        }
    }

    private func note(_ tag: Tag) {
        store.tagClasses.withLock { $0[tag.name] = tag.dataClass }
        database.afterNextTransaction(
            onCommit: { _ in },
            onRollback: { [store] _ in store.tagClasses.withLock { $0[tag.name] = nil } }
        )
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
