import ArgumentParser
import Pipeline

struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Judges retrieval, detection or answers against a truth.",
        discussion: "Example:\n  telltale eval retrieval collections/scifact --json",
        subcommands: [RetrievalEval.self, DetectionEval.self, AnswersEval.self, AlarmsEval.self, FailureModesEval.self]
    )

    struct RetrievalEval: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retrieval",
            abstract: "A collection of corpus.jsonl, queries.jsonl and qrels.tsv.",
            discussion: """
                Example:
                  telltale eval retrieval collections/scifact --json
                  telltale eval retrieval collections/scifact --endpoint vectors --workspace plant
                """
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "The collection's folder.")
        var directory: String

        @Option(help: "Only the first queries.")
        var queries: Int?

        @Option(help: "An endpoint of the workspace whose model embeds: judges words and vectors together as well.")
        var endpoint: String?

        @Flag(help: "As JSON.")
        var json = false

        func validate() throws {
            if let queries, queries < 1 { throw ValidationError("--queries is a number of questions, from 1") }
        }

        func run() async throws {
            guard let endpoint else {
                let result = try await Evaluation.retrieval(directory: directory, queries: queries)
                print(json ? try result.json() : result.text())
                return
            }
            let workspace = try options.open(writing: true)
            let result = try await workspace.judgeRetrieval(
                directory: directory,
                queries: queries,
                endpoint: endpoint,
                progress: { Terminal.progress($0) }
            )
            Terminal.endProgress()
            print(json ? try result.json() : result.text())
        }
    }

    struct DetectionEval: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "detection",
            abstract: "Labelled data described by a manifest.",
            discussion: "Example:\n  telltale eval detection tep.json --json"
        )

        @Argument(help: "The manifest.")
        var manifest: String

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            print(
                try await Evaluation.detection(manifest: manifest, asJSON: json) { Terminal.complain("note: " + $0) }
            )
        }
    }

    struct AnswersEval: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "answers",
            abstract: "Questions with their truth, asked of a workspace without a model.",
            discussion:
                "Example:\n  telltale eval answers fixtures/chiller-questions/questions.jsonl --workspace chillers"
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "A file of questions, one JSON object a line.")
        var questions: String

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            let result = try await Evaluation.answers(questions: questions, workspace: options.open())
            print(json ? try result.json() : result.text())
            if result.wrong > 0 { throw ExitCode(OperationExit.failed.rawValue) }
        }
    }
}
