package import HTTPTransport
import Plant

// Servers that speak OpenAI's API with quirks. Where each fact comes from: docs/endpoints.md.

/// Every dialect there is.
package enum Dialects {
    package static let all: [any ChatDialect] = [
        OpenAIDialect(), VLLMDialect(), RebellionsDialect(), SGLangDialect(), TensorRTDialect(), FuriosaDialect(),
        UpstageDialect(),
        FriendliDialect(), LlamaCppDialect(), LiteLLMDialect(), OllamaDialect(), ClovaStudioDialect(),
        ClovaOpenAIDialect(),
    ]

    package static func named(_ name: String) -> (any ChatDialect)? {
        all.first { $0.name == name }
    }
}

/// vLLM: unknown fields are ignored with a warning on the server's side only.
package struct VLLMDialect: ChatDialect {
    package let name = "vllm"
    package let probes = ServerProbes.vLLM

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }
}

/// vllm-rbln on Rebellions' NPUs: vLLM's API, one request at a time unless the operator says otherwise.
package struct RebellionsDialect: ChatDialect {
    package let name = "vllm-rbln"
    package let probes = ServerProbes.vLLM
    package let usualWidth = 1
    /// The first request after a start may compile the model.
    package let usualFirstByte = 600.0

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }

    package func cautions(for model: ModelEntry?) -> [String] {
        var cautions = ["serves one request at a time unless started with --max-num-seqs; set width to that number"]
        if let name = model?.name, ["EXAONE 4.0", "K-EXAONE", "Solar Open 100B"].contains(name) {
            cautions.append("\(name) is not in the list of models that vllm-rbln 0.12.0 registers")
        }
        return cautions
    }
}

/// SGLang's OpenAI-compatible server: flat errors, thoughts in `reasoning_content`.
package struct SGLangDialect: ChatDialect {
    package let name = "sglang"
    package let probes = ServerProbes.sglang

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }

    package func cautions(for model: ModelEntry?) -> [String] {
        ["takes any model's name without looking; check that the one listed is the one meant"]
    }
}

/// furiosa-llm on FuriosaAI's NPUs: some parameters are taken and do nothing, so they are not sent.
package struct FuriosaDialect: ChatDialect {
    package let name = "furiosa-llm"
    package let probes = ServerProbes.furiosa

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }

    package func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan) {
        for field in ["presence_penalty", "frequency_penalty", "seed", "logit_bias", "reasoning_effort", "user"] {
            body[field] = nil
        }
    }

    package func cautions(for model: ModelEntry?) -> [String] {
        var cautions = ["takes any model's name without looking; check that the one listed is the one meant"]
        if let model, model.recommendsPresencePenalty {
            cautions.append(
                "does nothing with presence_penalty, which \(model.maker) recommends for \(model.name): watch for "
                    + "repetition"
            )
        }
        return cautions
    }
}

/// Upstage's hosted Solar: reasoning is switched by `reasoning_effort`, with words that differ by model.
package struct UpstageDialect: ChatDialect {
    package let name = "upstage"

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }

    package func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan) {
        // Settings of a chat template belong to servers that run the model themselves.
        body["chat_template_kwargs"] = nil
    }
}

/// FriendliAI: reasoning is parsed out only when asked for.
package struct FriendliDialect: ChatDialect {
    package let name = "friendli"

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.schema, .prompt] }

    package func adjust(_ body: inout [String: JSONValue], _ plan: ChatPlan) {
        if body["chat_template_kwargs"] != nil { body["parse_reasoning"] = true }
    }
}

/// llama.cpp's server: it answers OpenAI's nesting of a schema with HTTP 500, and takes the schema beside `json_object`.
package struct LlamaCppDialect: ChatDialect {
    package let name = "llama.cpp"
    package let probes = ServerProbes.llamaCpp
    /// Seen of llama-cpp-python, whose plain answer to the same is HTTP 400.
    package let emptyStreamHint: String? =
        "llama-cpp-python ends a stream so when the prompt is longer than its context: if it is not gone, lower "
        + "context_tokens"

    package init() {}
    package func rungs(for model: ModelEntry?) -> [JSONRung] { [.object, .schema, .prompt] }

    package func failure(status: Int, body: [UInt8]) -> ServerFailure {
        var failure = ServerFailure(status: status, message: ErrorBody.message(body), kind: ErrorBody.kind(body))
        if status == 503 {
            failure.message += " (the server may still be loading the model)"
            failure.isWorthRetrying = true
        }
        return failure
    }
}
