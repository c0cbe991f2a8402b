import ArgumentParser
import Pipeline

struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "What went wrong, newest first.",
        discussion: "Example:\n  telltale incidents --asset P-101A --from 2026-03-01"
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
        let workspace = try options.open()
        let listing = try await workspace.incidents(asset: asset, from: from, to: to)
        print(json ? try listing.json() : listing.text())
    }
}
