import Foundation
import GRDB
import Plant

/// The store of a workspace: one SQLite file in WAL mode.
///
/// Any number of processes may read while one writes. What a call has committed survives a kill at any instant;
/// `synchronous` is NORMAL, so a power cut may take the last moments but never the store (sqlite.org/wal.html).
package final class SQLiteStore: Sendable {
    package enum Access: Sendable {
        case readWrite
        case readOnly
    }

    package let path: String
    let database: any DatabaseReader
    private let writer: (any DatabaseWriter)?

    /// - Throws: `StoreError` when the file cannot be opened, is damaged, or was made by a newer program.
    package init(path: String, access: Access = .readWrite) throws {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            switch access {
            case .readWrite:
                configuration.prepareDatabase { database in
                    if database.configuration.readonly == false {
                        try database.execute(sql: "PRAGMA synchronous = NORMAL")
                    }
                }
                let pool = try DatabasePool(path: path, configuration: configuration)
                try SQLiteStore.refuseNewer(pool, path: path)
                try Schema.migrator.migrate(pool)
                database = pool
                writer = pool
            case .readOnly:
                configuration.readonly = true
                let pool = try DatabasePool(path: path, configuration: configuration)
                try SQLiteStore.refuseNewer(pool, path: path)
                database = pool
                writer = nil
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private static func refuseNewer(_ reader: any DatabaseReader, path: String) throws {
        let version = try reader.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
        guard version <= Schema.version else {
            throw StoreError(
                code: .tooNew,
                path: path,
                message: "was made by a newer version of telltale (schema \(version), this one knows "
                    + "\(Schema.version)); use that version"
            )
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await database.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        guard let writer else {
            throw StoreError(code: .readOnly, path: path, message: "was opened for reading only")
        }
        do {
            return try await writer.write(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Looks for damage; `nil` when there is none.
    package func damage() async throws -> String? {
        let found = try await read { try String.fetchAll($0, sql: "PRAGMA quick_check(10)") }
        return found == ["ok"] ? nil : found.joined(separator: "; ")
    }
}

extension Database {
    /// Counts a committed change.
    func bumpRevision() throws {
        try execute(sql: "UPDATE state SET value = value + 1 WHERE name = 'revision'")
    }
}

/// JSON in the store's columns.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
