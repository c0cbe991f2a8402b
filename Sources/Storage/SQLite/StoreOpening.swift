import GRDB
import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Opens store files, and refuses those that are no stores or that a newer program made.
enum StoreOpening {
    static func forWriting(_ path: String) throws -> DatabasePool {
        var configuration = configuration()
        configuration.prepareDatabase { database in
            guard !database.configuration.readonly else { return }
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA cache_size = -16384;
                    PRAGMA wal_autocheckpoint = 4096;
                    PRAGMA journal_size_limit = 67108864;
                    """
            )
        }
        if exists(path) {
            // Looked at before anything is changed.
            try refuseForeign(DatabaseQueue(path: path, configuration: readOnly()), path: path)
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
        try Schema.migrator.migrate(pool)
        return pool
    }

    static func forReading(_ path: String) throws -> any DatabaseReader {
        guard exists(path) else { throw missing(path) }
        do {
            let pool = try DatabasePool(path: path, configuration: readOnly())
            try refuseForeign(pool, path: path)
            return pool
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            // A folder that cannot be written to has no place for WAL's shared memory. Where no writer left anything
            // in the log, the file alone is the store, and nobody can change it.
            guard size(path + "-wal") == 0 else { throw error }
            let queue = try DatabaseQueue(path: uri(path) + "?immutable=1", configuration: readOnly())
            try refuseForeign(queue, path: path)
            return queue
        }
    }

    /// - Throws: `StoreError` for a path that holds nothing.
    static func missing(_ path: String) -> StoreError {
        StoreError(code: .failed, path: path, message: "does not exist; 'telltale init' makes a workspace with a store")
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        return configuration
    }

    private static func readOnly() -> Configuration {
        var configuration = configuration()
        configuration.readonly = true
        return configuration
    }

    private static func refuseForeign(_ reader: any DatabaseReader, path: String) throws {
        let (version, application, tables) = try reader.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            )
        }
        guard application == Schema.applicationID || tables == 0 else {
            throw StoreError(
                code: .failed,
                path: path,
                message: "is a database, but no store of this version of telltale; name another workspace, or move "
                    + "the file away and ingest again"
            )
        }
        guard version <= Schema.version else {
            throw StoreError(
                code: .tooNew,
                path: path,
                message: "was made by a newer version of telltale (schema \(version), this one knows "
                    + "\(Schema.version)); use that version"
            )
        }
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The path as SQLite's URI file name.
    private static func uri(_ path: String) -> String {
        var text = "file:"
        for byte in path.utf8 {
            let isPlain =
                byte > 0x20 && byte < 0x7F && ![UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains(byte)
            if isPlain {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
