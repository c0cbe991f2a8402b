import Generation
package import HTTPTransport
import Plant
import Retrieval

extension Workspace {
    /// How far the vectors are.
    ///
    /// - Throws: ``UsageError`` when no model that embeds is configured.
    package func vectors() async throws -> VectorReport {
        guard let report = try await vectorReport() else { throw noVectors() }
        return report
    }

    /// Embeds what has no vector yet.
    ///
    /// - Parameter anew: Puts vectors of another model aside first.
    /// - Throws: ``UsageError`` when no model that embeds is configured.
    package func buildVectors(
        anew: Bool,
        transport: any HTTPTransport = CurlTransport(),
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> VectorReport {
        guard let settings = configuration.vectors else { throw noVectors() }
        let told = anew ? try setVectorsAside(settings) : nil
        let built = try await embedPassages(transport: transport) { done, all in
            progress("embedding: \(done) of \(Plural.of(all, "text"))")
        }
        guard var report = built else { throw noVectors() }
        if anew { report.aside = told ?? "nothing to put aside: the vectors are of the configured model" }
        return report
    }

    private func noVectors() -> UsageError {
        UsageError(
            "no model that embeds is configured in \(layout.configuration); write for example\n"
                + "  vectors: {url: \"http://127.0.0.1:8001/v1\", model: solar-embedding-2, highest_class: internal}"
        )
    }

    /// The endpoints for vectors and reranking, for people.
    package func vectorEndpoints() -> [String] {
        var lines: [String] = []
        if let settings = configuration.vectors {
            lines.append(EndpointWording(settings.endpoint).text)
            let kinds = VectorCatalogue.sorted(settings.kinds).map(\.rawValue).joined(separator: ", ")
            lines.append("  embeds \(kinds), \(settings.batch) texts a call; kept as '\(settings.family)'")
        }
        if let settings = configuration.rerank {
            lines.append(EndpointWording(settings.endpoint).text)
            lines.append("  orders the first \(settings.top) findings anew")
        }
        return lines
    }

    /// Tries the endpoints for vectors and reranking with a few words of its own.
    package func checkVectorEndpoints(
        transport: any HTTPTransport = CurlTransport()
    ) async throws -> (texts: [String], allAnswer: Bool) {
        var texts: [String] = []
        var allAnswer = true
        if let settings = configuration.vectors {
            let (lines, answers) = await lines(of: settings.endpoint) { try await check(settings, transport) }
            texts.append(lines)
            allAnswer = allAnswer && answers
        }
        if let settings = configuration.rerank {
            let (lines, answers) = await lines(of: settings.endpoint) {
                let model = try rerankGateway(settings, budget: try callBudget(), transport: transport)
                let texts = ["The bearing was greased.", "The seal of the pump leaks."]
                let order = try await model.rank(texts, for: "Which pump leaks?", dataClass: .public)
                return [
                    order.first?.index == 1
                        ? "✓ reranks" : "✗ it puts a greased bearing before a leaking seal for a question of leaks"
                ]
            }
            texts.append(lines)
            allAnswer = allAnswer && answers
        }
        return (texts, allAnswer)
    }

    private func lines(
        of endpoint: EndpointSettings,
        _ check: () async throws -> [String]
    ) async -> (String, Bool) {
        let head = "\(endpoint.name)  \(endpoint.url)  \(endpoint.model)"
        do {
            let lines = try await check()
            return (([head] + lines.map { "  " + $0 }).joined(separator: "\n"), !lines.contains { $0.hasPrefix("✗") })
        } catch {
            return (head + "\n  ✗ \(error)", false)
        }
    }

    private func check(_ settings: VectorSettings, _ transport: any HTTPTransport) async throws -> [String] {
        let model = try vectorGateway(settings, budget: try callBudget(), transport: transport)
        let question = try await model.vectors(
            for: EmbeddingRequest(texts: ["Which pump leaks?"], role: .query, dataClass: .public)
        )
        let passages = try await model.vectors(
            for: EmbeddingRequest(
                texts: ["The seal of the pump leaks.", "씰에서 누설됨"],
                role: .passage,
                dataClass: .public
            )
        )
        var lines = ["✓ embeds questions and passages: \(passages.space.dimension) numbers each"]
        if question.space.dimension != passages.space.dimension {
            lines.append(
                "✗ a question has \(question.space.dimension) numbers, a passage \(passages.space.dimension): "
                    + "query_model and passage_model are no pair"
            )
        }
        if let dimension = settings.dimension, dimension != passages.space.dimension {
            lines.append("✗ vectors.dimension is \(dimension); set it to \(passages.space.dimension), or leave it out")
        }
        do {
            if let file = try vectorFile(settings), file.space.dimension != passages.space.dimension {
                lines.append("✗ the vectors kept have \(file.space.dimension) numbers: telltale vectors build --anew")
            }
        } catch let error as VectorFileError {
            lines.append("✗ \(settings.explained(error))")
        }
        if settings.endpoint.highestClass < configuration.dataClass {
            lines.append(
                "✗ a question is as guarded as the plant's records (data_class: \(configuration.dataClass.rawValue)), "
                    + "but highest_class is \(settings.endpoint.highestClass.rawValue): no question may be sent, and "
                    + "searching goes by words alone"
            )
        }
        return lines
    }
}
