package import HTTPTransport
import Plant

/// Ollama's own `/api/chat`: one JSON value a line. The context is asked for, since Ollama cuts longer prompts silently.
package struct OllamaDialect: ChatDialect {
    package let name = "ollama"
    package let framing = StreamFraming.lines
    package let takesOpenAITools = false

    package init() {}

    package func request(_ plan: ChatPlan) throws -> HTTPRequest {
        let sampling = plan.sampling
        var options: [String: JSONValue] = ["num_predict": .integer(plan.outputTokens)]
        sampling.write(to: &options)
        // Ollama's word for it.
        options["repeat_penalty"] = options.removeValue(forKey: "repetition_penalty")
        // Its own default is shorter than what the prompt was fitted to.
        if let context = plan.endpoint.contextTokens ?? plan.endpoint.entry?.context {
            options["num_ctx"] = .integer(context)
        }
        var body: [String: JSONValue] = [
            "model": .string(plan.endpoint.model), "messages": .array(plan.messages), "stream": true,
            "options": .object(options),
        ]
        if plan.model?.thinking.isSwitchable == true { body["think"] = .bool(plan.endpoint.thinks) }
        if let schema = try plan.schema() {
            switch plan.rung {
            case .schema: body["format"] = schema
            case .object: body["format"] = "json"
            case .prompt: break
            }
        }
        return base(plan.endpoint).post("/api/chat", .object(body), accepting: "application/x-ndjson")
    }

    /// Both `http://host:11434` and `http://host:11434/api` are written by people.
    private func base(_ endpoint: Endpoint) -> Endpoint {
        var endpoint = endpoint
        if endpoint.url.hasSuffix("/api") { endpoint.url.removeLast(4) }
        return endpoint
    }

    package func read(_ event: ServerSentEvent) throws -> ChatEvent {
        var result = ChatEvent()
        guard let value = try? JSONValue(text: event.data) else {
            result.error = "the server sent a line that is not JSON"
            return result
        }
        if value["error"] != nil {
            result.error = ErrorBody.message(value)
            return result
        }
        result.model = value["model"]?.string
        result.text = value["message"]?["content"]?.string ?? ""
        result.reasoning = value["message"]?["thinking"]?.string ?? ""
        if value["done"]?.bool == true {
            result.isDone = true
            result.finishReason = value["done_reason"]?.string ?? "stop"
            result.inputTokens = value["prompt_eval_count"]?.tally
            result.outputTokens = value["eval_count"]?.tally
        }
        return result
    }

    package func modelList(_ endpoint: Endpoint) -> HTTPRequest? { base(endpoint).get("/api/tags") }

    package func servedModels(_ body: [UInt8]) throws -> [ServedModel] {
        (try JSONValue(bytes: body)["models"]?.array ?? []).compactMap {
            $0["name"]?.string.map { ServedModel(name: $0) }
        }
    }
}
