import HTTPTransport
import Plant

/// One request at one endpoint, from the strictest way of asking for JSON to a usable reply.
///
/// The ladder: the server's own schema; JSON in the text, mended without asking anybody; asked once more with what was
/// wrong. A reply that is still not what was asked for goes on as it is, with a note: what can be read of it is judged
/// by verification like any other.
struct ChatAtEndpoint: Sendable {
    let line: EndpointLine
    let office: GatewayOffice
    let transport: any HTTPTransport
    /// How long a pause that the server asks for is waited for; `nil` when nobody else can be asked.
    var patience: Duration?

    var endpoint: Endpoint { line.endpoint }

    func reply(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply {
        if !request.tools.isEmpty { return try await replyWithTools(to: request, onText: onText) }
        let schema = try request.outputSchema.map { try JSONValue(text: $0) }
        var allowance = CallAllowance(attempts: endpoint.attempts, patience: patience)
        var plan = ChatPlan(request, endpoint)
        var raw = try await call(&plan, &allowance, onText)
        var ladder = try ReplyLadder(raw, schema: schema, endpoint: endpoint)
        if !ladder.problems.isEmpty, allowance.attempt < allowance.attempts {
            plan.correction = ChatPlan.Correction(reply: ladder.text, problems: ladder.problems)
            let first = ladder.problems
            do {
                let second = try await call(&plan, &allowance, nil)
                let better = try ReplyLadder(second, schema: schema, endpoint: endpoint)
                if better.problems.count <= ladder.problems.count {
                    raw = second
                    ladder = better
                }
                if ladder.problems.isEmpty {
                    return finished(raw, ladder, ["the model was asked again: its first reply \(words(first))"])
                }
            } catch let failure as CallFailure where failure.error.code != .replayMiss {
                // What the first reply holds is still there.
            }
        }
        let remaining =
            ladder.problems.isEmpty ? [] : ["the reply is not what was asked for: it \(words(ladder.problems))"]
        return finished(raw, ladder, remaining)
    }

    /// The same call again would be filtered again, and paid again.
    private func filtered(_ raw: RawReply) -> CallFailure {
        CallFailure(
            ModelError(
                code: .filtered,
                endpoint: endpoint.name,
                message: "the provider's filter held the answer back (finish_reason: content_filter)"
            ),
            isWorthRetrying: false
        )
    }

    private func words(_ problems: [String]) -> String {
        "was not usable (\(problems.joined(separator: "; ")))"
    }

    private func finished(_ raw: RawReply, _ ladder: ReplyLadder, _ notes: [String]) -> ModelReply {
        ModelReply(
            text: ladder.text,
            model: raw.model ?? endpoint.model,
            endpoint: endpoint.name,
            finishReason: raw.finishReason ?? "",
            inputTokens: raw.inputTokens,
            outputTokens: raw.outputTokens,
            degraded: ladder.notes + notes
        )
    }

    /// One answer, from the strictest way of asking that the server takes.
    private func call(
        _ plan: inout ChatPlan,
        _ allowance: inout CallAllowance,
        _ onText: (@Sendable (String) -> Void)?
    ) async throws -> RawReply {
        let rungs = endpoint.dialect.rungs(for: endpoint.entry)
        var index = office.remembersRungs ? min(line.rung, rungs.count - 1) : 0
        while true {
            plan.rung = rungs[index]
            do {
                let asked = plan
                let caller = EndpointCaller(line: line, office: office)
                let chat = ChatCall(transport: transport, time: office.time)
                let raw = try await caller.perform(CallSubject(plan.request), &allowance) { limited in
                    var asked = asked
                    asked.endpoint = limited
                    return try await chat.run(asked, onText: onText)
                }.value
                if raw.isFiltered { throw filtered(raw) }
                return raw
            } catch let failure as CallFailure {
                // A server that does not know a way of asking for JSON is asked in the next.
                guard failure.isAboutFormat, plan.request.outputSchema != nil, index + 1 < rungs.count else {
                    throw failure
                }
                index += 1
                line.rung = index
                allowance.attempt -= 1
            }
        }
    }
}
