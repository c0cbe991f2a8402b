import HTTPTransport
package import Plant

// What an endpoint's dialect and model make of requests that go by file instead of by wire.
extension Endpoint {
    /// Whether its calls can be written as OpenAI's batch JSONL.
    package var takesBatches: Bool {
        let probe = ModelRequest(
            promptName: "probe",
            promptVersion: "1",
            promptHash: "",
            system: "",
            user: "",
            language: .english,
            dataClass: .public
        )
        return (try? dialect.request(ChatPlan(probe, self)))?.url.hasSuffix("/chat/completions") ?? false
    }

    /// The request as this endpoint takes it; without the evidence that its model's context does not hold.
    ///
    /// - Returns: The line, and what was left out in a sentence.
    /// - Throws: ``ModelError`` when policy forbids it, or the context is too short whatever is left out.
    package func batch(_ request: ModelRequest, run: String) throws -> (line: BatchRequest, note: String?) {
        if let refusal = refusal(of: request.dataClass) {
            throw ModelError(code: .refused, endpoint: name, message: refusal)
        }
        let (fitted, note) = try fitted(request)
        let plan = ChatPlan(fitted, self, rung: dialect.rungs(for: entry).first ?? .prompt)
        guard case .object(var members) = try JSONValue(bytes: try dialect.request(plan).body) else {
            throw ModelError(code: .badRequest, endpoint: name, message: "its dialect has no JSON requests")
        }
        members["stream"] = nil
        members["stream_options"] = nil
        return (BatchRequest(id: BatchName(request, run: run).description, body: .object(members)), note)
    }

    private func fitted(_ request: ModelRequest) throws -> (ModelRequest, note: String?) {
        let fit = PromptFit(context: contextTokens ?? entry?.context)
        guard !fit.fits(request) else { return (request, nil) }
        guard let smaller = fit.trimmed(request) else {
            throw ModelError(code: .contextTooLong, endpoint: name, message: fit.refusal(of: request))
        }
        return (smaller.request, smaller.note)
    }

    /// What a batch's line says, through the same checks as an answer on the wire.
    ///
    /// - Throws: ``ModelError`` when it says nothing that can be used.
    package func reply(to request: ModelRequest, in result: BatchResult) throws -> ModelReply {
        guard result.isAnswered, let body = result.body else {
            let failure = ServerFailure(status: result.status, message: result.error ?? "no answer")
            let status = result.status == 0 ? "" : "HTTP \(result.status): "
            throw ModelError(code: failure.code, endpoint: name, message: "the batch says \(status)\(failure.message)")
        }
        let event = try dialect.read(ServerSentEvent(data: body.text()))
        var raw = RawReply()
        raw.text = event.text
        raw.reasoning = event.reasoning
        raw.finishReason = event.finishReason
        raw.model = event.model
        raw.inputTokens = event.inputTokens
        raw.outputTokens = event.outputTokens
        if let error = event.error { throw ModelError(code: .serverError, endpoint: name, message: error) }
        guard raw.finishReason != nil else {
            throw ModelError(
                code: .malformedReply,
                endpoint: name,
                message: "the batch's answer has no finish_reason; it is no whole chat.completion"
            )
        }
        do {
            let ladder = try ReplyLadder(
                raw,
                schema: try request.outputSchema.map { try JSONValue(text: $0) },
                endpoint: self
            )
            var notes = ladder.notes
            if let note = try fitted(request).note { notes.append(note) }
            if !ladder.problems.isEmpty {
                notes.append(
                    "the reply is not what was asked for: it was not usable (\(ladder.problems.joined(separator: "; ")))"
                )
            }
            return ModelReply(
                text: ladder.text,
                model: raw.model ?? model,
                endpoint: name,
                finishReason: raw.finishReason ?? "",
                inputTokens: raw.inputTokens,
                outputTokens: raw.outputTokens,
                degraded: notes
            )
        } catch let failure as CallFailure {
            throw failure.error
        }
    }
}
