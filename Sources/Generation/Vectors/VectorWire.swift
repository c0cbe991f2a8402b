import HTTPTransport
import Plant

/// `/embeddings` and `/rerank` on the wire: a pure mapping.
enum VectorWire {
    static func embeddings(_ texts: [String], naming: EmbeddingNaming, endpoint: Endpoint) -> HTTPRequest {
        var body: [String: JSONValue] = [
            "model": .string(naming.model), "input": .array(texts.map { .string(naming.prefix + $0) }),
            "encoding_format": "float",
        ]
        if let type = naming.inputType { body["input_type"] = .string(type) }
        return endpoint.post("/embeddings", .object(body), accepting: "application/json")
    }

    /// Vectors in the order of the texts, whatever order the server chose.
    ///
    /// - Throws: ``EmbeddingError`` when one is missing or of another length than the others.
    static func vectors(_ body: [UInt8], count: Int) throws -> (vectors: [[Float]], model: String?, tokens: Int?) {
        let value = try JSONValue(bytes: body)
        var vectors = [[Float]?](repeating: nil, count: count)
        for (place, item) in (value["data"]?.array ?? []).enumerated() {
            let index = item["index"]?.integer ?? place
            guard vectors.indices.contains(index), let numbers = item["embedding"]?.array else { continue }
            vectors[index] = numbers.compactMap { $0.number.map { Float($0) } }
        }
        let whole = vectors.compactMap { $0 }
        guard whole.count == count, let dimension = whole.first?.count, dimension > 0,
            whole.allSatisfy({ $0.count == dimension && $0.allSatisfy(\.isFinite) })
        else {
            throw EmbeddingError(
                message: "the server was sent \(count) texts and gave \(whole.count) vectors"
                    + (whole.count == count ? " of different lengths, or none" : "")
            )
        }
        let usage = value["usage"]
        return (whole, value["model"]?.string, usage?["total_tokens"]?.tally ?? usage?["prompt_tokens"]?.tally)
    }

    static func rerank(_ texts: [String], question: String, endpoint: Endpoint) -> HTTPRequest {
        endpoint.post(
            "/rerank",
            [
                "model": .string(endpoint.model), "query": .string(question),
                "documents": .array(texts.map { .string($0) }), "top_n": .integer(texts.count),
            ],
            accepting: "application/json"
        )
    }

    /// Every text once, the best first. Texts that the server left out come last, in their own order.
    static func ranks(_ body: [UInt8], count: Int) throws -> (ranks: [RankedText], model: String?, tokens: Int?) {
        let value = try JSONValue(bytes: body)
        var scores = [Double?](repeating: nil, count: count)
        for item in value["results"]?.array ?? value["data"]?.array ?? [] {
            guard let index = item["index"]?.integer, scores.indices.contains(index) else { continue }
            let score = item["relevance_score"]?.number ?? item["score"]?.number
            scores[index] = score.flatMap { $0.isFinite ? $0 : nil }
        }
        let lowest = scores.compactMap { $0 }.min() ?? 0
        let ranks = scores.enumerated().map { RankedText(index: $0, score: $1 ?? lowest) }
        let sorted = ranks.sorted { left, right in
            let isLeftGiven = scores[left.index] != nil
            if isLeftGiven != (scores[right.index] != nil) { return isLeftGiven }
            return left.score == right.score ? left.index < right.index : left.score > right.score
        }
        let tokens = value["usage"]?["total_tokens"]?.tally
        return (sorted, value["model"]?.string, tokens)
    }
}
