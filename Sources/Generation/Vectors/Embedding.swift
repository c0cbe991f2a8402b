package import Plant

/// What texts are embedded for. Models made for retrieval embed a question and a passage differently.
package enum EmbeddingRole: String, Sendable, CaseIterable {
    case query
    case passage
}

/// Texts to be turned into vectors.
package struct EmbeddingRequest: Sendable, Hashable {
    package var texts: [String]
    package var role: EmbeddingRole
    /// The highest class among the texts.
    package var dataClass: DataClass
    /// A nightly batch yields to a person's question.
    package var isInteractive: Bool

    package init(texts: [String], role: EmbeddingRole, dataClass: DataClass, isInteractive: Bool = true) {
        self.texts = texts
        self.role = role
        self.dataClass = dataClass
        self.isInteractive = isInteractive
    }
}

/// Which vectors these are. Vectors of one space cannot be compared with those of another.
package struct EmbeddingSpace: Codable, Sendable, Hashable, CustomStringConvertible {
    /// The family of models, without what tells question from passage.
    package var model: String
    package var dimension: Int

    package init(model: String, dimension: Int) {
        self.model = model
        self.dimension = dimension
    }

    package var description: String { "\(model) with \(dimension) dimensions" }

    /// Refuses to mix: an index made with one model is not searched with another.
    ///
    /// - Throws: ``EmbeddingError``
    package func require(_ other: EmbeddingSpace) throws(EmbeddingError) {
        guard self != other else { return }
        throw EmbeddingError(
            message:
                "the index was made with \(self), but the endpoint gives \(other); build the index anew, or go back "
                + "to the model it was made with"
        )
    }
}

/// Vectors in the order of the texts.
package struct EmbeddingReply: Sendable, Hashable {
    package var vectors: [[Float]]
    package var space: EmbeddingSpace
    package var endpoint: String
    package var tokens: Int?

    package init(vectors: [[Float]], space: EmbeddingSpace, endpoint: String, tokens: Int? = nil) {
        self.vectors = vectors
        self.space = space
        self.endpoint = endpoint
        self.tokens = tokens
    }
}

/// Anything that turns texts into vectors.
package protocol EmbeddingModel: Sendable {
    /// - Throws: `ModelError`, ``EmbeddingError``, or `CancellationError`.
    func vectors(for request: EmbeddingRequest) async throws -> EmbeddingReply
}

/// Vectors that cannot be used.
package struct EmbeddingError: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String

    package init(message: String) {
        self.message = message
    }

    package var description: String { message }
}

/// A text with how well it answers a question.
package struct RankedText: Sendable, Hashable {
    /// Its place among the texts that were sent.
    package var index: Int
    package var score: Double

    package init(index: Int, score: Double) {
        self.index = index
        self.score = score
    }
}

/// Anything that orders texts by how well they answer a question.
package protocol RerankModel: Sendable {
    /// - Returns: Each text once, the best first; equal ones in the order in which they came.
    /// - Throws: `ModelError`, or `CancellationError`.
    func rank(_ texts: [String], for question: String, dataClass: DataClass) async throws -> [RankedText]
}
