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
    /// Notes a run, or what has become of it since.
    package func note(_ run: LedgerRun) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO run (id, graph, started, ended, state, note, timeline) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET graph = excluded.graph, started = excluded.started,
                        ended = excluded.ended, state = excluded.state, note = excluded.note,
                        timeline = excluded.timeline
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
                sql: """
                    SELECT id, graph, started, ended, state, note, timeline FROM run ORDER BY number DESC LIMIT ?
                    """,
                arguments: [limit]
            ).map {
                LedgerRun(
                    id: $0[0],
                    graph: $0[1],
                    started: $0[2],
                    ended: $0[3],
                    state: $0[4],
                    note: $0[5],
                    timeline: $0[6]
                )
            }
        }
    }
}
