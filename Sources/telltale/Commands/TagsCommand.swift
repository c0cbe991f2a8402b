import ArgumentParser
import Pipeline

struct TagsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tags",
        abstract: "What is known of the tags.",
        discussion: "Example:\n  telltale tags health --asset P-101A",
        subcommands: [Health.self]
    )

    struct Health: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "health",
            abstract: "Which tags are frozen, noisy, drifting, spiking, saturated, out of range or missing, and why.",
            discussion: "Example:\n  telltale tags health --asset P-101A --from 2026-03-01 --to 2026-03-03"
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
            let report = try await options.open().tagHealth(asset: asset, from: from, to: to) {
                Terminal.progress($0)
            }
            Terminal.endProgress()
            print(json ? try report.json() : report.text())
        }
    }
}
