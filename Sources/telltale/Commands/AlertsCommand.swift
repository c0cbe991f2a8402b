import ArgumentParser
import Pipeline

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Tells others of severe incidents and failed runs: Alertmanager, Cloudforet.",
        discussion: """
            Example:
              telltale alerts test
              telltale alerts send --date 2026-03-01

            Receivers are under 'alerts' in telltale.yaml. 'nightly' tells them by itself.
            """,
        subcommands: [List.self, Send.self, Test.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The receivers.",
            discussion: "Example:\n  telltale alerts list"
        )

        @OptionGroup var options: WorkspaceOptions

        func run() async throws { print(try options.open().alerts()) }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells of a day's incidents. Telling them again does no harm.",
            discussion: "Example:\n  telltale alerts send --date 2026-03-01"
        )

        @OptionGroup var options: WorkspaceOptions

        @Option(help: "The plant day. Without it, the last whole day in the store.")
        var date: String?

        func run() async throws {
            let workspace = try options.open()
            guard workspace.hasAlerts else { throw UsageError(workspace.alerts()) }
            try AlertsCommand.show(try await workspace.sendAlerts(date: date))
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends each receiver a test, which holds nothing of the plant but its name.",
            discussion: "Example:\n  telltale alerts test"
        )

        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            let workspace = try options.open()
            guard workspace.hasAlerts else { throw UsageError(workspace.alerts()) }
            try AlertsCommand.show(try await workspace.testAlerts())
        }
    }

    private static func show(_ deliveries: [AlertDelivery]) throws {
        for delivery in deliveries { print(delivery.text) }
        if deliveries.contains(where: { !$0.problems.isEmpty }) {
            throw ExitCode(OperationExit.unreachable.rawValue)
        }
    }
}
