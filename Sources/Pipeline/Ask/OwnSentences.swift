import Plant
import Verification

/// The program's own sentences are held against the evidence like anybody's.
struct OwnSentences: Sendable {
    private let verifier: Verifier

    init(context: VerificationContext) {
        verifier = Verifier(context: context)
    }

    init(zone: SiteTimeZone, tags: [Tag], asOf: Timestamp) {
        self.init(context: VerificationContext(zone: zone, tags: tags, asOf: asOf))
    }

    func checked(
        _ statements: [Statement],
        against evidence: [Evidence],
        question: String,
        language: Language
    ) -> [Statement] {
        verifier.check(statements, against: evidence, question: question, language: language)
            .map(OwnSentences.inTheirOwnWords)
    }

    /// The program quotes records in the language they were written in; that alone is no fault of a sentence.
    private static func inTheirOwnWords(_ statement: Statement) -> Statement {
        var statement = statement
        statement.reasons.removeAll { $0.hasPrefix("language:") }
        if statement.reasons.isEmpty { statement.verdict = .supported }
        return statement
    }
}
