/// What can be read back. Any number of readers may work while one writer writes.
///
/// An implementation must: give each call a consistent view of what was committed before it; return series with
/// ascending times; return records ordered by time, then kind, then id (records without a time last); never lose
/// what was committed. It may throw ``StoreError``.
package protocol PlantReader: Sendable {
    func assets() async throws -> [Asset]
    func tags() async throws -> [Tag]
    /// First and last reading of a tag (`to` is one nanosecond after the last); `nil` when there are none.
    func span(of tag: TagName) async throws -> TimeWindow?
    func readings(of tag: TagName, in window: TimeWindow) async throws -> ReadingSeries
    /// The window cut into equal stretches.
    func trend(of tag: TagName, in window: TimeWindow, stretches: Int) async throws -> [TrendPoint]
    func records(_ query: RecordQuery, limit: Int?) async throws -> [Record]
    func count(_ query: RecordQuery) async throws -> Int
    func incidents(overlapping window: TimeWindow?, assets: [AssetID]) async throws -> [Incident]
    func incident(_ id: String) async throws -> Incident?
    func sources() async throws -> [SourceFile]
    func quarantine(file: String?) async throws -> [QuarantinedRow]
    /// A number that grows with every committed change; what is derived from the store carries it.
    func revision() async throws -> Int64
}

/// What changes the store. Each call is one transaction: it happens as a whole or not at all, and survives a kill
/// at any instant once it has returned.
package protocol PlantWriter: Sendable {
    /// Writes a piece of an import. Writing the same piece again changes nothing.
    func commit(_ batch: ImportBatch) async throws -> ImportCounts
    /// Notes that a file was read to its end, so that the same content is skipped next time. Records, readings are
    /// kept; quarantined rows of the file from an earlier import are replaced by this import's.
    func finish(_ source: SourceFile) async throws
    /// Replaces every incident that starts within the window by these.
    func replaceIncidents(startingIn window: TimeWindow, with incidents: [Incident]) async throws
}

/// A store that can be read and written.
package typealias PlantStore = PlantReader & PlantWriter

/// A file that was imported.
package struct SourceFile: Codable, Sendable, Hashable {
    package var path: String
    /// SHA-256 of its bytes, in hexadecimal.
    package var digest: String
    /// Digest of the mapping and settings it was read with: a changed mapping reads the file again.
    package var mappingDigest: String
    package var bytes: Int
    /// `readings`, `alarms`, `work_orders`, `notes`, `document`, `assets`, `tags`, `events`.
    package var kind: String
    package var rows: Int
    package var dataClass: DataClass
    /// What was reported of the file when it was read, for the importer to say again.
    package var report: String?
    /// Readings: the whole mapping it was read with, as YAML, by which they can be taken back.
    package var mapping: String?
    /// What somebody said of how to read it, as a mapping in YAML: it holds until something else is said.
    package var said: String?

    package init(
        path: String,
        digest: String,
        mappingDigest: String,
        bytes: Int,
        kind: String,
        rows: Int,
        dataClass: DataClass,
        report: String? = nil,
        mapping: String? = nil,
        said: String? = nil
    ) {
        self.path = path
        self.digest = digest
        self.mappingDigest = mappingDigest
        self.bytes = bytes
        self.kind = kind
        self.rows = rows
        self.dataClass = dataClass
        self.report = report
        self.mapping = mapping
        self.said = said
    }
}

/// A row that could not be taken in, kept as it was.
package struct QuarantinedRow: Codable, Sendable, Hashable {
    package var file: String
    /// Counted from 1, headings included.
    package var line: Int
    /// A short stable word: `bad_time`, `missing_columns`, `bad_number`, `bad_encoding`.
    package var reason: String
    /// A sentence: what was found and what was expected.
    package var detail: String
    /// The row's text, cut at 4 KiB.
    package var raw: String

    package init(file: String, line: Int, reason: String, detail: String, raw: String) {
        self.file = file
        self.line = line
        self.reason = reason
        self.detail = detail
        self.raw = raw
    }
}

/// A piece of an import, small enough to hold in memory.
package struct ImportBatch: Sendable {
    package var series: [ReadingSeries]
    /// How guarded the tags of these series are at least.
    package var seriesClass = DataClass.internal
    package var records: [Record]
    package var assets: [Asset]
    package var tags: [Tag]
    package var quarantined: [QuarantinedRow]

    package init(
        series: [ReadingSeries] = [],
        records: [Record] = [],
        assets: [Asset] = [],
        tags: [Tag] = [],
        quarantined: [QuarantinedRow] = []
    ) {
        self.series = series
        self.records = records
        self.assets = assets
        self.tags = tags
        self.quarantined = quarantined
    }
}

/// What writing a piece did, over readings and records alike.
package struct ImportCounts: Codable, Sendable, Hashable {
    /// New.
    package var stored: Int
    /// There before with another value.
    package var replaced: Int
    /// There before, the same.
    package var unchanged: Int

    package init(stored: Int = 0, replaced: Int = 0, unchanged: Int = 0) {
        self.stored = stored
        self.replaced = replaced
        self.unchanged = unchanged
    }

    package static func += (left: inout ImportCounts, right: ImportCounts) {
        left.stored += right.stored
        left.replaced += right.replaced
        left.unchanged += right.unchanged
    }
}

/// A store that cannot do what it was asked to.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case diskFull = "disk_full"
        case readOnly = "read_only"
        /// Another process holds the store for writing.
        case busy
        case corrupt
        /// Made by a newer version of the program.
        case tooNew = "too_new"
        case failed
    }

    package let code: Code
    package let path: String
    /// What happened and what to do, in a sentence.
    package let message: String

    package init(code: Code, path: String, message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    package var description: String {
        "\(path): \(message)"
    }
}
