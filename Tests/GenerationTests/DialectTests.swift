import Generation
import HTTPTransport
import Plant
import Testing

/// One line of the table: a request to a model at a server, and what must be on the wire.
struct WireExample: Sendable, CustomTestStringConvertible {
    let dialect: String
    let model: String
    var language = Language.english
    var rung = JSONRung.schema
    var thinks = false
    var url = "http://h/v1"
    /// Fields of the body by dotted path, with the JSON that must stand there; an empty text for none.
    let fields: [String: String]
    var path = "http://h/v1/chat/completions"

    var testDescription: String { "\(dialect) with \(model), \(language.rawValue), \(rung), thinks \(thinks)" }
}

@Suite struct `Requests on the wire` {
    static let schema = #"{"type":"object"}"#

    @Test(arguments: [
        // A model that nobody knows gets what OpenAI's API has, and nothing else.
        WireExample(
            dialect: "openai",
            model: "smollm2",
            fields: [
                "temperature": "0", "max_tokens": "900", "stream_options.include_usage": "true",
                "chat_template_kwargs": "", "reasoning_effort": "", "top_p": "",
                "response_format.type": #""json_schema""#, "response_format.json_schema.schema": schema,
            ]
        ),
        // Upstage: reasoning is turned by words that differ by model, at both base URLs.
        WireExample(
            dialect: "upstage",
            model: "solar-pro2-251215",
            fields: ["reasoning_effort": #""minimal""#, "model": #""solar-pro2-251215""#]
        ),
        WireExample(dialect: "upstage", model: "solar-pro2", thinks: true, fields: ["reasoning_effort": #""high""#]),
        WireExample(dialect: "upstage", model: "solar-pro3", fields: ["reasoning_effort": #""low""#]),
        WireExample(
            dialect: "upstage",
            model: "solar-pro4",
            fields: ["reasoning_effort": "", "parallel_tool_calls": ""]
        ),
        WireExample(
            dialect: "upstage",
            model: "solar-mini",
            url: "https://api.upstage.ai/v1/solar/",
            fields: ["reasoning_effort": ""],
            path: "https://api.upstage.ai/v1/solar/chat/completions"
        ),
        // EXAONE: thinking is said explicitly whatever the server's default.
        WireExample(
            dialect: "vllm",
            model: "LGAI-EXAONE/EXAONE-4.0-32B",
            fields: [
                "chat_template_kwargs": #"{"enable_thinking":false,"thinking":false}"#, "temperature": "0", "top_p": "",
            ]
        ),
        WireExample(
            dialect: "vllm",
            model: "LGAI-EXAONE/EXAONE-4.0-32B",
            thinks: true,
            fields: [
                "chat_template_kwargs.enable_thinking": "true", "temperature": "0.6", "top_p": "0.95",
            ]
        ),
        WireExample(
            dialect: "vllm",
            model: "LGAI-EXAONE/EXAONE-4.5-33B",
            language: .korean,
            fields: ["temperature": "0.6", "presence_penalty": "1.5", "top_k": "20"]
        ),
        WireExample(
            dialect: "sglang",
            model: "LGAI-EXAONE/EXAONE-4.5-33B",
            fields: ["temperature": "1", "presence_penalty": "", "chat_template_kwargs.enable_thinking": "false"]
        ),
        WireExample(
            dialect: "friendli",
            model: "LGAI-EXAONE/K-EXAONE-236B-A23B",
            fields: ["parse_reasoning": "true", "chat_template_kwargs.enable_thinking": "false", "temperature": "1"]
        ),
        // furiosa-llm does nothing with some parameters: they are not sent.
        WireExample(
            dialect: "furiosa-llm",
            model: "furiosa-ai/EXAONE-4.5-33B-FP8",
            language: .korean,
            fields: ["presence_penalty": "", "top_k": "20", "chat_template_kwargs.enable_thinking": "false"]
        ),
        WireExample(
            dialect: "trtllm-serve",
            model: "LGAI-EXAONE/EXAONE-4.0-32B",
            fields: ["chat_template_kwargs.enable_thinking": "false", "response_format.type": #""json_schema""#]
        ),
        WireExample(dialect: "vllm-rbln", model: "exaone-3.5-7.8b", fields: ["temperature": "0"]),
        // llama.cpp takes a schema beside json_object first.
        WireExample(
            dialect: "llama.cpp",
            model: "smollm2",
            rung: .object,
            fields: ["response_format": #"{"schema":{"type":"object"},"type":"json_object"}"#]
        ),
        WireExample(
            dialect: "ollama",
            model: "exaone-4.0-1.2b",
            url: "http://h:11434/api",
            fields: [
                "format": schema, "think": "false", "options.num_predict": "900", "options.temperature": "0",
                "options.num_ctx": "4096", "max_tokens": "",
            ],
            path: "http://h:11434/api/chat"
        ),
        WireExample(
            dialect: "clova-studio",
            model: "HCX-007",
            url: "https://clovastudio.stream.ntruss.com",
            fields: [
                "maxCompletionTokens": "900", "responseFormat": #"{"schema":{"type":"object"},"type":"json"}"#,
                "thinking.effort": #""none""#, "stream": "", "model": "",
            ],
            path: "https://clovastudio.stream.ntruss.com/v3/chat-completions/HCX-007"
        ),
        WireExample(
            dialect: "clova-studio",
            model: "HCX-005",
            rung: .prompt,
            fields: ["maxTokens": "900", "responseFormat": "", "thinking": ""],
            path: "http://h/v1/v3/chat-completions/HCX-005"
        ),
        WireExample(
            dialect: "clova-openai",
            model: "HCX-007",
            thinks: true,
            fields: [
                "max_completion_tokens": "900", "max_tokens": "", "reasoning_effort": #""medium""#,
                "chat_template_kwargs": "",
            ]
        ),
        WireExample(dialect: "litellm", model: "plant-model", fields: ["model": #""plant-model""#]),
        // VAETKI's makers give a sampling; nothing turns its thinking.
        WireExample(
            dialect: "openai",
            model: "NC-AI-consortium-VAETKI/VAETKI",
            fields: ["temperature": "0.7", "top_k": "20", "chat_template_kwargs": ""]
        ),
    ])
    func `are as each server takes them`(example: WireExample) throws {
        let dialect = try #require(Dialects.named(example.dialect))
        let endpoint = Endpoint(
            name: "a",
            url: example.url,
            model: example.model,
            dialect: dialect,
            key: Secret("hush"),
            contextTokens: 4_096,
            thinks: example.thinks
        )
        var request = Calls.request(schema: Self.schema, output: 900)
        request.language = example.language
        let wire = try dialect.request(ChatPlan(request, endpoint, rung: example.rung))
        #expect(wire.url == example.path)
        #expect(wire.headers["authorization"] == "Bearer hush")
        let body = try JSONValue(bytes: wire.body)
        for (path, expected) in example.fields {
            let value = path.split(separator: ".").reduce(body as JSONValue?) { $0?[String($1)] }
            #expect((value?.text() ?? "") == expected, "\(path)")
        }
    }

    @Test func `a reply that has to be done again is shown to the model with what is wrong`() throws {
        let correction = ChatPlan.Correction(reply: "no", problems: ["the reply lacks \"a\""])
        let plan = ChatPlan(Calls.request(), Calls.endpoint(), correction: correction)
        let body = try JSONValue(bytes: try OpenAIDialect().request(plan).body)
        let messages = try #require(body["messages"]?.array)
        #expect(messages.compactMap { $0["role"]?.string } == ["system", "user", "assistant", "user"])
        #expect(messages.last?["content"]?.string?.contains("lacks \"a\"") == true)
    }

    @Test func `a sampling of its makers can be set aside for what the prompt asks`() throws {
        let endpoint = Calls.endpoint {
            $0.entry = ModelCatalogue.entry(for: "K-EXAONE")
            $0.isSampledAsModel = false
        }
        #expect(ChatPlan(Calls.request(), endpoint).sampling == Sampling(temperature: 0))
    }
}

@Suite struct `Events of a stream` {
    @Test(arguments: [
        ("openai", nil as String?, #"{"choices":[{"delta":{"content":"가"}}]}"#, "가", "", nil as String?),
        ("openai", nil, #"{"choices":[{"delta":{"reasoning":"a"}}]}"#, "", "a", nil),
        // As vLLM 0.32.0, SGLang 0.5.23 and LiteLLM 1.106.2 sent them.
        (
            "vllm", nil,
            #"{"choices":[{"index":0,"delta":{"content":" Jamie"},"logprobs":null,"finish_reason":"length","stop_reason":null,"token_ids":null}]}"#,
            " Jamie", "", "length"
        ),
        (
            "sglang", nil,
            #"{"choices":[{"index":0,"delta":{"reasoning_content":null,"content":"🕐"},"logprobs":null,"finish_reason":null,"matched_stop":null}]}"#,
            "🕐", "", nil
        ),
        (
            "litellm", nil,
            #"{"model":"good","choices":[{"index":0,"delta":{}}],"usage":{"completion_tokens":5,"prompt_tokens":11,"total_tokens":16}}"#,
            "", "", nil
        ),
        ("openai", nil, #"{"choices":[{"delta":{"reasoning_content":"b"}}]}"#, "", "b", nil),
        ("clova-openai", nil, #"{"choices":[{"message":{"thinking_content":"c"}}]}"#, "", "c", nil),
        ("friendli", nil, #"{"choices":[{"delta":{},"finish_reason":"length"}]}"#, "", "", "length"),
        ("ollama", nil, #"{"model":"m","message":{"content":"d","thinking":"t"},"done":false}"#, "d", "t", nil),
        ("ollama", nil, #"{"message":{"content":""},"done":true,"done_reason":"length"}"#, "", "", "length"),
        ("clova-studio", "token", #"{"message":{"content":"e","thinkingContent":"t"}}"#, "e", "t", nil),
        ("clova-studio", "result", #"{"message":{"content":"whole"},"finishReason":"stop"}"#, "", "", "stop"),
        ("clova-studio", nil, #"{"result":{"message":{"content":"f"},"finishReason":"stop"}}"#, "f", "", "stop"),
    ])
    func `are read in every spelling`(
        dialect: String,
        event: String?,
        data: String,
        text: String,
        reasoning: String,
        finish: String?
    ) throws {
        let read = try #require(Dialects.named(dialect)).read(ServerSentEvent(event: event, data: data))
        #expect(read.text == text && read.reasoning == reasoning && read.finishReason == finish)
        #expect(read.error == nil)
    }

    @Test(arguments: [
        ("furiosa-llm", nil as String?, #"{"error":{"object":"error","message":"boom","code":500}}"#),
        ("vllm", nil, #"{"object":"error","message":"boom"}"#), ("ollama", nil, #"{"error":"boom"}"#),
        ("clova-studio", "error", #"{"status":{"code":"50000","message":"boom"}}"#),
    ])
    func `tell of a failure under way`(dialect: String, event: String?, data: String) throws {
        let read = try #require(Dialects.named(dialect)).read(ServerSentEvent(event: event, data: data))
        #expect(read.error == "boom")
    }
}

@Suite struct `Refusals of servers` {
    @Test(arguments: [
        // furiosa-llm's four shapes.
        ("furiosa-llm", 400, #"{"detail":"messages: field required"}"#, ModelError.Code.badRequest, "field required"),
        (
            "furiosa-llm", 400,
            #"{"object":"error","message":"This model's maximum context length is 8 tokens, but the request totals 9","type":"BadRequestError","param":null,"code":400}"#,
            .contextTooLong, "maximum context length"
        ),
        (
            "furiosa-llm", 404,
            #"{"error":{"message":"no such model","type":"x","param":"model","code":"model_not_found"}}"#,
            .badRequest, "no such model"
        ),
        ("furiosa-llm", 401, #"{"error":"Unauthorized"}"#, .unauthorised, "Unauthorized"),
        ("vllm", 400, #"{"error":{"message":"bad","type":"Bad Request","code":400}}"#, .badRequest, "bad"),
        // As vLLM 0.32.0 and LiteLLM 1.106.2 said it on loopback.
        (
            "vllm", 400,
            #"{"error":{"message":"max_tokens=2000 cannot be greater than max_model_len=1024. Please request fewer output tokens. (parameter=max_tokens, value=2000)","type":"BadRequestError","param":"max_tokens","code":400}}"#,
            .contextTooLong, "max_model_len"
        ),
        (
            "vllm", 400,
            #"{"error":{"message":"This model's maximum context length is 1024 tokens. However, your prompt contains at least 1025 input tokens, which exceeds this limit even without any output tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=1025)","type":"BadRequestError","param":"input_tokens","code":400}}"#,
            .contextTooLong, "at least 1025"
        ),
        (
            "vllm", 404,
            #"{"error":{"message":"The model `x` does not exist. Valid aliases: smollm2-135m.","type":"NotFoundError","param":"model","code":404}}"#,
            .badRequest, "Valid aliases"
        ),
        (
            "litellm", 400,
            #"{"error":{"message":"/chat/completions: Invalid model name passed in model=x.","type":"invalid_request_error","param":null,"code":"400"}}"#,
            .badRequest, "Invalid model name"
        ),
        // As SGLang 0.5.23 said it on loopback.
        (
            "sglang", 400,
            #"{"object":"error","message":"The input (3011 tokens) is longer than the model's context length (1024 tokens).","type":"BadRequestError","param":null,"code":400}"#,
            .contextTooLong, "3011 tokens"
        ),
        (
            "sglang", 400,
            #"{"object":"error","message":"max_completion_tokens is too large: 2000.This model supports at most 1024 completion tokens.","type":"BadRequestError","param":null,"code":400}"#,
            .contextTooLong, "too large"
        ),
        ("sglang", 401, #"{"error":"Unauthorized"}"#, .unauthorised, "Unauthorized"),
        ("litellm", 500, "Internal Server Error", .serverError, "key is missing"),
        ("upstage", 400, #"{"error":{"message":"m","code":"context_length_exceeded"}}"#, .contextTooLong, "m"),
        ("upstage", 429, #"{"error":{"message":"slow down","code":null}}"#, .rateLimited, "slow down"),
        (
            "friendli", 422, #"{"detail":[{"loc":["body","model"],"msg":"field required"}]}"#, .badRequest,
            "body.model: field required"
        ),
        ("llama.cpp", 503, #"{"error":{"code":503,"message":"Loading model"}}"#, .serverError, "loading"),
        ("ollama", 404, #"{"error":"model 'x' not found"}"#, .badRequest, "not found"),
        ("clova-studio", 400, #"{"status":{"code":"40003","message":"Text too long"}}"#, .contextTooLong, "40003"),
        ("clova-openai", 400, #"{"error":{"message":"Unsupported","code":"40002"}}"#, .badRequest, "40002"),
    ])
    func `say what went wrong and of which kind it is`(
        dialect: String,
        status: Int,
        body: String,
        code: ModelError.Code,
        words: String
    ) throws {
        let failure = try #require(Dialects.named(dialect)).failure(status: status, body: Array(body.utf8))
        #expect(failure.code == code)
        #expect(failure.message.contains(words), "\(failure.message)")
        #expect(failure.isWorthRetrying == [429, 503].contains(status))
    }

    @Test func `a schema that is refused is told from a server that failed`() {
        #expect(ServerFailure(status: 500, message: "response_format json_schema").isAboutFormat)
        #expect(!ServerFailure(status: 500, message: "out of memory").isAboutFormat)
        #expect(!ServerFailure(status: 429, message: "schema").isAboutFormat)
    }

    @Test func `LiteLLM's headers tell that another model answered`() {
        let remarks = LiteLLMDialect().remarks([
            "x-litellm-attempted-fallbacks": "1", "x-litellm-model-id": "29b9", "x-litellm-model-group": "good",
            "x-litellm-model-name": "hosted_vllm/b", "x-litellm-model-api-base": "http://c",
        ])
        #expect(remarks == ["the gateway in front gave the call to another model (hosted_vllm/b at http://c)"])
        #expect(LiteLLMDialect().remarks(["x-litellm-attempted-fallbacks": "0"]).isEmpty)
    }
}

@Suite struct `The catalogue of models` {
    @Test(arguments: [
        ("LGAI-EXAONE/EXAONE-4.0-32B", "EXAONE 4.0"), ("furiosa-ai/EXAONE-4.0-32B-FP8", "EXAONE 4.0"),
        ("exaone-4.0-1.2b-q4_k_m.gguf", "EXAONE 4.0"), ("LGAI-EXAONE/EXAONE-4.5-33B", "EXAONE 4.5"),
        ("LGAI-EXAONE/K-EXAONE-236B-A23B", "K-EXAONE"), ("LGAI-EXAONE/K-EXAONE-2.0", "K-EXAONE 2.0"),
        ("exaone3.5:7.8b", "EXAONE 3.5"), ("solar-pro2-251215", "Solar Pro 2"),
        ("upstage/Solar-Open-100B", "Solar Open 100B"),
        ("K-intelligence/Midm-2.0-Base-Instruct", "Mi:dm 2.0"), ("skt/A.X-4.0", "A.X 4.0"), ("skt/A.X-K1", "A.X K1"),
        ("kakaocorp/kanana-2-30b-a3b-thinking-2601", "Kanana 2 thinking"), ("HCX-007", "HyperCLOVA X HCX-007"),
    ])
    func `knows a model under the names it is served by`(model: String, name: String) {
        #expect(ModelCatalogue.entry(for: model)?.name == name)
    }

    @Test func `does not take one model for another`() {
        #expect(ModelCatalogue.entry(for: "smollm2-135m") == nil)
        #expect(ModelCatalogue.entry(for: "my-solar-panel") == nil)
    }

    @Test func `says where every entry is from, and no name twice`() {
        for entry in ModelCatalogue.all {
            #expect(!entry.source.isEmpty && !entry.date.isEmpty && !entry.patterns.isEmpty)
            #expect(entry.patterns.allSatisfy { $0 == $0.lowercased() && !$0.contains("_") })
        }
        let patterns = ModelCatalogue.all.flatMap(\.patterns)
        #expect(Set(patterns).count == patterns.count)
        #expect(Set(Dialects.all.map(\.name)).count == Dialects.all.count)
    }

    @Test(arguments: ["NC-AI-consortium-VAETKI/VAETKI", "NCSOFT/Llama-VARCO-8B-Instruct"])
    func `says where no vendor's document was found`(model: String) {
        #expect(ModelCatalogue.entry(for: model)?.remark?.contains("no document of a hosted API") == true)
    }

    @Test func `carries the licences that a plant has to know`() {
        #expect(ModelCatalogue.entry(for: "EXAONE-4.0-32B")?.licence?.contains("non-commercial") == true)
        #expect(ModelCatalogue.entry(for: "K-EXAONE-236B-A23B")?.licence?.contains("third parties") == true)
    }
}
