import HTTPTransport
import Plant

extension ChatAtEndpoint {
    /// A reply to a request that offers tools: calls that fit what was offered, or text.
    ///
    /// Natively where the dialect has a way and the server has not refused it; otherwise, and where the server just hands
    /// the model's own notation through, as JSON in the text. Calls that do not fit are asked for once more.
    func replyWithTools(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply {
        var allowance = CallAllowance(attempts: endpoint.attempts)
        var plan = ChatPlan(request, endpoint, rung: .prompt)
        plan.toolWay = endpoint.dialect.takesOpenAITools && !line.refusesTools ? .native : .content
        var raw: RawReply
        do {
            raw = try await toolCall(plan, &allowance, onText)
        } catch let failure as CallFailure where plan.toolWay == .native && failure.isAboutTools {
            if office.remembersRungs { line.refusesTools = true }
            plan.toolWay = .content
            allowance.attempt = max(0, allowance.attempt - 1)
            raw = try await toolCall(plan, &allowance, onText)
        }
        var reading = ToolReading(raw, tools: request.tools)
        var notes: [String] = []
        if !reading.problems.isEmpty, allowance.attempt < allowance.attempts {
            let first = reading.problems
            plan.correction = ChatPlan.Correction(
                reply: raw.toolParts.isEmpty ? raw.text : ToolPart.words(raw.toolParts),
                problems: first
            )
            plan.toolWay = .content
            do {
                let second = try await toolCall(plan, &allowance, nil)
                let better = ToolReading(second, tools: request.tools)
                if better.problems.count <= reading.problems.count {
                    raw = second
                    reading = better
                    notes.append(
                        "the model was asked again: its first call was not usable (\(first.joined(separator: "; ")))"
                    )
                }
            } catch let failure as CallFailure where failure.error.code != .replayMiss {
                // What the first reply holds is still there.
            }
        }
        if !reading.problems.isEmpty {
            notes.append("a tool call was left out: \(reading.problems.joined(separator: "; "))")
        }
        let split = ReasoningSplit(raw.text)
        var reply = ModelReply(
            text: reading.way == .content ? "" : split.reasoning.isEmpty ? raw.text : split.answer,
            model: raw.model ?? endpoint.model,
            endpoint: endpoint.name,
            finishReason: raw.finishReason ?? "",
            inputTokens: raw.inputTokens,
            outputTokens: raw.outputTokens,
            degraded: raw.remarks + notes
        )
        reply.calls = reading.calls.isEmpty ? nil : reading.calls
        return reply
    }

    private func toolCall(
        _ plan: ChatPlan,
        _ allowance: inout CallAllowance,
        _ onText: (@Sendable (String) -> Void)?
    ) async throws -> RawReply {
        let caller = EndpointCaller(line: line, office: office)
        let chat = ChatCall(transport: transport, time: office.time)
        return try await caller.perform(CallSubject(plan.request), &allowance) { limited in
            var asked = plan
            asked.endpoint = limited
            return try await chat.run(asked, onText: onText)
        }.value
    }
}

extension CallFailure {
    /// The server does not take tools, or has no parser for what the model writes.
    var isAboutTools: Bool {
        let isRefusal = error.code == .badRequest || error.code == .serverError
        return isRefusal && error.message.lowercased().contains("tool")
    }
}

extension ToolPart {
    /// Calls as a model is told that it made them.
    static func words(_ parts: [ToolPart]) -> String {
        parts.map { "{\"tool\": \"\($0.name)\", \"arguments\": \($0.arguments.isEmpty ? "{}" : $0.arguments)}" }
            .joined(separator: "\n")
    }
}
