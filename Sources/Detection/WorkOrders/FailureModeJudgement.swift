/// How often failure modes are told rightly.
package struct FailureModeJudgement: Sendable {
    package struct Label: Sendable, Hashable {
        package var label: String
        package var precision: Double
        package var recall: Double
        package var f1: Double
        /// Texts that truly have the label.
        package var support: Int
    }

    package let texts: Int
    package let accuracy: Double
    /// F1 of each label, weighed by how many texts have it.
    package let weightedF1: Double
    package let macroF1: Double
    package let labels: [Label]

    /// - Parameter pairs: What is so, and what was said.
    package init(_ pairs: [(truth: String, said: String)]) {
        texts = pairs.count
        let right = pairs.count { $0.truth == $0.said }
        accuracy = pairs.isEmpty ? 0 : Double(right) / Double(pairs.count)
        labels = Set(pairs.flatMap { [$0.truth, $0.said] }).sorted().map { label in
            let hits = pairs.count { $0.truth == label && $0.said == label }
            let support = pairs.count { $0.truth == label }
            let said = pairs.count { $0.said == label }
            return Label(
                label: label,
                precision: said > 0 ? Double(hits) / Double(said) : 0,
                recall: support > 0 ? Double(hits) / Double(support) : 0,
                f1: support + said > 0 ? 2 * Double(hits) / Double(support + said) : 0,
                support: support
            )
        }
        weightedF1 = pairs.isEmpty ? 0 : labels.reduce(0) { $0 + $1.f1 * Double($1.support) } / Double(pairs.count)
        macroF1 = labels.isEmpty ? 0 : labels.reduce(0) { $0 + $1.f1 } / Double(labels.count)
    }

    /// Judges within the examples alone: each is told by a classifier that was trained without its tenth.
    package static func crossValidated(_ examples: [FailureModeClassifier.Example], folds: Int = 10)
        -> FailureModeJudgement
    {
        // Every label is spread evenly over the folds.
        var turns: [String: Int] = [:]
        let fold = examples.map { example in
            defer { turns[example.label, default: 0] += 1 }
            return (turns[example.label, default: 0] + example.label.utf8.reduce(0) { $0 + Int($1) }) % folds
        }
        var pairs: [(truth: String, said: String)] = []
        for held in 0..<folds {
            let rest = examples.indices.filter { fold[$0] != held }.map { examples[$0] }
            guard let classifier = FailureModeClassifier(rest) else { continue }
            for index in examples.indices where fold[index] == held {
                pairs.append((examples[index].label, classifier.label(of: examples[index].text)))
            }
        }
        return FailureModeJudgement(pairs)
    }
}
