import Plant

/// Decides what happens to a plant that is generated from a seed.
struct StoryPlanner {
    let plant: PlantModel
    let period: Period
    let seed: UInt64

    /// The story of the options' faults, or of faults chosen by the seed.
    func story(faults: [PlannedFault]?) -> Story {
        var story = Story()
        story.load = loadPlan()
        let planned = (faults ?? chosenFaults()).filter { fault in
            plant.position(of: TagTable.numbered(fault.kind.firstOut, train: fault.train)) != nil
        }
        for fault in planned { story.add(distinct(fault, in: story)) }
        addNuisance(to: &story)
        story.notes += RoutineNotes.notes(period, plant: plant, seed: seed, around: story)
        story.orders += RoutineWork.orders(
            min(20_000, period.days),
            from: period.start,
            days: period.days,
            trains: plant.trains,
            seed: seed,
            taken: story.orders
        )
        story.orders += RoutineWork.orders(
            72,
            from: period.start.days(-365),
            days: 360,
            trains: plant.trains,
            seed: seed,
            taken: story.orders
        )
        story.documents = DocumentShelf.procedures
        story.documents.append(IncidentReports.sealLeak2025(quotes: false))
        story.export(at: period.end)
        return story
    }

    /// A change of throughput about every other day, over an hour and a half.
    private func loadPlan() -> [(WallClock, Double)] {
        var random = RandomSource(seed: seed, stream: "load")
        var plan: [(WallClock, Double)] = [(period.start, 0)]
        var level = 0.0
        for day in 0..<min(period.days, 4_000) where random.happens(0.5) {
            let start = period.start.days(day).minutes(random.integer(12...240) * 5)
            plan.append((start, level))
            level = Double(random.integer(-12...8)) / 200
            plan.append((start.minutes(90), level))
        }
        return plan
    }

    /// A fault played out; begun some minutes later when another order bears the same number.
    private func distinct(_ fault: PlannedFault, in story: Story) -> FaultScript {
        let taken = Set(story.orders.map(\.created))
        var fault = fault
        while true {
            let script = FaultScript.play(fault, sampleSeconds: period.sampleSeconds)
            if !script.orders.contains(where: { taken.contains($0.created) }) { return script }
            fault.start = WallClock(fault.start).minutes(5).civil
        }
    }

    /// About one fault every other day on each train, each kind once before any comes again, one at a time.
    private func chosenFaults() -> [PlannedFault] {
        let slots = max(1, period.days / 2)
        // A plant for load tests is large enough without a fault on every train.
        let trains = min(plant.trains, max(1, 2_000 / slots))
        return (1...trains).flatMap { chosenFaults(train: $0, slots: min(2_000, slots)) }
    }

    private func chosenFaults(train: Int, slots: Int) -> [PlannedFault] {
        var random = RandomSource(seed: seed, stream: "faults/\(train)")
        func isThere(_ kind: FaultKind) -> Bool {
            plant.position(of: TagTable.numbered(kind.firstOut, train: train)) != nil
        }
        var faults: [PlannedFault] = []
        var kinds: [FaultKind] = []
        if period.days >= 10, isThere(.exchangerFouling) {
            let pace = max(20, min(100, (period.days - 3) * 100 / 21))
            faults.append(
                PlannedFault(.exchangerFouling, at: period.start.days(2).civil, train: train, pace: pace)
            )
        }
        for slot in 0..<slots {
            if kinds.isEmpty {
                kinds = FaultKind.allCases.filter { $0 != .exchangerFouling && isThere($0) }
                // A stuck TI-1035 would hide the fouling that it is there to show.
                if !faults.isEmpty { kinds.removeAll { $0 == .stuckTransmitter } }
                random.shuffle(&kinds)
            }
            let day = min(period.days - 1, slot * 2)
            let minute = random.integer(24...190) * 5
            guard let kind = kinds.popLast() else { continue }
            faults.append(PlannedFault(kind, at: period.start.days(day).minutes(minute).civil, train: train))
        }
        return faults
    }

    /// A level that hovers at its limit for a while and keeps alarming: no fault, only a nuisance.
    private func addNuisance(to story: inout Story) {
        var random = RandomSource(seed: seed, stream: "nuisance")
        guard let tag = plant["LI-1107"] else { return }
        for day in 0..<min(period.days, 4_000) where random.happens(0.25) {
            let start = period.start.days(day).minutes(random.integer(60...1_300))
            let near = (tag.limits.high ?? 68) - tag.base - 0.6
            story.effects.append(
                .add(
                    tag.name,
                    [
                        (start.minutes(-20), 0), (start, near), (start.minutes(45), near), (start.minutes(70), 0),
                    ]
                )
            )
        }
    }
}
