import Plant

/// Writes a plant and its story to a folder.
struct PlantWriter {
    let plant: PlantModel
    let periods: [Period]
    let story: Story
    let layout: PlantGenerator.Options.Layout
    let seed: UInt64
    let zone: SiteTimeZone
    /// The figures that texts quote, and texts beside the plant's own that quote some too.
    var probes = ProbeBook()
    var texts: [String] = []

    /// Writes the folder `data`, and returns what is in it.
    mutating func write(
        to directory: String,
        progress: (GenerationProgress) -> Void
    ) throws(GeneratorError) -> PlantTruth {
        let data = directory + "/data"
        var truth = PlantTruth(seed: seed, zone: zone)
        truth.tags = plant.tags.count
        truth.faults = story.truths
        truth.workOrders = story.orders.count
        try OutputFile.write(ListFiles.assets(plant), to: data + "/assets.csv")
        let tags = try OutputFile(path: data + "/tags.csv")
        ListFiles.tags(plant, to: tags)
        try tags.finish()
        for text in texts { probes.want(in: text) }
        for note in story.notes { probes.want(in: note.text) }
        for order in story.orders { probes.want(in: order.long) }
        for document in story.documents { probes.want(in: document.text ?? "") }
        var journal = try AlarmJournal(path: data + "/alarms.csv", seed: seed)
        let days = periods.reduce(0) { $0 + $1.days }
        var done = 0
        for period in periods {
            for event in story.events where period.contains(WallClock(seconds: event.time)) { take(event, &journal) }
            var simulation = Simulation(plant: plant, period: period, story: story, layout: layout, seed: seed)
            for day in 0..<period.days {
                let midnight = period.start.days(day)
                let name = "readings/" + midnight.date + ".csv"
                progress(
                    GenerationProgress(
                        day: done,
                        days: days,
                        readings: truth.readings + simulation.readings,
                        what: name
                    )
                )
                try simulation.writeDay(midnight, to: data + "/" + name, journal: &journal, probes: &probes)
                done += 1
            }
            journal.flush(before: period.end.seconds)
            truth.periods.append((period.start.civil, period.end.civil, period.sampleSeconds))
            truth.readings += simulation.readings
            truth.missingRows += simulation.missingRows
            truth.statuses.merge(simulation.statuses) { $0 + $1 }
        }
        try journal.finish()
        truth.alarms = journal.written
        truth.activations = journal.activations
        try writeTexts(to: data)
        progress(GenerationProgress(day: days, days: days, readings: truth.readings, what: "truth.json"))
        return truth
    }

    private func take(_ event: AlarmJournal.Entry, _ journal: inout AlarmJournal) {
        guard plant.position(of: event.tag) != nil else { return }
        if event.transition == "activation" { journal.activate(event) } else { journal.add(event) }
    }

    private func writeTexts(to data: String) throws(GeneratorError) {
        let orders = story.orders.sorted { ($0.created, $0.equipment) < ($1.created, $1.equipment) }
        try OutputFile.write(
            WorkOrder.header + orders.map { $0.line(probes) }.joined(),
            to: data + "/work_orders.csv"
        )
        let unit = plant.trains == 1 ? "CDU-1" : "CDU-1 … CDU-\(plant.trains)"
        let byDay = Dictionary(grouping: story.notes) { NoteFile.day(of: $0.time) }
        for (day, notes) in byDay.sorted(by: { $0.key < $1.key }) {
            guard let text = NoteFile.text(day: day, notes: notes, unit: unit, probes: probes) else { continue }
            try OutputFile.write(text, to: data + "/notes/" + day.date + ".md")
        }
        for document in story.documents {
            let path = data + "/documents/" + document.file
            if let text = document.text {
                try OutputFile.write(probes.filledLines(text) + "\n", to: path)
            } else {
                try OutputFile.write(document.bytes, to: path)
            }
        }
    }

    /// The workspace's settings for the plant.
    static func settings(zone: SiteTimeZone, plant: PlantModel) -> String {
        """
        # A synthetic plant, written by telltale generate-plant.
        site: Haedong refinery (synthetic)
        zone: \(zone.identifier)
        nightly:
          units: [\((1...plant.trains).prefix(20).map { "CDU-\($0)" }.joined(separator: ", "))]

        """
    }
}
