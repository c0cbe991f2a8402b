import Ingestion

/// What is believed of one file, or why it cannot be read.
struct InspectedFile: Codable, Sendable {
    var path: String
    var inspection: Inspection?
    var mapping: String?
    var error: String?

    func text() -> String {
        guard let inspection else { return "✗ \(path): \(error ?? "cannot be read")" }
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
        lines.append("  mapping (edit and pass back with --map):")
        lines.append(
            contentsOf: (mapping ?? "").split(separator: "\n").map { "    " + $0 }
        )
        return lines.joined(separator: "\n")
    }
}
