import Generation
package import Plant
import Retrieval
import TaskGraph
import Verification

/// A question as it is asked from outside.
package struct AskRequest: Sendable {
    package var question: String
    package var language: Language?
    /// Local time or UTC; now when `nil`.
    package var asOf: String?
    package var endpoint: String?
    package var usesModel: Bool
    /// Whether vectors and reranking may be used, where they are configured.
    package var usesVectors = true
    package var correction: QuestionCorrection

    package init(
        question: String,
        language: Language?,
        asOf: String?,
        endpoint: String?,
        usesModel: Bool,
        correction: QuestionCorrection = QuestionCorrection()
    ) {
        self.question = question
        self.language = language
        self.asOf = asOf
        self.endpoint = endpoint
        self.usesModel = usesModel
        self.correction = correction
    }
}

extension Workspace {
    package func ask(
        _ request: AskRequest,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> AnsweredQuestion {
        let asOf = try request.asOf.map { try moment($0, named: "--as-of") } ?? Timestamp.now()
        progress("reading the store…")
        let budget = request.usesModel || request.usesVectors ? try callBudget() : nil
        let name = "ask-\(Timestamp.now())"
        let model = request.usesModel ? try await models(only: request.endpoint, run: name, budget: budget) : nil
        progress(model == nil ? "looking for evidence…" : "asking the model…")
        return try await run(request, asOf: asOf, model: model, prompts: try prompts(), budget)
    }

    /// Asks with a given model, as a replay does: nothing else is called.
    func ask(_ request: AskRequest, model: (any LanguageModel)?, prompts: PromptLibrary) async throws
        -> AnsweredQuestion
    {
        let asOf = try request.asOf.map { try moment($0, named: "--as-of") } ?? Timestamp.now()
        var request = request
        request.usesVectors = false
        return try await run(request, asOf: asOf, model: model, prompts: prompts, nil)
    }

    private func run(
        _ request: AskRequest,
        asOf: Timestamp,
        model: (any LanguageModel)?,
        prompts: PromptLibrary,
        _ budget: UsageBudget?
    ) async throws -> AnsweredQuestion {
        let correction = try await settled(request.correction)
        let services = try await askServices(request, model: model, asOf: asOf, prompts: prompts, budget)
        let graph = try AskGraph(services: services).build()
        let input = AskInput(
            question: request.question,
            language: request.language,
            asOf: asOf,
            correction: correction
        )
        do {
            return try await graph.run(input).output
        } catch {
            throw RootCause.of(error)
        }
    }

    private func askServices(
        _ request: AskRequest,
        model: (any LanguageModel)?,
        asOf: Timestamp,
        prompts: PromptLibrary,
        _ budget: UsageBudget?
    ) async throws -> AskServices {
        let (reader, site) = try await guarded()
        let index = try await searchIndex()
        let finder =
            request.usesVectors
            ? TextFinder(self, index: index, reader: reader, budget: budget)
            : TextFinder(words: index, reader: reader)
        return AskServices(
            questions: QuestionReader(
                site: site.vocabulary,
                zone: configuration.zone,
                shifts: configuration.shifts.map(\.shift)
            ),
            gatherer: Gatherer(reader: reader, finder: finder, site: site, zone: configuration.zone),
            verification: VerificationContext(
                zone: configuration.zone,
                assets: site.vocabulary.assets,
                tags: site.vocabulary.tags,
                asOf: asOf
            ),
            prompts: prompts,
            model: model,
            settings: configuration.answers,
            questionClass: configuration.dataClass,
            zone: configuration.zone
        )
    }

    /// An answer as text, with small trends.
    package func text(_ answered: AnsweredQuestion) -> String {
        var text = AnswerText(answered.answer, zone: configuration.zone).text()
        for trend in answered.trends {
            text += TrendStrip(trend, zone: configuration.zone).text() + "\n"
        }
        return text
    }

    /// Saves an answer as a page with trend pictures.
    package func save(_ answered: AnsweredQuestion, to path: String) throws {
        let pictures = answered.trends.map { trend in
            TrendPicture(trend, marks: [], zone: configuration.zone).svg()
        }
        try LocalFile.write(AnswerPage(answered.answer, pictures: pictures).html(), to: path)
    }
}

extension AnsweredQuestion {
    package func json() throws -> String {
        try AnswerJSON.text(answer)
    }
}

extension ShiftSettings {
    var shift: Shift {
        Shift(name: name, startMinute: startHour * 60, endMinute: endHour * 60)
    }
}
