import Generation
import Plant
import Synchronization

/// Answers from a batch's results, through the same checks as answers on the wire; asks nobody.
final class BatchAnswers: LanguageModel {
    private struct Counts {
        var used: Set<String> = []
        var missing = 0
        var failures: [String] = []
    }

    private let endpoint: Endpoint
    private let run: String
    private let results: [String: BatchResult]
    private let audit: any AuditLog
    private let log: CallLog
    private let counts = Mutex(Counts())

    init(_ results: [String: BatchResult], endpoint: Endpoint, run: String, audit: any AuditLog, log: CallLog) {
        self.results = results
        self.endpoint = endpoint
        self.run = run
        self.audit = audit
        self.log = log
    }

    func reply(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply {
        let name = BatchName(request, run: run).description
        guard let result = results[name] else {
            counts.withLock { $0.missing += 1 }
            throw ModelError(
                code: .noEndpoint,
                endpoint: endpoint.name,
                message: "the batch holds no result for this request as it is asked today"
            )
        }
        counts.withLock { _ = $0.used.insert(name) }
        do {
            let reply = try endpoint.reply(to: request, in: result)
            try await keep(request, result, reply, nil)
            return reply
        } catch let error as ModelError {
            counts.withLock { $0.failures.append("\(name): \(error.message)") }
            try await keep(request, result, nil, error)
            throw error
        }
    }

    private func keep(
        _ request: ModelRequest,
        _ result: BatchResult,
        _ reply: ModelReply?,
        _ error: ModelError?
    ) async throws {
        let tokens = reply.flatMap { $0.inputTokens == nil ? nil : ($0.inputTokens ?? 0) + ($0.outputTokens ?? 0) }
        let verdict =
            error.map { "failed in a batch: \($0.code.rawValue)" }
            ?? "answered in a batch" + (tokens.map { ", \($0) tokens" } ?? "")
        try await audit.append(
            AuditEntry(
                time: Timestamp.now(),
                user: Workspace.user,
                endpoint: endpoint.name,
                host: endpoint.host,
                model: reply?.model ?? endpoint.model,
                dataClass: request.dataClass,
                promptName: request.promptName,
                promptVersion: request.promptVersion,
                promptHash: request.promptHash,
                evidenceHashes: request.evidenceHashes,
                verdict: verdict,
                residency: endpoint.residency
            )
        )
        // What this program ran itself is in the record of calls since then, with its times.
        guard !result.runID.hasPrefix("telltale-") else { return }
        log.add(
            CallTrace(
                time: Timestamp.now(),
                endpoint: endpoint.name,
                host: endpoint.host,
                dialect: endpoint.dialect.name,
                operation: "chat",
                requestModel: endpoint.model,
                responseModel: reply?.model,
                promptName: request.promptName,
                promptVersion: request.promptVersion,
                promptHash: request.promptHash,
                dataClass: request.dataClass,
                isInteractive: false,
                queued: 0,
                took: 0,
                attempt: 1,
                inputTokens: reply?.inputTokens,
                outputTokens: reply?.outputTokens,
                finishReason: reply?.finishReason,
                outcome: error?.code.rawValue ?? "answered",
                cost: reply.flatMap { reply in
                    endpoint.price?.cost(input: reply.inputTokens ?? 0, output: reply.outputTokens ?? 0)
                },
                remarks: ["made in a batch: there are no times"]
            )
        )
    }

    var answered: Int { counts.withLock { $0.used.count - $0.failures.count } }
    /// Requests of today that the batch holds no result for.
    var missing: Int { counts.withLock { $0.missing } }
    var failures: [String] { counts.withLock { $0.failures }.sorted() }
    /// Results that answer no request of today.
    var unused: Int { results.count - counts.withLock { $0.used.count } }
}
