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
    /// Of a file that is unchanged: its rows that are in quarantine since it was read.
    package var still_quarantined: Int?
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
    /// How it was read.
    package var believed: Belief?
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
        let kept = quarantined.values.reduce(0, +)
        if kept > 0 { still_quarantined = kept }
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
    /// `nil` when no model that embeds is configured.
    package var vectors: VectorReport?

    package var hasQuarantine: Bool { files.contains { !$0.quarantined.isEmpty } }
    package var hasFailures: Bool { files.contains { $0.outcome == .failed } }

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        var lines: [String] = []
        for file in files where file.outcome != .unchanged || files.count <= 3 { lines.append(contentsOf: line(file)) }
        let same = files.count { $0.outcome == .unchanged }
        if same > 0 { lines.append(Plural.files(same, "was", "were") + " read before and not changed since") }
        let rows = files.reduce(0) { $0 + $1.rows }
        let readings = files.reduce(0) { $0 + $1.readings }
        let stored = files.reduce(0) { $0 + $1.stored }
        let replaced = files.reduce(0) { $0 + $1.replaced }
        let unchanged = files.reduce(0) { $0 + $1.unchanged }
        let still = files.reduce(0) { $0 + ($1.still_quarantined ?? 0) }
        let quarantined = files.reduce(0) { $0 + $1.quarantined.values.reduce(0, +) }
        lines.append(
            "\(Plural.files(files.count)): \(rows) rows, \(readings) readings; \(stored) stored, \(replaced) replaced, "
                + "\(unchanged) unchanged, \(quarantined) quarantined"
                + (still > 0 ? ", \(still) still in quarantine" : "")
        )
        let gaps = files.reduce(0) { $0 + $1.gaps }
        if let from = files.compactMap(\.from).min(), let to = files.compactMap(\.to).max() {
            lines.append("They span \(from) – \(to)" + (gaps > 0 ? ", with \(Plural.of(gaps, "gap")) in files" : ""))
        }
        if tags_new > 0 { lines.append(Plural.of(tags_new, "tag") + (tags_new == 1 ? " is new" : " are new")) }
        if quarantined + still > 0 { lines.append("See them with: telltale quarantine list") }
        if incidents > 0 {
            lines.append(Plural.of(incidents, "incident") + " found. See them with: telltale incidents")
        }
        if let vectors { lines.append(vectors.text()) }
        return lines.joined(separator: "\n")
    }

    private func line(_ file: IngestedFile) -> [String] {
        guard file.outcome != .failed else {
            let error = file.error ?? "failed"
            return ["✗ " + (error.hasPrefix(file.path) ? error : "\(file.path): \(error)")]
        }
        guard file.outcome != .skipped else { return ["- \(file.path): left out by the mapping"] }
        var parts = [Plural.of(file.rows, "row")]
        if file.readings > 0 {
            parts.append(Plural.of(file.readings, "reading") + " of " + Plural.of(file.tags, "tag"))
        }
        if file.blanks > 0 { parts.append(Plural.of(file.blanks, "blank")) }
        if !file.bad_quality.isEmpty {
            let statuses = file.bad_quality.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            parts.append("bad quality: " + statuses.joined(separator: ", "))
        }
        parts.append("\(file.stored) stored")
        if file.replaced > 0 { parts.append("\(file.replaced) replaced") }
        if file.unchanged > 0 { parts.append("\(file.unchanged) unchanged") }
        if let from = file.from, let to = file.to { parts.append(from == to ? "at \(from)" : "\(from) – \(to)") }
        if let kept = file.still_quarantined { parts.append("\(kept) still in quarantine") }
        if file.gaps > 0 { parts.append(Plural.of(file.gaps, "gap")) }
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

    /// Some file cannot be read.
    package var hasFailures: Bool { inspections.contains { $0.error != nil } }

    package func json() throws -> String { try JSONText.pretty(inspections) }

    /// A mapping file that says in comments what is believed: it can be saved, edited and passed back as it is.
    package func text() -> String {
        var lines = [
            "# What is believed of \(Plural.files(inspections.count)). Save this, edit it and pass it back with --map."
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

/// Numbers with their nouns.
enum Plural {
    static func of(_ number: Int, _ noun: String) -> String { "\(number) \(noun)" + (number == 1 ? "" : "s") }

    static func files(_ number: Int, _ one: String = "", _ many: String = "") -> String {
        let verb = number == 1 ? one : many
        return of(number, "file") + (verb.isEmpty ? "" : " " + verb)
    }
}
