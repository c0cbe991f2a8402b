import Plant

/// What all calls of a gateway share: clock, audit log, trace and budget.
struct GatewayOffice: Sendable {
    let time: GatewayTime
    let audit: (any AuditLog)?
    let budget: UsageBudget?
    let onCall: (@Sendable (CallTrace) -> Void)?
    let user: String
    let now: @Sendable () -> Timestamp
    /// Whether a way of asking for JSON that a server refused is not tried again.
    let remembersRungs: Bool

    func note(_ subject: CallSubject, _ endpoint: Endpoint, _ verdict: String, model: String? = nil) async throws {
        guard let audit else { return }
        try await audit.append(
            AuditEntry(
                time: now(),
                user: user,
                endpoint: endpoint.name,
                host: endpoint.host,
                model: model ?? endpoint.model,
                dataClass: subject.dataClass,
                promptName: subject.promptName,
                promptVersion: subject.promptVersion,
                promptHash: subject.promptHash,
                evidenceHashes: subject.evidenceHashes,
                verdict: verdict,
                residency: endpoint.residency
            )
        )
    }

    /// The end of a call: into the budget, the trace and the audit log.
    func finish(_ subject: CallSubject, _ endpoint: Endpoint, _ report: CallReport) async throws {
        let cost = report.cost(endpoint)
        report.share?.settle(Usage(tokens: report.tokens ?? 0, money: cost ?? 0, seconds: report.took.seconds))
        if let onCall {
            onCall(
                CallTrace(
                    time: now(),
                    endpoint: endpoint.name,
                    host: endpoint.host,
                    dialect: endpoint.dialect.name,
                    operation: subject.operation,
                    requestModel: endpoint.model,
                    responseModel: report.model,
                    promptName: subject.promptName,
                    promptVersion: subject.promptVersion,
                    promptHash: subject.promptHash,
                    dataClass: subject.dataClass,
                    isInteractive: subject.isInteractive,
                    queued: report.queued.seconds,
                    firstText: report.firstText?.seconds,
                    took: report.took.seconds,
                    attempt: report.attempt,
                    inputTokens: report.inputTokens,
                    outputTokens: report.outputTokens,
                    finishReason: report.finishReason,
                    outcome: report.outcome,
                    cost: cost,
                    remarks: report.remarks.isEmpty ? nil : report.remarks
                )
            )
        }
        try await note(subject, endpoint, report.verdict, model: report.model)
    }
}

/// How one call went.
struct CallReport: Sendable {
    let attempt: Int
    let queued: Duration
    var took: Duration = .zero
    var firstText: Duration?
    var model: String?
    var inputTokens: Int?
    var outputTokens: Int?
    var finishReason: String?
    var failure: ModelError?
    var isCancelled = false
    /// Where it is not by tokens that a call is paid.
    var fixedCost: Double?
    var remarks: [String] = []
    /// What the budget holds back for it.
    let share: BudgetShare?

    init(attempt: Int, queued: Duration, share: BudgetShare?) {
        self.attempt = attempt
        self.queued = queued
        self.share = share
    }

    var tokens: Int? {
        inputTokens == nil && outputTokens == nil ? nil : (inputTokens ?? 0) + (outputTokens ?? 0)
    }

    func cost(_ endpoint: Endpoint) -> Double? {
        fixedCost ?? endpoint.price.map { $0.cost(input: inputTokens ?? 0, output: outputTokens ?? 0) }
    }

    var outcome: String {
        isCancelled
            ? "cancelled" : failure?.code.rawValue ?? (finishReason == "content_filter" ? "filtered" : "answered")
    }

    /// For the audit log, before the call.
    var sent: String {
        "sent" + (attempt > 1 ? ", try \(attempt)" : "")
            + (queued >= .milliseconds(10) ? ", after \(queued.words) in the queue" : "")
    }

    /// For the audit log, after it.
    var verdict: String {
        if isCancelled { return "cancelled after \(took.words)" }
        if let failure { return "failed: \(failure.code.rawValue) after \(took.words)" }
        return "answered in \(took.words)" + (tokens.map { ", \($0) tokens" } ?? "")
            + remarks.map { "; " + $0 }.joined()
    }
}
