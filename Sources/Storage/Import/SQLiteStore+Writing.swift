import GRDB
package import Plant
import Synchronization

extension SQLiteStore: PlantWriter {
    package func commit(_ batch: ImportBatch) async throws -> ImportCounts {
        try await write { database in
            let files = ImportFiles(store: self, database: database)
            let writer = BatchWriter(store: self, database: database, files: files)
            var records = RecordWriter(database, files)
            var counts = ImportCounts()
            for asset in batch.assets { counts += try writer.put(asset) }
            for tag in batch.tags { counts += try writer.put(tag) }
            for series in batch.series { counts += try writer.put(series, batch.seriesClass) }
            for record in batch.records { counts += try records.put(record) }
            for row in batch.quarantined { try writer.put(row) }
            if counts.stored + counts.replaced > 0 { try database.bumpRevision() }
            return counts
        }
    }

    /// Removes readings that are stored just as they are given: a file that is read in another way gave them wrongly.
    ///
    /// - Returns: How many there were.
    package func takeBack(_ readings: [ReadingSeries]) async throws -> Int {
        try await write { database in
            let writer = BatchWriter(
                store: self,
                database: database,
                files: ImportFiles(store: self, database: database)
            )
            var removed = 0
            for series in readings { removed += try writer.remove(series) }
            if removed > 0 { try database.bumpRevision() }
            return removed
        }
    }

    package func finish(_ source: SourceFile) async throws {
        try await write { database in
            let json = try StoredJSON.text(source)
            let isOpen = self.imports.withLock { $0[source.path] != nil }
            let before = try String.fetchOne(
                database,
                sql: "SELECT source FROM file WHERE path = ?",
                arguments: [source.path]
            )
            // Said again without having been read again: nothing has vanished.
            if !isOpen, before == json { return }
            let files = ImportFiles(store: self, database: database)
            let file = try files.file(source.path)
            let removed = try RecordWriter(database, files).removeVanished(file)
            try database.execute(
                sql: "DELETE FROM quarantine WHERE file = ? AND generation <> ?",
                arguments: [file.file, file.generation]
            )
            try database.execute(sql: "UPDATE file SET source = ? WHERE id = ?", arguments: [json, file.file])
            if removed || before != json { try database.bumpRevision() }
            files.end(source.path)
        }
    }

    package func replaceIncidents(startingIn window: TimeWindow, with incidents: [Incident]) async throws {
        try await write { database in
            let before = try String.fetchAll(
                database,
                sql: "SELECT json FROM incident WHERE start >= ? AND start < ? ORDER BY id",
                arguments: [window.from.nanoseconds, window.to.nanoseconds]
            )
            let rows = try incidents.map { ($0, try StoredJSON.text($0)) }
            guard Set(before) != Set(rows.map(\.1)) else { return }
            try database.execute(
                sql: "DELETE FROM incident WHERE start >= ? AND start < ?",
                arguments: [window.from.nanoseconds, window.to.nanoseconds]
            )
            for (incident, json) in rows {
                try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO incident (id, start, stop, json) VALUES (?, ?, ?, ?)"
                ).execute(arguments: [
                    incident.id, incident.window.from.nanoseconds, incident.window.to.nanoseconds, json,
                ])
            }
            try database.bumpRevision()
        }
    }
}
