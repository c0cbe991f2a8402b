import ArgumentParser
import Pipeline

struct AlarmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "The alarms, or their figures beside ISA-18.2 and EEMUA 191 with what to look at first.",
        discussion: """
            Example:
              telltale alarms --asset P-101A --from 2026-03-01
              telltale alarms --kpi

            Times are on the plant's clock. Without --from and --to, the whole journal.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Rates, floods, bad actors, delays and deadbands instead of the list.")
    var kpi = false

    @Option(help: "An asset; what is below it counts too.")
    var asset: String?

    @Option(help: "From this local time: 2026-03-01 or 2026-03-01T02:00.")
    var from: String?

    @Option(help: "Up to this local time.")
    var to: String?

    @Option(help: "Lines of the list at most.")
    var limit = 50

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let workspace = try options.open()
        if kpi {
            let report = try await workspace.alarmFigures(asset: asset, from: from, to: to)
            print(json ? try report.json() : report.text())
        } else {
            let listing = try await workspace.alarms(asset: asset, from: from, to: to)
            print(json ? try listing.json() : listing.text(limit: limit))
        }
    }
}
