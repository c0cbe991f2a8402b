import Plant

/// The shape of `telltale ask --json`: others rely on it, so fields are only ever added.
///
/// Documented in docs/json.md.
enum AnswerJSON {
    struct Understood: Codable, Sendable {
        var intent: String
        var assets: [AssetID]
        var tags: [TagName]
        var window: Window?
        var kinds: [RecordKind]
        var grouping: String?
        var conditions: [String: [String]]
        var unknown: [String]
        var assumptions: [String]
    }

    struct Window: Codable, Sendable {
        var from: Timestamp
        var to: Timestamp
    }

    struct Item: Codable, Sendable {
        var id: String
        var kind: Evidence.Kind
        var source: String
        var asset: AssetID?
        var from: Timestamp?
        var to: Timestamp?
        var text: String
        var `class`: DataClass
        var link: String
    }

    struct Said: Codable, Sendable {
        var text: String
        var citations: [String]
        var verdict: Verdict
        var reasons: [String]
        var needs_confirmation: Bool
    }

    struct Prompt: Codable, Sendable {
        var name: String
        var version: String?
        var hash: String?
    }

    struct Tokens: Codable, Sendable {
        var input: Int?
        var output: Int?
    }

    struct Made: Encodable, Sendable {
        var model: String?
        var endpoint: String?
        var prompt: Prompt?
        var timings: [String: Double]
        var tokens: Tokens
        var degraded: [String]

        enum CodingKeys: String, CodingKey {
            case model, endpoint, prompt, timings, tokens, degraded
        }

        /// Writes `"model": null` rather than leaving it out: readers test for it.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(endpoint, forKey: .endpoint)
            try container.encode(prompt, forKey: .prompt)
            try container.encode(timings, forKey: .timings)
            try container.encode(tokens, forKey: .tokens)
            try container.encode(degraded, forKey: .degraded)
        }

        init(_ making: Making) {
            model = making.model
            endpoint = making.endpoint
            prompt = making.prompt.map { Prompt(name: $0, version: making.promptVersion, hash: making.promptHash) }
            timings = making.timings
            tokens = Tokens(input: making.inputTokens, output: making.outputTokens)
            degraded = making.degraded
        }
    }

    struct Whole: Encodable, Sendable {
        var schema: String
        var question: String
        var language: Language
        var understood: Understood
        var result: CountedResult?
        var statements: [Said]
        var evidence: [Item]
        var missing: [String]
        var made: Made
    }

    static func text(_ answer: Answer) throws -> String {
        let understood = answer.understood
        let whole = Whole(
            schema: answer.schema,
            question: answer.question,
            language: answer.language,
            understood: Understood(
                intent: understood.intent.rawValue,
                assets: understood.assets,
                tags: understood.tags,
                window: understood.window.map { Window(from: $0.from, to: $0.to) },
                kinds: understood.kinds,
                grouping: understood.grouping?.rawValue,
                conditions: understood.fields,
                unknown: understood.unknown,
                assumptions: understood.assumptions
            ),
            result: answer.result,
            statements: answer.statements.map {
                Said(
                    text: $0.text,
                    citations: $0.citations,
                    verdict: $0.verdict,
                    reasons: $0.reasons,
                    needs_confirmation: $0.needsConfirmation
                )
            },
            evidence: answer.evidence.map {
                Item(
                    id: $0.id,
                    kind: $0.kind,
                    source: $0.source,
                    asset: $0.asset,
                    from: $0.window?.from,
                    to: $0.window?.to,
                    text: $0.text,
                    class: $0.dataClass,
                    link: $0.link
                )
            },
            missing: answer.missing,
            made: Made(answer.made)
        )
        return try JSONText.pretty(whole)
    }
}
