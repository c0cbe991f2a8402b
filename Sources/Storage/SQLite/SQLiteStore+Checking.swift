import GRDB
import Plant

extension SQLiteStore {
    /// Looks for damage: the file's structure, and every stored reading's check sum and place.
    ///
    /// - Returns: What is wrong, in words; `nil` when nothing is.
    package func damage() async throws -> String? {
        do {
            let faults = try await read { database in
                let found = try String.fetchAll(database, sql: "PRAGMA quick_check(10)")
                guard found == ["ok"] else { return found }
                return try SQLiteStore.damagedSegments(database)
            }
            return faults.isEmpty ? nil : faults.joined(separator: "; ")
        } catch let error as StoreError where error.code == .corrupt {
            return error.message
        }
    }

    private static func damagedSegments(_ database: Database) throws -> [String] {
        var faults: [String] = []
        var (tag, stop) = (Int64.min, Int64.min)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT segment.tag, start, stop, bytes, name FROM segment
                LEFT JOIN segment_data ON segment_data.id = data LEFT JOIN tag ON tag.id = segment.tag
                ORDER BY segment.tag, start
                """
        )
        while let row = try rows.next(), faults.count < 10 {
            let name = row[4] as String? ?? "number \(row[0] as Int64)"
            if row[0] == tag, stop >= row[1] { faults.append("readings of tag \(name) overlap") }
            (tag, stop) = (row[0], row[2])
            let isSound = try row.bytes(3) { (try? SegmentCodec.check($0)) != nil }
            if !isSound {
                faults.append("readings of tag \(name) from \(Timestamp(nanoseconds: row[1])) are damaged")
            }
        }
        return faults
    }
}
