import ArgumentParser
import Pipeline
import Plant

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Takes in files and folders as a plant exports them.",
        discussion: """
            Example:
              telltale ingest exports/ --class internal
              telltale ingest history.csv --dry-run
              telltale ingest --follow /mnt/exports

            Importing the same file twice changes nothing. Rows that cannot be read are quarantined with file, line \
            and reason, and the rest goes on (exit code 3).
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @OptionGroup var live: LiveOptions

    @Argument(help: "Files and folders.")
    var paths: [String] = []

    @Option(name: .customLong("as"), help: "What the files are, when it cannot be told: \(kinds).")
    var kind: String?

    @Option(help: "A mapping file; it holds for these files until another is given, or 'none'.")
    var map: String?

    @Option(name: .customLong("class"), help: "public, internal, confidential or restricted.")
    var dataClass: DataClass?

    @Flag(help: "Only say what is believed of each file, and the mapping as YAML.")
    var dryRun = false

    @Flag(help: "The result as JSON.")
    var json = false

    private static let kinds = IngestRequest.kinds.joined(separator: ", ")

    func run() async throws {
        if live.isWanted { return try await live.run(self) }
        let request = IngestRequest(paths: paths, kind: kind, mapping: map, dataClass: dataClass)
        if dryRun {
            let workspace = try options.open()
            let inspected = try await workspace.inspect(request)
            print(json ? try inspected.json() : inspected.text())
            if inspected.hasFailures { throw ExitCode(OperationExit.failed.rawValue) }
            return
        }
        let workspace = try options.open(writing: true)
        let progress = IngestProgress(saysBeliefs: !json)
        let report = try await workspace.ingest(request) { progress.take($0) }
        Terminal.endProgress()
        print(json ? try report.json() : report.text())
        if report.hasFailures { throw ExitCode(OperationExit.failed.rawValue) }
        if report.hasQuarantine { throw ExitCode(OperationExit.quarantined.rawValue) }
    }
}

extension DataClass: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
