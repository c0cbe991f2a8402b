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
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT min(start), max(stop) FROM segment WHERE tag = (SELECT id FROM tag WHERE name = ?)",
                arguments: [tag.rawValue]
            )
            guard let row, let from: Int64 = row[0], let to: Int64 = row[1] else { return nil }
            return TimeWindow(from: Timestamp(nanoseconds: from), to: Timestamp(nanoseconds: to + 1))
        }
    }

    package func readings(of tag: TagName, in window: TimeWindow) async throws -> ReadingSeries {
        try await read { database in
            var result = ReadingSeries(tag: tag)
            for segment in try Segment.fetch(database, tag: tag, window: window) {
                let series = try segment.series(tag)
                let low = series.times.firstIndex { $0 >= window.from.nanoseconds } ?? series.count
                let high = series.times.lastIndex { $0 < window.to.nanoseconds }.map { $0 + 1 } ?? 0
                guard low < high else { continue }
                result.times.append(contentsOf: series.times[low..<high])
                result.values.append(contentsOf: series.values[low..<high])
                result.qualities.append(contentsOf: series.qualities[low..<high])
            }
            return result
        }
    }

    package func trend(of tag: TagName, in window: TimeWindow, stretches: Int) async throws -> [TrendPoint] {
        let cut = TrendCut(window: window, stretches: stretches)
        return try await read { database in
            var parts = [SegmentSummary](repeating: SegmentSummary(), count: cut.stretches)
            for segment in try Segment.fetch(database, tag: tag, window: window) {
                // A segment within one stretch need not be unpacked.
                if let first = cut.index(segment.start), first == cut.index(segment.stop) {
                    parts[first].add(segment.summary)
                    continue
                }
                let series = try segment.series(tag)
                for index in series.times.indices {
                    guard let stretch = cut.index(series.times[index]) else { continue }
                    parts[stretch].add(series.values[index], series.qualities[index])
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
                sql: "SELECT json FROM incident WHERE start < ? AND stop >= ? ORDER BY start, id",
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
            try String.fetchAll(database, sql: "SELECT json FROM source ORDER BY path")
                .map { try StoredJSON.value(SourceFile.self, $0) }
        }
    }

    package func quarantine(file: String?) async throws -> [QuarantinedRow] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT file, line, reason, detail, raw FROM quarantine WHERE file = ?1 OR ?1 IS NULL
                    ORDER BY file, line, reason
                    """,
                arguments: [file]
            )
            .map { QuarantinedRow(file: $0[0], line: $0[1], reason: $0[2], detail: $0[3], raw: $0[4]) }
        }
    }

    package func revision() async throws -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT value FROM state WHERE name = 'revision'") ?? 0 }
    }
}
