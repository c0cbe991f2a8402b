/// What a record is.
package enum RecordKind: String, Codable, Sendable, CaseIterable {
    /// One transition of a process alarm: activation, return, acknowledgement, shelving…
    case alarm
    /// Something that happened and was logged by a system: an alert of a rule, an anomaly, a logged event.
    case event
    case workOrder = "work_order"
    /// A shift log entry or another remark by a person.
    case note
    /// A stretch of a document: a manual, a procedure, an incident report.
    case passage
}

/// Anything the plant wrote down in words or codes, other than readings.
///
/// All kinds share this shape so that they are stored, counted, searched and cited alike. What differs is in
/// ``fields``, under the names of ``RecordField``; ``Alarm`` and ``WorkOrder`` are typed views of it.
package struct Record: Codable, Sendable, Hashable, Identifiable {
    /// Unique among records of its kind, and the same on every import: the plant's own number (`WO16228`) where
    /// there is one, else made from the source file and row.
    package var id: String
    package var kind: RecordKind
    package var asset: AssetID?
    package var time: Timestamp?
    /// When it ended, for records that last.
    package var end: Timestamp?
    /// A line: the short text of a work order, the heading of a passage, the message of an alarm.
    package var title: String
    package var text: String
    package var fields: [String: String]
    package var dataClass: DataClass
    package var source: SourceLocation

    package init(
        id: String,
        kind: RecordKind,
        asset: AssetID? = nil,
        time: Timestamp? = nil,
        end: Timestamp? = nil,
        title: String,
        text: String = "",
        fields: [String: String] = [:],
        dataClass: DataClass = .internal,
        source: SourceLocation
    ) {
        self.id = id
        self.kind = kind
        self.asset = asset
        self.time = time
        self.end = end
        self.title = title
        self.text = text
        self.fields = fields
        self.dataClass = dataClass
        self.source = source
    }
}

/// Where a record came from, precisely enough to open it.
package struct SourceLocation: Codable, Sendable, Hashable {
    /// The file's path as it was given at import.
    package var file: String
    /// The row or line in the file, counted from 1, headings included.
    package var row: Int?
    /// The page of a document, counted from 1.
    package var page: Int?
    /// The headings above a passage, outermost first.
    package var headings: [String]
    /// Where a passage starts in the document's text, in UTF-8 bytes.
    package var offset: Int?

    package init(file: String, row: Int? = nil, page: Int? = nil, headings: [String] = [], offset: Int? = nil) {
        self.file = file
        self.row = row
        self.page = page
        self.headings = headings
        self.offset = offset
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `workorders.csv:12`, `seal-procedure.pdf p. 3 › Replacement`
    package var description: String {
        var text = file.split(separator: "/").last.map(String.init) ?? file
        if let row { text += ":\(row)" }
        if let page { text += " p. \(page)" }
        if !headings.isEmpty { text += " › " + headings.joined(separator: " › ") }
        return text
    }
}
