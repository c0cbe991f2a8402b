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

        @Flag(help: "The result as JSON.")
        var json = false

        func run() async throws {
            let summary = try await options.open().quarantineSummary()
            print(json ? try summary.json() : summary.text())
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The rows of a file with their reasons.",
            discussion: """
                Example:
                  telltale quarantine show readings.csv --line 17
                  telltale quarantine show readings.csv --line 17-40 --reason bad_time --json
                """
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "The file's path, or the end of it.")
        var file: String

        @Option(help: ArgumentHelp("Only this line, or these: 17-40.", valueName: "line"))
        var line: LineRange?

        @Option(help: "Only rows set aside for this reason.")
        var reason: String?

        @Flag(help: "One JSON object a row.")
        var json = false

        func run() async throws {
            try await options.open().quarantined(file, lines: line?.lines, reason: reason) { row in
                print(json ? try row.json() : row.shown)
            }
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

        @Flag(help: "The result as JSON.")
        var json = false

        func run() async throws {
            let workspace = try options.open(writing: true)
            let progress = IngestProgress(saysBeliefs: false)
            let report = try await workspace.retryQuarantined(mapping: map) { progress.take($0) }
            Terminal.endProgress()
            print(json ? try report.json() : report.text())
            if report.hasFailures { throw ExitCode(OperationExit.failed.rawValue) }
            if report.hasQuarantine { throw ExitCode(OperationExit.quarantined.rawValue) }
        }
    }
}

/// `17` or `17-40`, both included.
struct LineRange: ExpressibleByArgument {
    let lines: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 0, first <= last,
            ends.count == argument.split(separator: "-", omittingEmptySubsequences: false).count
        else { return nil }
        lines = first...last
    }
}
