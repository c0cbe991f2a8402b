import ArgumentParser
import Pipeline

struct NightlyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightly",
        abstract: "Writes the report of a plant day, unit by unit, as HTML and Markdown.",
        discussion: """
            Example:
              telltale nightly --date 2026-03-01

            Resumes by itself after a crash: units that are done are not worked on again.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "The plant day. Without it, the last whole day in the store.")
    var date: String?

    @Option(help: "Only this unit.")
    var unit: String?

    @Option(help: "Where to write. Without it, reports/ in the workspace.")
    var out: String?

    @Flag(help: "Compose from the records alone.")
    var noModel = false

    func run() async throws {
        let workspace = try options.open(writing: true)
        let request = NightlyRequest(date: date, unit: unit, out: out, usesModel: !noModel)
        let written = try await workspace.nightly(request) { Terminal.progress($0) }
        Terminal.endProgress()
        print(written.text())
    }
}
