package import Plant
import Retrieval
import TaskGraph
import Verification

/// What a question is asked with.
struct AskInput: Sendable, Hashable, Codable {
    var question: String
    var language: Language?
    var asOf: Timestamp
    var correction = SettledCorrection()
}

/// The graph that answers a question: understand, look up in parallel, pack, ask a model, check.
struct AskGraph: Sendable {
    /// `nil` for a graph that is only drawn.
    let services: AskServices?

    func build() throws -> Graph<AskInput, AnsweredQuestion> {
        let given = services
        let builder = GraphBuilder("ask")
        let input = builder.input("question", of: AskInput.self)
        let scope = builder.stage("understand", input) { _, input in
            let services = try given.orDrawingOnly()
            let understanding = services.questions.understand(
                input.question,
                asOf: input.asOf,
                language: input.language
            )
            let meant = input.correction.applied(
                to: understanding,
                dataSpan: services.gatherer.site.span,
                asOf: input.asOf,
                zone: services.zone
            )
            return services.gatherer.scope(input.question, meant, asOf: input.asOf)
        }
        let counted = builder.stage("count", scope) { _, scope in
            try await given.orDrawingOnly().gatherer.counted(scope)
        }
        let stories = builder.stage("incidents", scope) { _, scope in
            try await given.orDrawingOnly().gatherer.stories(scope)
        }
        let found = builder.stage("search", scope) { _, scope in
            try await given.orDrawingOnly().gatherer.found(scope)
        }
        let trends = builder.stage("trends", scope, stories) { _, scope, stories in
            try await given.orDrawingOnly().gatherer.trends(scope, stories)
        }
        let gathered = builder.stage("gather", scope, counted, stories, found, trends) {
            _,
            scope,
            counted,
            stories,
            found,
            trends in
            Gathered(
                scope: scope,
                counted: counted,
                stories: stories,
                found: found.records,
                trends: trends,
                notes: found.notes
            )
        }
        let draft = builder.stage("pack", gathered) { _, gathered in
            try given.orDrawingOnly().pack(gathered)
        }
        let reply = builder.stage("generate", input, gathered, draft) { context, input, gathered, draft in
            try await given.orDrawingOnly().generate(input, gathered, draft, context)
        }
        let answer = builder.stage("verify", input, gathered, draft, reply) { _, input, gathered, draft, reply in
            try given.orDrawingOnly().verify(input, gathered, draft, reply)
        }
        return try builder.build(inputs: input, output: answer)
    }
}

/// An answer with the trends that belong to it, for pictures.
package struct AnsweredQuestion: Sendable {
    package var answer: Answer
    var trends: [TrendSeries]

    init(answer: Answer, trends: [TrendSeries]) {
        self.answer = answer
        self.trends = trends
    }
}

/// Evidence packed for a model, and what the program itself would say.
struct PackedDraft: Sendable {
    var composed: [Statement]
    var missing: [String]
    /// Numbered evidence, as a model would get it.
    var evidence: [Evidence]
}

/// What came back from a model, if one was asked.
struct Generated: Sendable {
    var reply: ModelReply?
    var prompt: (name: String, version: String, hash: String)?
    var notes: [String]
}
