import Generation
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks at an installation and a workspace and says what is wrong and what to do.
package enum Doctor {
    package struct Diagnosis: Sendable {
        package var text: String
        package var isHealthy: Bool
    }

    package static func examine(workspace folder: String, environment: [String: String]) async -> Diagnosis {
        var lines: [String] = []
        var isHealthy = true
        func good(_ text: String) { lines.append("✓ " + text) }
        func bad(_ text: String) {
            lines.append("✗ " + text)
            isHealthy = false
        }
        if let tool = tool("pdftotext") {
            good("PDF documents are read with \(tool)")
        } else {
            bad("pdftotext is missing, so PDF documents cannot be read; install poppler-utils")
        }
        if (try? SiteTimeZone("Asia/Seoul")) != nil {
            good("the time zone database is there")
        } else {
            bad("the time zone database is missing; install tzdata")
        }
        do {
            let workspace = try Workspace.open(at: folder, writing: false, environment: environment)
            good("\(folder)/\(Configuration.fileName) is valid, time zone \(workspace.configuration.zone.identifier)")
            _ = try workspace.prompts()
            good("every prompt is there and complete")
            if let damage = try await workspace.store.damage() {
                bad("the store is damaged: \(damage); move .telltale away and ingest the files again")
            } else {
                good(
                    "the store is sound: \(try await workspace.store.tags().count) tags, "
                        + "\(try await workspace.store.count(RecordQuery())) records"
                )
            }
            let index = try await workspace.indexDiagnosis()
            if index.isSound { good(index.text) } else { bad(index.text) }
            let audit = try await workspace.verifyAudit()
            if audit.isIntact { good(audit.text) } else { bad(audit.text) }
            let quarantined = try await workspace.store.quarantineCounts().reduce(0) { $0 + $1.rows }
            if quarantined > 0 { lines.append("• \(quarantined) row(s) are in quarantine: telltale quarantine list") }
            for endpoint in workspace.configuration.allEndpoints {
                if let name = endpoint.keyEnvironment, getenv(name) == nil {
                    bad("endpoint '\(endpoint.name)' takes its key from \(name), which is not set")
                }
                if let file = endpoint.keyFile, !LocalFile.exists(file) {
                    bad("endpoint '\(endpoint.name)' takes its key from \(file), which does not exist")
                }
            }
            if workspace.configuration.endpoints.isEmpty {
                lines.append("• no model is configured: answers are composed from the evidence alone")
            }
            if let vectors = try await workspace.vectorReport() {
                if vectors.stopped == nil { lines.append("• " + vectors.sentence) } else { bad(vectors.sentence) }
            }
        } catch {
            bad("\(error)")
        }
        return Diagnosis(text: lines.joined(separator: "\n"), isHealthy: isHealthy)
    }

    private static func tool(_ name: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
