import Ingestion

/// What is believed of one file, or why it cannot be read.
struct InspectedFile: Codable, Sendable {
    var path: String
    var inspection: Inspection?
    var mapping: String?
    var error: String?

    /// What a person reads of it.
    func lines() -> [String] {
        guard let inspection else { return ["✗ \(error ?? "\(path): cannot be read")"] }
        var lines = ["\(path)"]
        lines.append(
            "  kind: \(inspection.kind.rawValue), layout: \(inspection.layout), encoding: \(inspection.encoding)"
        )
        if let separator = inspection.separator { lines.append("  separator: \(separator)") }
        if let line = inspection.headerLine {
            lines.append("  headings on line \(line): \(inspection.columns.prefix(8).joined(separator: ", "))")
        }
        if let column = inspection.timeColumn {
            lines.append(
                "  time: column '\(column)', \(inspection.timeFormat ?? "format unknown"), zone \(inspection.zone)"
            )
        }
        if inspection.tagsFound > 0 {
            lines.append("  tags: \(inspection.tagsFound), of which \(inspection.tagsRecognised) are known")
        }
        for oddity in inspection.oddities { lines.append("  odd: " + oddity) }
        for sheet in inspection.sheets {
            let what = sheet.kind.map { "\($0.rawValue), headings on line \(sheet.headerLine ?? 0)" } ?? "not read"
            lines.append("  sheet '\(sheet.name)'\(sheet.isHidden ? " (hidden)" : ""): \(what)")
        }
        return lines
    }
}
