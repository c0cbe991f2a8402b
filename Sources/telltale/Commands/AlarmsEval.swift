import ArgumentParser
import Pipeline

struct AlarmsEval: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "What suggested delays are worth on alarm journals they were not chosen on.",
        discussion: """
            Delays are chosen on every other journal and judged on the rest, then the other way round.

            Example:
              telltale eval alarms journals/ --map fixtures/mappings/tep_alarms.yaml
            """
    )

    @Argument(help: "Journals, one file each, or folders of them.")
    var journals: [String]

    @Option(help: "A mapping file.")
    var map: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        let report = try await Evaluation.alarmDelays(journals, mapping: map)
        print(json ? try report.json() : report.text())
    }
}
