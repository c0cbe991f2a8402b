import Generation
import Plant

/// Turns packed evidence into a request to a model.
struct ModelPrompt: Sendable {
    let prompts: PromptLibrary
    let zone: SiteTimeZone
    let settings: AnswerSettings
    /// How guarded what people ask is.
    var questionClass = DataClass.public

    func answer(
        question: String,
        asOf: Timestamp,
        understanding: Understanding,
        evidence: [Evidence]
    ) throws -> ModelRequest {
        let fenced = FencedEvidence(evidence)
        return try request(
            "answer",
            language: understanding.language,
            evidence: evidence,
            fenced: fenced,
            inputs: [
                "question": question, "language": ModelPrompt.name(understanding.language),
                "as_of": Wording(language: .english, zone: zone).moment(asOf), "evidence": fenced.text,
                "fence": fenced.fence,
            ],
            isInteractive: true
        )
    }

    func unitDay(_ unit: AssetID, day: String, language: Language, evidence: [Evidence]) throws -> ModelRequest {
        let fenced = FencedEvidence(evidence)
        return try request(
            "nightly-unit",
            language: language,
            evidence: evidence,
            fenced: fenced,
            inputs: [
                "unit": unit.rawValue, "language": ModelPrompt.name(language), "day": day, "evidence": fenced.text,
                "fence": fenced.fence,
            ],
            isInteractive: false
        )
    }

    private func request(
        _ name: String,
        language: Language,
        evidence: [Evidence],
        fenced: FencedEvidence,
        inputs: [String: String],
        isInteractive: Bool
    ) throws -> ModelRequest {
        guard let prompt = prompts[name] else { throw PromptError(file: name, message: "is not a prompt") }
        let (system, user) = prompt.rendered(inputs)
        return ModelRequest(
            promptName: prompt.name,
            promptVersion: prompt.version,
            promptHash: prompt.hash,
            system: system,
            user: user,
            outputSchema: prompt.outputSchema,
            language: language,
            dataClass: max(questionClass, evidence.map(\.dataClass).max() ?? .public),
            evidenceHashes: fenced.hashes,
            maximumOutputTokens: settings.maximumOutputTokens,
            temperature: prompt.temperature,
            isInteractive: isInteractive
        )
    }

    private static func name(_ language: Language) -> String {
        switch language {
        case .korean: "Korean"
        case .english: "English"
        case .arabic: "Arabic"
        }
    }
}
