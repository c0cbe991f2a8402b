import ArgumentParser
import Pipeline

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Rows that could not be taken in.",
        discussion: "Example:\n  telltale quarantine list\n  telltale quarantine show readings.csv --line 17",
        subcommands: [List.self, Show.self, Retry.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How many rows of which file, by reason.",
            discussion: "Example:\n  telltale quarantine list --json"
        )

        @OptionGroup var options: WorkspaceOptions

        @Flag(help: "Every row as JSON.")
        var json = false

        func run() async throws {
            let listing = try await options.open().quarantine(file: nil)
            print(json ? try listing.json() : listing.summary())
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The rows of a file with their reasons.",
            discussion: "Example:\n  telltale quarantine show readings.csv --line 17"
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "The file's path, or the end of it.")
        var file: String

        @Option(help: "Only this line.")
        var line: Int?

        func run() async throws {
            print(try await options.open().quarantine(file: file).rows(line: line))
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads files with quarantined rows again, after a mapping or the file was mended.",
            discussion: "Example:\n  telltale quarantine retry --map mappings/readings.yaml"
        )

        @OptionGroup var options: WorkspaceOptions

        @Option(help: "A mapping file.")
        var map: String?

        func run() async throws {
            let workspace = try options.open(writing: true)
            let report = try await workspace.retryQuarantined(mapping: map) { Terminal.progress($0) }
            Terminal.endProgress()
            print(report.text())
            if report.hasFailures { throw ExitCode(OperationExit.failed.rawValue) }
            if report.hasQuarantine { throw ExitCode(OperationExit.quarantined.rawValue) }
        }
    }
}
