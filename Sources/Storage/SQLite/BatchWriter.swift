import GRDB
import Plant

/// Writes the parts of an import within a transaction.
enum BatchWriter {
    static func put(_ asset: Asset, _ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO asset (id, json) VALUES (?, ?)",
            arguments: [asset.id.rawValue, try StoredJSON.text(asset)]
        )
    }

    static func put(_ tag: Tag, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO tag (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
            arguments: [tag.name.rawValue, try StoredJSON.text(tag)]
        )
    }

    // MARK: Readings

    static func put(_ series: ReadingSeries, _ database: Database) throws -> ImportCounts {
        guard !series.isEmpty else { return ImportCounts() }
        let tagID = try tagID(series.tag, database)
        let new = SeriesMerge.ordered(series)
        let repeated = series.count - new.count
        guard let first = new.times.first, let last = new.times.last else { return ImportCounts() }
        var touched = try Segment.fetch(database, tagID: tagID, from: first, through: last)
        if touched.isEmpty, let open = try Segment.open(database, tagID: tagID), open.stop < first { touched = [open] }
        var old = ReadingSeries(tag: series.tag)
        for segment in touched {
            let part = try segment.series(series.tag)
            old.times.append(contentsOf: part.times)
            old.values.append(contentsOf: part.values)
            old.qualities.append(contentsOf: part.qualities)
        }
        var (merged, counts) = SeriesMerge.merged(old, new)
        counts.replaced += repeated
        guard counts.stored + counts.replaced - repeated > 0 else { return counts }
        for segment in touched {
            try database.cachedStatement(sql: "DELETE FROM segment WHERE id = ?").execute(arguments: [segment.id])
        }
        try Segment.insert(merged, tagID: tagID, database)
        return counts
    }

    private static func tagID(_ name: TagName, _ database: Database) throws -> Int64 {
        let find = try database.cachedStatement(sql: "SELECT id FROM tag WHERE name = ?")
        if let id = try Int64.fetchOne(find, arguments: [name.rawValue]) { return id }
        try put(Tag(name: name), database)
        return database.lastInsertedRowID
    }

    // MARK: Records

    /// The number that marks what the running import of a file has seen. An import that was cut off and starts
    /// again gets the same number, so that nothing is left over from it.
    static func nextGeneration(of file: String, _ database: Database) throws -> Int64 {
        let last = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT generation FROM source WHERE path = ?"),
            arguments: [file]
        )
        return (last ?? 0) + 1
    }

    static func put(_ record: Plant.Record, _ database: Database) throws -> ImportCounts {
        let generation = try nextGeneration(of: record.source.file, database)
        let json = try StoredJSON.text(record)
        let before = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT key, json FROM record WHERE kind = ? AND id = ?"),
            arguments: [record.kind.rawValue, record.id]
        )
        if let before {
            let key: Int64 = before[0]
            if before[1] == json {
                try database.cachedStatement(sql: "UPDATE record SET generation = ? WHERE key = ?")
                    .execute(arguments: [generation, key])
                return ImportCounts(unchanged: 1)
            }
            try database.cachedStatement(sql: "DELETE FROM record WHERE key = ?").execute(arguments: [key])
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO record (kind, id, asset, time, class, file, generation, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.kind.rawValue, record.id, record.asset?.rawValue, record.time?.nanoseconds,
            RecordSQL.rank(record.dataClass), record.source.file, generation, json,
        ])
        let key = database.lastInsertedRowID
        let field = try database.cachedStatement(
            sql: "INSERT INTO record_field (record, name, value) VALUES (?, ?, ?)"
        )
        for (name, value) in record.fields.sorted(by: { $0.key < $1.key }) {
            try field.execute(arguments: [key, name, value])
        }
        return before == nil ? ImportCounts(stored: 1) : ImportCounts(replaced: 1)
    }

    static func put(_ row: QuarantinedRow, _ database: Database) throws {
        let generation = try nextGeneration(of: row.file, database)
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO quarantine (file, line, reason, detail, raw, generation)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [row.file, row.line, row.reason, row.detail, row.raw, generation])
    }
}
