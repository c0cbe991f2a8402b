import HTTPTransport
package import Plant

/// What is known of a model, with where it is known from. Data only: nothing is looked up at run time.
package struct ModelEntry: Sendable, Hashable {
    package var name: String
    package var maker: String
    /// Parts of a served model's name that mean this one, in small letters; the longest that fits decides.
    package var patterns: [String]
    /// Tokens of prompt and reply together, as published; a server may be started with fewer.
    package var context: Int?
    package var maximumOutput: Int?
    package var thinking: ThinkingSwitch
    /// The first that fits language and thinking counts.
    package var samplings: [SamplingRule]
    /// What the licence means for a plant, in a sentence; `nil` where nothing is known.
    package var licence: String?
    /// What else a plant has to know of how it is to be had, in a sentence.
    package var remark: String?
    package var source: String
    /// When the source was read.
    package var date: String

    package init(
        _ name: String,
        maker: String,
        patterns: [String],
        context: Int? = nil,
        maximumOutput: Int? = nil,
        thinking: ThinkingSwitch = .none,
        samplings: [SamplingRule] = [],
        licence: String? = nil,
        remark: String? = nil,
        source: String,
        date: String = "2026-11"
    ) {
        self.name = name
        self.maker = maker
        self.patterns = patterns
        self.context = context
        self.maximumOutput = maximumOutput
        self.thinking = thinking
        self.samplings = samplings
        self.licence = licence
        self.remark = remark
        self.source = source
        self.date = date
    }

    package func sampling(language: Language, isThinking: Bool) -> Sampling? {
        samplings.first {
            ($0.language == nil || $0.language == language) && ($0.isThinking == nil || $0.isThinking == isThinking)
        }?.sampling
    }

    var recommendsPresencePenalty: Bool {
        samplings.contains { ($0.sampling.presencePenalty ?? 0) > 0 }
    }
}

/// How a model's thinking is turned on and off.
package enum ThinkingSwitch: Sendable, Hashable {
    /// It does not think, or nothing turns it.
    case none
    /// Settings of the chat template, such as `enable_thinking`. They are always sent: defaults differ by server.
    case template([String])
    /// `reasoning_effort`, with this model's words; `off` is `nil` where leaving it out means off.
    case effort(on: String, off: String?)

    package var isSwitchable: Bool { self != .none }

    func write(to body: inout [String: JSONValue], isOn: Bool) {
        switch self {
        case .none: break
        case .template(let names):
            body["chat_template_kwargs"] = .object(
                Dictionary(names.map { ($0, .bool(isOn)) }, uniquingKeysWith: { first, _ in first })
            )
        case .effort(let on, let off):
            if let word = isOn ? on : off { body["reasoning_effort"] = .string(word) }
        }
    }
}

/// How the next token is drawn.
package struct Sampling: Sendable, Hashable {
    package var temperature: Double
    /// The least and the most that the model's makers recommend.
    package var range: ClosedRange<Double>?
    package var topP: Double?
    package var topK: Int?
    package var presencePenalty: Double?
    package var repetitionPenalty: Double?

    package init(
        temperature: Double = 0,
        range: ClosedRange<Double>? = nil,
        topP: Double? = nil,
        topK: Int? = nil,
        presencePenalty: Double? = nil,
        repetitionPenalty: Double? = nil
    ) {
        self.temperature = temperature
        self.range = range
        self.topP = topP
        self.topK = topK
        self.presencePenalty = presencePenalty
        self.repetitionPenalty = repetitionPenalty
    }

    /// Takes the temperature that a prompt asks for, as far as the range allows.
    mutating func clamp(_ wanted: Double) {
        temperature = range.map { min(max(wanted, $0.lowerBound), $0.upperBound) } ?? wanted
    }

    /// In the names of OpenAI's API and its extensions.
    func write(to body: inout [String: JSONValue]) {
        body["temperature"] = .number(temperature)
        if let topP { body["top_p"] = .number(topP) }
        if let topK { body["top_k"] = .integer(topK) }
        if let presencePenalty { body["presence_penalty"] = .number(presencePenalty) }
        if let repetitionPenalty { body["repetition_penalty"] = .number(repetitionPenalty) }
    }
}

/// A sampling and when it holds.
package struct SamplingRule: Sendable, Hashable {
    package var language: Language?
    package var isThinking: Bool?
    package var sampling: Sampling

    package init(_ sampling: Sampling, language: Language? = nil, isThinking: Bool? = nil) {
        self.sampling = sampling
        self.language = language
        self.isThinking = isThinking
    }
}
