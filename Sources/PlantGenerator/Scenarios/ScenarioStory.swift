/// Puts together what most scenarios have in common.
enum ScenarioStory {
    /// A story with routine notes and orders around some faults.
    static func make(
        plant: PlantModel,
        periods: [Period],
        faults: [PlannedFault],
        load: [(WallClock, Double)] = [],
        orders: Int,
        documents: [PlantDocument],
        seed: UInt64
    ) -> Story {
        var story = Story()
        story.load = load
        for fault in faults {
            let start = WallClock(fault.start)
            let sample = periods.first { $0.contains(start) }?.sampleSeconds ?? 60
            story.add(FaultScript.play(fault, sampleSeconds: sample))
        }
        for period in periods {
            story.notes += RoutineNotes.notes(period, plant: plant, seed: seed, around: story)
        }
        if let last = periods.last {
            story.orders += RoutineWork.orders(
                orders,
                from: last.start.days(-60),
                days: 60 + last.days,
                trains: 1,
                seed: seed,
                taken: story.orders
            )
        }
        // A line of the log about a time that is not among the readings was written on another day's page.
        story.notes.removeAll { note in !periods.contains { $0.contains(note.time) } }
        story.documents = documents
        if let last = periods.last { story.export(at: last.end) }
        return story
    }

    /// The tiny plant of the scenarios that are about the model rather than the plant: one day, twelve tags.
    static func small(day: WallClock, seed: UInt64) -> (plant: PlantModel, periods: [Period], story: Story) {
        let plant = PlantModel(tags: 12)
        let periods = [Period(start: day, days: 1, sampleSeconds: 300)]
        let story = make(
            plant: plant,
            periods: periods,
            faults: [PlannedFault(.pumpSealLeak, at: day.hours(11).minutes(5).civil)],
            orders: 5,
            documents: [Procedures.chargePumpChangeover],
            seed: seed
        )
        return (plant, periods, story)
    }
}
