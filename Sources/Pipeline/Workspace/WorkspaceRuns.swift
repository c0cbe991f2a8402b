import Plant
import Storage

extension Workspace {
    package func runs() async throws -> String {
        let runs = try await store.ledger(limit: 30)
        guard !runs.isEmpty else { return "No runs yet." }
        return runs.map { run in
            "\(run.id)  \(run.graph)  \(run.started) – \(run.ended.isEmpty ? "…" : run.ended)  \(run.state)  \(run.note)"
        }.joined(separator: "\n")
    }

    package func run(_ id: String) async throws -> String {
        guard let run = try await store.ledger(limit: 1_000).first(where: { $0.id == id }) else {
            throw UsageError("there is no run '\(id)'; list them with 'telltale runs list'")
        }
        return "\(run.id)  \(run.state)  \(run.started) – \(run.ended)\n\(run.note)\n\n\(run.timeline)"
    }

    /// - Parameter noted: A head that an earlier check told, kept outside.
    package func verifyAudit(noted: String? = nil) async throws -> (text: String, isIntact: Bool) {
        let verified = try await store.verifyAudit(noted: noted)
        var faults = verified.faults
        // Each call has at least one entry.
        let calls = try CallLog(layout, zone: configuration.zone).count()
        if calls > verified.entries {
            faults.append(
                "\(calls) calls are recorded in \(layout.state)/calls, but the log has \(verified.entries) entries: "
                    + "entries were taken away"
            )
        }
        guard faults.isEmpty else {
            return ("The audit log does not hold:\n  " + faults.joined(separator: "\n  "), false)
        }
        return ("The audit log holds: \(verified.entries) entries, head \(verified.head)", true)
    }

    package func audit(limit: Int) async throws -> String {
        let entries = try await store.auditEntries(limit: max(1, limit))
        guard !entries.isEmpty else { return "No call to a model was made." }
        return try entries.map { try JSONText.line($0) }.joined(separator: "\n")
    }
}
