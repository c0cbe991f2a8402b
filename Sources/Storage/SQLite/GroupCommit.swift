import GRDB
import Synchronization

/// Writes that arrive while a transaction is being written share the next one, so that many at once cost little more
/// than one.
///
/// A write that finds nobody writing is made at once on the thread that asks for it, since handing it to another
/// thread takes longer than writing it; those that come meanwhile are written on the database's queue. A write that
/// has been handed over is made also when the task that waits for it is cancelled.
final class GroupCommit<Item: Sendable>: Sendable {
    private let writer: any DatabaseWriter
    private let write: @Sendable ([Item], Database) throws -> Void
    private let pending = Mutex(Pending())

    private struct Pending {
        var items: [(Item, CheckedContinuation<Void, any Error>)] = []
        var isWriting = false
    }

    /// - Parameter write: Writes items, in their order; called within a transaction.
    init(on writer: any DatabaseWriter, write: @escaping @Sendable ([Item], Database) throws -> Void) {
        self.writer = writer
        self.write = write
    }

    /// Returns once the item is committed.
    func add(_ item: Item) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let starts = pending.withLock { pending in
                pending.items.append((item, continuation))
                guard !pending.isWriting else { return false }
                pending.isWriting = true
                return true
            }
            if starts { start() }
        }
    }

    private func start() {
        // This executes nothing that could wait for the thread it blocks: SQLite alone, for microseconds.
        let hasMore = writer.writeWithoutTransaction { writeOnce(to: $0) }
        guard hasMore else { return }
        writer.asyncWriteWithoutTransaction { database in
            while self.writeOnce(to: database) {}
        }
    }

    /// Writes what has come so far; `false` when nothing has come meanwhile.
    private func writeOnce(to database: Database) -> Bool {
        let batch = pending.withLock { pending in
            defer { pending.items = [] }
            return pending.items
        }
        let result = Result {
            // Another process may write between two of ours: what is read is read under the writer's lock.
            try database.inTransaction(.immediate) {
                try write(batch.map(\.0), database)
                return .commit
            }
        }
        for (_, continuation) in batch { continuation.resume(with: result) }
        return pending.withLock { pending in
            if pending.items.isEmpty { pending.isWriting = false }
            return !pending.items.isEmpty
        }
    }
}
