import Plant
import TaskGraph

/// What a night's report is made from; part of the journal's fingerprints.
struct NightlyInput: Sendable, Hashable, Codable {
    var date: String
    var window: TimeWindow
    var units: [AssetID]
    var revision: Int64
    var language: Language
}

/// A unit's day to work on.
struct UnitTask: Sendable, Hashable, Codable {
    var unit: AssetID
    var window: TimeWindow
    var date: String
    var revision: Int64
}

/// The graph of a night: every unit's day is a durable item of a fan-out.
struct NightlyGraph: Sendable {
    /// `nil` for a graph that is only drawn.
    let services: NightlyServices?
    let site: String
    let width: Int

    func build() throws -> Graph<NightlyInput, NightlyReport> {
        let given = services
        let site = site
        let builder = GraphBuilder("nightly")
        let input = builder.input("night", of: NightlyInput.self)
        let tasks = builder.map("units", input) { input in
            input.units.map {
                UnitTask(unit: $0, window: input.window, date: input.date, revision: input.revision)
            }
        }
        let units = builder.fanOut(
            "unit day",
            version: given?.version ?? "1",
            durable: .standard,
            over: tasks,
            width: width
        ) { context, task in
            try await given.orDrawingOnly().unitDay(task, context)
        }
        let report = builder.stage("report", input, units) { _, input, units in
            NightlyReport(
                site: site,
                language: input.language,
                zone: try given.orDrawingOnly().zone.identifier,
                date: input.date,
                window: input.window,
                units: units
            )
        }
        return try builder.build(inputs: input, output: report)
    }
}
