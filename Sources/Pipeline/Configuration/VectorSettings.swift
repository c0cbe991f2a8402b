package import Generation
package import Plant

/// A model that embeds, as configured.
package struct VectorSettings: Sendable, Hashable {
    package var endpoint: EndpointSettings
    /// How questions are told from passages, where the model's name does not say it.
    package var manner = EmbeddingManner()
    /// How many numbers a vector has; `nil`: as many as the first one that comes.
    package var dimension: Int?
    /// Texts in one call.
    package var batch = 32
    /// Which records are embedded. Alarms are not: there are many, and they say little beside their tag.
    package var kinds: [RecordKind] = VectorSettings.usualKinds

    package static let usualKinds: [RecordKind] = [.event, .workOrder, .note, .passage]

    package init(endpoint: EndpointSettings) {
        self.endpoint = endpoint
    }

    /// Under which name vectors are kept.
    var family: String { manner.family(of: endpoint.model) }
}

/// A model that orders findings by how well they answer a question, as configured.
package struct RerankSettings: Sendable, Hashable {
    package var endpoint: EndpointSettings
    /// How many findings it is sent.
    package var top = 30

    package init(endpoint: EndpointSettings) {
        self.endpoint = endpoint
    }
}
