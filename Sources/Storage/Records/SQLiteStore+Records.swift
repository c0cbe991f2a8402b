package import Plant

extension SQLiteStore {
    package func records(_ query: RecordQuery, limit: Int?) async throws -> [Plant.Record] {
        try await read { try RecordSQL(query).records($0, limit: limit) }
    }

    package func count(_ query: RecordQuery) async throws -> Int {
        try await read { try RecordSQL(query).count($0) }
    }

    /// How many of the records have which value in a field (``RecordField`` names the known ones), compared as they
    /// are; records without the field are not counted.
    package func counts(_ query: RecordQuery, by field: String) async throws -> [String: Int] {
        try await read { try RecordSQL(query).counts($0, by: field) }
    }
}
