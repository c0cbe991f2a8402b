/// What a check against the evidence says of a statement.
package enum Verdict: String, Codable, Sendable, CaseIterable {
    case supported
    case unsupported
    case contradicted
}

/// One claim of an answer, with what it rests on.
package struct Statement: Codable, Sendable, Hashable {
    package var text: String
    /// Ids of evidence: `E1`.
    package var citations: [String]
    package var verdict: Verdict
    /// Why it is not supported, in English; empty when it is.
    package var reasons: [String]
    /// It tells someone to operate, bypass or isolate equipment: a person must confirm it first.
    package var needsConfirmation: Bool

    package init(
        text: String,
        citations: [String],
        verdict: Verdict = .unsupported,
        reasons: [String] = [],
        needsConfirmation: Bool = false
    ) {
        self.text = text
        self.citations = citations
        self.verdict = verdict
        self.reasons = reasons
        self.needsConfirmation = needsConfirmation
    }
}

/// The result of counting or listing, computed by the program over the store.
package struct CountedResult: Codable, Sendable, Hashable {
    package var count: Int
    /// Name → count, for questions that group.
    package var groups: [String: Int]
    /// Ids of what was counted or listed.
    package var items: [String]

    package init(count: Int, groups: [String: Int] = [:], items: [String] = []) {
        self.count = count
        self.groups = groups
        self.items = items
    }
}

/// How an answer was made.
package struct Making: Codable, Sendable, Hashable {
    /// `nil` when no model took part.
    package var model: String?
    package var endpoint: String?
    package var prompt: String?
    package var promptVersion: String?
    package var promptHash: String?
    package var inputTokens: Int?
    package var outputTokens: Int?
    /// Stage → milliseconds. Empty in a replay, whose bytes must not depend on the machine.
    package var timings: [String: Double]
    /// What stood in for something that failed, in words.
    package var degraded: [String]

    package init(
        model: String? = nil,
        endpoint: String? = nil,
        prompt: String? = nil,
        promptVersion: String? = nil,
        promptHash: String? = nil,
        inputTokens: Int? = nil,
        outputTokens: Int? = nil,
        timings: [String: Double] = [:],
        degraded: [String] = []
    ) {
        self.model = model
        self.endpoint = endpoint
        self.prompt = prompt
        self.promptVersion = promptVersion
        self.promptHash = promptHash
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.timings = timings
        self.degraded = degraded
    }
}

/// An answer with its evidence; in JSON this is what `telltale ask --json` prints.
package struct Answer: Codable, Sendable, Hashable {
    package static let schema = "telltale.answer/1"

    package var schema: String
    package var question: String
    package var language: Language
    package var understood: Understanding
    package var result: CountedResult?
    package var statements: [Statement]
    package var evidence: [Evidence]
    /// What was asked for and is not there, in the answer's language.
    package var missing: [String]
    package var made: Making

    package init(
        question: String,
        language: Language,
        understood: Understanding,
        result: CountedResult? = nil,
        statements: [Statement],
        evidence: [Evidence],
        missing: [String] = [],
        made: Making
    ) {
        schema = Answer.schema
        self.question = question
        self.language = language
        self.understood = understood
        self.result = result
        self.statements = statements
        self.evidence = evidence
        self.missing = missing
        self.made = made
    }
}
