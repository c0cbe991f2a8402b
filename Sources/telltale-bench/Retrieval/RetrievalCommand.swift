import ArgumentParser
import Pipeline

extension TelltaleBench {
    struct Retrieval: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Generated passages in three languages: indexing, size, questions, and adding while asking.",
            discussion: """
                Examples:
                  telltale-bench retrieval --documents 1000000 --json
                  telltale-bench retrieval --documents 12000 --write collection
                  telltale-bench retrieval --documents 100000 --vectors
                """
        )

        @Option(help: "How many passages.")
        var documents = 100_000

        @Option(help: "How many questions.")
        var questions = 300

        @Option(help: "Only write the passages and questions to this folder, as a collection for eval retrieval.")
        var write: String?

        @Option(help: "Where the index is kept. One that is there already is asked as it is.")
        var folder: String?

        @Flag(help: "Measure exact search over vectors of 384 numbers, one a passage, instead.")
        var vectors = false

        @Flag(help: "As JSON lines.")
        var json = false

        func validate() throws {
            guard (1...20_000_000).contains(documents), (1...100_000).contains(questions) else {
                throw ValidationError("--documents is from 1 to 20000000 and --questions from 1 to 100000.")
            }
        }

        func run() async throws {
            let passages = PlantPassages(count: documents)
            if let write { return try RetrievalBenchmarks.write(passages, questions: questions, to: write) }
            if vectors {
                return try await withScratchFolder { scratch in
                    show(
                        try VectorBenchmarks(passages: passages, questions: questions, folder: scratch).run(),
                        json: json
                    )
                }
            }
            if let folder {
                return show(
                    try await RetrievalBenchmarks(passages: passages, questions: questions, folder: folder).run(),
                    json: json
                )
            }
            try await withScratchFolder { scratch in
                show(
                    try await RetrievalBenchmarks(passages: passages, questions: questions, folder: scratch).run(),
                    json: json
                )
            }
        }
    }
}
