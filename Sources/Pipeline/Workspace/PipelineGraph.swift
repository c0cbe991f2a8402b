import TaskGraph

/// The three graphs that do all the work.
package enum PipelineGraph: String, Sendable, CaseIterable {
    case ask
    case ingest
    case nightly

    /// The graph as it is built, drawn.
    package func drawing(asDOT: Bool) throws -> String {
        let drawing =
            switch self {
            case .ask: try AskGraph(services: nil).build().drawing
            case .ingest: try IngestGraph(services: nil).build().drawing
            case .nightly: try NightlyGraph(services: nil, site: "", width: 1).build().drawing
            }
        return asDOT ? drawing.dot() : drawing.mermaid()
    }
}
