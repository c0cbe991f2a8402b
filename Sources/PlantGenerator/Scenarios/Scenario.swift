import Plant

/// One of the bundled scenarios: a small plant, what happens in it, and what a good answer says.
package struct Scenario: Sendable {
    package let name: String
    /// What happens, in a line.
    package let title: String
    private let make: @Sendable () throws(GeneratorError) -> ScenarioPlan

    init(_ name: String, _ title: String, make: @escaping @Sendable () throws(GeneratorError) -> ScenarioPlan) {
        self.name = name
        self.title = title
        self.make = make
    }

    /// Every scenario, in the order a newcomer reads them.
    package static let all: [Scenario] = [
        pumpSealLeak, exchangerFouling, stuckTransmitter, quietDay, unanswerable, corruptRows, endpointDies,
        changedPrompt, injectedInstructions,
    ]

    /// - Throws: ``GeneratorError`` naming every scenario when there is none of this name.
    package static func named(_ name: String) throws(GeneratorError) -> Scenario {
        guard let scenario = all.first(where: { $0.name == name }) else {
            throw GeneratorError(
                "there is no scenario '\(name)'; the scenarios are " + all.map(\.name).joined(separator: ", ")
            )
        }
        return scenario
    }

    /// Writes the scenario's data, page, settings, questions and truth into a folder. What else lies there, such as
    /// cassettes and expected answers, is left alone.
    @discardableResult
    package func write(
        to directory: String,
        progress: (GenerationProgress) -> Void = { _ in }
    ) throws(GeneratorError) -> PlantTruth {
        let plan = try make()
        let plant = PlantModel(tags: plan.tags)
        var writer = PlantWriter(
            plant: plant,
            periods: plan.periods,
            story: plan.story,
            layout: .wide,
            seed: plan.seed,
            zone: PlantGenerator.Options.seoul
        )
        writer.texts = plan.page + plan.questions.map(\.note)
        var truth = try writer.write(to: directory, progress: progress)
        if plan.isCorrupt { truth.corruptRows = try CorruptFiles.spoil(directory) }
        try OutputFile.write(
            PlantWriter.settings(zone: PlantGenerator.Options.seoul, plant: plant),
            to: directory + "/telltale.yaml"
        )
        try OutputFile.write(truth.json, to: directory + "/truth.json")
        try OutputFile.write(
            plan.questions.map { $0.line(writer.probes) + "\n" }.joined(),
            to: directory + "/questions.jsonl"
        )
        try OutputFile.write(page(plan, truth, writer.probes), to: directory + "/scenario.md")
        return truth
    }

    private func page(_ plan: ScenarioPlan, _ truth: PlantTruth, _ probes: ProbeBook) -> String {
        var lines = ["# \(name): \(title)", ""]
        lines += plan.page.map { probes.filledLines($0) }
        lines += ["", "## What lies here", ""]
        for period in truth.periods {
            let interval =
                period.sampleSeconds % 60 == 0 ? "\(period.sampleSeconds / 60) min" : "\(period.sampleSeconds) s"
            lines.append(
                "- Readings of \(truth.tags) tags every \(interval), \(period.from.date) to "
                    + "\(WallClock(period.to).days(-1).date), on the plant's clock (Asia/Seoul)."
            )
        }
        lines += [
            "- \(truth.alarms) lines of the alarm journal (\(truth.activations) activations), \(truth.workOrders) work "
                + "orders, shift notes and documents; `truth.json` says what was put in, `questions.jsonl` what is asked.",
            "- Everything is synthetic: no real plant, company or person. Written by",
            "",
            "```",
            "telltale generate-plant --scenario \(name) --out fixtures/\(name)",
            "```",
            "",
        ]
        return lines.joined(separator: "\n")
    }
}

/// What a scenario consists of.
struct ScenarioPlan: Sendable {
    var seed: UInt64
    var tags: Int
    var periods: [Period]
    var story: Story
    var questions: [ScenarioQuestion]
    /// Paragraphs: what happens, and what a good answer says.
    var page: [String]
    var isCorrupt = false
}

/// A question about a scenario, with the facts that a good answer holds.
struct ScenarioQuestion: Sendable {
    var id: String
    var language: String
    var question: String
    /// When it is asked, on the plant's clock.
    var asOf: String
    /// Names as in the program's own evaluation: `contains`, `excludes`, `unknown`, `missing`, `count`; beside them
    /// `incident` (`process`, `instrument`, `alarms` or `nothing`), `assets` and `records`.
    var expect: [(String, JSONText)]
    /// What a person judging the answer should know; may quote readings.
    var note = ""

    func line(_ probes: ProbeBook) -> String {
        var facts = expect
        if let note = probes.filled(note), !note.isEmpty { facts.append(("note", .text(note))) }
        return JSONText.object([
            ("id", .text(id)), ("language", .text(language)), ("question", .text(question)), ("as_of", .text(asOf)),
            ("expect", .object(facts)),
        ]).line
    }
}
