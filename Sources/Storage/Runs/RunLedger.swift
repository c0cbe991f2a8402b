import GRDB

/// A run of a graph, as `telltale runs` shows it.
package struct LedgerRun: Sendable, Hashable {
    package var id: String
    package var graph: String
    /// Local time on the plant's clock, for people.
    package var started: String
    package var ended: String
    /// `started`, `finished`, `failed`.
    package var state: String
    package var note: String
    package var timeline: String

    package init(
        id: String,
        graph: String,
        started: String,
        ended: String = "",
        state: String = "started",
        note: String = "",
        timeline: String = ""
    ) {
        self.id = id
        self.graph = graph
        self.started = started
        self.ended = ended
        self.state = state
        self.note = note
        self.timeline = timeline
    }
}

extension SQLiteStore {
    private static let ledgerColumns = "id, graph, started, ended, state, note, timeline"

    /// Notes a run, or what has become of it since. A run that starts again comes first again.
    package func note(_ run: LedgerRun) async throws {
        try await writeRegardless { database in
            try database.execute(
                sql: """
                    INSERT INTO run (\(SQLiteStore.ledgerColumns), turn)
                    VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM run))
                    ON CONFLICT (id) DO UPDATE SET graph = excluded.graph, started = excluded.started,
                        ended = excluded.ended, state = excluded.state, note = excluded.note,
                        timeline = excluded.timeline,
                        turn = CASE WHEN excluded.state = 'started' THEN excluded.turn ELSE turn END
                    """,
                arguments: [run.id, run.graph, run.started, run.ended, run.state, run.note, run.timeline]
            )
        }
    }

    /// The latest runs, newest first; order is that of their start, whatever the clock said.
    package func ledger(limit: Int) async throws -> [LedgerRun] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \(SQLiteStore.ledgerColumns) FROM run ORDER BY turn DESC LIMIT ?",
                arguments: [limit]
            ).map(LedgerRun.init)
        }
    }

    /// One run; `nil` when it is not known.
    package func run(_ id: String) async throws -> LedgerRun? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT \(SQLiteStore.ledgerColumns) FROM run WHERE id = ?",
                arguments: [id]
            ).map(LedgerRun.init)
        }
    }
}

extension LedgerRun {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0],
            graph: row[1],
            started: row[2],
            ended: row[3],
            state: row[4],
            note: row[5],
            timeline: row[6]
        )
    }
}
