import GRDB
package import Plant

/// Incidents as they were found, beside those that are shown.
extension SQLiteStore {
    package func incidentState() async throws -> IncidentState {
        try await read { database in
            let shown = try String.fetchAll(database, sql: "SELECT json FROM incident ORDER BY start, id")
                .map { try StoredJSON.value(Incident.self, $0) }
            // A store that an older program wrote and nobody has opened for writing since has no corrections.
            guard try database.tableExists("incident_correction") else { return IncidentState(found: shown) }
            let replaced = try String.fetchAll(database, sql: "SELECT json FROM incident_found ORDER BY id")
                .map { try StoredJSON.value(Incident.self, $0) }
            var former: [String: String] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT former, now FROM incident_former") {
                former[row[0]] = row[1]
            }
            let untouched = shown.filter { $0.corrections == nil }
            return IncidentState(
                found: (untouched + replaced).sorted { ($0.window.from, $0.id) < ($1.window.from, $1.id) },
                former: former,
                corrections: try String.fetchAll(
                    database,
                    sql: "SELECT json FROM incident_correction ORDER BY number"
                ).map { try StoredJSON.value(IncidentCorrection.self, $0) }
            )
        }
    }

    /// The incident that an id leads to: its own, or one that it had before late data came.
    package func incident(everCalled id: String) async throws -> Incident? {
        if let incident = try await incident(id) { return incident }
        let now = try await read { database in
            guard try database.tableExists("incident_former") else { return String?.none }
            return try String.fetchOne(
                database,
                sql: "SELECT now FROM incident_former WHERE former = ?",
                arguments: [id]
            )
        }
        guard let now else { return nil }
        return try await incident(now)
    }

    /// Writes all of it as one: what was found, what people said, and the incidents that follow.
    package func replaceIncidents(_ state: IncidentState, shown: [Incident]) async throws {
        try await write { database in
            let before = try String.fetchAll(database, sql: "SELECT json FROM incident ORDER BY id")
            let corrections = try state.corrections.map { ($0.number, try StoredJSON.text($0)) }
            let known = try String.fetchAll(database, sql: "SELECT json FROM incident_correction")
            let rows = try shown.map { ($0, try StoredJSON.text($0)) }
            let isChanged = Set(before) != Set(rows.map(\.1)) || Set(known) != Set(corrections.map(\.1))
            if isChanged {
                try database.execute(sql: "DELETE FROM incident; DELETE FROM incident_correction")
                for (incident, json) in rows {
                    try database.cachedStatement(
                        sql: "INSERT OR REPLACE INTO incident (id, start, stop, json) VALUES (?, ?, ?, ?)"
                    ).execute(arguments: [
                        incident.id, incident.window.from.nanoseconds, incident.window.to.nanoseconds, json,
                    ])
                }
                for (number, json) in corrections {
                    try database.execute(
                        sql: "INSERT INTO incident_correction (number, json) VALUES (?, ?)",
                        arguments: [number, json]
                    )
                }
            }
            let untouched = Set(shown.filter { $0.corrections == nil }.map(\.id))
            try database.execute(sql: "DELETE FROM incident_found; DELETE FROM incident_former")
            for incident in state.found where !untouched.contains(incident.id) {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO incident_found (id, json) VALUES (?, ?)",
                    arguments: [incident.id, try StoredJSON.text(incident)]
                )
            }
            for (former, now) in state.former.sorted(by: { $0.key < $1.key }) {
                try database.execute(
                    sql: "INSERT INTO incident_former (former, now) VALUES (?, ?)",
                    arguments: [former, now]
                )
            }
            if isChanged { try database.bumpRevision() }
        }
    }
}
