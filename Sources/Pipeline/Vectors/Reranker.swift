import Generation
import HTTPTransport
import Plant
import Retrieval

/// Orders records anew by how well a model thinks that they answer a question.
struct Reranker: Sendable {
    let model: any RerankModel
    let settings: RerankSettings
    /// Of the question itself.
    let questionClass: DataClass

    /// - Returns: The places of the records in their new order, and what a reader has to know. Records that the
    ///   endpoint may not receive, and those beyond the first that it is sent, keep their places.
    func order(of records: [Record], for question: String) async throws -> (places: [Int], note: String?) {
        let asItIs = Array(records.indices)
        let sent = records.indices.prefix(settings.top)
            .filter { records[$0].dataClass <= settings.endpoint.highestClass }
        guard sent.count > 1 else { return (asItIs, nil) }
        do {
            let ranked = try await model.rank(
                sent.map { SearchDocument(records[$0]).embeddedText },
                for: question,
                dataClass: max(questionClass, sent.map { records[$0].dataClass }.max() ?? .public)
            )
            var places = asItIs
            for (slot, text) in zip(sent, ranked) { places[slot] = sent[text.index] }
            return (places, nil)
        } catch let error as ModelError where error.code != .replayMiss {
            return (asItIs, "not reranked: \(error)")
        }
    }
}

extension Workspace {
    /// `nil` when none is configured.
    func reranker(budget: UsageBudget?, transport: any HTTPTransport = CurlTransport()) throws -> Reranker? {
        guard let settings = configuration.rerank else { return nil }
        return Reranker(
            model: try rerankGateway(settings, budget: budget, transport: transport),
            settings: settings,
            questionClass: configuration.dataClass
        )
    }
}
