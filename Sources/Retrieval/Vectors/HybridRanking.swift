/// Joins what was found by words with what was found by vectors: `words + weight × standing`.
///
/// Standing counts for less where the words of a question weigh little: in short notes full of shorthand a word or two are
/// all there is, and they are surer than meaning. Reciprocal rank fusion, the usual choice, fell behind words alone on
/// Korean pages.
package struct HybridRanking: Sendable, Hashable {
    /// Of one standard deviation of nearness, in units of the words' score, for a question whose words weigh much.
    package var weight: Double
    /// The words' highest score at which half of the weight counts; below it, it stays at that.
    package var half: Double

    package init(weight: Double, half: Double) {
        self.weight = weight
        self.half = half
    }

    /// Fitted with multilingual-e5-small on autorag-ko, korquad-sent, scifact and maintnorm-a together; weights from 4 to
    /// 6 and halves from 20 to 40 lie within 0.005 of each other on their mean.
    package static let usual = HybridRanking(weight: 5, half: 40)

    /// - Parameter words: What was found by words under the same filter, generously: a document that is not among them
    ///   counts as sharing none.
    /// - Returns: The best first; ties in the order of ids.
    package func joined(words: [SearchHit], nearness: VectorNearness, limit: Int) -> [SearchHit] {
        var hits = words
        let found = Set(words.map(\.id))
        for id in nearness.nearest where !found.contains(id) { hits.append(SearchHit(id: id, score: 0, matched: [])) }
        let top = max(half, words.map(\.score).max() ?? 0)
        let scale = top > 0 ? weight * top / (top + half) : weight
        for place in hits.indices { hits[place].score += scale * nearness.standing(of: hits[place].id) }
        hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
        return Array(hits.prefix(max(0, limit)))
    }
}
