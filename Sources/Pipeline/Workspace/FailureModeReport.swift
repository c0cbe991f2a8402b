import Detection
import Plant

/// What `telltale eval failure-modes` prints.
package struct FailureModeReport: Codable, Sendable {
    struct Label: Codable, Sendable {
        var label: String
        var precision: Double
        var recall: Double
        var f1: Double
        var support: Int
    }

    var schema = "telltale.eval-failure-modes/1"
    /// `file`, or `cross_validation` within the training file.
    var judged_on: String
    var trained_on: Int
    var texts: Int
    var accuracy: Double
    var weighted_f1: Double
    var macro_f1: Double
    var training_seconds: Double
    var labels: [Label]

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        func shown(_ value: Double) -> String { DecimalText.rounded(value, decimals: 3) }
        let how =
            judged_on == "file"
            ? "trained on \(trained_on) texts in \(DecimalText.rounded(training_seconds, decimals: 2)) s"
            : "ten-fold cross-validation within the \(trained_on) texts, "
                + "\(DecimalText.rounded(training_seconds, decimals: 2)) s"
        let rows = labels.sorted { ($1.support, $0.label) < ($0.support, $1.label) }.map {
            [$0.label, "\($0.support)", shown($0.precision), shown($0.recall), shown($0.f1)]
        }
        return """
            texts        \(texts) (\(how))
            accuracy     \(shown(accuracy))
            weighted F1  \(shown(weighted_f1))
            macro F1     \(shown(macro_f1))

            """ + TextTable([["label", "texts", "precision", "recall", "F1"]] + rows).lines.joined(separator: "\n")
    }
}

extension Evaluation {
    /// Judges how failure modes are told from free text.
    ///
    /// - Parameters:
    ///   - train: Lines of `text,label`; the last comma parts them.
    ///   - judged: A second such file; without it, cross-validation within the first.
    @concurrent
    package static func failureModes(train: String, judged: String?) async throws -> FailureModeReport {
        let examples = try phrases(train)
        let clock = ContinuousClock()
        var judgement: FailureModeJudgement?
        let spent: Duration
        if let judged {
            let asked = try phrases(judged)
            var classifier: FailureModeClassifier?
            spent = clock.measure { classifier = FailureModeClassifier(examples) }
            guard let classifier else {
                throw UsageError("'\(train)' has one label only: there is nothing to tell apart")
            }
            judgement = FailureModeJudgement(asked.map { ($0.label, classifier.label(of: $0.text)) })
        } else {
            spent = clock.measure { judgement = FailureModeJudgement.crossValidated(examples) }
        }
        let result = judgement ?? FailureModeJudgement([])
        return FailureModeReport(
            judged_on: judged == nil ? "cross_validation" : "file",
            trained_on: examples.count,
            texts: result.texts,
            accuracy: result.accuracy,
            weighted_f1: result.weightedF1,
            macro_f1: result.macroF1,
            training_seconds: spent.milliseconds / 1_000,
            labels: result.labels.map {
                FailureModeReport.Label(
                    label: $0.label,
                    precision: $0.precision,
                    recall: $0.recall,
                    f1: $0.f1,
                    support: $0.support
                )
            }
        )
    }

    private static func phrases(_ path: String) throws -> [FailureModeClassifier.Example] {
        let lines = try LocalFile.text(path).split(whereSeparator: \.isNewline)
        return try lines.enumerated().map { number, line in
            guard let comma = line.lastIndex(of: ",") else {
                throw UsageError("\(path):\(number + 1) is not 'text,label': there is no comma in it")
            }
            let label = line[line.index(after: comma)...].drop { $0 == " " }
            guard !label.isEmpty else { throw UsageError("\(path):\(number + 1) has no label after the last comma") }
            return FailureModeClassifier.Example(
                text: String(line[..<comma]),
                label: String(label),
                id: "\(number + 1)"
            )
        }
    }
}
