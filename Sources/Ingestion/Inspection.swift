/// What is believed about a file before it is read.
package struct Inspection: Codable, Sendable, Hashable {
    package var path: String
    package var kind: InputKind
    /// `wide`, `long`, `transposed`, `table`, `json`, `log`, `markdown`, `text`, `html`, `pdf`, `picture`, `docx`, `hwpx`, `eml`.
    package var layout: String
    package var encoding: String
    package var separator: String?
    /// `point` or `comma`.
    package var decimal: String?
    /// `gzip` or `zstd`, where the file is packed.
    package var compression: String?
    /// The line of the column names, counted from 1.
    package var headerLine: Int?
    package var columns: [String] = []
    package var timeColumn: String?
    package var timeFormat: String?
    /// Times without a zone are read in it.
    package var zone: String
    /// Columns of readings, for wide layouts.
    package var tagsFound = 0
    /// Those that the plant's tag list knows.
    package var tagsRecognised = 0
    /// The sheets of a workbook; what else is said here is of the one that holds most.
    package var sheets: [SheetInspection] = []
    /// What a person should look at, in sentences.
    package var oddities: [String] = []
    package var bytes: Int
    /// What would be used: edit ``Mapping/yaml`` and pass it back.
    package var mapping: Mapping
    /// Changes when the file would be read differently.
    package var digest: String
}

/// What is believed about a sheet of a workbook.
package struct SheetInspection: Codable, Sendable, Hashable {
    package var name: String
    package var isHidden: Bool
    /// `nil` where the sheet is not read: it is hidden, empty or left out by the mapping.
    package var kind: InputKind?
    package var headerLine: Int?
    package var columns: [String]
}

extension Inspection {
    /// The mapping with the zone said, where times are in it: what it reads does not change when the plant's zone does.
    package func mapping(inZone zone: String) -> Mapping {
        var mapping = mapping
        if var time = mapping.common.time, time.zone == nil {
            time.zone = zone
            mapping.common.time = time
        }
        return mapping
    }
}
