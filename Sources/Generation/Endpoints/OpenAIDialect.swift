package import HTTPTransport
package import Plant

/// `/chat/completions` as OpenAI published it and vLLM, SGLang, llama.cpp, furiosa-llm and others speak it.
package struct OpenAIDialect: ChatDialect {
    package init() {}

    package func request(for request: ModelRequest, endpoint: Endpoint, rung: JSONRung) throws -> HTTPRequest {
        var body: [String: JSONValue] = [
            "model": .string(endpoint.model),
            "messages": .array([
                .object(["role": .string("system"), "content": .string(request.system)]),
                .object(["role": .string("user"), "content": .string(request.user)]),
            ]),
            "max_tokens": .integer(request.maximumOutputTokens),
            "temperature": .number(request.temperature),
            "stream": .bool(true),
            "stream_options": .object(["include_usage": .bool(true)]),
        ]
        if let schema = request.outputSchema {
            let value = try JSONValue(text: schema)
            switch rung {
            case .schema:
                body["response_format"] = .object([
                    "type": .string("json_schema"),
                    "json_schema": .object(["name": .string(schemaName(request)), "schema": value]),
                ])
            case .object:
                body["response_format"] = .object(["type": .string("json_object"), "schema": value])
            case .prompt: break
            }
        }
        var headers: HTTPHeaders = ["Content-Type": "application/json", "Accept": "text/event-stream"]
        if let key = endpoint.key { headers.append("Authorization", "Bearer " + key.value) }
        return HTTPRequest(
            method: "POST",
            url: endpoint.url + "/chat/completions",
            headers: headers,
            body: Array(JSONValue.object(body).text().utf8),
            limits: endpoint.limits,
            security: endpoint.security,
            proxy: endpoint.proxy
        )
    }

    private func schemaName(_ request: ModelRequest) -> String {
        String(request.promptName.map { $0 == "-" ? "_" : $0 })
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
            result.error = message(value)
            return result
        }
        result.model = value["model"]?.string
        if let usage = value["usage"] {
            result.inputTokens = usage["prompt_tokens"]?.integer
            result.outputTokens = usage["completion_tokens"]?.integer
        }
        guard let choice = value["choices"]?.array?.first else { return result }
        result.finishReason = choice["finish_reason"]?.string
        let part = choice["delta"] ?? choice["message"]
        result.text = part?["content"]?.string ?? ""
        // The field's name differs between servers and versions.
        result.reasoning =
            part?["reasoning"]?.string ?? part?["reasoning_content"]?.string ?? part?["thinking_content"]?.string ?? ""
        return result
    }

    package func errorMessage(_ body: [UInt8]) -> String {
        guard let value = try? JSONValue(bytes: body) else {
            let text = String(decoding: body.prefix(300), as: UTF8.self)
            return text.isEmpty ? "no message" : text
        }
        return message(value)
    }

    /// `{"error": {…}}`, `{"error": "…"}`, `{"object": "error", …}`, `{"detail": …}`
    private func message(_ value: JSONValue) -> String {
        if let text = value["error"]?.string { return text }
        if let text = value["error"]?["message"]?.string { return text }
        if let text = value["message"]?.string { return text }
        if let text = value["detail"]?.string { return text }
        if let detail = value["detail"] { return detail.text() }
        return "no message"
    }
}
