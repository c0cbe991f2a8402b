import Plant

/// Writes a synthetic crude distillation unit: readings, alarms, work orders, shift notes and documents, with known
/// faults and their truth.
///
/// One train has up to 92 tags; more tags are further trains of the same kind. Everything follows from the options:
/// the same options write the same bytes on any machine. Memory does not grow with the number of readings.
package struct PlantGenerator: Sendable {
    package let options: Options

    package init(_ options: Options) {
        self.options = options
    }

    /// Writes `telltale.yaml`, `truth.json` and the folder `data` into a folder.
    @discardableResult
    package func write(
        to directory: String,
        progress: (GenerationProgress) -> Void = { _ in }
    ) throws(GeneratorError) -> PlantTruth {
        guard !OutputFile.exists(directory + "/data") else {
            throw GeneratorError(
                "'\(directory)' already holds a folder 'data'; choose another folder or remove that one, so that days of "
                    + "two plants are not mixed"
            )
        }
        let plant = PlantModel(tags: options.tags)
        let period = Period(start: WallClock(options.start), days: options.days, sampleSeconds: options.sampleSeconds)
        let planner = StoryPlanner(plant: plant, period: period, seed: options.seed)
        let story = planner.story(faults: options.faults)
        var writer = PlantWriter(
            plant: plant,
            periods: [period],
            story: story,
            layout: options.layout,
            seed: options.seed,
            zone: options.zone
        )
        let truth = try writer.write(to: directory, progress: progress)
        try OutputFile.write(PlantWriter.settings(zone: options.zone, plant: plant), to: directory + "/telltale.yaml")
        try OutputFile.write(truth.json, to: directory + "/truth.json")
        return truth
    }
}
