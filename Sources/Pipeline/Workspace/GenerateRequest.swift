import Plant
import PlantGenerator

/// Which synthetic plant to write.
package struct GenerateRequest: Sendable {
    package var seed: UInt64
    package var days: Int
    package var tags: Int
    package var sampleSeconds: Int
    package var layout: String
    package var scenario: String?
    package var out: String

    package init(seed: UInt64, days: Int, tags: Int, sampleSeconds: Int, layout: String, scenario: String?, out: String)
    {
        self.seed = seed
        self.days = days
        self.tags = tags
        self.sampleSeconds = sampleSeconds
        self.layout = layout
        self.scenario = scenario
        self.out = out
    }

    package func run(progress: @escaping @Sendable (String) -> Void) throws -> String {
        let show: (GenerationProgress) -> Void = { at in
            progress("\(Int(at.fraction * 100)) % \(at.what)")
        }
        let truth: PlantTruth
        if let scenario {
            truth = try Scenario.named(scenario).write(to: out, progress: show)
        } else {
            guard let layout = PlantGenerator.Options.Layout(rawValue: layout) else {
                throw UsageError("--layout '\(layout)' is not a layout; use wide or long")
            }
            let options = try PlantGenerator.Options(
                seed: seed,
                days: days,
                tags: tags,
                sampleSeconds: sampleSeconds,
                layout: layout
            )
            truth = try PlantGenerator(options).write(to: out, progress: show)
        }
        return "Written to \(out): \(truth.tags) tags, \(truth.readings) readings, \(truth.faults.count) fault(s). "
            + "It is synthetic; what was put in is in \(out)/truth.json.\nNext: telltale ingest \(out)/data"
    }
}
