import Foundation
import GRDB
import Synchronization
package import TaskGraph

/// The journal of durable stages, in the workspace's store.
///
/// Entries that arrive while a transaction is being written share the next one, so that many stages at once cost
/// little more than one. What is recorded survives a kill of the process; what a power cut takes from the end is
/// computed again (see ``SQLiteStore``).
package final class SQLiteRunJournal: RunJournal {
    private let store: SQLiteStore
    private let pending = Mutex(Pending())

    private struct Pending {
        var entries: [(JournalEntry, CheckedContinuation<Void, any Error>)] = []
        var isWriting = false
    }

    package init(store: SQLiteStore) {
        self.store = store
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
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let starts = pending.withLock { pending in
                pending.entries.append((entry, continuation))
                guard !pending.isWriting else { return false }
                pending.isWriting = true
                return true
            }
            if starts { Task.detached { await self.writePending() } }
        }
    }

    private func writePending() async {
        while true {
            let batch = pending.withLock { pending in
                let batch = pending.entries
                pending.entries = []
                if batch.isEmpty { pending.isWriting = false }
                return batch
            }
            guard !batch.isEmpty else { return }
            let entries = batch.map(\.0)
            do {
                try await store.write { database in
                    for entry in entries { try SQLiteRunJournal.put(entry, database) }
                }
                for (_, continuation) in batch { continuation.resume() }
            } catch {
                for (_, continuation) in batch { continuation.resume(throwing: error) }
            }
        }
    }

    private static func put(_ entry: JournalEntry, _ database: Database) throws {
        try start(entry.run, database)
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
