package import Plant
import Storage

extension Workspace {
    /// How many rows of which file are in quarantine, and why.
    package func quarantineSummary() async throws -> QuarantineSummary {
        QuarantineSummary(counts: try await store.quarantineCounts())
    }

    /// Hands over the rows of a file in quarantine, in order, a few at a time: there may be a million.
    ///
    /// - Parameters:
    ///   - file: the path it was imported by, or the end of it; of a workbook all sheets.
    ///   - lines: only these.
    ///   - reason: only rows set aside for it.
    package func quarantined(
        _ file: String,
        lines: ClosedRange<Int>? = nil,
        reason: String? = nil,
        each: (QuarantinedRow) throws -> Void
    ) async throws {
        let counts = try await store.quarantineCounts()
        let files = Set(counts.map(\.file).filter { Workspace.names(file, $0) }).sorted()
        guard !files.isEmpty else {
            let known = Set(counts.map(\.file)).sorted().prefix(5)
            throw UsageError(
                known.isEmpty
                    ? "no row of '\(file)' is in quarantine; nothing is"
                    : "no row of '\(file)' is in quarantine; there are rows of " + known.joined(separator: ", ")
            )
        }
        var found = false
        for file in files {
            var last: QuarantinedRow?
            while true {
                let page = try await store.quarantine(of: file, lines: lines, after: last, limit: 1_000)
                for row in page where reason == nil || row.reason == reason {
                    found = true
                    try each(row)
                }
                guard page.count == 1_000 else { break }
                last = page.last
            }
        }
        guard found else {
            let what = [lines.map { "line \($0.lowerBound)" + ($0.count > 1 ? "–\($0.upperBound)" : "") }, reason]
            throw UsageError(
                "of '\(file)', nothing with \(what.compactMap(\.self).joined(separator: " and ")) is in quarantine; "
                    + "telltale quarantine list shows what is"
            )
        }
    }

    /// `orders.xlsx` means all of its sheets.
    private static func names(_ file: String, _ path: String) -> Bool {
        let book = path.lastIndex(of: "#").map { String(path[..<$0]) } ?? path
        return [path, book].contains { $0 == file || $0.hasSuffix("/" + file) }
    }

    /// Reads every file with quarantined rows again: a mapping, a list of tags or the file may have been mended.
    package func retryQuarantined(
        mapping: String?,
        progress: @escaping @Sendable (IngestEvent) -> Void = { _ in }
    ) async throws -> IngestReport {
        let sources = Set(try await store.sources().map(\.path))
        // A workbook's sheets have rows of their own: the file is what is read again.
        // Messages are no files: they come again from who sends them.
        let counts = try await store.quarantineCounts().filter { !$0.file.hasPrefix("mqtt:") }
        let files = counts.map { count -> String in
            guard let mark = count.file.lastIndex(of: "#") else { return count.file }
            let book = String(count.file[..<mark])
            return sources.contains(book) ? book : count.file
        }
        guard !files.isEmpty else { return IngestReport(files: [], incidents: 0) }
        var request = IngestRequest(paths: Set(files).sorted(), mapping: mapping)
        request.readsAgain = true
        return try await ingest(request, progress: progress)
    }
}

/// What is in quarantine, by file and reason; in JSON what `telltale quarantine list --json` prints.
package struct QuarantineSummary: Codable, Sendable {
    struct File: Codable, Sendable {
        var file: String
        var rows: Int
        var reasons: [String: Int]
    }

    var schema = "telltale.quarantine/1"
    var rows: Int
    var files: [File]

    init(counts: [QuarantineCount]) {
        var files: [File] = []
        for count in counts {
            if files.last?.file != count.file { files.append(File(file: count.file, rows: 0, reasons: [:])) }
            files[files.count - 1].rows += count.rows
            files[files.count - 1].reasons[count.reason] = count.rows
        }
        self.files = files
        rows = files.reduce(0) { $0 + $1.rows }
    }

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        guard !files.isEmpty else { return "Nothing is in quarantine." }
        var lines: [String] = []
        for file in files {
            lines.append(file.file)
            for (reason, count) in file.reasons.sorted(by: { $0.key < $1.key }) {
                lines.append("  \(reason): \(count)")
            }
        }
        lines.append("Show rows with:    telltale quarantine show FILE [--line N]")
        let messages = files.filter { $0.file.hasPrefix("mqtt:") }.reduce(0) { $0 + $1.rows }
        if messages < rows { lines.append("Read them again:   telltale quarantine retry [--map MAPPING]") }
        if messages > 0 {
            lines.append("\(messages) of them came as messages, which are read again when they are sent again.")
        }
        return lines.joined(separator: "\n")
    }
}

/// A row in quarantine as a person and a program read it.
extension QuarantinedRow {
    package var shown: String { "\(file):\(line) \(reason): \(detail)\n    \(raw)" }

    package func json() throws -> String { try JSONText.line(self) }
}
