/// Joins what was found by words with what was found by vectors: `words + weight × standing`.
///
/// A prototype with the same way of joining was best or nearly best on five public collections for weights from 4 to 6;
/// reciprocal rank fusion, the usual choice, fell behind words alone on Korean pages.
package struct HybridRanking: Sendable, Hashable {
    /// Of one standard deviation of nearness, in units of the words' score.
    package var weight: Double

    package init(weight: Double) {
        self.weight = weight
    }

    /// Taken from the prototype's measurements, not fitted to any collection with this index.
    package static let usual = HybridRanking(weight: 5)

    /// - Parameter words: What was found by words under the same filter, generously: a document that is not among them
    ///   counts as sharing none.
    /// - Returns: The best first; ties in the order of ids.
    package func joined(words: [SearchHit], nearness: VectorNearness, limit: Int) -> [SearchHit] {
        var hits = words
        let found = Set(words.map(\.id))
        for id in nearness.nearest where !found.contains(id) { hits.append(SearchHit(id: id, score: 0, matched: [])) }
        for place in hits.indices { hits[place].score += weight * nearness.standing(of: hits[place].id) }
        hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
        return Array(hits.prefix(max(0, limit)))
    }
}
