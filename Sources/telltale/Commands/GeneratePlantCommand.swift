import ArgumentParser
import Pipeline

struct GeneratePlantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-plant",
        abstract: "Writes a synthetic crude distillation unit with known faults.",
        discussion: """
            Example:
              telltale generate-plant --seed 7 --days 14 --tags 60 --out plant-export
              telltale generate-plant --scenario pump-seal-leak --out fixtures/pump-seal-leak

            The same seed writes the same bytes on any machine. truth.json says what was put in.
            """
    )

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(help: "How many days.")
    var days = 7

    @Option(help: "How many tags.")
    var tags = 60

    @Option(help: "Seconds between readings.")
    var sampleSeconds = 60

    @Option(help: "wide or long.")
    var layout = "wide"

    @Option(help: "One of the bundled scenarios, instead of a seed.")
    var scenario: String?

    @Option(help: "The folder to write to.")
    var out: String

    func run() async throws {
        let request = GenerateRequest(
            seed: seed,
            days: days,
            tags: tags,
            sampleSeconds: sampleSeconds,
            layout: layout,
            scenario: scenario,
            out: out
        )
        let written = try await Task.detached { try request.run { Terminal.progress($0) } }.value
        Terminal.endProgress()
        print(written)
    }
}
