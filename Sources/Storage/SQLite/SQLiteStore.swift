import GRDB
import Plant
import Synchronization

/// The store of a workspace: one SQLite file in WAL mode.
///
/// Any number of processes may read while one writes. What a call has committed survives a kill at any instant.
/// `synchronous` is NORMAL: a power cut may take the last moments, in whole transactions from the end, but never the
/// store (sqlite.org/wal.html). That is sound here: an import cut short is not marked as read and is read again, and a
/// journal entry that is gone is computed again. Only the audit log cannot be made again: see ``SQLiteAuditLog``.
package final class SQLiteStore: Sendable {
    package enum Access: Sendable {
        case readWrite
        case readOnly
    }

    package let path: String
    /// Imports that this store has begun and not finished.
    let imports = Mutex<[String: OpenImport]>([:])
    /// How guarded tags are known to be at least, so that it is not looked up for every piece of an import.
    let tagClasses = Mutex<[TagName: DataClass]>([:])
    private let reader: any DatabaseReader
    private let writer: (any DatabaseWriter)?

    /// - Throws: `StoreError` when the file cannot be opened, is damaged, or was made by a newer program.
    package init(path: String, access: Access = .readWrite) throws {
        self.path = path
        do {
            switch access {
            case .readWrite:
                let pool = try StoreOpening.forWriting(path)
                reader = pool
                writer = pool
            case .readOnly:
                reader = try StoreOpening.forReading(path)
                writer = nil
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await reader.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        guard let writer else { throw isForReading }
        do {
            return try await writer.write(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Writes of one kind that may share a transaction; `nil` where nothing may be written.
    func groupCommit<Item: Sendable>(
        _ write: @escaping @Sendable ([Item], Database) throws -> Void
    ) -> GroupCommit<Item>? {
        writer.map { GroupCommit(on: $0, write: write) }
    }

    var isForReading: StoreError {
        StoreError(
            code: .readOnly,
            path: path,
            message: "was opened for reading only; the command that is to write must open it for writing"
        )
    }

    /// Writes although the task that asks for it may have been cancelled: what became of a run is noted all the same.
    func writeRegardless<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await Task.detached { try await self.write(body) }.value
    }
}

extension Database {
    /// Counts a committed change.
    func bumpRevision() throws {
        try execute(sql: "UPDATE state SET value = value + 1 WHERE name = 'revision'")
    }
}
