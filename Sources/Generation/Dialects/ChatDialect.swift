package import HTTPTransport
package import Plant

/// How strictly a server is asked for JSON; the next rung is tried when a server refuses one.
package enum JSONRung: Int, Sendable, CaseIterable {
    /// OpenAI's `response_format: json_schema`, or a server's own field for a schema.
    case schema
    /// `json_object` with the schema beside it, as llama.cpp takes it.
    case object
    /// The prompt alone.
    case prompt
}

/// How the pieces of a streamed answer are told apart.
package enum StreamFraming: Sendable {
    /// `text/event-stream`.
    case events
    /// One JSON value a line (NDJSON).
    case lines
}

/// How one family of servers talks: a pure mapping without I/O.
///
/// Whoever adds one writes ``name``, ``adjust(_:_:)`` where the server speaks OpenAI's `/chat/completions` with quirks,
/// or all of the mapping where it does not, and a table of examples in the tests.
package protocol ChatDialect: Sendable {
    /// The word for it in `telltale.yaml`.
    var name: String { get }
    var framing: StreamFraming { get }
    /// Calls at once where the settings say nothing.
    var usualWidth: Int { get }
    /// Seconds to the first byte where the settings say nothing.
    var usualFirstByte: Double { get }
    /// Ways of asking for JSON, the strictest first.
    func rungs(for model: ModelEntry?) -> [JSONRung]
    /// What this server does with a request for a model that a person should know, one sentence each.
    func cautions(for model: ModelEntry?) -> [String]

    /// The request on the wire.
    func request(_ plan: ChatPlan) throws -> HTTPRequest
    /// Changes the body that OpenAI's API would get into what this server takes.
    func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan)
    /// The text, ending and usage within one event of the stream, or within a whole answer.
    func read(_ event: ServerSentEvent) throws -> ChatEvent
    /// What a status other than 200 means.
    func failure(status: Int, body: [UInt8]) -> ServerFailure
    /// What a gateway in front of the model says about itself in its headers, one sentence each.
    func remarks(_ headers: HTTPHeaders) -> [String]

    /// What else it may mean that a stream ends before anything came; `nil` for nothing in particular.
    var emptyStreamHint: String? { get }
    /// Whether tools are offered to the model in the way of OpenAI's `/chat/completions`.
    var takesOpenAITools: Bool { get }
    /// Where the server tells how it is.
    var probes: ServerProbes { get }

    /// How to ask which models are served; `nil` where nothing answers that.
    func modelList(_ endpoint: Endpoint) -> HTTPRequest?
    func servedModels(_ body: [UInt8]) throws -> [ServedModel]
}

/// One call to be put on the wire.
package struct ChatPlan: Sendable {
    package var request: ModelRequest
    package var endpoint: Endpoint
    package var rung: JSONRung
    /// What the catalogue knows of the model.
    package var model: ModelEntry?
    /// The reply that has to be done again, and what is wrong with it.
    package var correction: Correction?
    /// How the request's tools are offered, where it has any.
    package var toolWay = ToolWay.native

    package struct Correction: Sendable, Hashable {
        package var reply: String
        package var problems: [String]

        package init(reply: String, problems: [String]) {
            self.reply = reply
            self.problems = problems
        }
    }

    package init(
        _ request: ModelRequest,
        _ endpoint: Endpoint,
        rung: JSONRung = .schema,
        model: ModelEntry? = nil,
        correction: Correction? = nil
    ) {
        self.request = request
        self.endpoint = endpoint
        self.rung = rung
        self.model = model ?? endpoint.entry
        self.correction = correction
    }

    /// How the model is sampled: as its makers say, within what the prompt asks for.
    package var sampling: Sampling {
        var sampling = model?.sampling(language: request.language, isThinking: endpoint.thinks) ?? Sampling()
        guard endpoint.isSampledAsModel, model != nil else { return Sampling(temperature: request.temperature) }
        sampling.clamp(request.temperature)
        return sampling
    }

    /// Tokens that the reply may take.
    package var outputTokens: Int {
        min(request.maximumOutputTokens, model?.maximumOutput ?? request.maximumOutputTokens)
    }

    private var system: String {
        request.tools.isEmpty || toolWay == .native ? request.system : request.system + ToolPrompt.text(request.tools)
    }

    /// What is said to the model, in turns.
    package var messages: [JSONValue] {
        var messages: [JSONValue] = [
            ["role": "system", "content": .string(system)], ["role": "user", "content": .string(request.user)],
        ]
        if let correction {
            let problems = correction.problems.map { "- " + $0 }.joined(separator: "\n")
            messages.append(["role": "assistant", "content": .string(correction.reply)])
            messages.append([
                "role": "user",
                "content": .string(
                    "That reply cannot be used:\n\(problems)\nReply again with the whole JSON and nothing else."
                ),
            ])
        }
        return messages
    }

    package func schema() throws -> JSONValue? {
        try request.outputSchema.map { try JSONValue(text: $0) }
    }
}

/// What one event of a stream says.
package struct ChatEvent: Sendable, Hashable {
    package var text = ""
    package var reasoning = ""
    package var finishReason: String?
    package var model: String?
    package var inputTokens: Int?
    package var outputTokens: Int?
    /// The server's own words for what went wrong.
    package var error: String?
    package var isDone = false
    package var toolParts: [ToolPart] = []

    package init() {}
}

/// A model that a server lists.
package struct ServedModel: Sendable, Hashable {
    package var name: String
    /// Tokens of prompt and reply together, as the server runs it.
    package var context: Int?

    package init(name: String, context: Int? = nil) {
        self.name = name
        self.context = context
    }
}
