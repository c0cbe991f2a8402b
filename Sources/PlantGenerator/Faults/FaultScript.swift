import Plant

/// One fault played out: what it does to the readings and what people write about it.
struct FaultScript: Sendable {
    let plan: PlannedFault
    let start: WallClock
    let sampleSeconds: Int
    private(set) var effects: [Effect] = []
    private(set) var events: [AlarmJournal.Entry] = []
    private(set) var orders: [WorkOrder] = []
    private(set) var notes: [ShiftNote] = []
    var truth: FaultTruth

    init(_ plan: PlannedFault, asset: String, incident: String, sampleSeconds: Int) {
        self.plan = plan
        self.sampleSeconds = sampleSeconds
        start = WallClock(plan.start)
        truth = FaultTruth(
            kind: plan.kind,
            asset: TagTable.numbered(asset, train: plan.train),
            assets: [TagTable.numbered(asset, train: plan.train)],
            start: plan.start,
            end: start.minutes(plan.kind.minutes * plan.pace / 100).civil,
            firstOut: TagTable.numbered(plan.kind.firstOut, train: plan.train),
            incident: incident,
            summary: "",
            mustFind: [],
            mustNotFind: [],
            orders: []
        )
    }

    /// So many minutes into the fault, at its pace, on a full five minutes.
    func at(_ minutes: Int) -> WallClock {
        start.minutes(minutes * plan.pace / 500 * 5)
    }

    /// The name with the train's number for `#`.
    func name(_ pattern: String) -> String { TagTable.numbered(pattern, train: plan.train) }

    /// A reading to be quoted in a text.
    func reading(_ tag: String, _ time: WallClock) -> String { ProbeBook.mark(name(tag), at: time) }

    mutating func end(_ time: WallClock) { truth.end = time.civil }

    mutating func add(_ tag: String, _ points: [(WallClock, Double)]) {
        effects.append(.add(name(tag), points))
    }

    mutating func scale(_ tag: String, _ points: [(WallClock, Double)]) {
        effects.append(.scale(name(tag), points))
    }

    mutating func set(_ tag: String, _ points: [(WallClock, Double)]) {
        effects.append(.set(name(tag), points))
    }

    mutating func swing(_ tag: String, _ shape: Effect.Shape, seconds: Double, _ points: [(WallClock, Double)]) {
        effects.append(.swing(name(tag), shape, seconds: seconds, points))
    }

    mutating func noise(_ tag: String, _ deviation: Double, from: WallClock, to: WallClock) {
        effects.append(.noise(name(tag), deviation, from: from, to: to))
    }

    mutating func freeze(_ tag: String, from: WallClock, to: WallClock) {
        effects.append(.freeze(name(tag), from: from, to: to))
    }

    mutating func status(_ tag: String, _ text: String, from: WallClock, to: WallClock) {
        effects.append(.status(name(tag), text, from: from, to: to))
    }

    /// A trip in the alarm journal, with its return when it was reset.
    mutating func trip(_ tag: String, asset: String, message: String, at time: WallClock, reset: WallClock?) {
        var entry = AlarmJournal.Entry(
            time: time.seconds,
            tag: name(tag),
            asset: name(asset),
            condition: "TRIP",
            transition: "activation",
            priority: "high",
            message: name(message),
            position: "BOARD-1"
        )
        events.append(entry)
        if let reset {
            entry.time = reset.seconds
            entry.transition = "return"
            events.append(entry)
        }
    }

    mutating func note(_ time: WallClock, _ text: String) {
        notes.append(ShiftNote(time: time, text: name(text)))
    }

    @discardableResult
    mutating func order(
        _ equipment: String,
        _ short: String,
        _ long: String,
        type: String = "PM01",
        priority: Int = 2,
        created: WallClock,
        started: WallClock?,
        finished: WallClock?,
        code: String,
        cost: Int,
        hours: Int,
        closing: String = ""
    ) -> String {
        let order = WorkOrder(
            equipment: name(equipment),
            short: name(short),
            long: name(long),
            type: type,
            priority: priority,
            created: created,
            started: started,
            finished: finished,
            code: code,
            cost: cost,
            hours: hours,
            closing: name(closing)
        )
        orders.append(order)
        truth.orders.append(order.id)
        return order.id
    }
}

extension FaultScript {
    /// The script of a planned fault.
    static func play(_ plan: PlannedFault, sampleSeconds: Int) -> FaultScript {
        switch plan.kind {
        case .pumpSealLeak: pumpSealLeak(plan, sampleSeconds: sampleSeconds)
        case .exchangerFouling: exchangerFouling(plan, sampleSeconds: sampleSeconds)
        case .stuckTransmitter: stuckTransmitter(plan, sampleSeconds: sampleSeconds)
        case .furnaceDraftUpset: furnaceDraftUpset(plan, sampleSeconds: sampleSeconds)
        case .valveStiction: valveStiction(plan, sampleSeconds: sampleSeconds)
        case .coolingWaterLoss: coolingWaterLoss(plan, sampleSeconds: sampleSeconds)
        case .fanTrip: fanTrip(plan, sampleSeconds: sampleSeconds)
        case .alarmFlood: alarmFlood(plan, sampleSeconds: sampleSeconds)
        case .analyserFailure: analyserFailure(plan, sampleSeconds: sampleSeconds)
        }
    }
}
