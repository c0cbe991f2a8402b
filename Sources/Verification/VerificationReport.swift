package import Plant

/// How an answer fared, in numbers, for the reader.
package struct VerificationReport: Codable, Sendable, Hashable {
    package var statements: Int
    package var supported: Int
    package var unsupported: Int
    package var contradicted: Int
    package var needConfirmation: Int
    /// What was checked (`number`, `time`, `name`, …) → statements it was wrong in.
    package var reasons: [String: Int]

    package init(_ statements: [Statement]) {
        self.statements = statements.count
        supported = statements.count { $0.verdict == .supported }
        unsupported = statements.count { $0.verdict == .unsupported }
        contradicted = statements.count { $0.verdict == .contradicted }
        needConfirmation = statements.count { $0.needsConfirmation }
        var reasons: [String: Int] = [:]
        for statement in statements {
            let kinds = Set(statement.reasons.compactMap { $0.split(separator: ":").first.map(String.init) })
            for kind in kinds { reasons[kind, default: 0] += 1 }
        }
        self.reasons = reasons
    }

    /// Whether every statement holds.
    package var isClean: Bool {
        supported == statements
    }
}
