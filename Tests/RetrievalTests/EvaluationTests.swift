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

@Suite struct `Reading a collection` {
    private static let corpus = #"{"_id":"d1","title":"Pump","text":"seal leak"}"# + "\n" + #"{"_id":2,"text":"fan"}"#
    private static let queries = #"{"_id":"q1","text":"seal"}"#

    private func read(
        _ corpus: String = Self.corpus,
        _ queries: String = Self.queries,
        _ judgements: String = "q1\td1\t1"
    ) throws -> RetrievalCollection {
        try RetrievalCollection(
            corpus: Array(corpus.utf8),
            queries: Array(queries.utf8),
            judgements: Array(judgements.utf8)
        )
    }

    @Test(arguments: [
        "query-id\tcorpus-id\tscore\r\nq1\td1\t1\r\n", "q1\t0\td1\t1", "q1 0 d1 1\nq1 0 2 0\n", "\u{FEFF}q1\td1\t1\n",
    ])
    func `judgements are read with a heading, an iteration, spaces or a byte order mark`(_ judgements: String) throws {
        let collection = try read(Self.corpus, Self.queries, judgements)
        #expect(collection.judgements["q1"]?["d1"] == 1)
        #expect(collection.notes.isEmpty)
    }

    @Test func `two gains for one document are refused with both lines`() throws {
        let error = #expect(throws: RetrievalCollectionError.self) {
            try read(Self.corpus, Self.queries, "q1\td1\t2\nq1\td1\t0")
        }
        #expect(error?.line == 2)
        #expect(error?.reason.contains("line 1") == true)
        #expect(try read(Self.corpus, Self.queries, "q1\td1\t2\nq1\td1\t2").judgements["q1"]?["d1"] == 2)
    }

    @Test func `empty questions and documents are told`() throws {
        let corpus = Self.corpus + "\n" + #"{"_id":"d3","text":" "}"#
        let collection = try read(corpus, Self.queries + "\n" + #"{"_id":"q2","text":""}"#)
        #expect(collection.notes.contains { $0.hasPrefix("1 of 2 questions are empty") })
        #expect(collection.notes.contains { $0.hasPrefix("1 of 3 documents are empty") })
    }

    @Test func `a file in UTF-16 is told to be one`() {
        let wide = Self.corpus.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let error = #expect(throws: RetrievalCollectionError.self) {
            try RetrievalCollection(corpus: [0xFF, 0xFE] + wide, queries: [], judgements: [])
        }
        #expect(error?.line == nil)
        #expect(error?.reason.contains("UTF-16") == true)
    }

    @Test func `ids may be whole numbers`() throws {
        let collection = try read(Self.corpus, #"{"_id":7,"text":"fan"}"#, "7\t2\t1")
        #expect(collection.documents.map(\.id) == ["d1", "2"])
        #expect(collection.queries.map(\.id) == ["7"])
    }

    @Test(arguments: [
        (#"{"_id":"a","text":"x"}"# + "\n\n" + #"{"_id":"a","text":"y"}"#, 3, "line 1 already"),
        (#"{"text":"x"}"#, 1, "no _id"), (#"{"_id":"a"}"#, 1, "no text"),
        (#"{"_id":"a","text":5}"#, 1, "text is neither"),
        (#"{"_id":"a""#, 1, "JSON object"), ("[]", 1, "JSON object"),
    ])
    func `a document that cannot be read is refused with its line`(_ corpus: String, _ line: Int, _ reason: String) {
        let error = #expect(throws: RetrievalCollectionError.self) { try read(corpus) }
        #expect(error?.file == "corpus.jsonl")
        #expect(error?.line == line)
        #expect(error?.reason.contains(reason) == true)
    }

    @Test(arguments: [
        ("", Self.queries, "q1\td1\t1", "corpus.jsonl"), (Self.corpus, "", "q1\td1\t1", "queries.jsonl"),
        (Self.corpus, Self.queries, "", "qrels.tsv"), (Self.corpus, Self.queries, "q1\td1\t0", "qrels.tsv"),
        (Self.corpus, Self.queries, "other\td1\t1", "qrels.tsv"),
        (Self.corpus, Self.queries, "q1\tother\t1", "qrels.tsv"),
        (Self.corpus, Self.queries, "q1\td1\t1\nq1\td1\tnan", "qrels.tsv"),
    ])
    func `files that could only give noughts are refused`(
        _ corpus: String,
        _ queries: String,
        _ judgements: String,
        _ file: String
    ) {
        let error = #expect(throws: RetrievalCollectionError.self) { try read(corpus, queries, judgements) }
        #expect(error?.file == file)
    }

    @Test func `what is missing on one side is told`() throws {
        let queries = Self.queries + "\n" + #"{"_id":"q2","text":"fan"}"#
        let collection = try read(Self.corpus, queries, "q1\td1\t1\nq1\tgone\t1\nq9\td1\t1\n")
        #expect(collection.notes.count == 3)
    }
}
