import ArgumentParser
import Pipeline

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Runs of the graphs: when, how they ended, what was resumed.",
        discussion: "Example:\n  telltale runs list\n  telltale runs show nightly-2026-03-01",
        subcommands: [List.self, Show.self, RunsTraceCommand.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The latest runs.",
            discussion: "Example:\n  telltale runs list"
        )

        @OptionGroup var options: WorkspaceOptions

        func run() async throws { print(try await options.open().runs()) }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One run's timeline.",
            discussion: "Example:\n  telltale runs show nightly-2026-03-01"
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "The run's id.")
        var id: String

        func run() async throws { print(try await options.open().run(id)) }
    }
}

struct EndpointsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoints",
        abstract: "Model endpoints: what is configured, and whether it answers.",
        discussion: "Example:\n  telltale endpoints check",
        subcommands: [List.self, Check.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Endpoints with host, residency and the highest class of data they may receive.",
            discussion: "Example:\n  telltale endpoints list"
        )

        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            let workspace = try options.open()
            print(
                ([workspace.endpoints()] + workspace.vectorEndpoints() + workspace.documentEndpoint())
                    .joined(separator: "\n")
            )
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether each endpoint answers, what it serves and can do, how busy it is, and what to change.",
            discussion: "Example:\n  telltale endpoints check"
        )

        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            let workspace = try options.open()
            let checked = try await workspace.checkEndpoints()
            let vectors = try await workspace.checkVectorEndpoints()
            let documents = try await workspace.checkDocumentEndpoint()
            print(([checked.text] + vectors.texts + [documents?.text].compactMap(\.self)).joined(separator: "\n\n"))
            if !checked.allAnswer || !vectors.allAnswer || documents?.answers == false {
                throw ExitCode(OperationExit.unreachable.rawValue)
            }
        }
    }
}

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The record of every call to a model.",
        discussion: "Example:\n  telltale audit verify",
        subcommands: [Verify.self, List.self],
        defaultSubcommand: Verify.self
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds changed, missing and reordered entries.",
            discussion: """
                Example:
                  telltale audit verify
                  telltale audit verify --head 5f0c…

                It prints the head, the hash of the last entry. Keep it outside the machine: a chain
                cannot tell by itself that its end was taken off, but with --head it can.
                """
        )

        @OptionGroup var options: WorkspaceOptions

        @Option(help: "A head that was printed earlier: its entry must still be there.")
        var head: String?

        func run() async throws {
            let verified = try await options.open().verifyAudit(noted: head)
            print(verified.text)
            if !verified.isIntact { throw ExitCode(OperationExit.failed.rawValue) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The latest entries.",
            discussion: "Example:\n  telltale audit list --limit 20"
        )

        @OptionGroup var options: WorkspaceOptions

        @Option(help: "How many.")
        var limit = 20

        func run() async throws { print(try await options.open().audit(limit: limit)) }
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "What is wrong with this installation, and what to do.",
        discussion: "Example:\n  telltale doctor"
    )

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Instead: a line for each part of the store, the same for stores that hold the same.")
    var digest = false

    func run() async throws {
        if digest { return print(try await options.open().digest().text) }
        let diagnosis = await Doctor.examine(workspace: options.workspace, environment: WorkspaceOptions.environment)
        print(diagnosis.text)
        if !diagnosis.isHealthy { throw ExitCode(OperationExit.failed.rawValue) }
    }
}
