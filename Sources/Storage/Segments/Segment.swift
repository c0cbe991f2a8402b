import Foundation
import GRDB
import Plant

/// A stored stretch of readings of one tag.
struct Segment: Sendable {
    /// Readings in a full segment: large enough to pack well, small enough to unpack for a window of minutes.
    static let capacity = 4_096

    var id: Int64
    /// First and last reading, nanoseconds.
    var start: Int64
    var stop: Int64
    var summary: SegmentSummary
    var data: Data

    init(_ row: Row) {
        id = row[0]
        start = row[1]
        stop = row[2]
        summary = SegmentSummary()
        summary.count = row[3]
        summary.unusable = row[4]
        summary.minimum = row[5]
        summary.maximum = row[6]
        summary.sum = row[7]
        data = row[8]
    }

    private static let columns = "id, start, stop, count, unusable, minimum, maximum, sum, data"

    /// Segments of a tag that have readings within a window, in order.
    static func fetch(_ database: Database, tag: TagName, window: TimeWindow) throws -> [Segment] {
        guard
            let id = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT id FROM tag WHERE name = ?"),
                arguments: [tag.rawValue]
            )
        else { return [] }
        guard window.to > window.from else { return [] }
        return try fetch(database, tagID: id, from: window.from.nanoseconds, through: window.to.nanoseconds - 1)
    }

    static func fetch(_ database: Database, tagID: Int64, from: Int64, through: Int64) throws -> [Segment] {
        // The segment that holds `from` starts at or before it: found by one step back in the index.
        let first = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT max(start) FROM segment WHERE tag = ? AND start <= ?"),
            arguments: [tagID, from]
        )
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(columns) FROM segment WHERE tag = ? AND start >= ? AND start <= ? AND stop >= ?
                    ORDER BY start
                    """
            ),
            arguments: [tagID, first ?? from, through, from]
        ).map(Segment.init)
    }

    /// The last segment of a tag, if it has room.
    static func open(_ database: Database, tagID: Int64) throws -> Segment? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(columns) FROM segment WHERE tag = ? ORDER BY start DESC LIMIT 1"
            ),
            arguments: [tagID]
        ).map(Segment.init).flatMap { $0.summary.count + $0.summary.unusable < capacity ? $0 : nil }
    }

    func series(_ tag: TagName) throws -> ReadingSeries {
        do {
            return try SegmentCodec.decode([UInt8](data), tag: tag)
        } catch {
            throw StoreError(
                code: error == .unknownVersion ? .tooNew : .corrupt,
                path: "segment \(id) of tag \(tag.rawValue)",
                message: error == .unknownVersion
                    ? "was written by a newer version of telltale; use that version"
                    : "is damaged; ingest the tag's files again into a new workspace"
            )
        }
    }

    /// Cuts a series into segments and stores them.
    static func insert(_ series: ReadingSeries, tagID: Int64, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO segment (tag, start, stop, count, unusable, minimum, maximum, sum, data)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        var low = 0
        while low < series.count {
            let high = min(series.count, low + capacity)
            let summary = SegmentSummary(series, low..<high)
            try statement.execute(arguments: [
                tagID, series.times[low], series.times[high - 1], summary.count, summary.unusable, summary.minimum,
                summary.maximum, summary.sum, Data(SegmentCodec.encode(series, low..<high)),
            ])
            low = high
        }
    }
}
