import Plant

/// Tells the failure mode from the free text of a work order, having learnt from work orders that carry a code.
///
/// Nothing is built in but general words of maintenance: it is trained where it is used, in seconds, on the site's own
/// codes. It needs no model endpoint.
package struct FailureModeClassifier: Sendable {
    /// A text with the code somebody gave it.
    package struct Example: Sendable, Hashable {
        package var text: String
        package var label: String
        /// Where it comes from: a work order's number.
        package var id: String

        package init(text: String, label: String, id: String = "") {
            self.text = text
            self.label = label
            self.id = id
        }
    }

    /// What a text is taken for, and on what grounds.
    package struct Reading: Sendable, Hashable {
        package var label: String
        /// How sure the classifier is, 0…1; never shown without the examples.
        package var share: Double
        /// The examples of that label that are most like the text, nearest first.
        package var examples: [Example]
    }

    package let labels: [String]
    package let examples: [Example]
    private let vectoriser: FailureModeVectoriser
    private let regression: SoftmaxRegression
    private let vectors: [FailureModeVectoriser.Vector]

    /// A text to learn from, with what it counts.
    private struct Weighed {
        var text: String
        var label: String
        var weight: Double
    }

    /// What a phrase of ``FailureModeDefinitions`` counts beside a work order; chosen by cross-validation.
    private static let definitionWeight = 0.3
    /// Larger collections leave out runs of letters that only one text has.
    private static let largeCollection = 2_000

    /// - Parameters:
    ///   - examples: At least two labels.
    ///   - descriptions: What a label means in words, where it is a code; the failure modes of ISO 14224 are known.
    /// - Returns: `nil` when there are fewer than two labels: there is nothing to tell apart.
    package init?(_ examples: [Example], descriptions: [String: String] = [:]) {
        let labels = Set(examples.map(\.label)).sorted()
        guard labels.count >= 2 else { return nil }
        // What a label is called is an example of it; what it means is worth a part of one.
        var all = examples.map { Weighed(text: $0.text, label: $0.label, weight: 1) }
        let known = Dictionary(grouping: labels) { FailureModeDefinitions.phrases(for: $0) }
        for label in labels {
            let name = descriptions[label] ?? FailureMode.coded(label)?.name ?? label
            let parts = name.split(separator: "/").map(String.init)
            all += ([name] + parts).map { Weighed(text: $0, label: label, weight: 1) }
            let phrases = FailureModeDefinitions.phrases(for: label)
            // Words that two labels share tell nothing apart.
            guard known[phrases]?.count == 1 else { continue }
            all += phrases.map { Weighed(text: $0, label: label, weight: FailureModeClassifier.definitionWeight) }
        }
        let isLarge = examples.count > FailureModeClassifier.largeCollection
        let vectoriser = FailureModeVectoriser(all.map(\.text), leastTexts: isLarge ? 3 : 1)
        let places = Dictionary(
            labels.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let vectors = all.map { vectoriser.vector($0.text) }
        self.labels = labels
        self.examples = examples
        self.vectoriser = vectoriser
        self.vectors = Array(vectors.prefix(examples.count))
        regression = SoftmaxRegression(
            zip(all, vectors).map {
                SoftmaxRegression.Example(vector: $1, label: places[$0.label] ?? 0, weight: $0.weight)
            },
            features: vectoriser.count,
            labels: labels.count
        )
    }

    /// The most likely label alone.
    package func label(of text: String) -> String {
        labels[best(regression.shares(vectoriser.vector(text)))]
    }

    /// - Parameter examples: Grounds to give at most.
    package func read(_ text: String, examples wanted: Int = 3) -> Reading {
        let vector = vectoriser.vector(text)
        let shares = regression.shares(vector)
        let place = best(shares)
        let near = examples.indices.filter { examples[$0].label == labels[place] }
            .map { (index: $0, likeness: FailureModeVectoriser.likeness(vector, vectors[$0])) }
            .filter { $0.likeness > 0 }
            .sorted { ($1.likeness, $0.index) < ($0.likeness, $1.index) }
        return Reading(
            label: labels[place],
            share: shares[place],
            examples: near.prefix(wanted).map { examples[$0.index] }
        )
    }

    private func best(_ shares: [Double]) -> Int {
        var best = 0
        for index in shares.indices where shares[index] > shares[best] { best = index }
        return best
    }
}
