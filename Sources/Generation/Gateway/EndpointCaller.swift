import HTTPTransport
import Plant

/// What a call is about, for policy, queue, audit log and trace.
struct CallSubject: Sendable {
    var operation: String
    var dataClass: DataClass
    var promptName: String
    var promptVersion: String
    var promptHash: String
    var evidenceHashes: [String]
    var isInteractive: Bool
    /// Tokens that the call will take at most, estimated.
    var tokens: Int
}

/// What is left of the tries and the time for one request at one endpoint.
struct CallAllowance: Sendable {
    var attempt = 0
    let attempts: Int
    var deadline: Duration?
    /// How long a pause is waited for before somebody else is asked; `nil` when there is nobody else.
    var patience: Duration?
}

/// What came of one call on the wire.
struct CallResult<Value: Sendable>: Sendable {
    var value: Value
    var model: String?
    var finishReason: String?
    var inputTokens: Int?
    var outputTokens: Int?
    /// From the call to the first text.
    var firstText: Duration?
    /// Where it is not by tokens that a call is paid.
    var cost: Double?
    /// What a gateway in front of the model said about itself.
    var remarks: [String] = []
}

/// Makes calls at one endpoint under its policies: its breaker, its queue, tries with pauses, a bound on the whole, an
/// entry in the audit log before and after each.
struct EndpointCaller: Sendable {
    let line: EndpointLine
    let office: GatewayOffice

    private var endpoint: Endpoint { line.endpoint }

    /// - Parameters:
    ///   - allowance: Tries and time; what is used is taken from it.
    ///   - body: One call on the wire, with the seconds that it may take.
    /// - Throws: ``CallFailure`` when no further try is worth making, `CancellationError`.
    func perform<Value: Sendable>(
        _ subject: CallSubject,
        _ allowance: inout CallAllowance,
        _ body: @Sendable (Endpoint) async throws -> CallResult<Value>
    ) async throws -> CallResult<Value> {
        var random = RetryDelays(seed: subject.promptHash + endpoint.name + "\(allowance.attempt)")
        while true {
            do {
                return try await attempt(subject, &allowance, body)
            } catch let failure as CallFailure {
                guard failure.isWorthRetrying, !failure.isAboutFormat, allowance.attempt < allowance.attempts else {
                    throw failure
                }
                let pause = random.delay(after: allowance.attempt, atLeast: failure.retryAfter)
                if let patience = allowance.patience, pause > patience {
                    throw failure.adding("; it asks to be left alone for \(pause.words), and another may answer sooner")
                }
                if let deadline = allowance.deadline, office.time.elapsed() + pause >= deadline {
                    throw failure.adding("; another try would end after \(endpoint.limits.total) s (total_timeout)")
                }
                try await office.time.sleep(pause)
            }
        }
    }

    private func attempt<Value: Sendable>(
        _ subject: CallSubject,
        _ allowance: inout CallAllowance,
        _ body: @Sendable (Endpoint) async throws -> CallResult<Value>
    ) async throws -> CallResult<Value> {
        let share: BudgetShare?
        do {
            share = try office.budget?.take(for: subject, at: endpoint)
        } catch let refusal as BudgetRefusal {
            try await office.note(subject, endpoint, "not sent: \(refusal.message)")
            throw CallFailure(
                ModelError(code: .refused, endpoint: endpoint.name, message: refusal.message),
                isWorthRetrying: false
            )
        }
        defer { share?.giveBack() }
        if let refusal = line.refusal() {
            try await office.note(subject, endpoint, "not sent: \(refusal)")
            throw CallFailure(
                ModelError(code: .unreachable, endpoint: endpoint.name, message: refusal),
                isWorthRetrying: false
            )
        }
        let arrived = office.time.elapsed()
        let ticket: Admission.Ticket
        do {
            ticket = try await turn(subject, allowance, since: arrived)
        } catch {
            line.withdrew()
            throw error
        }
        var used: Int?
        defer { line.gate.leave(ticket, tokens: used) }
        let start = office.time.elapsed()
        let queued = start - arrived
        allowance.attempt += 1
        if allowance.deadline == nil { allowance.deadline = start + .seconds(endpoint.limits.total) }
        var limited = endpoint
        if let deadline = allowance.deadline {
            limited.limits.total = max(0.001, min(limited.limits.total, (deadline - start).seconds))
        }
        var report = CallReport(attempt: allowance.attempt, queued: queued, share: share)
        do {
            try await office.note(subject, endpoint, report.sent)
            let result = try await body(limited)
            report.took = office.time.elapsed() - start
            report.firstText = result.firstText
            report.model = result.model
            report.inputTokens = result.inputTokens
            report.outputTokens = result.outputTokens
            report.finishReason = result.finishReason
            report.fixedCost = result.cost
            report.remarks = result.remarks
            used = report.tokens
            line.succeeded(in: report.took)
            try await office.finish(subject, endpoint, report)
            return result
        } catch let failure as CallFailure {
            report.took = office.time.elapsed() - start
            report.failure = failure.error
            settle(failure)
            try await office.finish(subject, endpoint, report)
            throw failure
        } catch {
            line.withdrew()
            if error is CancellationError {
                // What was sent was sent, whether or not anybody waits for the answer.
                report.took = office.time.elapsed() - start
                report.isCancelled = true
                try? await office.finish(subject, endpoint, report)
            }
            throw error
        }
    }

    /// The endpoint's health shows in some failures and not in others.
    private func settle(_ failure: CallFailure) {
        if let pause = failure.retryAfter { line.gate.pause(for: pause) }
        switch failure.error.code {
        case .unreachable, .interrupted,
            .serverError where !failure.isAboutFormat:
            line.failed()
        case .badRequest, .contextTooLong, .malformedReply, .unauthorised: line.heal()
        default: line.withdrew()
        }
    }

    private func turn(
        _ subject: CallSubject,
        _ allowance: CallAllowance,
        since arrived: Duration
    ) async throws -> Admission.Ticket {
        var limit = Duration.seconds(endpoint.pace.queue)
        if let deadline = allowance.deadline { limit = min(limit, max(.zero, deadline - arrived)) }
        let pause = line.gate.remainingPause
        if pause > min(limit, allowance.patience ?? limit) {
            line.withdrew()
            throw CallFailure(
                ModelError(
                    code: .rateLimited,
                    endpoint: endpoint.name,
                    message: "asked to be left alone for another \(pause.words) (Retry-After)"
                ),
                isWorthRetrying: false
            )
        }
        let ticket = try await line.gate.enter(
            tokens: subject.tokens,
            isInteractive: subject.isInteractive,
            within: limit
        )
        if let ticket { return ticket }
        let message =
            "is busy: the call's turn did not come within \(limit.words) (queue_timeout); "
            + "\(line.gate.inFlight) at work, \(line.gate.waiting) waiting"
        try await office.note(subject, endpoint, "not sent: \(message)")
        throw CallFailure(
            ModelError(code: .rateLimited, endpoint: endpoint.name, message: message),
            isWorthRetrying: false
        )
    }
}
