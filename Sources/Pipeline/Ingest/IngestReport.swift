import Ingestion
package import Plant

/// What became of one file.
package struct IngestedFile: Codable, Sendable, Hashable {
    package enum Outcome: String, Codable, Sendable {
        case stored
        /// Read before with the same content and mapping.
        case unchanged
        /// The mapping says to leave it out.
        case skipped
        case failed
    }

    package var path: String
    package var outcome: Outcome
    package var kind: String?
    package var rows = 0
    package var stored = 0
    package var replaced = 0
    package var unchanged = 0
    /// Reason → count.
    package var quarantined: [String: Int] = [:]
    /// Usable numbers.
    package var readings = 0
    /// Status as the file writes it → count.
    package var bad_quality: [String: Int] = [:]
    package var blanks = 0
    package var tags = 0
    package var from: Timestamp?
    package var to: Timestamp?
    package var gaps = 0
    package var oddities: [String] = []
    package var error: String?

    package init(path: String, outcome: Outcome) {
        self.path = path
        self.outcome = outcome
    }

    /// A file that was read before: what was found in it then, and that nothing had to be stored.
    init(unchanged source: SourceFile, at path: String) {
        let before = source.report.flatMap { try? JSONText.decode(IngestedFile.self, from: Array($0.utf8)) }
        self = before ?? IngestedFile(path: path, outcome: .unchanged)
        self.path = path
        outcome = .unchanged
        kind = source.kind
        rows = source.rows
        unchanged = stored + replaced + unchanged
        stored = 0
        replaced = 0
        quarantined = [:]
    }
}

/// What an import did; in JSON this is what `telltale ingest --json` prints.
package struct IngestReport: Codable, Sendable {
    package var schema = "telltale.ingest/1"
    package var files: [IngestedFile]
    /// Tags that nobody knew before this import.
    package var tags_new = 0
    /// Incidents within the time that the new data touch.
    package var incidents: Int

    package var hasQuarantine: Bool { files.contains { !$0.quarantined.isEmpty } }
    package var hasFailures: Bool { files.contains { $0.outcome == .failed } }

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        var lines: [String] = []
        for file in files where file.outcome != .unchanged || files.count <= 3 { lines.append(contentsOf: line(file)) }
        let unchanged = files.filter { $0.outcome == .unchanged }.count
        if unchanged > 0 { lines.append("\(unchanged) file(s) were read before and have not changed") }
        let rows = files.reduce(0) { $0 + $1.rows }
        let readings = files.reduce(0) { $0 + $1.readings }
        let stored = files.reduce(0) { $0 + $1.stored }
        let replaced = files.reduce(0) { $0 + $1.replaced }
        let quarantined = files.reduce(0) { $0 + $1.quarantined.values.reduce(0, +) }
        lines.append(
            "\(files.count) file(s): \(rows) rows, \(readings) readings; \(stored) stored, \(replaced) replaced, "
                + "\(quarantined) quarantined"
        )
        let gaps = files.reduce(0) { $0 + $1.gaps }
        if let from = files.compactMap(\.from).min(), let to = files.compactMap(\.to).max() {
            lines.append("They span \(from) – \(to)" + (gaps > 0 ? ", with \(gaps) gap(s) in files" : ""))
        }
        if tags_new > 0 { lines.append("\(tags_new) tag(s) are new") }
        if quarantined > 0 { lines.append("See them with: telltale quarantine list") }
        if incidents > 0 { lines.append("\(incidents) incident(s) found. See them with: telltale incidents") }
        return lines.joined(separator: "\n")
    }

    private func line(_ file: IngestedFile) -> [String] {
        guard file.outcome != .failed else { return ["✗ \(file.path): \(file.error ?? "failed")"] }
        guard file.outcome != .skipped else { return ["- \(file.path): left out by the mapping"] }
        var parts = ["\(file.rows) rows"]
        if file.readings > 0 { parts.append("\(file.readings) readings of \(file.tags) tags") }
        if file.blanks > 0 { parts.append("\(file.blanks) blanks") }
        if !file.bad_quality.isEmpty {
            let statuses = file.bad_quality.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            parts.append("bad quality: " + statuses.joined(separator: ", "))
        }
        parts.append("\(file.stored) stored")
        if file.replaced > 0 { parts.append("\(file.replaced) replaced") }
        if let from = file.from, let to = file.to { parts.append(from == to ? "at \(from)" : "\(from) – \(to)") }
        if file.gaps > 0 { parts.append("\(file.gaps) gaps") }
        var lines = ["• \(file.path) [\(file.kind ?? "?")]: " + parts.joined(separator: ", ")]
        for (reason, count) in file.quarantined.sorted(by: { $0.key < $1.key }) {
            lines.append("    quarantined \(count): \(reason)")
        }
        for oddity in file.oddities { lines.append("    " + oddity) }
        return lines
    }
}

/// What is believed of files before they are read.
package struct InspectionReport: Sendable {
    var inspections: [InspectedFile]

    package func json() throws -> String { try JSONText.pretty(inspections) }

    /// A mapping file that says in comments what is believed: it can be saved, edited and passed back as it is.
    package func text() -> String {
        var lines = [
            "# What is believed of \(inspections.count) file(s). Save this, edit it and pass it back with --map."
        ]
        var mapping = Mapping()
        for file in inspections {
            lines.append(contentsOf: file.lines().map { $0.isEmpty ? "#" : "# " + $0 })
            guard let inspection = file.inspection else { continue }
            if inspections.count == 1 {
                mapping = inspection.mapping
            } else if inspection.mapping.files.isEmpty {
                mapping.files.append(Mapping.Entry(match: file.path, mapping: inspection.mapping.common))
            } else {
                let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
                for entry in inspection.mapping.files {
                    let match = folder.isEmpty ? entry.match : folder + "/" + entry.match
                    mapping.files.append(Mapping.Entry(match: match, mapping: entry.mapping))
                }
            }
        }
        lines.append(mapping.yaml.hasSuffix("\n") ? String(mapping.yaml.dropLast()) : mapping.yaml)
        return lines.joined(separator: "\n")
    }
}
