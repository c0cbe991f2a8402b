import Generation
import Plant

extension Configuration {
    func vectors(_ node: SettingsNode) throws -> VectorSettings {
        var node = node
        var settings = VectorSettings(
            endpoint: try endpoint(
                &node,
                named: try node.text("name") ?? "vectors",
                url: "http://127.0.0.1:8001/v1",
                model: "solar-embedding-2"
            )
        )
        settings.manner = EmbeddingManner(
            queryModel: try node.text("query_model"),
            passageModel: try node.text("passage_model"),
            queryPrefix: try node.text("query_prefix"),
            passagePrefix: try node.text("passage_prefix"),
            sendsInputType: try node.boolean("input_type") ?? false
        )
        for (one, other, isOne, isOther) in [
            ("query_model", "passage_model", settings.manner.queryModel, settings.manner.passageModel),
            ("query_prefix", "passage_prefix", settings.manner.queryPrefix, settings.manner.passagePrefix),
        ] where (isOne == nil) != (isOther == nil) {
            let (there, absent) = isOne == nil ? (other, one) : (one, other)
            throw node.error(
                "has \(there) and no \(absent): questions and passages are embedded as a pair; write both, or neither"
            )
        }
        settings.dimension = try node.integer("dimension", in: 2...65_536)
        settings.batch = try node.integer("batch", in: 1...2_048) ?? settings.batch
        let kinds = try node.texts("kinds").map { name in
            guard let kind = RecordKind(rawValue: name) else {
                let names = RecordKind.allCases.map(\.rawValue)
                let hint = NearestWord.find(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
                throw node.error(
                    "has kinds with '\(name)', which is no kind of record\(hint); use some of "
                        + names.joined(separator: ", ")
                )
            }
            return kind
        }
        if !kinds.isEmpty { settings.kinds = kinds }
        try node.finish()
        return settings
    }

    func rerank(_ node: SettingsNode) throws -> RerankSettings {
        var node = node
        var settings = RerankSettings(
            endpoint: try endpoint(
                &node,
                named: try node.text("name") ?? "rerank",
                url: "http://127.0.0.1:8002/v1",
                model: "bge-reranker-v2-m3"
            )
        )
        settings.top = try node.integer("top", in: 2...1_000) ?? settings.top
        try node.finish()
        return settings
    }
}
