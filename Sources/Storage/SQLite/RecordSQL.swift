import GRDB
package import Plant

/// Turns a query over records into SQL; every value is an argument, never text of the statement.
struct RecordSQL {
    private var conditions: [String] = []
    private var arguments = StatementArguments()

    init(_ query: RecordQuery) throws {
        if !query.kinds.isEmpty { try any("kind", query.kinds.map(\.rawValue)) }
        if !query.assets.isEmpty { try any("asset", query.assets.map(\.rawValue)) }
        if !query.ids.isEmpty { try any("id", query.ids) }
        if let window = query.window {
            conditions.append("time >= ? AND time < ?")
            arguments += [window.from.nanoseconds, window.to.nanoseconds]
        }
        for (name, values) in query.fields.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                """
                key IN (SELECT record FROM record_field WHERE name = ?
                        AND value IN (SELECT value FROM json_each(?) ))
                """
            )
            arguments += [name, try StoredJSON.text(values)]
        }
        if query.highestClass != .restricted {
            conditions.append("class <= ?")
            arguments += [RecordSQL.rank(query.highestClass)]
        }
    }

    /// Lists go in as one JSON argument, because SQLite bounds how many arguments a statement may have.
    private mutating func any(_ column: String, _ values: [String]) throws {
        conditions.append("\(column) IN (SELECT value FROM json_each(?))")
        arguments += [try StoredJSON.text(values)]
    }

    private var condition: String { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }

    func records(_ database: Database, limit: Int?) throws -> [Plant.Record] {
        try String.fetchAll(
            database,
            sql: "SELECT json FROM record\(condition) ORDER BY time IS NULL, time, kind, id LIMIT ?",
            arguments: arguments + [limit ?? -1]
        ).map { try StoredJSON.value(Plant.Record.self, $0) }
    }

    func count(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM record\(condition)", arguments: arguments) ?? 0
    }

    static func rank(_ dataClass: DataClass) -> Int {
        DataClass.allCases.firstIndex(of: dataClass) ?? 0
    }
}

extension SQLiteStore {
    package func records(_ query: RecordQuery, limit: Int?) async throws -> [Plant.Record] {
        try await read { try RecordSQL(query).records($0, limit: limit) }
    }

    package func count(_ query: RecordQuery) async throws -> Int {
        try await read { try RecordSQL(query).count($0) }
    }
}
