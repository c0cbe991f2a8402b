import ArgumentParser
import Pipeline

struct ReliabilityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reliability",
        abstract: "Failures by equipment class, repeats, preventive against corrective, answers to alarms, hints.",
        discussion: """
            Example:
              telltale reliability --asset P-101A
              telltale reliability --from 2025-01-01 --json

            Without --from and --to, from the first to the last work order.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "An asset; what is below it counts too.")
    var asset: String?

    @Option(help: "From this local time: 2026-03-01 or 2026-03-01T02:00.")
    var from: String?

    @Option(help: "Up to this local time.")
    var to: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let report = try await options.open().reliability(asset: asset, from: from, to: to)
        print(json ? try report.json() : report.text())
    }
}
