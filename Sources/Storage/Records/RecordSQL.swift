import GRDB
import Plant

/// Turns a query over records into SQL; every value is an argument, never text of the statement.
struct RecordSQL {
    private var conditions: [String] = []
    private var arguments = StatementArguments()
    private let match: FieldMatch

    init(_ query: RecordQuery) throws {
        match = FieldMatch(query.fields)
        // A plus keeps SQLite from going through every record of a kind where something narrower is asked for.
        let isNarrow =
            !query.assets.isEmpty || !query.ids.isEmpty || query.fields[RecordField.tag] != nil
            || query.fields[RecordField.code] != nil
        if !query.kinds.isEmpty { try any(isNarrow ? "+kind" : "kind", query.kinds.map(\.rawValue)) }
        if !query.assets.isEmpty { try any("asset", query.assets.map(\.rawValue)) }
        if !query.ids.isEmpty { try any("id", query.ids) }
        if let window = query.window {
            conditions.append("place >= ? AND place < ?")
            arguments += [window.from.nanoseconds, window.to.nanoseconds]
        }
        if let tags = query.fields[RecordField.tag] { try any("tag", tags.map(\.caseFolded)) }
        if let codes = query.fields[RecordField.code] { try any("code", codes.map(\.caseFolded)) }
        if query.highestClass != .restricted {
            conditions.append("class <= ?")
            arguments += [RecordTable.rank(query.highestClass)]
        }
    }

    /// Lists go in as one JSON argument, because SQLite bounds how many arguments a statement may have.
    private mutating func any(_ column: String, _ values: [String]) throws {
        if values.count == 1 {
            conditions.append("\(column) = ?")
            arguments += [values[0]]
        } else {
            conditions.append("\(column) IN (SELECT value FROM json_each(?))")
            arguments += [FieldText.array(values)]
        }
    }

    private var condition: String { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }

    func records(_ database: Database, limit: Int?) throws -> [Plant.Record] {
        var table = RecordTable(database)
        var records: [Plant.Record] = []
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT \(RecordTable.columns) FROM record\(condition) ORDER BY place, kind, id",
            arguments: arguments
        )
        while limit.map({ records.count < $0 }) ?? true, let row = try rows.next() {
            guard try matches(row, RecordTable.fieldsColumn) else { continue }
            records.append(try table.record(row))
        }
        return records
    }

    func count(_ database: Database) throws -> Int {
        if match.isEmpty {
            return try Int.fetchOne(database, sql: "SELECT count(*) FROM record\(condition)", arguments: arguments) ?? 0
        }
        var count = 0
        try eachFields(database) { _ in count += 1 }
        return count
    }

    /// How many of the records have which value in a field; those without the field are not counted.
    func counts(_ database: Database, by name: String) throws -> [String: Int] {
        let name = Array(name.utf8)
        var counts: [String: Int] = [:]
        try eachFields(database) { bytes in
            if let value = FieldMatch.value(of: name, in: bytes) { counts[value, default: 0] += 1 }
        }
        return counts
    }

    private func eachFields(_ database: Database, _ body: (UnsafeRawBufferPointer) -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT fields FROM record\(condition)", arguments: arguments)
        while let row = try rows.next() {
            try row.bytes(0) { if match.holds($0) { body($0) } }
        }
    }

    private func matches(_ row: Row, _ column: Int) throws -> Bool {
        guard !match.isEmpty else { return true }
        return try row.bytes(column) { match.holds($0) }
    }
}
