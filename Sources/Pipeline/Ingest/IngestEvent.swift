import Ingestion

/// What an import says while it runs.
package enum IngestEvent: Sendable {
    /// Before files are read.
    case believed(Beliefs)
    case reading(_ path: String, bytes: Int, rows: Int)
    /// What is done after the files were read.
    case step(String)
}

/// What is believed of files that are about to be read.
package struct Beliefs: Sendable {
    var files: [InspectedFile] = []

    /// Of all of them together.
    package var bytes: Int { files.reduce(0) { $0 + ($1.inspection?.bytes ?? 0) } }
    package var isEmpty: Bool { files.isEmpty }

    /// Everything of a few files; of many a line each, and one for neighbours of which the same is believed.
    package func text() -> String {
        guard files.count > 3 else { return files.flatMap { $0.lines() }.joined(separator: "\n") }
        var groups: [(folder: String, names: [String], belief: String)] = []
        for file in files {
            let parts = file.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let folder = parts.dropLast().joined(separator: "/")
            let belief = file.inspection.map { Belief($0).sentence } ?? ""
            if let last = groups.last, last.folder == folder, last.belief == belief {
                groups[groups.count - 1].names.append(parts.last ?? file.path)
            } else {
                groups.append((folder, [parts.last ?? file.path], belief))
            }
        }
        return groups.map { group in
            let more =
                group.names.count > 1 ? " … \(group.names[group.names.count - 1]) (\(group.names.count) files)" : ""
            let folder = group.folder.isEmpty ? "" : group.folder + "/"
            return "\(folder)\(group.names[0])\(more): \(group.belief)"
        }.joined(separator: "\n")
    }
}

/// How a file is read, in short.
package struct Belief: Codable, Sendable, Hashable {
    var layout: String
    var encoding: String
    var compression: String?
    var separator: String?
    var decimal: String?
    var header_line: Int?
    var time_column: String?
    var time_format: String?
    var zone: String?
    var tags_found: Int
    var tags_recognised: Int
    private var kind: String
    private var oddities: [String]

    init(_ inspection: Inspection) {
        kind = inspection.kind.rawValue
        layout = inspection.layout
        encoding = inspection.encoding
        compression = inspection.compression
        separator = inspection.separator
        decimal = inspection.decimal
        header_line = inspection.headerLine
        time_column = inspection.timeColumn
        time_format = inspection.timeFormat
        zone = inspection.timeColumn == nil ? nil : inspection.zone
        tags_found = inspection.tagsFound
        tags_recognised = inspection.tagsRecognised
        oddities = inspection.oddities
    }

    var sentence: String {
        var parts = [kind == layout ? kind : "\(kind), \(layout)", encoding]
        if let compression { parts.append(compression) }
        if let separator { parts.append("separated by \(separator)") }
        if decimal == "comma" { parts.append("decimal commas") }
        if let time_format, let zone { parts.append("times \(time_format) in \(zone)") }
        if tags_found > 0 { parts.append(Plural.of(tags_found, "tag") + ", \(tags_recognised) known") }
        return ([parts.joined(separator: ", ")] + oddities.map { "odd: " + $0 }).joined(separator: "; ")
    }
}
