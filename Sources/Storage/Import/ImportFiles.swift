import GRDB
import Plant
import Synchronization

/// An import that is reading a file.
struct OpenImport: Sendable {
    /// The file's number in the store.
    var file: Int64
    /// What this import has seen carries its generation; what an earlier one had seen and this one has not is told by
    /// it when the file was read to its end.
    var generation: Int64
}

/// The imports under way, within a transaction.
///
/// An import begins with the first piece of a file that a store object writes since it was opened or since the file was
/// last finished. So one that was cut off by a kill never counts as seen what the next one has not.
struct ImportFiles {
    let store: SQLiteStore
    let database: Database

    func file(_ path: String) throws -> OpenImport {
        if let open = store.imports.withLock({ $0[path] }) { return open }
        try database.execute(sql: "UPDATE state SET value = value + 1 WHERE name = 'import'")
        let generation = try Int64.fetchOne(database, sql: "SELECT value FROM state WHERE name = 'import'") ?? 0
        try database.execute(
            sql: """
                INSERT INTO file (path, generation) VALUES (?, ?)
                ON CONFLICT (path) DO UPDATE SET generation = excluded.generation
                """,
            arguments: [path, generation]
        )
        let file = try Int64.fetchOne(database, sql: "SELECT id FROM file WHERE path = ?", arguments: [path]) ?? 0
        let open = OpenImport(file: file, generation: generation)
        store.imports.withLock { $0[path] = open }
        // Writes are serial, so nobody sees the entry before it is either committed or taken back.
        database.afterNextTransaction(
            onCommit: { _ in },
            onRollback: { [store] _ in store.imports.withLock { $0[path] = nil } }
        )
        return open
    }

    /// Takes note that the import of a file has ended.
    func end(_ path: String) {
        database.afterNextTransaction { [store] _ in store.imports.withLock { $0[path] = nil } }
    }
}
