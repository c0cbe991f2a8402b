import GRDB

/// The tables and how they came to be. A migration that has been released is never changed.
enum Schema {
    /// Goes up with each migration; a store with a higher number was made by a newer program.
    static let version = 3
    /// Marks an SQLite file as a store of this program (`TELL`).
    static let applicationID = 0x5445_4C4C

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: state + readings + records + incidents + audit + runs)
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: corrections)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { database in
            try database.execute(sql: examinations)
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        return migrator
    }

    private static let state = """
        CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO state VALUES ('revision', 0), ('import', 0);

        -- Every file something came from. `source` is set once it was read to its end; `generation` is the number of
        -- the import that read it last, or is reading it.
        CREATE TABLE file (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            generation INTEGER NOT NULL,
            source TEXT
        );
        CREATE TABLE quarantine (
            file INTEGER NOT NULL,
            line INTEGER NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            raw BLOB NOT NULL,
            generation INTEGER NOT NULL,
            PRIMARY KEY (file, line, reason)
        ) WITHOUT ROWID;

        """

    private static let readings = """
        CREATE TABLE asset (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, json TEXT NOT NULL);

        -- Readings of one tag from start to stop, both included; segments of a tag never overlap.
        CREATE TABLE segment (
            tag INTEGER NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            count INTEGER NOT NULL,
            unusable INTEGER NOT NULL,
            minimum REAL,
            maximum REAL,
            sum REAL,
            sum_low REAL,
            data INTEGER NOT NULL,
            PRIMARY KEY (tag, start)
        ) WITHOUT ROWID;
        CREATE TABLE segment_data (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

        """

    private static let records = """
        -- `place` orders: the time, or the largest number where there is none. `tag` and `code` hold those fields in
        -- lower case, for looking up.
        CREATE TABLE record (
            key INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            asset TEXT,
            place INTEGER NOT NULL,
            time INTEGER,
            end INTEGER,
            class INTEGER NOT NULL,
            words TEXT NOT NULL,
            fields TEXT NOT NULL,
            file INTEGER NOT NULL,
            row INTEGER,
            page INTEGER,
            offset INTEGER,
            generation INTEGER NOT NULL,
            tag TEXT,
            code TEXT,
            UNIQUE (id, kind)
        );
        CREATE INDEX record_place ON record (place, kind, id);
        CREATE INDEX record_kind ON record (kind, place, id);
        CREATE INDEX record_asset ON record (asset, place) WHERE asset IS NOT NULL;
        CREATE INDEX record_tag ON record (tag, place) WHERE tag IS NOT NULL;
        CREATE INDEX record_code ON record (code, place) WHERE code IS NOT NULL;
        CREATE INDEX record_file ON record (file, generation);

        -- Where another file gave a record of the same kind and id: what it was there.
        CREATE TABLE record_elsewhere (
            record INTEGER NOT NULL,
            file INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (record, file)
        ) WITHOUT ROWID;
        CREATE INDEX record_elsewhere_file ON record_elsewhere (file, generation);

        """

    private static let incidents = """
        CREATE TABLE incident (
            id TEXT PRIMARY KEY,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            json TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX incident_start ON incident (start);

        """

    private static let corrections = """
        -- What people merged and split, and incidents as they were found where the table `incident` has other ones in
        -- their place. `incident_former` leads from ids that incidents had before late data came.
        CREATE TABLE incident_correction (number INTEGER PRIMARY KEY, json TEXT NOT NULL);
        CREATE TABLE incident_found (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE incident_former (former TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;

        """

    private static let examinations = """
        -- What was found in a stretch of a tag's readings, with what that rests on beside the readings.
        CREATE TABLE examined (
            tag INTEGER NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            basis TEXT NOT NULL,
            findings TEXT NOT NULL,
            PRIMARY KEY (tag, start)
        ) WITHOUT ROWID;
        -- From which to which reading a tag has changed since, and the number of the last change.
        CREATE TABLE unexamined (
            tag INTEGER PRIMARY KEY,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            revision INTEGER NOT NULL
        );

        """

    private static let audit = """
        CREATE TABLE audit (number INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE audit_head (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            number INTEGER NOT NULL,
            hash TEXT NOT NULL
        );
        INSERT INTO audit_head VALUES (1, 0, '');
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;

        """

    private static let runs = """
        CREATE TABLE journal (
            run TEXT NOT NULL,
            stage TEXT NOT NULL,
            item INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            schema INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (run, stage, item)
        ) WITHOUT ROWID;
        -- `turn` counts starts and `finished` counts ends, whatever the clock says.
        CREATE TABLE run (
            id TEXT PRIMARY KEY,
            turn INTEGER NOT NULL,
            finished INTEGER,
            graph TEXT NOT NULL DEFAULT '',
            started TEXT NOT NULL DEFAULT '',
            ended TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'started',
            note TEXT NOT NULL DEFAULT '',
            timeline TEXT NOT NULL DEFAULT ''
        ) WITHOUT ROWID;
        CREATE INDEX run_turn ON run (turn);
        CREATE INDEX run_finished ON run (finished);

        """
}
