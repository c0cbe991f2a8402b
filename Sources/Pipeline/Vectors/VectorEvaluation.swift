import Generation
import HTTPTransport
import Plant
import Retrieval
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Workspace {
    /// Judges a collection by words alone and by words and vectors together.
    ///
    /// Vectors are kept in the workspace by the text they stand for, so that a second run, or one after a kill, asks
    /// the endpoint for nothing twice but the questions.
    package func judgeRetrieval(
        directory: String,
        queries limit: Int?,
        endpoint name: String,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> VectorRetrievalReport {
        let collection = try Evaluation.collection(in: directory)
        let words = await Evaluation.judge(collection, limit: limit)
        guard let settings = configuration.allEndpoints.first(where: { $0.name == name }) else {
            let hint =
                NearestWord.find(name, among: configuration.allEndpoints.map(\.name))
                .map { "; did you mean '\($0)'?" } ?? ""
            throw UsageError("there is no endpoint '\(name)' in \(layout.configuration)\(hint)")
        }
        let log = CallLog(layout, zone: configuration.zone)
        let isConfigured = configuration.vectors?.endpoint.name == name
        let batch = isConfigured ? configuration.vectors?.batch ?? 32 : 32
        let model = VectorGateway(
            endpoint: try Endpoint(settings),
            transport: CurlTransport(),
            audit: try SQLiteAuditLog(path: layout.store),
            user: getenv("USER").map { String(cString: $0) } ?? "unknown",
            batch: batch,
            manner: isConfigured ? configuration.vectors?.manner ?? EmbeddingManner() : EmbeddingManner(),
            onCall: { log.add($0) },
            now: { Timestamp.now() }
        )
        let path = layout.state + "/evaluation.vectors"
        let kept = try VectorFile.space(at: path).map { try VectorFile(path: path, space: $0) }
        let embedder = PassageEmbedder(
            model: model,
            path: path,
            dimension: nil,
            batch: batch,
            width: try Endpoint(settings).width
        )
        var seen: Set<VectorKey> = []
        let passages = collection.documents.compactMap { document -> PassageEmbedder.Passage? in
            let key = VectorKey(document.embeddedText)
            guard kept?.holds(key) != true, seen.insert(key).inserted else { return nil }
            return PassageEmbedder.Passage(key: key, text: document.embeddedText, dataClass: document.dataClass)
        }
        let embedded = try await embedder.embed(passages) { progress("embedded \($0) of \($1) passages") }
        guard embedded.stopped == nil, let space = try VectorFile.space(at: path) else {
            throw UsageError(
                "endpoint '\(name)' embedded \(embedded.embedded) passages and then failed: "
                    + "\(embedded.stopped.map { "\($0)" } ?? embedded.refusal ?? "it gave no vector"); what came is kept, "
                    + "run the same command again"
            )
        }
        let file = try VectorFile(path: path, space: space)
        let index = SearchIndex.build(collection.documents, revision: 0)
        let vectors = VectorIndex(collection.documents, in: file)
        var ranked: [String: [String]] = [:]
        let queries = limit.map { Array(collection.queries.prefix($0)) } ?? collection.queries
        for query in queries {
            let request = EmbeddingRequest(texts: [query.text], role: .query, dataClass: .public)
            let reply = try await model.vectors(for: request)
            let space = VectorSpace(model: reply.space.model, dimension: reply.space.dimension)
            guard space == file.space, let vector = reply.vectors.first else {
                throw VectorFileError.otherSpace(path: file.path, found: file.space, expected: space)
            }
            let nearness = try vectors.nearness(to: vector)
            ranked[query.id] = HybridRanking.usual
                .joined(words: index.search(query.text, limit: 1_000), nearness: nearness, limit: 100)
                .map(\.id)
        }
        let asked = Set(queries.map(\.id))
        let joined = RetrievalEvaluation(
            ranked: ranked,
            judgements: collection.judgements.filter { asked.contains($0.key) }
        )
        return VectorRetrievalReport(
            endpoint: name,
            model: file.space.model,
            dimension: file.space.dimension,
            vectors: vectors.count,
            words: words,
            words_and_vectors: joined
        )
    }
}

/// What `telltale eval retrieval --endpoint NAME --json` prints.
package struct VectorRetrievalReport: Codable, Sendable {
    package var schema = "telltale.eval-retrieval-vectors/1"
    var endpoint: String
    var model: String
    var dimension: Int
    /// Documents that have a vector.
    var vectors: Int
    var words: RetrievalReport
    var words_and_vectors: RetrievalEvaluation

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        func shown(_ value: Double) -> String { DecimalText.rounded(value, decimals: 4) }
        return """
            \(model), \(dimension) dimensions, at \(endpoint): \(vectors) documents with a vector
                        words    words and vectors
            nDCG@10     \(shown(words.ndcg10))   \(shown(words_and_vectors.ndcg10))
            recall@10   \(shown(words.recall10))   \(shown(words_and_vectors.recall10))
            recall@100  \(shown(words.recall100))   \(shown(words_and_vectors.recall100))
            MRR@10      \(shown(words.mrr10))   \(shown(words_and_vectors.mrr10))
            """
    }
}
