import Foundation
import GRDB
import Plant

/// A stored stretch of readings of one tag, without the readings.
struct SegmentHeader: Sendable {
    /// First and last reading, nanoseconds.
    var start: Int64
    var stop: Int64
    var summary: SegmentSummary
    /// Where its readings are.
    var data: Int64

    init(_ row: Row) {
        start = row[0]
        stop = row[1]
        summary = SegmentSummary()
        summary.count = row[2]
        summary.unusable = row[3]
        summary.minimum = row[4]
        summary.maximum = row[5]
        // SQLite keeps a sum that is not a number as NULL.
        summary.sum = ExactSum(high: row[6] ?? .nan, low: row[7] ?? 0)
        data = row[8]
    }
}

/// Segments in the store. Those of a tag never overlap, and lie next to each other ordered by time; their packed
/// readings lie in a table of their own, so that summaries are read without them.
struct SegmentTable {
    let database: Database
    let tag: TagName
    let tagID: Int64

    /// `nil` for a tag that the store does not know.
    init?(_ database: Database, tag: TagName) throws {
        let find = try database.cachedStatement(sql: "SELECT id FROM tag WHERE name = ?")
        guard let id = try Int64.fetchOne(find, arguments: [tag.rawValue]) else { return nil }
        self.init(database, tag: tag, id: id)
    }

    init(_ database: Database, tag: TagName, id: Int64) {
        self.database = database
        self.tag = tag
        tagID = id
    }

    private static let columns = "start, stop, count, unusable, minimum, maximum, sum, sum_low, data"

    /// Segments that have readings from one moment through another, in order.
    func headers(from: Int64, through: Int64) throws -> [SegmentHeader] {
        // Backwards from the last that can: because segments do not overlap, the first one that ends too early is
        // the end of the search.
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT \(SegmentTable.columns) FROM segment WHERE tag = ? AND start <= ? ORDER BY start DESC
                    """
            ),
            arguments: [tagID, through]
        )
        var headers: [SegmentHeader] = []
        while let row = try rows.next() {
            let header = SegmentHeader(row)
            if header.stop < from { break }
            headers.append(header)
        }
        return headers.reversed()
    }

    func headers(in window: TimeWindow) throws -> [SegmentHeader] {
        guard !window.isEmpty else { return [] }
        return try headers(from: window.from.nanoseconds, through: window.to.nanoseconds - 1)
    }

    enum End {
        case first
        case last
    }

    func header(at end: End) throws -> SegmentHeader? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(SegmentTable.columns) FROM segment WHERE tag = ?
                    ORDER BY start \(end == .first ? "ASC" : "DESC") LIMIT 1
                    """
            ),
            arguments: [tagID]
        ).map(SegmentHeader.init)
    }

    /// From the first reading to just after the last; `nil` when there are none.
    func span() throws -> TimeWindow? {
        guard let first = try header(at: .first), let last = try header(at: .last) else { return nil }
        return TimeWindow(from: Timestamp(nanoseconds: first.start), to: SegmentTable.after(last.stop))
    }

    static func after(_ stop: Int64) -> Timestamp {
        Timestamp(nanoseconds: stop == .max ? .max : stop + 1)
    }

    func last(before start: Int64) throws -> SegmentHeader? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(SegmentTable.columns) FROM segment WHERE tag = ? AND start < ? ORDER BY start DESC LIMIT 1
                    """
            ),
            arguments: [tagID, start]
        ).map(SegmentHeader.init)
    }

    func first(after stop: Int64) throws -> SegmentHeader? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(SegmentTable.columns) FROM segment WHERE tag = ? AND start > ? ORDER BY start LIMIT 1"
            ),
            arguments: [tagID, stop]
        ).map(SegmentHeader.init)
    }

    func readings(_ header: SegmentHeader) throws -> ReadingSeries {
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT bytes FROM segment_data WHERE id = ?"),
            arguments: [header.data]
        )
        guard let row = try rows.next() else { throw fault(.damaged) }
        return try row.bytes(0) { bytes in
            do {
                return try SegmentCodec.decode(bytes, tag: tag)
            } catch let error as SegmentError {
                throw fault(error)
            }
        }
    }

    private func fault(_ error: SegmentError) -> StoreError {
        switch error {
        case .unknownVersion:
            StoreError(
                code: .tooNew,
                path: "readings of tag \(tag.rawValue)",
                message: "were written by a newer version of telltale; use that version"
            )
        case .damaged:
            StoreError(
                code: .corrupt,
                path: "readings of tag \(tag.rawValue)",
                message: "are damaged; restore a backup, or ingest the files again into a new workspace"
            )
        }
    }

    /// What was found in these readings has to be looked for again: see ``SQLiteStore/examinations()``.
    func noteChange(from: Int64, through: Int64) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO unexamined (tag, start, stop, revision)
                SELECT ?, ?, ?, value + 1 FROM state WHERE name = 'revision'
                ON CONFLICT (tag) DO UPDATE SET start = min(start, excluded.start), stop = max(stop, excluded.stop),
                    revision = excluded.revision
                """
        ).execute(arguments: [tagID, from, through])
    }

    func delete(_ header: SegmentHeader) throws {
        try database.cachedStatement(sql: "DELETE FROM segment WHERE tag = ? AND start = ?")
            .execute(arguments: [tagID, header.start])
        try database.cachedStatement(sql: "DELETE FROM segment_data WHERE id = ?").execute(arguments: [header.data])
    }

    func insert(_ series: ReadingSeries, _ range: Range<Int>) throws {
        let bytes = SegmentCodec.encode(series, range)
        try database.cachedStatement(sql: "INSERT INTO segment_data (bytes) VALUES (?)")
            .execute(arguments: [Data(bytes)])
        let summary = SegmentSummary(series, range)
        try database.cachedStatement(
            sql: "INSERT INTO segment (tag, \(SegmentTable.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            tagID, series.times[range.lowerBound], series.times[range.upperBound - 1], summary.count,
            summary.unusable, summary.minimum, summary.maximum, summary.sum.high, summary.sum.low,
            database.lastInsertedRowID,
        ])
    }
}
