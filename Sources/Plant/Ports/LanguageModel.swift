/// What is sent to a model, before any endpoint's dialect.
package struct ModelRequest: Sendable, Hashable {
    package var promptName: String
    package var promptVersion: String
    /// SHA-256 of the prompt file, in hexadecimal.
    package var promptHash: String
    package var system: String
    package var user: String
    /// JSON Schema (as text) that the reply should follow; `nil` for free text.
    package var outputSchema: String?
    package var language: Language
    /// The highest class among the evidence packed.
    package var dataClass: DataClass
    /// SHA-256 of each piece of evidence, in packing order.
    package var evidenceHashes: [String]
    package var maximumOutputTokens: Int
    package var temperature: Double
    /// A nightly batch yields to a person's question.
    package var isInteractive: Bool
    /// What the model may ask for instead of answering; without a schema then.
    package var tools: [ModelTool] = []

    package init(
        promptName: String,
        promptVersion: String,
        promptHash: String,
        system: String,
        user: String,
        outputSchema: String? = nil,
        language: Language,
        dataClass: DataClass,
        evidenceHashes: [String] = [],
        maximumOutputTokens: Int = 1_024,
        temperature: Double = 0,
        isInteractive: Bool = true
    ) {
        self.promptName = promptName
        self.promptVersion = promptVersion
        self.promptHash = promptHash
        self.system = system
        self.user = user
        self.outputSchema = outputSchema
        self.language = language
        self.dataClass = dataClass
        self.evidenceHashes = evidenceHashes
        self.maximumOutputTokens = maximumOutputTokens
        self.temperature = temperature
        self.isInteractive = isInteractive
    }
}

/// What a model said.
package struct ModelReply: Sendable, Hashable, Codable {
    package var text: String
    /// The model that the server says answered.
    package var model: String
    /// The endpoint's name in configuration.
    package var endpoint: String
    package var finishReason: String
    package var inputTokens: Int?
    package var outputTokens: Int?
    /// Endpoints that were tried first and why they did not answer.
    package var degraded: [String]
    /// Tools that the model asks for; `nil` for none.
    package var calls: [ModelToolCall]?

    package init(
        text: String,
        model: String,
        endpoint: String,
        finishReason: String,
        inputTokens: Int? = nil,
        outputTokens: Int? = nil,
        degraded: [String] = []
    ) {
        self.text = text
        self.model = model
        self.endpoint = endpoint
        self.finishReason = finishReason
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.degraded = degraded
    }
}

/// Anything that can answer a request: an endpoint, a chain of them, a replay.
package protocol LanguageModel: Sendable {
    /// - Parameter onText: gets the reply's text as it arrives, in order, never half a character.
    /// - Throws: ``ModelError``, or `CancellationError`.
    func reply(to request: ModelRequest, onText: (@Sendable (String) -> Void)?) async throws -> ModelReply
}

/// Why no reply came.
package struct ModelError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Policy forbids this class of data at every endpoint there is.
        case refused
        case unreachable
        /// The stream ended before the reply did.
        case interrupted
        case unauthorised
        case rateLimited = "rate_limited"
        case contextTooLong = "context_too_long"
        case badRequest = "bad_request"
        case serverError = "server_error"
        /// The reply does not follow the schema, even after repair.
        case malformedReply = "malformed_reply"
        /// The provider's filter held the answer back.
        case filtered
        /// A replay holds no answer to this request. Never worked around: the run must fail.
        case replayMiss = "replay_miss"
        case noEndpoint = "no_endpoint"
    }

    package let code: Code
    package let endpoint: String?
    /// What happened and what to do, in a sentence.
    package let message: String
    /// What had arrived before a stream broke off.
    package let partialText: String

    package init(code: Code, endpoint: String?, message: String, partialText: String = "") {
        self.code = code
        self.endpoint = endpoint
        self.message = message
        self.partialText = partialText
    }

    package var description: String {
        endpoint.map { "endpoint '\($0)': \(message)" } ?? message
    }
}
