import Generation
import Plant
import Synchronization

/// Stands in for a model while a batch is written: keeps each request as a line, and answers none.
final class BatchWriter: LanguageModel {
    private struct Gathered {
        var lines: [BatchRequest] = []
        var entries: [AuditEntry] = []
        var notes: [String] = []
        var refused: ModelError?
        var problems: [String] = []
    }

    private let endpoint: Endpoint
    private let run: String
    private let file: String
    private let gathered = Mutex(Gathered())

    init(_ endpoint: Endpoint, run: String, file: String) {
        self.endpoint = endpoint
        self.run = run
        self.file = file
    }

    func reply(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply {
        do {
            let (line, note) = try endpoint.batch(request, run: run)
            gathered.withLock { gathered in
                gathered.lines.append(line)
                gathered.entries.append(entry(request, "written to the batch \(file)"))
                if let note { gathered.notes.append("\(line.id): \(note)") }
            }
        } catch let error as ModelError {
            gathered.withLock { gathered in
                if error.code == .refused { gathered.refused = gathered.refused ?? error }
                gathered.entries.append(
                    entry(request, (error.code == .refused ? "refused: " : "not written to a batch: ") + error.message)
                )
                gathered.problems.append("left out: \(error)")
            }
        }
        throw ModelError(code: .noEndpoint, endpoint: nil, message: "the request was written to a batch")
    }

    private func entry(_ request: ModelRequest, _ verdict: String) -> AuditEntry {
        AuditEntry(
            time: Timestamp.now(),
            user: Workspace.user,
            endpoint: endpoint.name,
            host: endpoint.host,
            model: endpoint.model,
            dataClass: request.dataClass,
            promptName: request.promptName,
            promptVersion: request.promptVersion,
            promptHash: request.promptHash,
            evidenceHashes: request.evidenceHashes,
            verdict: verdict,
            residency: endpoint.residency
        )
    }

    /// In an order that does not depend on which unit was quicker.
    var lines: [BatchRequest] { gathered.withLock { $0.lines }.sorted { $0.id < $1.id } }
    var entries: [AuditEntry] { gathered.withLock { $0.entries } }
    /// What was left out of requests, and which were left out whole.
    var notes: [String] { gathered.withLock { ($0.notes + $0.problems).sorted() } }
    /// Why policy let none or not all of them be written.
    var refusal: ModelError? { gathered.withLock { $0.refused } }
}
