import GRDB

/// The tables and how they came to be. A migration that has been released is never changed.
enum Schema {
    /// Goes up with each migration; a store with a higher number was made by a newer program.
    static let version = 1

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                    INSERT INTO state VALUES ('revision', 0);

                    CREATE TABLE asset (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, json TEXT NOT NULL);

                    -- Readings of one tag from start to stop, both included; segments of a tag never overlap.
                    CREATE TABLE segment (
                        id INTEGER PRIMARY KEY,
                        tag INTEGER NOT NULL REFERENCES tag (id),
                        start INTEGER NOT NULL,
                        stop INTEGER NOT NULL,
                        count INTEGER NOT NULL,
                        unusable INTEGER NOT NULL,
                        minimum REAL,
                        maximum REAL,
                        sum REAL NOT NULL,
                        data BLOB NOT NULL
                    );
                    CREATE UNIQUE INDEX segment_place ON segment (tag, start);

                    CREATE TABLE record (
                        key INTEGER PRIMARY KEY,
                        kind TEXT NOT NULL,
                        id TEXT NOT NULL,
                        asset TEXT,
                        time INTEGER,
                        class INTEGER NOT NULL,
                        file TEXT NOT NULL,
                        generation INTEGER NOT NULL,
                        json TEXT NOT NULL,
                        UNIQUE (kind, id)
                    );
                    CREATE INDEX record_asset ON record (asset, time);
                    CREATE INDEX record_time ON record (time);
                    CREATE INDEX record_file ON record (file);
                    CREATE TABLE record_field (
                        record INTEGER NOT NULL REFERENCES record (key) ON DELETE CASCADE,
                        name TEXT NOT NULL,
                        value TEXT NOT NULL COLLATE NOCASE,
                        PRIMARY KEY (record, name)
                    ) WITHOUT ROWID;
                    CREATE INDEX record_field_value ON record_field (name, value);

                    CREATE TABLE incident (
                        id TEXT PRIMARY KEY,
                        start INTEGER NOT NULL,
                        stop INTEGER NOT NULL,
                        json TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE INDEX incident_start ON incident (start);

                    CREATE TABLE source (
                        path TEXT PRIMARY KEY,
                        generation INTEGER NOT NULL,
                        json TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE quarantine (
                        file TEXT NOT NULL,
                        line INTEGER NOT NULL,
                        reason TEXT NOT NULL,
                        detail TEXT NOT NULL,
                        raw TEXT NOT NULL,
                        generation INTEGER NOT NULL,
                        PRIMARY KEY (file, line, reason)
                    ) WITHOUT ROWID;

                    CREATE TABLE audit (
                        number INTEGER PRIMARY KEY,
                        entry TEXT NOT NULL,
                        hash TEXT NOT NULL
                    );
                    CREATE TABLE audit_head (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER, hash TEXT);
                    INSERT INTO audit_head VALUES (1, 0, '');

                    CREATE TABLE journal (
                        run TEXT NOT NULL,
                        stage TEXT NOT NULL,
                        item INTEGER NOT NULL,
                        fingerprint TEXT NOT NULL,
                        schema INTEGER NOT NULL,
                        payload BLOB NOT NULL,
                        PRIMARY KEY (run, stage, item)
                    ) WITHOUT ROWID;
                    CREATE TABLE run (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        graph TEXT NOT NULL DEFAULT '',
                        started TEXT NOT NULL DEFAULT '',
                        ended TEXT NOT NULL DEFAULT '',
                        state TEXT NOT NULL DEFAULT 'started',
                        note TEXT NOT NULL DEFAULT '',
                        timeline TEXT NOT NULL DEFAULT ''
                    );
                    PRAGMA user_version = 1;
                    """
            )
        }
        return migrator
    }
}
