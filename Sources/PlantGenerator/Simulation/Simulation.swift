/// Runs the plant over one period and writes its readings, a file a day, in bounded memory.
struct Simulation {
    let plant: PlantModel
    let period: Period
    let layout: PlantGenerator.Options.Layout
    /// Sorted by tag.
    private let effects: [Effect]
    private let seed: UInt64
    private let isHistorianTroubled: Bool
    private var channels: [Channel]
    private var watches: [LimitWatch]
    private var loops: [ControlLoop]
    private var drivers: Drivers
    private let names: [[UInt8]]
    private var row: Int = 0

    /// What came of it.
    private(set) var readings: Int64 = 0
    private(set) var statuses: [String: Int64] = [:]
    private(set) var missingRows = 0

    init(
        plant: PlantModel,
        period: Period,
        story: Story,
        layout: PlantGenerator.Options.Layout,
        seed: UInt64
    ) {
        self.plant = plant
        self.period = period
        self.layout = layout
        self.seed = seed
        isHistorianTroubled = story.isHistorianTroubled
        let stream = period.start.date
        var grouped: [Int: [Effect]] = [:]
        for effect in story.effects where effect.from < period.end && period.start < effect.to {
            guard let tag = plant.position(of: effect.tag) else { continue }
            grouped[tag, default: []].append(effect)
        }
        var effects: [Effect] = []
        var loopOf: [String: Int] = [:]
        loops = []
        for tag in plant.tags where tag.source == .controlled {
            loopOf[tag.name] = loops.count
            loops.append(ControlLoop(tag, sampleSeconds: period.sampleSeconds, seed: seed, stream: stream))
        }
        channels = []
        channels.reserveCapacity(plant.tags.count)
        for (index, tag) in plant.tags.enumerated() {
            let own = grouped[index] ?? []
            let range = effects.count..<(effects.count + own.count)
            effects += own
            let loop: Int? =
                switch tag.source {
                case .controlled: loopOf[tag.name]
                case .setpoint(let name), .output(let name): loopOf[name]
                default: nil
                }
            channels.append(Channel(tag, loop: loop, period: period, effects: range, seed: seed, stream: stream))
        }
        self.effects = effects
        watches = plant.tags.map(LimitWatch.init)
        names = plant.tags.map { Array($0.name.utf8) }
        drivers = Drivers(
            plan: story.load,
            sampleSeconds: period.sampleSeconds,
            seed: seed,
            stream: stream
        )
        settle()
    }

    /// Lets the loops find their rest before the first reading.
    private mutating func settle() {
        for step in stride(from: 240, to: 0, by: -1) {
            drivers.advance(to: period.start.seconds - step * period.sampleSeconds)
            for index in loops.indices { loops[index].advance(throughput: drivers.planned) }
        }
    }

    /// Writes one day of readings.
    mutating func writeDay(
        _ day: WallClock,
        to path: String,
        journal: inout AlarmJournal,
        probes: inout ProbeBook
    ) throws(GeneratorError) {
        let file = try OutputFile(path: path)
        writeHeader(to: file)
        let trouble =
            isHistorianTroubled
            ? HistorianTrouble(day: day, period: period, tags: channels.count, seed: seed) : .none
        let dayPeriod = Period(start: day, days: 1, sampleSeconds: period.sampleSeconds)
        let wanted = probes.wanted(in: dayPeriod)
        var nextProbe = 0
        var nextBlip = 0
        for index in channels.indices { channels[index].troubleUntil = 0 }
        let rows = 86_400 / period.sampleSeconds
        for row in 0..<rows {
            let time = day.seconds + row * period.sampleSeconds
            drivers.advance(to: time)
            for index in loops.indices { loops[index].advance(throughput: drivers.planned) }
            while nextBlip < trouble.blips.count, trouble.blips[nextBlip].row == row {
                let blip = trouble.blips[nextBlip]
                channels[blip.tag].troubleUntil = row + blip.rows
                channels[blip.tag].trouble = nextBlip
                nextBlip += 1
            }
            let isMissing = trouble.gap?.contains(row) ?? false
            if isMissing { missingRows += 1 }
            try writeRow(time, row: row, isMissing: isMissing, trouble: trouble, to: file, journal: &journal)
            while nextProbe < wanted.count, wanted[nextProbe].time <= time {
                if let tag = plant.position(of: wanted[nextProbe].tag), channels[tag].lastScaled != Int.min {
                    let text = FixedPoint.text(channels[tag].lastScaled, decimals: channels[tag].decimals)
                    probes.fill(wanted[nextProbe].tag, wanted[nextProbe].time, with: text)
                }
                nextProbe += 1
            }
        }
        try file.finish()
        journal.flush(before: day.days(1).seconds)
    }

    private func writeHeader(to file: OutputFile) {
        switch layout {
        case .long: file.write("time,tag,value\n")
        case .wide: file.write("time," + plant.tags.map(\.name).joined(separator: ",") + "\n")
        }
    }

    private mutating func writeRow(
        _ time: Int,
        row: Int,
        isMissing: Bool,
        trouble: HistorianTrouble,
        to file: OutputFile,
        journal: inout AlarmJournal
    ) throws(GeneratorError) {
        let clock = RowClock(time)
        let load = drivers.load
        let ambient = drivers.ambient
        var good: Int64 = 0
        if layout == .wide, !isMissing, let place = file.reserve(32) { file.advance(clock.write(to: place)) }
        for index in channels.indices {
            let before = channels[index].lastScaled
            var scaled = channels[index].advance(time: time, load: load, ambient: ambient, loops: loops)
            var word: String?
            if channels[index].effectsFrom < channels[index].effectsTo {
                (scaled, word) = affected(index, time: time, scaled: scaled)
            }
            if row < channels[index].troubleUntil { word = trouble.blips[channels[index].trouble].text }
            if word == nil { channels[index].lastScaled = scaled }
            if channels[index].hasLimits, word == nil {
                let watch = watches[index]
                if scaled >= watch.quietBelow || scaled <= watch.quietAbove || watch.isActive {
                    watchLimits(index, time: time, before: before, now: scaled, journal: &journal)
                }
            }
            guard !isMissing, let place = file.reserve(160) else { continue }
            var length = 0
            if layout == .long {
                length = clock.write(to: place)
                place[length] = 0x2C
                length += 1
                for byte in names[index] {
                    place[length] = byte
                    length += 1
                }
            }
            place[length] = 0x2C
            length += 1
            if let word {
                statuses[word, default: 0] += 1
                for byte in word.utf8 {
                    place[length] = byte
                    length += 1
                }
            } else {
                good += 1
                length += FixedPoint.write(scaled, decimals: channels[index].decimals, to: place + length)
            }
            if layout == .long {
                place[length] = 0x0A
                length += 1
            }
            file.advance(length)
        }
        if layout == .wide, !isMissing { file.write([0x0A]) }
        readings += good
    }

    /// The reading under the effects of faults, or the word in its place.
    private func affected(_ index: Int, time: Int, scaled: Int) -> (Int, String?) {
        let channel = channels[index]
        let unit = FixedPoint.powers[channel.decimals]
        var value = Double(scaled) / unit
        var isChanged = false
        for position in channel.effectsFrom..<channel.effectsTo {
            let effect = effects[position]
            guard effect.from.seconds <= time, time < effect.to.seconds else { continue }
            isChanged = true
            switch effect.action {
            case .add(let course): value += course.value(at: time)
            case .scale(let course): value *= course.value(at: time)
            case .set(let course):
                // A machine at rest is at rest; elsewhere some of the tag's own noise stays.
                let target = course.value(at: time)
                value = target == 0 ? 0 : target + (value - channel.base) * 0.25
            case .noise(let deviation):
                var random = RandomSource(seed: UInt64(bitPattern: Int64(time)) ^ UInt64(index) << 40)
                value += deviation * RandomSource.bell(UInt32(truncatingIfNeeded: random.next()))
            case .swing(let shape, let seconds, let course):
                let turns = Double(time - effect.from.seconds) / seconds
                let wave =
                    switch shape {
                    case .sine: Wave.sine(turns: turns)
                    case .triangle: Wave.triangle(turns: turns)
                    case .square: Wave.square(turns: turns)
                    }
                value += wave * course.value(at: time)
            case .freeze:
                if channel.lastScaled != Int.min { return (channel.lastScaled, nil) }
            case .status(let word): return (scaled, word)
            }
        }
        return isChanged ? (channel.quantised(value), nil) : (scaled, nil)
    }

    private mutating func watchLimits(
        _ index: Int,
        time: Int,
        before: Int,
        now: Int,
        journal: inout AlarmJournal
    ) {
        let tag = plant.tags[index]
        let (reached, left) = watches[index].look(now)
        guard !reached.isEmpty || !left.isEmpty else { return }
        func entry(_ limit: LimitWatch.Limit, _ transition: String, crossing: Int) -> AlarmJournal.Entry {
            var at = time
            if before != Int.min, before != now {
                // The control system sees the crossing between two readings of the historian.
                let share = Double(crossing - before) / Double(now - before)
                let seconds = Double(period.sampleSeconds)
                at =
                    time - period.sampleSeconds + min(period.sampleSeconds, max(1, Int((share * seconds).rounded(.up))))
            }
            let beyond = limit.isHigh == (transition == "activation") ? tag.step : -tag.step
            return AlarmJournal.Entry(
                time: at,
                tag: tag.name,
                asset: tag.asset,
                condition: limit.condition,
                transition: transition,
                priority: limit.priority,
                message: tag.english + " " + limit.word,
                value: FixedPoint.text(crossing + beyond, decimals: channels[index].decimals),
                limit: FixedPoint.text(limit.at, decimals: channels[index].decimals),
                unit: tag.unit,
                position: "BOARD-1"
            )
        }
        for limit in reached { journal.activate(entry(limit, "activation", crossing: limit.at)) }
        for limit in left {
            let crossing = limit.isHigh ? limit.at - watches[index].deadband : limit.at + watches[index].deadband
            journal.add(entry(limit, "return", crossing: crossing))
        }
    }
}
