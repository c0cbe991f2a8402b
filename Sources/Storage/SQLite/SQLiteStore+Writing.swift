import GRDB
package import Plant

extension SQLiteStore: PlantWriter {
    package func commit(_ batch: ImportBatch) async throws -> ImportCounts {
        try await write { database in
            var counts = ImportCounts()
            for asset in batch.assets { try BatchWriter.put(asset, database) }
            for tag in batch.tags { try BatchWriter.put(tag, database) }
            for series in batch.series { counts += try BatchWriter.put(series, database) }
            for record in batch.records { counts += try BatchWriter.put(record, database) }
            for row in batch.quarantined { try BatchWriter.put(row, database) }
            if counts.stored + counts.replaced > 0 || !batch.assets.isEmpty || !batch.tags.isEmpty {
                try database.bumpRevision()
            }
            return counts
        }
    }

    package func finish(_ source: SourceFile) async throws {
        try await write { database in
            let generation = try BatchWriter.nextGeneration(of: source.path, database)
            // What an earlier version of the file held and this one does not.
            try database.execute(
                sql: "DELETE FROM record WHERE file = ? AND generation <> ?",
                arguments: [source.path, generation]
            )
            if database.changesCount > 0 { try database.bumpRevision() }
            try database.execute(
                sql: "DELETE FROM quarantine WHERE file = ? AND generation <> ?",
                arguments: [source.path, generation]
            )
            try database.execute(
                sql: "INSERT OR REPLACE INTO source (path, generation, json) VALUES (?, ?, ?)",
                arguments: [source.path, generation, try StoredJSON.text(source)]
            )
        }
    }

    package func replaceIncidents(startingIn window: TimeWindow, with incidents: [Incident]) async throws {
        try await write { database in
            let before = try String.fetchAll(
                database,
                sql: "SELECT json FROM incident WHERE start >= ? AND start < ? ORDER BY id",
                arguments: [window.from.nanoseconds, window.to.nanoseconds]
            )
            let after = try incidents.sorted { $0.id < $1.id }.map { try StoredJSON.text($0) }
            guard before != after else { return }
            try database.execute(
                sql: "DELETE FROM incident WHERE start >= ? AND start < ?",
                arguments: [window.from.nanoseconds, window.to.nanoseconds]
            )
            for incident in incidents {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO incident (id, start, stop, json) VALUES (?, ?, ?, ?)",
                    arguments: [
                        incident.id, incident.window.from.nanoseconds, incident.window.to.nanoseconds,
                        try StoredJSON.text(incident),
                    ]
                )
            }
            try database.bumpRevision()
        }
    }
}
