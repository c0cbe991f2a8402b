import GRDB
package import Plant

extension SQLiteStore: PlantReader {
    package func assets() async throws -> [Asset] {
        try await read { database in
            try String.fetchAll(database, sql: "SELECT json FROM asset ORDER BY id")
                .map { try StoredJSON.value(Asset.self, $0) }
        }
    }

    package func tags() async throws -> [Tag] {
        try await read { database in
            try String.fetchAll(database, sql: "SELECT json FROM tag ORDER BY name")
                .map { try StoredJSON.value(Tag.self, $0) }
        }
    }

    package func span(of tag: TagName) async throws -> TimeWindow? {
        try await read { try SegmentTable($0, tag: tag)?.span() }
    }

    package func readings(of tag: TagName, in window: TimeWindow) async throws -> ReadingSeries {
        try await read { database in
            var result = ReadingSeries(tag: tag)
            guard let table = try SegmentTable(database, tag: tag) else { return result }
            let headers = try table.headers(in: window)
            result.reserve(headers.reduce(0) { $0 + $1.summary.readings })
            for header in headers { result.append(try table.readings(header), in: window) }
            return result
        }
    }

    package func trend(of tag: TagName, in window: TimeWindow, stretches: Int) async throws -> [TrendPoint] {
        let cut = TrendCut(window: window, stretches: stretches)
        return try await read { database in
            var parts = [SegmentSummary](repeating: SegmentSummary(), count: cut.stretches)
            if let table = try SegmentTable(database, tag: tag) {
                for header in try table.headers(in: window) {
                    // A segment within one stretch need not be unpacked.
                    if let stretch = cut.index(header.start), stretch == cut.index(header.stop) {
                        parts[stretch].add(header.summary)
                    } else {
                        cut.add(try table.readings(header), to: &parts)
                    }
                }
            }
            return parts.enumerated().map { $1.point(cut.window($0)) }
        }
    }

    package func incidents(overlapping window: TimeWindow?, assets: [AssetID]) async throws -> [Incident] {
        try await read { database in
            let window = window ?? .always
            let wanted = Set(assets)
            return try String.fetchAll(
                database,
                sql: """
                    SELECT json FROM incident WHERE start < ?1 AND (stop > ?2 OR (start >= ?2 AND stop = start))
                    ORDER BY start, id
                    """,
                arguments: [window.to.nanoseconds, window.from.nanoseconds]
            )
            .map { try StoredJSON.value(Incident.self, $0) }
            .filter { wanted.isEmpty || !wanted.isDisjoint(with: $0.assets) || $0.asset.map(wanted.contains) == true }
        }
    }

    package func incident(_ id: String) async throws -> Incident? {
        try await read { database in
            try String.fetchOne(database, sql: "SELECT json FROM incident WHERE id = ?", arguments: [id])
                .map { try StoredJSON.value(Incident.self, $0) }
        }
    }

    package func sources() async throws -> [SourceFile] {
        try await read { database in
            try String.fetchAll(database, sql: "SELECT source FROM file WHERE source IS NOT NULL ORDER BY path")
                .map { try StoredJSON.value(SourceFile.self, $0) }
        }
    }

    /// How guarded each imported file was when it was read.
    package func sourceGuards() async throws -> [SourceGuard] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT path, json_extract(source, '$.kind'), json_extract(source, '$.dataClass'),
                        json_extract(source, '$.said') FROM file WHERE source IS NOT NULL ORDER BY path
                    """
            )
            return rows.map { row in
                SourceGuard(
                    path: row[0],
                    kind: row[1] ?? "",
                    dataClass: DataClass(rawValue: row[2] ?? "") ?? .restricted,
                    said: row[3]
                )
            }
        }
    }

    /// Those whose path starts so.
    package func sources(below prefix: String) async throws -> [SourceFile] {
        try await read { database in
            let sql = """
                SELECT source FROM file WHERE source IS NOT NULL AND path >= ?1 AND path < ?1 || char(1114111)
                ORDER BY path
                """
            return try String.fetchAll(database, sql: sql, arguments: [prefix])
                .map { try StoredJSON.value(SourceFile.self, $0) }
        }
    }

    /// What is known of one imported file; `nil` when it was never read to its end.
    package func source(_ path: String) async throws -> SourceFile? {
        try await read { database in
            let sql = "SELECT source FROM file WHERE path = ? AND source IS NOT NULL"
            return try String.fetchOne(database, sql: sql, arguments: [path])
                .map { try StoredJSON.value(SourceFile.self, $0) }
        }
    }

    package func quarantine(file: String?) async throws -> [QuarantinedRow] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT path, line, reason, detail, raw FROM file CROSS JOIN quarantine ON file = file.id
                    \(file == nil ? "" : "WHERE path = ?") ORDER BY path, line, reason
                    """,
                arguments: file.map { [$0] } ?? []
            )
            var result: [QuarantinedRow] = []
            while let row = try rows.next() {
                let raw = try row.bytes(4) { String(decoding: $0, as: UTF8.self) }
                result.append(QuarantinedRow(file: row[0], line: row[1], reason: row[2], detail: row[3], raw: raw))
            }
            return result
        }
    }

    package func revision() async throws -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT value FROM state WHERE name = 'revision'") ?? 0 }
    }
}

/// How guarded an imported file was when it was read: a part of ``SourceFile``.
package struct SourceGuard: Sendable {
    package var path: String
    package var kind: String
    package var dataClass: DataClass
    /// What somebody said of how to read it, as a mapping in YAML.
    package var said: String?
}
