import ArgumentParser
import CMalloc
import Pipeline

@main
struct Telltale: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telltale",
        abstract: "Finds what went wrong in a plant and answers questions about it, with evidence you can check.",
        discussion: """
            Telltale reads what a plant already writes down: sensor histories, alarm journals, work orders, shift \
            notes and manuals. It runs on one machine with nothing but files; a model is optional.

            Start with:
              telltale init plant && cd plant
              telltale ingest ../exports
              telltale ask "Why did P-101A trip last night?"

            Exit codes: 0 done, 1 failed, 2 usage, 3 done with some input quarantined, 4 refused by policy, \
            5 replay differs, 6 an endpoint is unreachable and nothing could stand in, 130 given up with Ctrl-C.
            """,
        version: TelltaleVersion.current,
        subcommands: [
            InitCommand.self, IngestCommand.self, QuarantineCommand.self, IncidentsCommand.self,
            IncidentCommand.self, AlarmsCommand.self, ReliabilityCommand.self, TagsCommand.self, AskCommand.self,
            SearchCommand.self, VectorsCommand.self, ExtractCommand.self,
            NightlyCommand.self, BatchCommand.self,
            RecordCommand.self,
            ReplayCommand.self, GraphCommand.self, RunsCommand.self, EndpointsCommand.self, EvalCommand.self,
            AuditCommand.self, AlertsCommand.self, MonitorCommand.self, DoctorCommand.self, GeneratePlantCommand.self,
        ]
    )

    static func main() async {
        telltale_give_back_from(1 << 20)
        await Interruption.catchSignals()
        do {
            // Used by the one task that runs it and by nothing else.
            nonisolated(unsafe) let parsed = try parseAsRoot()
            try await Interruption.run {
                guard let command = parsed as? any AsyncParsableCommand else {
                    var command = parsed
                    try command.run()
                    return
                }
                nonisolated(unsafe) var asynchronous = command
                try await asynchronous.run()
            }
        } catch {
            Failure.exit(with: error)
        }
    }
}
