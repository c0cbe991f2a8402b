import Generation
import Plant
import Retrieval
import TaskGraph
import Verification

/// Everything the stages of the ask graph work with.
struct AskServices: Sendable {
    let questions: QuestionReader
    let gatherer: Gatherer
    let verification: VerificationContext
    let prompts: PromptLibrary
    /// `nil` when no model is configured or wanted.
    let model: (any LanguageModel)?
    let settings: AnswerSettings
    /// How guarded what people ask is: a question names equipment and what happened to it.
    let questionClass: DataClass
    let zone: SiteTimeZone

    // MARK: Pack

    func pack(_ gathered: Gathered) -> PackedDraft {
        let language = gathered.scope.understanding.language
        let words = Wording(language: language, zone: zone, tags: gatherer.site.tags)
        let composer = Composer(words: words, zone: zone, tellsOnset: model == nil)
        let draft = composer.draft(gathered)
        // Without a model there is no context to fit into, and a count shows every record it counted.
        let evidence: [Evidence]
        if gathered.counted != nil || model == nil {
            evidence = numbered(draft.evidence)
        } else {
            let candidates = unique(draft.evidence).enumerated().map { index, evidence in
                EvidenceCandidate(evidence: evidence, relevance: 1 / Double(index + 1))
            }
            evidence = EvidencePacker(tokenBudget: settings.evidenceTokens).pack(candidates)
        }
        let ids = Dictionary(evidence.map { ($0.link, $0.id) }, uniquingKeysWith: { first, _ in first })
        let composed = draft.statements.compactMap { statement -> Statement? in
            let citations = statement.links.compactMap { ids[$0] }
            return citations.isEmpty ? nil : Statement(text: statement.text, citations: citations)
        }
        return PackedDraft(composed: composed, missing: draft.missing, evidence: evidence)
    }

    private func unique(_ evidence: [Evidence]) -> [Evidence] {
        var seen: Set<String> = []
        return evidence.filter { seen.insert($0.link).inserted }
    }

    private func numbered(_ evidence: [Evidence]) -> [Evidence] {
        unique(evidence).enumerated().map { index, item in
            var item = item
            item.id = "E\(index + 1)"
            return item
        }
    }

    // MARK: Generate

    func generate(
        _ input: AskInput,
        _ gathered: Gathered,
        _ draft: PackedDraft,
        _ context: StageContext
    ) async throws -> Generated {
        guard let model, gathered.counted == nil, gathered.scope.isAnswerable, !draft.evidence.isEmpty else {
            return Generated(reply: nil, prompt: nil, notes: [])
        }
        let rendered = try ModelPrompt(
            prompts: prompts,
            zone: zone,
            settings: settings,
            questionClass: questionClass
        ).answer(
            question: input.question,
            asOf: input.asOf,
            understanding: gathered.scope.understanding,
            evidence: draft.evidence
        )
        let prompt = (rendered.promptName, rendered.promptVersion, rendered.promptHash)
        do {
            let reply = try await model.reply(to: rendered, onText: nil)
            return Generated(reply: reply, prompt: prompt, notes: reply.degraded)
        } catch let error as ModelError {
            guard error.code != .replayMiss else { throw error }
            context.degrade("no model answered: \(error)")
            return Generated(reply: nil, prompt: prompt, notes: ["no model answered: \(error)"])
        }
    }

    // MARK: Verify

    func verify(
        _ input: AskInput,
        _ gathered: Gathered,
        _ draft: PackedDraft,
        _ generated: Generated
    ) -> AnsweredQuestion {
        let understanding = gathered.scope.understanding
        let verifier = Verifier(context: verification)
        var made = Making(degraded: gathered.notes + generated.notes)
        var statements: [Statement] = []
        var missing = draft.missing
        if let reply = generated.reply {
            let read = ReplyReader().read(reply.text)
            let checked = verifier.check(
                read.statements,
                against: draft.evidence,
                question: input.question,
                language: understanding.language
            )
            statements = settings.unsupported == .leaveOut ? checked.filter { $0.verdict == .supported } : checked
            made.model = reply.model
            made.endpoint = reply.endpoint
            made.prompt = generated.prompt?.name
            made.promptVersion = generated.prompt?.version
            made.promptHash = generated.prompt?.hash
            made.inputTokens = reply.inputTokens
            made.outputTokens = reply.outputTokens
            for note in read.missing where !missing.contains(note) { missing.append(note) }
            if !checked.contains(where: { $0.verdict == .supported }) {
                made.degraded.append(
                    "nothing the model said is supported by the evidence; the program's own answer follows"
                )
            }
        }
        if !statements.contains(where: { $0.verdict == .supported }) {
            let own = OwnSentences(context: verification).checked(
                draft.composed,
                against: draft.evidence,
                question: input.question,
                language: understanding.language
            )
            statements = own + statements
        }
        let answer = Answer(
            question: input.question,
            language: understanding.language,
            understood: understanding,
            result: gathered.counted?.result,
            statements: statements,
            evidence: draft.evidence,
            missing: missing,
            made: made
        )
        return AnsweredQuestion(answer: answer, trends: gathered.trends)
    }
}
