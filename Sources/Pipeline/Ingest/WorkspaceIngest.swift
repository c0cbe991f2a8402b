import Ingestion
import Plant
import Storage
import TaskGraph

extension Workspace {
    /// Takes files and folders in, finds incidents, and refreshes the search index.
    package func ingest(
        _ request: IngestRequest,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> IngestReport {
        guard !request.paths.isEmpty else { throw UsageError("name at least one file or folder to ingest") }
        let plan = try IngestPlan(request, configuration)
        let graph = try IngestGraph(
            services: IngestServices(workspace: self, plan: plan, progress: progress)
        ).build()
        do {
            return try await graph.run(request.paths).output
        } catch {
            throw RootCause.of(error)
        }
    }

    /// Says what is believed of files, and reads none of them.
    package func inspect(_ request: IngestRequest) async throws -> InspectionReport {
        let plan = try IngestPlan(request, configuration)
        let tags = try await store.tags()
        let assets = try await store.assets()
        let files = try request.paths.flatMap { try LocalFile.files(below: $0) }.map(IngestGraph.normal)
        let inspected = try files.map { path -> InspectedFile in
            let settings = try plan.settings(for: path, tags: tags, assets: assets)
            do {
                let inspection = try FileReader.inspect(path: path, settings: settings)
                return InspectedFile(path: path, inspection: inspection, mapping: inspection.mapping.yaml, error: nil)
            } catch {
                return InspectedFile(path: path, inspection: nil, mapping: nil, error: "\(error)")
            }
        }
        return InspectionReport(inspections: inspected)
    }

    /// Reads every file with quarantined rows again: a mapping, a list of tags or the file may have been mended.
    package func retryQuarantined(
        mapping: String?,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> IngestReport {
        let sources = Set(try await store.sources().map(\.path))
        // A workbook's sheets have rows of their own: the file is what is read again.
        // Messages are no files: they come again from who sends them.
        let rows = try await store.quarantine(file: nil).filter { !$0.file.hasPrefix("mqtt:") }
        let files = rows.map { row -> String in
            guard let mark = row.file.lastIndex(of: "#") else { return row.file }
            let book = String(row.file[..<mark])
            return sources.contains(book) ? book : row.file
        }
        guard !files.isEmpty else { return IngestReport(files: [], incidents: 0) }
        var request = IngestRequest(paths: Set(files).sorted(), mapping: mapping)
        request.readsAgain = true
        return try await ingest(request, progress: progress)
    }

    package func quarantine(file: String?) async throws -> QuarantineListing {
        var rows = try await store.quarantine(file: nil)
        if let file {
            rows = rows.filter { row in
                // `orders.xlsx` means all of its sheets.
                let book = row.file.lastIndex(of: "#").map { String(row.file[..<$0]) } ?? row.file
                return [row.file, book].contains { $0 == file || $0.hasSuffix("/" + file) }
            }
            guard !rows.isEmpty else { throw UsageError("no row of '\(file)' is in quarantine") }
        }
        return QuarantineListing(rows: rows)
    }
}

/// Rows in quarantine, as they are shown.
package struct QuarantineListing: Sendable {
    let rows: [QuarantinedRow]

    package func json() throws -> String { try JSONText.pretty(rows) }

    package func summary() -> String {
        guard !rows.isEmpty else { return "Nothing is in quarantine." }
        var counts: [String: [String: Int]] = [:]
        for row in rows { counts[row.file, default: [:]][row.reason, default: 0] += 1 }
        var lines: [String] = []
        for (file, reasons) in counts.sorted(by: { $0.key < $1.key }) {
            lines.append(file)
            for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) { lines.append("  \(reason): \(count)") }
        }
        lines.append("Show rows with: telltale quarantine show FILE [--line N]")
        return lines.joined(separator: "\n")
    }

    package func rows(line: Int?) -> String {
        let shown = rows.filter { line == nil || $0.line == line }
        guard !shown.isEmpty else { return "That line is not in quarantine." }
        return shown.map { "\($0.file):\($0.line) \($0.reason): \($0.detail)\n    \($0.raw)" }.joined(separator: "\n")
    }
}
