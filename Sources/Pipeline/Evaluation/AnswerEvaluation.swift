import Plant

/// A question with its truth.
struct JudgedQuestion: Codable, Sendable {
    struct Expectation: Codable, Sendable {
        /// How many records it counts or lists.
        var count: Int?
        /// Name → count, exactly these.
        var groups: [String: Int]?
        /// How many days, weeks or months have records.
        var periods: Int?
        /// SHA-256 of the ids listed, sorted, one a line.
        var items_digest: String?
        /// A name that the answer must say is not there.
        var unknown: String?
        /// Whether the answer must say that something is missing.
        var missing: Bool?
        /// Texts that must stand in the answer's supported statements or its evidence.
        var contains: [String]?
        /// Texts that must not stand in a supported statement.
        var excludes: [String]?
    }

    var id: String
    var language: Language?
    var question: String
    var as_of: String?
    var expect: Expectation
}

/// How an answer compares with the truth.
package struct JudgedAnswer: Codable, Sendable {
    var id: String
    var question: String
    /// What is wrong with it; empty when nothing is.
    var differences: [String]
}

/// Answers judged against their truth.
package struct AnswerEvaluation: Codable, Sendable {
    package var schema = "telltale.eval-answers/1"
    package var questions: Int
    package var right: Int
    package var wrong: Int
    var failures: [JudgedAnswer]

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        var lines = failures.flatMap { failure in
            ["✗ \(failure.id): \(failure.question)"] + failure.differences.map { "    " + $0 }
        }
        lines.append("\(right) of \(questions) questions answered right, \(wrong) wrong")
        return lines.joined(separator: "\n")
    }
}

extension JudgedQuestion.Expectation {
    /// What is wrong with an answer.
    func differences(from answer: Answer) -> [String] {
        var differences: [String] = []
        if let unknown {
            let names = answer.understood.unknown
            if !names.contains(where: { $0.lowercased() == unknown.lowercased() }) {
                differences.append("should say that '\(unknown)' is not there; unknown were \(names)")
            }
            if answer.result.map({ $0.count > 0 }) ?? false {
                differences.append("answers with \(answer.result?.count ?? 0) records of something else")
            }
        }
        if let count {
            let found = answer.result?.count
            if found != count { differences.append("count is \(found.map(String.init) ?? "none"), should be \(count)") }
        }
        if let groups {
            let found = answer.result?.groups ?? [:]
            for name in Set(groups.keys).union(found.keys).sorted() where groups[name] ?? 0 != found[name] ?? 0 {
                differences.append("group '\(name)' is \(found[name] ?? 0), should be \(groups[name] ?? 0)")
            }
        }
        if let periods {
            let found = answer.result?.groups.count ?? 0
            if found != periods { differences.append("\(found) periods, should be \(periods)") }
        }
        if let items_digest {
            let found = SHA256.hex(of: (answer.result?.items ?? []).sorted().joined(separator: "\n"))
            if found != items_digest { differences.append("lists other records than it should") }
        }
        if missing == true, answer.missing.isEmpty { differences.append("should say that something is missing") }
        let said = answer.statements.filter { $0.verdict == .supported }.map(\.text)
        let shown = said + answer.missing + answer.evidence.map(\.text)
        for text in contains ?? [] where !shown.contains(where: { $0.lowercased().contains(text.lowercased()) }) {
            differences.append("should contain '\(text)'")
        }
        // What stands in quotation marks is the plant's own wording, not a claim.
        let claimed = said.map(JudgedQuestion.Expectation.withoutQuotations)
        for text in excludes ?? [] where claimed.contains(where: { $0.lowercased().contains(text.lowercased()) }) {
            differences.append("should not claim '\(text)'")
        }
        return differences
    }

    private static func withoutQuotations(_ text: String) -> String {
        var result = ""
        var depth = 0
        for character in text {
            if character == "“" { depth += 1 }
            if depth == 0 { result.append(character) }
            if character == "”" { depth = max(0, depth - 1) }
        }
        return result
    }
}
