import ArgumentParser
import Pipeline

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Runs a scenario against a live endpoint and keeps what it said as a cassette.",
        discussion: """
            Example:
              telltale record fixtures/pump-seal-leak --endpoint local --server "llama.cpp 0.3" --date 2026-11-23

            Recording replaces what was recorded before. A cassette that holds a secret is not saved.
            """
    )

    @Argument(help: "The scenario's folder.")
    var scenario: String

    @Option(help: "The endpoint's base URL.")
    var url = "http://127.0.0.1:18080/v1"

    @Option(help: "The model.")
    var model: String

    @Option(help: "The server's name and version, for the cassette's origin.")
    var server: String

    @Option(help: "The day of recording, for the cassette's origin.")
    var date: String

    func run() async throws {
        let request = RecordRequest(scenario: scenario, url: url, model: model, server: server, date: date)
        print(try await RecordedScenario.record(request) { Terminal.progress($0) })
        Terminal.endProgress()
    }
}

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs scenarios from their cassettes and compares every byte; nothing is sent anywhere.",
        discussion: "Example:\n  telltale replay fixtures/*"
    )

    @Argument(help: "Scenario folders. Without any, every folder in fixtures/.")
    var scenarios: [String] = []

    @Option(help: "0: as fast as possible; 1: with the recorded pauses; N: N times as fast.")
    var speed = 0.0

    @Flag(help: "Write what came out as the expected output.")
    var update = false

    func run() async throws {
        let report = try await RecordedScenario.replay(scenarios, speed: speed, updating: update) {
            Terminal.progress($0)
        }
        Terminal.endProgress()
        print(report.text())
        if report.hasDifferences { throw ExitCode(OperationExit.replayDiffers.rawValue) }
    }
}
