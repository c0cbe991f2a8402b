import GRDB
package import Plant

/// The audit log in the workspace's store: append-only, each entry chained to the one before.
///
/// An entry's hash is SHA-256 over the hash before it, a line feed, and the entry's JSON. A second table keeps number
/// and hash of the last entry, so that entries cut off at the end are noticed too. What this cannot show: someone who
/// can write the file may rewrite chain and head together. Keep the head that `telltale audit verify` prints in another
/// place, and compare, to notice that.
///
/// What has been appended survives a kill of the process at once, and a power cut after a tenth of a second: the disk
/// is waited for in the background, because it takes longer than the call that is noted.
package final class SQLiteAuditLog: AuditLog {
    private let path: String
    private let group: GroupCommit<String>
    private let disk: DiskSync

    /// Opens the log in a store made before.
    package init(path: String) throws {
        self.path = path
        guard StoreOpening.exists(path) else { throw StoreOpening.missing(path) }
        let disk = DiskSync(path: path + "-wal")
        do {
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            group = GroupCommit(on: queue) { entries, database in
                try SQLiteAuditLog.append(entries, database)
                try disk.request()
            }
        } catch {
            throw StoreError(error, path: path)
        }
        self.disk = disk
    }

    deinit {
        disk.finish()
    }

    /// Returns once the entry is committed; also when the task that made the call has been cancelled meanwhile.
    package func append(_ entry: AuditEntry) async throws {
        do {
            try await group.add(try StoredJSON.text(entry))
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func append(_ entries: [String], _ database: Database) throws {
        var head = try AuditHead.fetch(database)
        let insert = try database.cachedStatement(sql: "INSERT INTO audit (number, entry, hash) VALUES (?, ?, ?)")
        for json in entries {
            head = AuditHead(number: head.number + 1, hash: hash(json, after: head.hash))
            try insert.execute(arguments: [head.number, json, head.hash])
        }
        try database.cachedStatement(sql: "UPDATE audit_head SET number = ?, hash = ?")
            .execute(arguments: [head.number, head.hash])
    }

    static func hash(_ json: String, after previous: String) -> String {
        SHA256.hex(of: previous + "\n" + json)
    }
}

/// Number and hash of the last entry.
struct AuditHead: Sendable {
    var number: Int
    var hash: String

    static func fetch(_ database: Database) throws -> AuditHead {
        let row = try Row.fetchOne(database.cachedStatement(sql: "SELECT number, hash FROM audit_head"))
        return AuditHead(number: row?[0] ?? 0, hash: row?[1] ?? "")
    }
}

/// What a check of the audit log found.
package struct AuditVerification: Sendable, Hashable {
    package var entries: Int
    /// The hash of the entry written last.
    package var head: String
    /// What is wrong, in words; empty when the chain holds.
    package var faults: [String]
}

extension SQLiteStore {
    /// Walks the chain and names entries that were changed, taken out or moved.
    ///
    /// - Parameter noted: A head that was noted earlier, outside: it must be the hash of an entry that is still there. A
    ///   chain alone cannot tell that its end was taken off.
    package func verifyAudit(noted: String? = nil) async throws -> AuditVerification {
        try await read { database in
            let head = try AuditHead.fetch(database)
            var faults: [String] = []
            var isNotedThere = noted == nil || noted == ""
            if try Int.fetchOne(database, sql: "SELECT count(*) FROM audit_head") != 1 {
                faults.append("the note of which entry was written last is gone")
            }
            var previous = ""
            var expected = 1
            let rows = try Row.fetchCursor(database, sql: "SELECT number, entry, hash FROM audit ORDER BY number")
            while let row = try rows.next() {
                let number: Int = row[0]
                let stored: String = row[2]
                if number != expected {
                    faults.append(
                        number - 1 == expected
                            ? "entry \(expected) is missing" : "entries \(expected) to \(number - 1) are missing"
                    )
                }
                if SQLiteAuditLog.hash(row[1], after: previous) != stored {
                    faults.append("entry \(number) was changed, or follows another entry than it did")
                }
                if stored == noted { isNotedThere = true }
                previous = stored
                expected = number + 1
            }
            if head.number != expected - 1 || head.hash != previous {
                faults.append("the log ends at entry \(expected - 1), but entry \(head.number) was written last")
            }
            if !isNotedThere {
                faults.append("no entry has the head that was noted: it was taken off with all after it, or changed")
            }
            return AuditVerification(entries: expected - 1, head: head.hash, faults: faults)
        }
    }

    /// The latest entries, newest first.
    package func auditEntries(limit: Int) async throws -> [AuditEntry] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: "SELECT entry FROM audit ORDER BY number DESC LIMIT ?",
                arguments: [limit]
            )
            .map { try StoredJSON.value(AuditEntry.self, $0) }
        }
    }
}
