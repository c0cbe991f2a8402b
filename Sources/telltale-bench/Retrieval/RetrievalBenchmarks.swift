import Pipeline
import Plant
import Retrieval

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Generated passages through an index on disk: how fast they are taken up, what they take, how fast they are found,
/// alone and while more are added.
struct RetrievalBenchmarks {
    let passages: PlantPassages
    let questions: Int
    /// Holds the index; one that is there already is only asked.
    let folder: String

    private static let batch = 50_000
    /// How many are added while questions are asked.
    private static let added = 10_000

    func run() async throws -> [BenchmarkFigure] {
        var figures: [BenchmarkFigure] = []
        let clock = ContinuousClock()
        let index = try SegmentedIndex(folder: folder)
        if index.snapshot.documentCount == 0 {
            var text = 0
            var spent = Duration.zero
            for from in stride(from: 0, to: passages.count, by: RetrievalBenchmarks.batch) {
                let documents = (from..<min(from + RetrievalBenchmarks.batch, passages.count)).map(passages.document)
                text += documents.reduce(0) { $0 + $1.text.utf8.count }
                let start = clock.now
                try index.update(adding: documents, revision: Int64(from))
                try await index.merge()
                spent += start.duration(to: clock.now)
            }
            let start = clock.now
            try await index.merge(to: 1)
            spent += start.duration(to: clock.now)
            figures.append(figure("index", Double(passages.count) / (spent / .seconds(1)), "passages/s", 1))
            figures.append(figure("share_of_text", Double(index.snapshot.byteCount) / Double(text) * 100, "%", 1))
        }
        let asked = passages.questions(questions).map(\.text)
        for question in asked.prefix(20) { _ = index.snapshot.search(question) }
        figures += latencies("query", asked.map { time(index.snapshot, $0, clock) })
        figures.append(figure("memory", anonymousMebibytes(), "MiB", 1))
        figures += try await whileAdding(index, asked, clock)
        return figures
    }

    /// How long questions take while passages are added and merged.
    private func whileAdding(_ index: SegmentedIndex, _ asked: [String], _ clock: ContinuousClock) async throws
        -> [BenchmarkFigure]
    {
        let more = PlantPassages(count: passages.count)
        let documents = (0..<RetrievalBenchmarks.added).map { number in
            var document = more.document(number)
            document.id = "note:added-\(number)"
            return document
        }
        let adding = Task.detached {
            let start = clock.now
            try index.update(adding: documents, revision: 1 << 40)
            let spent = start.duration(to: clock.now)
            try await index.merge()
            return spent
        }
        var milliseconds: [Double] = []
        var next = 0
        while index.snapshot.revision < 1 << 40 {
            milliseconds.append(time(index.snapshot, asked[next % asked.count], clock))
            next += 1
            await Task.yield()
        }
        let spent = try await adding.value
        try index.update(adding: [], removing: documents.map(\.id), revision: 0)
        return [
            figure("add10000", spent / .milliseconds(1), "ms", 1),
            figure("query_while_adding.max", milliseconds.max() ?? 0, "ms", milliseconds.count),
        ]
    }

    private func time(_ snapshot: SearchSnapshot, _ question: String, _ clock: ContinuousClock) -> Double {
        clock.measure { _ = snapshot.search(question) } / .milliseconds(1)
    }

    private func latencies(_ name: String, _ values: [Double]) -> [BenchmarkFigure] {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return [] }
        func at(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
        return [
            figure(name + ".p50", at(0.5), "ms", sorted.count), figure(name + ".p99", at(0.99), "ms", sorted.count),
        ]
    }

    private func figure(_ name: String, _ value: Double, _ unit: String, _ samples: Int) -> BenchmarkFigure {
        BenchmarkFigure(name: "retrieval." + name, value: value, unit: unit, samples: samples)
    }

    /// Memory that is no mapped file.
    private func anonymousMebibytes() -> Double {
        guard let status = try? LocalFile.text("/proc/self/status") else { return 0 }
        for line in status.split(separator: "\n") where line.hasPrefix("RssAnon:") {
            let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap {
                Double($0)
            }
            return (number ?? 0) / 1_024
        }
        return 0
    }

    // MARK: - As a collection for other engines

    /// Writes `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`.
    static func write(_ passages: PlantPassages, questions: Int, to folder: String) throws {
        var corpus: [UInt8] = []
        for number in 0..<passages.count {
            let document = passages.document(number)
            corpus += Array(#"{"_id":"\#(document.id)","text":"\#(document.text)"}"#.utf8) + [0x0A]
        }
        try LocalFile.makeFolder(folder)
        try LocalFile.write(corpus, to: folder + "/corpus.jsonl")
        var queries = ""
        var judgements = ""
        for question in passages.questions(questions) {
            queries += #"{"_id":"\#(question.id)","text":"\#(question.text)"}"# + "\n"
            for answer in question.answers { judgements += "\(question.id)\t\(answer)\t1\n" }
        }
        try LocalFile.write(Array(queries.utf8), to: folder + "/queries.jsonl")
        try LocalFile.write(Array(judgements.utf8), to: folder + "/qrels.tsv")
    }
}
