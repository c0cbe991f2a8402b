import HTTPTransport
import Plant

/// What has been tried, and what that says about who is worth asking next.
struct FallbackChain: Sendable {
    private(set) var notes: [String] = []
    private var last: ModelError?
    private var refusal: ModelError?
    /// The failure that left the most of a reply.
    private var partial: (error: ModelError, endpoint: Endpoint)?
    /// The longest context that turned out too short.
    private var shortest: Int?

    mutating func add(_ error: ModelError, at line: EndpointLine? = nil) {
        notes.append(error.description)
        if error.code == .refused { refusal = refusal ?? error } else { last = error }
        if let line, error.partialText.utf8.count > partial?.error.partialText.utf8.count ?? 0 {
            partial = (error, line.endpoint)
        }
        if error.code == .contextTooLong, let context = line?.context { shortest = max(shortest ?? 0, context) }
    }

    /// A prompt that was too long for one context is too long for every context that is no longer.
    func isWorthAsking(_ line: EndpointLine) -> Bool {
        guard let shortest, let context = line.context else { return true }
        return context > shortest
    }

    var worst: ModelError {
        last ?? refusal
            ?? ModelError(code: .noEndpoint, endpoint: nil, message: "no endpoint is allowed to answer")
    }

    /// What had come of a reply that broke off, where nobody gave a whole one: complete parts only, said to be partial.
    ///
    /// Only a reply in JSON has parts that are known to be complete; half a sentence may say the opposite of the whole.
    func partialReply(to request: ModelRequest) -> ModelReply? {
        guard let partial, request.outputSchema != nil,
            let read = TolerantJSON(partial.error.partialText), let members = read.value.object,
            members.values.contains(where: { $0.array?.isEmpty == false })
        else { return nil }
        return ModelReply(
            text: read.value.text(),
            model: partial.endpoint.model,
            endpoint: partial.endpoint.name,
            finishReason: "interrupted",
            degraded: notes + ["the answer broke off; only what was complete of it is shown"]
        )
    }
}
