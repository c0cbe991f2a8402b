import Testing

@testable import Retrieval

@Suite struct `Evaluating a ranking` {
    @Test func `a perfect ranking scores one`() {
        let result = RetrievalEvaluation(ranked: ["q": ["a", "b"]], judgements: ["q": ["a": 2, "b": 1]])
        #expect(result.ndcg10 == 1)
        #expect(result.recall10 == 1)
        #expect(result.mrr10 == 1)
        #expect(result.queries == 1)
    }

    @Test func `the second place is worth less by the logarithm of its rank`() {
        let result = RetrievalEvaluation(ranked: ["q": ["x", "a"]], judgements: ["q": ["a": 1]])
        #expect(abs(result.ndcg10 - 0.630_929_753_571) < 1e-9)
        #expect(result.mrr10 == 0.5)
    }

    @Test func `a question that found nothing counts as nothing found`() {
        let result = RetrievalEvaluation(ranked: [:], judgements: ["q": ["a": 1], "r": ["b": 0]])
        #expect(result.queries == 1)
        #expect(result.ndcg10 == 0)
    }
}
