import Detection
import Ingestion
import Plant
import Retrieval

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Judges what Telltale does against a truth.
package enum Evaluation {
    // MARK: Answers

    /// Asks every question of a file without a model and compares the answers with the truth.
    package static func answers(questions path: String, workspace: Workspace) async throws -> AnswerEvaluation {
        let lines = try LocalFile.text(path).split(separator: "\n")
        var evaluation = AnswerEvaluation(questions: 0, right: 0, wrong: 0, failures: [])
        for (number, line) in lines.enumerated() {
            let question: JudgedQuestion
            do {
                question = try JSONText.decode(JudgedQuestion.self, from: Array(line.utf8))
            } catch {
                throw UsageError("\(path):\(number + 1) is not a question with its truth: \(error)")
            }
            let request = AskRequest(
                question: question.question,
                language: question.language,
                asOf: question.as_of,
                endpoint: nil,
                usesModel: false
            )
            let answer = try await workspace.ask(request).answer
            let differences = question.expect.differences(from: answer)
            evaluation.questions += 1
            if differences.isEmpty {
                evaluation.right += 1
            } else {
                evaluation.wrong += 1
                evaluation.failures.append(
                    JudgedAnswer(id: question.id, question: question.question, differences: differences)
                )
            }
        }
        return evaluation
    }

    // MARK: Detection

    /// Judges detection on labelled data that a manifest describes.
    @concurrent
    ///
    /// - Parameter note: Told what in the manifest means nothing.
    package static func detection(
        manifest path: String,
        asJSON: Bool,
        note: (String) -> Void = { _ in }
    ) async throws -> String {
        let manifest = try DetectionManifest(json: LocalFile.read(path))
        for key in manifest.unknownKeys {
            let near = NearestWord.find(key, among: DetectionManifest.keys)
            note("'\(key)' in the manifest means nothing here\(near.map { "; did you mean '\($0)'?" } ?? "")")
        }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        var tables: [String: SampleTable] = [:]
        for file in manifest.files {
            let place = file.hasPrefix("/") || folder.isEmpty ? file : folder + "/" + file
            tables[file] = try SampleTable(UnpackedFile.read(place), file: file, manifest: manifest)
        }
        let report = try DetectionEvaluation(manifest: manifest).report(tables: tables)
        return asJSON ? try JSONText.pretty(report) : report.text()
    }

    // MARK: Retrieval

    /// Judges the search index on a collection of `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`.
    package static func retrieval(directory: String, queries limit: Int?) async throws -> RetrievalReport {
        await judge(try collection(in: directory), limit: limit)
    }

    static func collection(in directory: String) throws -> RetrievalCollection {
        // Where the judgements are those of one of several parts, collections keep them in a folder.
        let nested = directory + "/qrels/test.tsv"
        let single = directory + "/qrels.tsv"
        let judgements = !LocalFile.exists(single) && LocalFile.exists(nested) ? nested : single
        return try RetrievalCollection(
            corpus: try LocalFile.read(directory + "/corpus.jsonl"),
            queries: try LocalFile.read(directory + "/queries.jsonl"),
            judgements: try LocalFile.read(judgements)
        )
    }

    @concurrent
    static func judge(_ collection: RetrievalCollection, limit: Int?) async -> RetrievalReport {
        let clock = ContinuousClock()
        var index = SearchIndex.build([], revision: 0)
        let indexing = clock.measure { index = SearchIndex.build(collection.documents, revision: 0) }
        var ranked: [String: [String]] = [:]
        var milliseconds: [Double] = []
        let queries = limit.map { Array(collection.queries.prefix($0)) } ?? collection.queries
        // As the peers are measured: not from the first question of a process.
        for query in queries.prefix(20) { _ = index.ranked(query.text, limit: 100) }
        for query in queries {
            var hits: [(id: String, score: Double)] = []
            let spent = clock.measure { hits = index.ranked(query.text, limit: 100) }
            milliseconds.append(spent.milliseconds)
            ranked[query.id] = hits.map(\.id)
        }
        let asked = Set(queries.map(\.id))
        let quality = RetrievalEvaluation(
            ranked: ranked,
            judgements: collection.judgements.filter { asked.contains($0.key) }
        )
        milliseconds.sort()
        func percentile(_ share: Double) -> Double {
            milliseconds.isEmpty
                ? 0 : milliseconds[min(milliseconds.count - 1, Int(Double(milliseconds.count) * share))]
        }
        return RetrievalReport(
            queries: quality.queries,
            ndcg10: quality.ndcg10,
            recall10: quality.recall10,
            recall100: quality.recall100,
            mrr10: quality.mrr10,
            documents_per_second: Double(collection.documents.count) / max(indexing.milliseconds / 1_000, 1e-9),
            p50_ms: percentile(0.5),
            p99_ms: percentile(0.99),
            index_bytes: index.bytes.count,
            notes: collection.notes
        )
    }
}

/// What `telltale eval retrieval --json` prints.
package struct RetrievalReport: Codable, Sendable {
    package var schema = "telltale.eval-retrieval/1"
    var queries: Int
    var ndcg10: Double
    var recall10: Double
    var recall100: Double
    var mrr10: Double
    var documents_per_second: Double
    var p50_ms: Double
    var p99_ms: Double
    var index_bytes: Int
    /// What is odd about the collection.
    var notes: [String]

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        func shown(_ value: Double, _ decimals: Int) -> String { DecimalText.rounded(value, decimals: decimals) }
        let figures = """
            queries     \(queries)
            nDCG@10     \(shown(ndcg10, 4))
            recall@10   \(shown(recall10, 4))
            recall@100  \(shown(recall100, 4))
            MRR@10      \(shown(mrr10, 4))
            indexing    \(shown(documents_per_second, 0)) documents/s
            query p50   \(shown(p50_ms, 3)) ms, p99 \(shown(p99_ms, 3)) ms
            index       \(index_bytes) bytes
            """
        return ([figures] + notes.map { "Note: " + $0 }).joined(separator: "\n")
    }
}

extension Duration {
    /// As a decimal number of milliseconds.
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
