package import HTTPTransport
import Plant

/// Naver CLOVA Studio's own chat completions v3: camel case, and streaming chosen by the `Accept` header.
package struct ClovaStudioDialect: ChatDialect {
    package let name = "clova-studio"
    package let takesOpenAITools = false

    package init() {}

    /// Structured output is offered by HCX-007 alone.
    package func rungs(for model: ModelEntry?) -> [JSONRung] {
        model?.name == "HyperCLOVA X HCX-007" ? [.schema, .prompt] : [.prompt]
    }

    package func request(_ plan: ChatPlan) throws -> HTTPRequest {
        let sampling = plan.sampling
        let reasons = plan.model?.thinking.isSwitchable == true
        var body: [String: JSONValue] = [
            "messages": .array(plan.messages), "temperature": .number(min(1, sampling.temperature)),
            (reasons ? "maxCompletionTokens" : "maxTokens"): .integer(plan.outputTokens),
        ]
        if let topP = sampling.topP { body["topP"] = .number(topP) }
        if let topK = sampling.topK { body["topK"] = .integer(topK) }
        if let penalty = sampling.repetitionPenalty { body["repetitionPenalty"] = .number(penalty) }
        let schema = plan.rung == .schema ? try plan.schema() : nil
        // A schema and thinking exclude each other.
        if reasons { body["thinking"] = ["effort": plan.endpoint.thinks && schema == nil ? "medium" : "none"] }
        if let schema { body["responseFormat"] = ["type": "json", "schema": schema] }
        var endpoint = plan.endpoint
        if endpoint.url.hasSuffix("/v3") { endpoint.url.removeLast(3) }
        return endpoint.post(
            "/v3/chat-completions/" + endpoint.model,
            .object(body),
            accepting: "text/event-stream"
        )
    }

    package func read(_ event: ServerSentEvent) throws -> ChatEvent {
        var result = ChatEvent()
        if event.data == "[DONE]" {
            result.isDone = true
            return result
        }
        guard let value = try? JSONValue(text: event.data) else {
            result.error = "the server sent an event that is not JSON"
            return result
        }
        let body = value["result"] ?? value
        let message = body["message"]
        if event.event == "error" || message == nil && value["status"] != nil {
            result.error = ErrorBody.message(value)
            return result
        }
        // The last event says everything once more; in a whole answer it is said once only.
        if event.event != "result" {
            result.text = message?["content"]?.string ?? ""
            result.reasoning = message?["thinkingContent"]?.string ?? ""
        }
        result.finishReason = body["finishReason"]?.string ?? body["stopReason"]?.string
        result.isDone = event.event == "result"
        if let usage = body["usage"] {
            result.inputTokens = usage["promptTokens"]?.tally
            result.outputTokens = usage["completionTokens"]?.tally
        }
        return result
    }

    package func failure(status: Int, body: [UInt8]) -> ServerFailure { ClovaFailure.read(status, body) }
    package func modelList(_ endpoint: Endpoint) -> HTTPRequest? { nil }
}

/// CLOVA Studio's OpenAI-compatible API: it refuses parameters that it does not know instead of ignoring them.
package struct ClovaOpenAIDialect: ChatDialect {
    package let name = "clova-openai"
    private static let known: Set<String> = [
        "model", "messages", "max_tokens", "max_completion_tokens", "temperature", "top_p", "stream",
        "stream_options", "response_format", "reasoning_effort", "stop",
    ]

    package init() {}

    package func rungs(for model: ModelEntry?) -> [JSONRung] {
        model?.name == "HyperCLOVA X HCX-007" ? [.schema, .prompt] : [.prompt]
    }

    package func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan) {
        body = body.filter { ClovaOpenAIDialect.known.contains($0.key) }
        if plan.model?.thinking.isSwitchable == true {
            body["max_completion_tokens"] = body.removeValue(forKey: "max_tokens")
        }
    }

    package func failure(status: Int, body: [UInt8]) -> ServerFailure { ClovaFailure.read(status, body) }
}

/// CLOVA Studio's codes of five digits.
enum ClovaFailure {
    static func read(_ status: Int, _ body: [UInt8]) -> ServerFailure {
        let value = (try? JSONValue(bytes: body)) ?? .null
        var failure = ServerFailure(status: status, message: ErrorBody.message(body), kind: ErrorBody.kind(body))
        guard let code = ErrorBody.code(value) else { return failure }
        failure.message += " (code \(code))"
        switch code {
        case 40002:
            failure.message += "; it refuses parameters that it does not know, so this is the program's mistake"
        case 40003: failure.code = .contextTooLong
        case 40055: failure.isAboutFormat = true
        case 40080: failure.message += "; check model, it is not served"
        case 40082: failure.message += "; the model has been withdrawn, choose another"
        default: break
        }
        return failure
    }
}
