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
        let written: WrittenReport
        do {
            written = try await workspace.nightly(request) { Terminal.progress($0) }
        } catch let error where !(error is CancellationError) {
            Terminal.endProgress()
            tell((try? await workspace.alertFailure(of: "nightly", error)) ?? [])
            throw error
        }
        Terminal.endProgress()
        print(written.text())
        tell(try await workspace.sendAlerts(date: date))
    }

    /// Who was told of what; a receiver that was not reached does not make the report undone.
    private func tell(_ deliveries: [AlertDelivery]) {
        for delivery in deliveries where delivery.sent > 0 || !delivery.problems.isEmpty {
            Terminal.complain(delivery.text)
        }
    }
}
