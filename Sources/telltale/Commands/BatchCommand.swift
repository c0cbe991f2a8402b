import ArgumentParser
import Pipeline
import Plant

struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "A night's calls to a model as OpenAI batch JSONL: write them, run them, read the answers back.",
        discussion: """
            Example:
              telltale batch write --date 2026-03-01 --endpoint local --out night.jsonl
              telltale batch run night.jsonl --endpoint local
              telltale batch read night.results.jsonl --endpoint local

            Between write and read, 'vllm run-batch' or a provider's batch API can run the file as well.
            """,
        subcommands: [Write.self, Run.self, Read.self]
    )

    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what 'telltale nightly' would ask; nothing is sent.",
            discussion: "Example:\n  telltale batch write --date 2026-03-01 --endpoint local --out night.jsonl"
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var endpoint: BatchEndpoint

        @Option(help: "The plant day. Without it, the last whole day in the store.")
        var date: String?

        @Option(help: "Only this unit.")
        var unit: String?

        @Option(help: ArgumentHelp("The file. Without it, in reports/ of the workspace.", valueName: "file"))
        var out: String?

        func run() async throws {
            let workspace = try options.open(writing: true)
            let request = NightlyRequest(date: date, unit: unit, out: nil, usesModel: true)
            try BatchCommand.tell(
                try await workspace.writeBatch(request, for: endpoint.endpoint, to: out) { Terminal.progress($0) }
            )
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a batch's calls at an endpoint; what was answered before is not asked again.",
            discussion: """
                Example:
                  telltale batch run night.jsonl --endpoint local
                  telltale batch run others.jsonl --class internal

                Width, limits a minute, tries, policy, budget and audit log are those of the endpoint in telltale.yaml.
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var endpoint: BatchEndpoint

        @Argument(help: "The requests.")
        var file: String

        @Option(help: ArgumentHelp("The results. Without it, FILE.results.jsonl.", valueName: "file"))
        var out: String?

        @Option(
            name: .customLong("class"),
            help: "The class of data of requests that Telltale did not write; raises that of others."
        )
        var dataClass: String?

        func run() async throws {
            let given = try dataClass.map { text in
                guard let found = DataClass(rawValue: text) else {
                    throw ValidationError(
                        "--class '\(text)' is none of \(DataClass.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                return found
            }
            let workspace = try options.open(writing: true)
            try BatchCommand.tell(
                try await workspace.runBatch(file, at: endpoint.endpoint, to: out, dataClass: given) {
                    Terminal.progress($0)
                }
            )
        }
    }

    struct Read: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the night's report with a batch's answers, checked like any other answer.",
            discussion: "Example:\n  telltale batch read night.results.jsonl --endpoint local"
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var endpoint: BatchEndpoint

        @Argument(help: "The results: one file or several, such as a provider's answers and errors.")
        var files: [String]

        @Option(help: ArgumentHelp("The report's folder. Without it, reports/ in the workspace.", valueName: "dir"))
        var out: String?

        func run() async throws {
            let workspace = try options.open(writing: true)
            try BatchCommand.tell(
                try await workspace.readBatch(files, for: endpoint.endpoint, to: out) { Terminal.progress($0) }
            )
        }
    }

    fileprivate static func tell(_ report: BatchReport) throws {
        Terminal.endProgress()
        print(report.text)
        if !report.isWhole { throw ExitCode(OperationExit.failed.rawValue) }
    }
}

/// Which endpoint's model a batch is for.
struct BatchEndpoint: ParsableArguments {
    @Option(help: "An endpoint of telltale.yaml. Without it, the first that talks as OpenAI's batches do.")
    var endpoint: String?
}
