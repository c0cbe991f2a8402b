import GRDB
package import Plant

/// What was found in a stretch of a tag's readings.
package struct ExaminedStretch: Sendable, Hashable {
    package var window: TimeWindow
    /// What the findings rest on beside the readings: they hold as long as it stays the same.
    package var basis: String
    package var findings: [Finding]

    package init(window: TimeWindow, basis: String, findings: [Finding]) {
        self.window = window
        self.basis = basis
        self.findings = findings
    }
}

/// What is known of a tag before its readings are looked at again.
package struct Examination: Sendable {
    /// From the first reading to just after the last; `nil` when there are none.
    package var span: TimeWindow?
    /// Seconds between the first readings; `nil` when there are fewer than two.
    package var interval: Double?
    package var stretches: [ExaminedStretch] = []
    /// Where readings have changed since; `nil` where none has.
    package var changed: TimeWindow?
    /// The last change that this knows of.
    package var revision: Int64
}

/// What was found in readings is kept, so that only what has changed is looked at again.
extension SQLiteStore {
    package func examinations() async throws -> [TagName: Examination] {
        try await read { database in
            let revision =
                try Int64.fetchOne(database, sql: "SELECT value FROM state WHERE name = 'revision'") ?? 0
            var result: [TagName: Examination] = [:]
            var names: [Int64: TagName] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT id, name FROM tag") {
                let tag = TagName(row[1] as String)
                names[row[0]] = tag
                let table = SegmentTable(database, tag: tag, id: row[0])
                var known = Examination(span: try table.span(), revision: revision)
                if let first = try table.header(at: .first), first.summary.readings > 1 {
                    known.interval = Double(first.stop - first.start) / 1e9 / Double(first.summary.readings - 1)
                }
                result[tag] = known
            }
            let stretches = "SELECT tag, start, stop, basis, findings FROM examined ORDER BY tag, start"
            for row in try Row.fetchAll(database, sql: stretches) {
                guard let tag = names[row[0]] else { continue }
                result[tag]?.stretches.append(
                    ExaminedStretch(
                        window: TimeWindow(from: Timestamp(nanoseconds: row[1]), to: Timestamp(nanoseconds: row[2])),
                        basis: row[3],
                        findings: try StoredJSON.value([Finding].self, row[4])
                    )
                )
            }
            for row in try Row.fetchAll(database, sql: "SELECT tag, start, stop FROM unexamined") {
                guard let tag = names[row[0]] else { continue }
                result[tag]?.changed = TimeWindow(
                    from: Timestamp(nanoseconds: row[1]),
                    to: SegmentTable.after(row[2])
                )
            }
            return result
        }
    }

    /// Keeps what was found in a tag's readings in the place of all that was kept before.
    ///
    /// - Parameter revision: Of the ``Examination`` that it began with: what has changed since is still to be looked at.
    package func keep(_ stretches: [ExaminedStretch], of tag: TagName, seen revision: Int64) async throws {
        try await write { database in
            guard let table = try SegmentTable(database, tag: tag) else { return }
            try database.execute(sql: "DELETE FROM examined WHERE tag = ?", arguments: [table.tagID])
            for stretch in stretches {
                try database.cachedStatement(
                    sql: "INSERT INTO examined (tag, start, stop, basis, findings) VALUES (?, ?, ?, ?, ?)"
                ).execute(arguments: [
                    table.tagID, stretch.window.from.nanoseconds, stretch.window.to.nanoseconds, stretch.basis,
                    try StoredJSON.text(stretch.findings),
                ])
            }
            try database.execute(
                sql: "DELETE FROM unexamined WHERE tag = ? AND revision <= ?",
                arguments: [table.tagID, revision]
            )
        }
    }
}
