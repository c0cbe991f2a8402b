/// The attribute names of the OpenTelemetry conventions for generative AI (v0.1.0), and those of the graph itself.
public enum GenAI: Sendable {
    /// `chat`, `embeddings`, `retrieval`, `execute_tool`, `invoke_workflow`, …
    public static let operationName = "gen_ai.operation.name"
    /// Who serves the model.
    public static let providerName = "gen_ai.provider.name"
    /// The name of the graph.
    public static let workflowName = "gen_ai.workflow.name"
    /// The model asked for.
    public static let requestModel = "gen_ai.request.model"
    /// The sampling temperature asked for.
    public static let requestTemperature = "gen_ai.request.temperature"
    /// The longest answer asked for, in tokens.
    public static let requestMaxTokens = "gen_ai.request.max_tokens"
    /// The seed asked for.
    public static let requestSeed = "gen_ai.request.seed"
    /// Whether the answer was streamed.
    public static let requestStream = "gen_ai.request.stream"
    /// `text` or `json`.
    public static let outputType = "gen_ai.output.type"
    /// The server's id of the answer.
    public static let responseID = "gen_ai.response.id"
    /// The model that answered.
    public static let responseModel = "gen_ai.response.model"
    /// Why the answer ended, one for each choice.
    public static let responseFinishReasons = "gen_ai.response.finish_reasons"
    /// Seconds until the first piece of the answer.
    public static let timeToFirstChunk = "gen_ai.response.time_to_first_chunk"
    /// Tokens of the question, cached ones included.
    public static let inputTokens = "gen_ai.usage.input_tokens"
    /// Tokens of the answer, reasoning included.
    public static let outputTokens = "gen_ai.usage.output_tokens"
    /// The prompt's name.
    public static let promptName = "gen_ai.prompt.name"
    /// The prompt's version.
    public static let promptVersion = "gen_ai.prompt.version"
    /// How many documents a retrieval asked for.
    public static let retrievalTopK = "gen_ai.retrieval.top_k"
    /// The collection that was searched.
    public static let dataSourceID = "gen_ai.data_source.id"
    /// The class of an error.
    public static let errorType = "error.type"
    /// The host that was called.
    public static let serverAddress = "server.address"
    /// The port that was called.
    public static let serverPort = "server.port"
    /// The stage of the graph.
    public static let stage = "task_graph.stage"
    /// The item of a fan-out.
    public static let item = "task_graph.item"
    /// How many attempts a stage took.
    public static let attempts = "task_graph.attempts"
    /// The run's id.
    public static let run = "task_graph.run"
}
