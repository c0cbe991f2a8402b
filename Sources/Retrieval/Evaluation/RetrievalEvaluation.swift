#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How good a ranking is against judgements, averaged over the questions that have any.
package struct RetrievalEvaluation: Sendable, Hashable, Codable {
    package var queries: Int
    /// Normalised discounted cumulative gain of the first ten, with gains as judged (K. Järvelin, J. Kekäläinen, 2002).
    package var ndcg10: Double
    package var recall10: Double
    package var recall100: Double
    /// Mean reciprocal rank of the first relevant document among ten.
    package var mrr10: Double

    /// - Parameters:
    ///   - ranked: question → documents, best first; a question that is missing found nothing.
    ///   - judgements: question → document → gain; a document without one, or with 0, is not relevant.
    package init(ranked: [String: [String]], judgements: [String: [String: Double]]) {
        var sums = (gain: 0.0, recall10: 0.0, recall100: 0.0, reciprocal: 0.0)
        var count = 0
        for query in judgements.keys.sorted() {
            let gains = (judgements[query] ?? [:]).filter { $0.value > 0 }
            guard !gains.isEmpty else { continue }
            count += 1
            let found = ranked[query] ?? []
            var gain = 0.0
            for (rank, document) in found.prefix(10).enumerated() {
                gain += (gains[document] ?? 0) / log2(Double(rank) + 2)
            }
            var ideal = 0.0
            for (rank, best) in gains.values.sorted(by: >).prefix(10).enumerated() {
                ideal += best / log2(Double(rank) + 2)
            }
            sums.gain += gain / ideal
            let relevant = Double(gains.count)
            sums.recall10 += Double(found.prefix(10).filter { gains[$0] != nil }.count) / relevant
            sums.recall100 += Double(found.prefix(100).filter { gains[$0] != nil }.count) / relevant
            if let first = found.prefix(10).firstIndex(where: { gains[$0] != nil }) {
                sums.reciprocal += 1 / Double(first + 1)
            }
        }
        let total = Double(max(1, count))
        queries = count
        ndcg10 = sums.gain / total
        recall10 = sums.recall10 / total
        recall100 = sums.recall100 / total
        mrr10 = sums.reciprocal / total
    }
}
