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
        let run = "ask-\(Timestamp.now())"
        let model = request.usesModel ? try await models(only: request.endpoint, run: run) : nil
        progress(model == nil ? "looking for evidence…" : "asking the model…")
        return try await self.run(request, asOf: asOf, model: model, prompts: try prompts())
    }

    /// Asks with a given model, as a replay does.
    func ask(_ request: AskRequest, model: (any LanguageModel)?, prompts: PromptLibrary) async throws
        -> AnsweredQuestion
    {
        let asOf = try request.asOf.map { try moment($0, named: "--as-of") } ?? Timestamp.now()
        return try await run(request, asOf: asOf, model: model, prompts: prompts)
    }

    private func run(
        _ request: AskRequest,
        asOf: Timestamp,
        model: (any LanguageModel)?,
        prompts: PromptLibrary
    ) async throws -> AnsweredQuestion {
        let correction = try await settled(request.correction)
        let services = try await askServices(model: model, asOf: asOf, prompts: prompts)
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
        model: (any LanguageModel)?,
        asOf: Timestamp,
        prompts: PromptLibrary
    ) async throws -> AskServices {
        let site = try await site()
        let index = try await searchIndex()
        return AskServices(
            questions: QuestionReader(
                site: site.vocabulary,
                zone: configuration.zone,
                shifts: configuration.shifts.map(\.shift)
            ),
            gatherer: Gatherer(reader: store, index: index, site: site, zone: configuration.zone),
            verification: VerificationContext(
                zone: configuration.zone,
                assets: site.vocabulary.assets,
                tags: site.vocabulary.tags,
                asOf: asOf
            ),
            prompts: prompts,
            model: model,
            settings: configuration.answers,
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
