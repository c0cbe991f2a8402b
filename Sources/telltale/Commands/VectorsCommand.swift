import ArgumentParser
import Pipeline

struct VectorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "Vectors of records, for searching by meaning: how far they are, and embedding what is missing.",
        discussion: "Example:\n  telltale vectors\n  telltale vectors build",
        subcommands: [Status.self, Build.self],
        defaultSubcommand: Status.self
    )

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How many records have a vector, and of which model. Nothing is sent.",
            discussion: "Example:\n  telltale vectors status --json"
        )

        @OptionGroup var options: WorkspaceOptions

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            let report = try await options.open().vectors()
            print(json ? try report.json() : report.text())
            if let code = report.exitCode { throw ExitCode(code) }
        }
    }

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends every text that has no vector yet to the endpoint under 'vectors', each once.",
            discussion: """
                Example:
                  telltale vectors build
                  telltale vectors build --anew

                'telltale ingest' does it by itself; this goes on where an endpoint failed or a run was stopped.
                """
        )

        @OptionGroup var options: WorkspaceOptions

        @Flag(help: "After another model was configured: puts the vectors of the old one aside and starts over.")
        var anew = false

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            let workspace = try options.open(writing: true)
            let report = try await workspace.buildVectors(anew: anew) { Terminal.progress($0) }
            Terminal.endProgress()
            print(json ? try report.json() : report.text())
            if let code = report.exitCode { throw ExitCode(code) }
        }
    }
}
