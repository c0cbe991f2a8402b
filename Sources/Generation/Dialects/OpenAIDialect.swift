package import HTTPTransport
import Plant

/// `/chat/completions` as OpenAI published it and most servers of open models speak it.
package struct OpenAIDialect: ChatDialect {
    package let name = "openai"

    package init() {}
}

// What a dialect does unless it says otherwise.
extension ChatDialect {
    package var framing: StreamFraming { .events }
    package var usualWidth: Int { 2 }
    package var usualFirstByte: Double { 120 }
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .object, .prompt] }
    package func cautions(for model: ModelEntry?) -> [String] { [] }
    package func remarks(_ headers: HTTPHeaders) -> [String] { [] }
    package var emptyStreamHint: String? { nil }
    package var takesOpenAITools: Bool { true }
    package var probes: ServerProbes { ServerProbes() }
    package func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan) {}

    package func request(_ plan: ChatPlan) throws -> HTTPRequest {
        let sampling = plan.sampling
        var body: [String: JSONValue] = [
            "model": .string(plan.endpoint.model),
            "messages": .array(plan.messages),
            "max_tokens": .integer(plan.outputTokens),
            "stream": true,
            "stream_options": ["include_usage": true],
        ]
        sampling.write(to: &body)
        plan.model?.thinking.write(to: &body, isOn: plan.endpoint.thinks)
        if let schema = try plan.schema() {
            switch plan.rung {
            case .schema:
                let name = String(plan.request.promptName.map { $0 == "-" ? "_" : $0 })
                body["response_format"] = [
                    "type": "json_schema", "json_schema": ["name": .string(name), "schema": schema],
                ]
            case .object: body["response_format"] = ["type": "json_object", "schema": schema]
            case .prompt: break
            }
        }
        if !plan.request.tools.isEmpty, plan.toolWay == .native, takesOpenAITools {
            body["tools"] = try ToolPrompt.native(plan.request.tools)
            body["tool_choice"] = "auto"
        }
        adjust(&body, plan)
        return plan.endpoint.post("/chat/completions", .object(body), accepting: "text/event-stream")
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
        if value["error"] != nil || value["object"]?.string == "error" {
            result.error = ErrorBody.message(value)
            return result
        }
        result.model = value["model"]?.string
        if let usage = value["usage"] {
            result.inputTokens = usage["prompt_tokens"]?.tally
            result.outputTokens = usage["completion_tokens"]?.tally
        }
        guard let choice = value["choices"]?.array?.first else { return result }
        result.finishReason = choice["finish_reason"]?.string
        let part = choice["delta"] ?? choice["message"]
        result.text = part?["content"]?.string ?? ""
        // Continued calls come without a name, and some servers write arguments as a value.
        result.toolParts = (part?["tool_calls"]?.array ?? []).enumerated().map { place, call in
            let arguments = call["function"]?["arguments"]
            return ToolPart(
                index: call["index"]?.integer ?? place,
                name: call["function"]?["name"]?.string ?? "",
                arguments: arguments?.string ?? arguments?.text() ?? ""
            )
        }
        // The field's name differs between servers and versions.
        result.reasoning =
            part?["reasoning"]?.string ?? part?["reasoning_content"]?.string ?? part?["thinking_content"]?.string ?? ""
        return result
    }

    package func failure(status: Int, body: [UInt8]) -> ServerFailure {
        ServerFailure(status: status, message: ErrorBody.message(body), kind: ErrorBody.kind(body))
    }

    package func modelList(_ endpoint: Endpoint) -> HTTPRequest? {
        endpoint.get("/models")
    }

    /// vLLM and furiosa-llm say `max_model_len`, llama.cpp `meta.n_ctx`, LiteLLM `max_input_tokens`, others
    /// `context_length`.
    package func servedModels(_ body: [UInt8]) throws -> [ServedModel] {
        (try JSONValue(bytes: body)["data"]?.array ?? []).compactMap { model in
            model["id"]?.string.map {
                let context =
                    model["max_model_len"]?.integer ?? model["context_length"]?.integer
                    ?? model["meta"]?["n_ctx"]?.integer ?? model["max_input_tokens"]?.integer
                return ServedModel(name: $0, context: context)
            }
        }
    }
}

extension Endpoint {
    func post(_ path: String, _ body: JSONValue, accepting type: String) -> HTTPRequest {
        call("POST", url + path, ["Content-Type": "application/json", "Accept": type], Array(body.text().utf8))
    }

    func get(_ path: String) -> HTTPRequest {
        call("GET", url + path, [:], [])
    }

    func call(_ method: String, _ url: String, _ headers: HTTPHeaders, _ body: [UInt8]) -> HTTPRequest {
        var headers = headers
        if let key { headers.append("Authorization", "Bearer " + key.value) }
        return HTTPRequest(
            method: method,
            url: url,
            headers: headers,
            body: body,
            limits: limits,
            security: security,
            proxy: proxy,
            allowedAddresses: allowedAddresses
        )
    }
}
