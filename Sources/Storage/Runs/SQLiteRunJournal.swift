import Foundation
import GRDB
import Plant
import Synchronization
package import TaskGraph

/// The journal of durable stages, in the workspace's store.
///
/// Entries that arrive while a transaction is being written share the next one, so that many stages at once cost
/// little more than one. What is recorded survives a kill of the process; what a power cut takes from the end is
/// computed again (see ``SQLiteStore``).
package final class SQLiteRunJournal: RunJournal {
    private let store: SQLiteStore
    /// `nil` for a store that is open for reading.
    private let group: GroupCommit<JournalEntry>?
    /// Runs that are known to be on the list of runs.
    private let listed: ListedRuns

    package init(store: SQLiteStore) {
        self.store = store
        let listed = ListedRuns()
        self.listed = listed
        group = store.groupCommit { entries, database in
            for entry in entries {
                if listed.insert(entry.run) { try SQLiteRunJournal.start(entry.run, database) }
                try SQLiteRunJournal.put(entry, database)
            }
        }
    }

    package func entries(of run: String) async throws -> [JournalEntry] {
        try await store.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT stage, item, fingerprint, schema, payload FROM journal WHERE run = ? ORDER BY stage, item
                    """,
                arguments: [run]
            ).map { row in
                let item: Int = row[1]
                let payload: Data = row[4]
                return JournalEntry(
                    run: run,
                    stage: row[0],
                    item: item < 0 ? nil : item,
                    fingerprint: row[2],
                    schemaVersion: row[3],
                    payload: [UInt8](payload)
                )
            }
        }
    }

    package func record(_ entry: JournalEntry) async throws {
        guard let group else { throw store.isForReading }
        do {
            try await group.add(entry)
        } catch {
            listed.forget()
            throw StoreError(error, path: store.path)
        }
    }

    private static func put(_ entry: JournalEntry, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO journal (run, stage, item, fingerprint, schema, payload) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (run, stage, item) DO UPDATE SET fingerprint = excluded.fingerprint,
                    schema = excluded.schema, payload = excluded.payload
                """
        ).execute(arguments: [
            entry.run, entry.stage, entry.item ?? -1, entry.fingerprint, entry.schemaVersion, Data(entry.payload),
        ])
    }

    private static func start(_ run: String, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO run (id, turn) VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM run))
                ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [run])
    }

    package func finish(run: String) async throws {
        try await store.writeRegardless { database in
            try SQLiteRunJournal.start(run, database)
            try database.execute(
                sql: """
                    UPDATE run SET state = 'finished', finished = (SELECT coalesce(max(finished), 0) + 1 FROM run)
                    WHERE id = ?
                    """,
                arguments: [run]
            )
        }
    }

    /// Runs that the list of runs keeps, whatever their journal.
    private static let listedRuns = 1_000

    package func prune(keeping: Int) async throws {
        listed.forget()
        try await store.write { database in
            try database.execute(
                sql: """
                    DELETE FROM journal WHERE run IN (
                        SELECT id FROM run WHERE finished IS NOT NULL ORDER BY finished DESC LIMIT -1 OFFSET ?
                    )
                    """,
                arguments: [max(0, keeping)]
            )
            try database.execute(
                sql: """
                    DELETE FROM run WHERE state <> 'started'
                        AND turn <= (SELECT max(turn) FROM run) - ? AND id NOT IN (SELECT run FROM journal)
                    """,
                arguments: [SQLiteRunJournal.listedRuns]
            )
        }
    }
}

/// Runs that this process has put on the list, so that not every entry looks whether its run is there.
private final class ListedRuns: Sendable {
    private let runs = Mutex<Set<String>>([])

    /// - Returns: Whether it was not known.
    func insert(_ run: String) -> Bool {
        runs.withLock { $0.insert(run).inserted }
    }

    func forget() {
        runs.withLock { $0 = [] }
    }
}
