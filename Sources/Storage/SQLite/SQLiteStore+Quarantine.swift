import GRDB
package import Plant

/// How many rows of a file are in quarantine for one reason.
package struct QuarantineCount: Sendable, Hashable {
    package var file: String
    package var reason: String
    package var rows: Int
}

/// Rows in quarantine, counted or a page at a time: a file may have left a million of them there.
extension SQLiteStore {
    /// By file, then reason.
    package func quarantineCounts() async throws -> [QuarantineCount] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT path, reason, count(*) FROM file CROSS JOIN quarantine ON file = file.id
                    GROUP BY path, reason ORDER BY path, reason
                    """
            ).map { QuarantineCount(file: $0[0], reason: $0[1], rows: $0[2]) }
        }
    }

    /// Rows of one file by line, then reason.
    ///
    /// - Parameters:
    ///   - lines: only these.
    ///   - last: the row after which the page starts.
    package func quarantine(
        of file: String,
        lines: ClosedRange<Int>? = nil,
        after last: QuarantinedRow? = nil,
        limit: Int
    ) async throws -> [QuarantinedRow] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT line, reason, detail, raw FROM quarantine
                    WHERE file = (SELECT id FROM file WHERE path = ?) AND line BETWEEN ? AND ?
                    AND (line, reason) > (?, ?) ORDER BY line, reason LIMIT ?
                    """,
                arguments: [
                    file, lines?.lowerBound ?? 0, lines?.upperBound ?? Int.max, last?.line ?? -1, last?.reason ?? "",
                    limit,
                ]
            )
            var result: [QuarantinedRow] = []
            while let row = try rows.next() {
                let raw = try row.bytes(3) { String(decoding: $0, as: UTF8.self) }
                result.append(QuarantinedRow(file: file, line: row[0], reason: row[1], detail: row[2], raw: raw))
            }
            return result
        }
    }
}
