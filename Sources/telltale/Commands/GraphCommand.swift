import ArgumentParser
import Pipeline

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws one of the three task graphs.",
        discussion: "Example:\n  telltale graph ask --format dot | dot -Tsvg > ask.svg"
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mermaid
        case dot
    }

    @Argument(help: "ask, ingest or nightly.")
    var graph: PipelineGraph

    @Option(help: "mermaid or dot.")
    var format: Format = .mermaid

    func run() async throws {
        print(try graph.drawing(asDOT: format == .dot))
    }
}

extension PipelineGraph: ExpressibleByArgument {}
