package import Plant

/// How far a file was read.
package struct ReadProgress: Sendable, Hashable {
    /// Bytes of the file as it lies on disk.
    package var bytes: Int
    package var totalBytes: Int
    package var rows: Int
    package var readings: Int

    package init(bytes: Int, totalBytes: Int, rows: Int, readings: Int) {
        self.bytes = bytes
        self.totalBytes = totalBytes
        self.rows = rows
        self.readings = readings
    }
}

/// What was in a file that was read to its end.
package struct ReadSummary: Codable, Sendable, Hashable {
    package var kind: InputKind
    /// Rows of data: headings, blank lines and rows set aside by a mapping's `only` and `except` are not counted,
    /// quarantined ones are.
    package var rows = 0
    /// Readings with a number that can be used.
    package var readings = 0
    package var records = 0
    /// Readings without such a number, by what the file said instead. They are stored with their quality.
    package var badQuality: [String: Int] = [:]
    /// Empty cells of tag columns: counted, not stored.
    package var blanks = 0
    /// Rows set aside, by reason.
    package var quarantined: [String: Int] = [:]
    package var tags = 0
    package var from: Timestamp?
    /// The last time, itself included.
    package var to: Timestamp?
    /// Steps in time more than two and a half times the usual one.
    package var gaps = 0
    /// What was odd and only reading showed, in sentences.
    package var oddities: [String] = []

    /// The sheets of a workbook, where several are read: each is a source of its own.
    package var parts: [Part] = []

    package struct Part: Codable, Sendable, Hashable {
        /// `orders.xlsx#Sheet1`
        package var name: String
        package var kind: InputKind
        package var rows: Int
    }

    package init(kind: InputKind) {
        self.kind = kind
    }

    mutating func cover(_ nanoseconds: Int64) {
        if from.map({ nanoseconds < $0.nanoseconds }) ?? true { from = Timestamp(nanoseconds: nanoseconds) }
        if to.map({ nanoseconds > $0.nanoseconds }) ?? true { to = Timestamp(nanoseconds: nanoseconds) }
    }

    /// Takes in what was in another table of the same file.
    mutating func add(_ other: ReadSummary, named name: String) {
        rows += other.rows
        readings += other.readings
        records += other.records
        badQuality.merge(other.badQuality) { $0 + $1 }
        blanks += other.blanks
        quarantined.merge(other.quarantined) { $0 + $1 }
        tags += other.tags
        if let time = other.from { cover(time.nanoseconds) }
        if let time = other.to { cover(time.nanoseconds) }
        gaps += other.gaps
        oddities += other.oddities.map { "\(name): \($0)" }
        parts.append(Part(name: name, kind: other.kind, rows: other.rows))
    }

    /// Counts a status by its text; past a thousand different ones the rest share a count.
    mutating func countStatus(_ text: String) {
        let key = badQuality[text] != nil || badQuality.count < 1_000 ? text : "(other)"
        badQuality[key, default: 0] += 1
    }
}
