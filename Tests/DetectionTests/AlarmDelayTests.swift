import Detection
import Plant
import Testing

@Suite struct `Delays on alarms` {
    /// A chattering alarm: up for `stands` seconds, every `every` seconds.
    private func chatter(_ tag: TagName, times: Int, stands: Int, every: Int, from: Int = 0, condition: String = "HI")
        -> [Alarm]
    {
        (0..<times).flatMap { index in
            [
                Unit.alarm(tag, condition, at: from + index * every),
                Unit.alarm(tag, condition, at: from + index * every + stands, .returnToNormal),
            ].compactMap(\.self)
        }
    }

    @Test(arguments: [(0.0, 0.0, 10), (20.0, 0.0, 10), (21.0, 0.0, 0), (0.0, 40.0, 10), (0.0, 41.0, 1), (15, 60, 1)])
    func `an on-delay drops what is short, an off-delay joins what is near`(on: Double, off: Double, left: Int) {
        // Stands 20 s, is gone 40 s.
        let episodes = AlarmEpisode.all(chatter("FI-1", times: 10, stands: 20, every: 60))
        #expect(AlarmDelay(on: on, off: off).activations(episodes) == left)
    }

    @Test func `an activation without its return is never hidden`() {
        let alarms = [0, 30, 60].compactMap { Unit.alarm("FI-1", "HI", at: $0) }
        let episodes = AlarmEpisode.all(alarms)
        #expect(episodes.map(\.lacksReturn) == [true, true, false])
        #expect(AlarmDelay(on: 60, off: 300).activations(episodes) == 3)
    }

    @Test func `the mildest delay that is enough is suggested`() throws {
        let alarms = chatter("FI-1", times: 100, stands: 10, every: 50) + chatter("FI-2", times: 1, stands: 9, every: 1)
        let journal = AlarmJournal(name: "a", alarms: alarms)
        let suggestions = AlarmDelayAdvisor().suggest([journal])
        let one = try #require(suggestions.first)
        #expect(suggestions.count == 1)
        // Any on-delay would hide the alarm altogether; an off-delay of 60 s joins gaps of 40 s.
        #expect(one.delay == AlarmDelay(on: 0, off: 60))
        #expect(one.before == 100)
        #expect(one.after == 1)
        #expect(one.isEnough)
    }

    @Test func `limits of last resort and trips are shown at once`() throws {
        for condition in ["HIHI", "LOLO", "TRIP"] {
            var alarms = chatter("FI-1", times: 50, stands: 10, every: 1_000, condition: condition)
            alarms += chatter("FI-1", times: 1, stands: 5_000, every: 1, from: 60_000, condition: condition)
            for suggestion in AlarmDelayAdvisor().suggest([AlarmJournal(name: "a", alarms: alarms)]) {
                #expect(suggestion.delay.on == 0)
            }
        }
    }

    @Test func `journals are judged by settings that never saw them`() {
        let journals = (0..<4).map { index in
            AlarmJournal(
                name: "\(index)",
                // The journals of even number chatter on another tag: nothing is learnt for it from the odd ones.
                alarms: chatter(index % 2 == 0 ? "FI-1" : "FI-2", times: 100, stands: 10, every: 50)
            )
        }
        let judged = AlarmDelayJudgement(journals)
        #expect(judged.overall.meanBefore == 100)
        #expect(judged.overall.meanAfter == 100)
        #expect(judged.overall.pairsKept == 1)
        #expect(judged.halves.map(\.settings) == [1, 1])
    }

    @Test func `a deadband is told from the readings`() throws {
        let tag = Unit.sealPressure
        // Around the high limit of 7.5: up to 7.6 and down to 7.3 every other minute; deadband now 0.15.
        let series = ReadingSeries.made(tag, minutes: 400) { $0 % 2 == 0 ? 7.6 : 7.3 }
        let found = AlarmDeadbandAdvisor().suggest(series, tag: tag, conditions: ["HI", "HIHI"])
        let one = try #require(found.first)
        #expect(found.count == 1)
        #expect(one.before == 200)
        // 0.2 of a range of 10 is 2 %: 7.3 is exactly back; 3 % is the first that is not left.
        #expect(one.suggested == 0.3)
        #expect(one.after == 1)
        #expect(one.sampleSeconds == 60)
    }
}

@Suite struct `Alarms beside the guidelines` {
    private let day = Moment.days(0, 1)

    private func figures(_ alarms: [Alarm]) -> [String: AlarmGuideline] {
        let analysis = AlarmAnalysis(alarms, in: day)
        let stale = AlarmEpisode.mostStale(AlarmEpisode.all(alarms), in: day)
        return Dictionary(
            AlarmGuideline.figures(of: analysis, mostStale: stale).map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    @Test(arguments: [(144, AlarmGuideline.Verdict.within), (200, .above), (300, .tooMuch)])
    func `the average rate is held against one and two in ten minutes`(count: Int, verdict: AlarmGuideline.Verdict) {
        let alarms = (0..<count).compactMap { Unit.alarm(TagName("T\($0 % 40)"), "HI", at: $0 * 86_400 / count) }
        let figures = figures(alarms)
        #expect(figures["average_per_10_min"]?.verdict == verdict)
        #expect(figures["average_per_day"]?.value == Double(count))
        #expect(figures["flood_share"]?.value == 0)
    }

    @Test func `stale alarms are counted day by day`() {
        let alarms = (0..<6).compactMap { Unit.alarm(TagName("T\($0)"), "HI", at: -200_000 + $0) }
        #expect(figures(alarms)["stale"]?.value == 6)
        #expect(figures(alarms)["stale"]?.verdict == .tooMuch)
        let gone = alarms + (0..<6).compactMap { Unit.alarm(TagName("T\($0)"), "HI", at: -190_000, .returnToNormal) }
        #expect(figures(gone)["stale"]?.value == 0)
    }

    @Test func `priorities are told in the words of journals`() {
        let priorities = AlarmPriorities(["Low": 80, "medium": 15, "3": 0, "CRITICAL": 5, "P?": 7])
        #expect(priorities.shares.map(\.activations) == [80, 15, 5])
        #expect(priorities.shares.map(\.isWithin) == [true, true, true])
        #expect(priorities.unstated == 7)
        #expect(AlarmPriorities(["high": 50, "low": 50]).shares.last?.isWithin == false)
    }

    @Test func `an alarm that follows another is found with its support`() throws {
        // B follows A after 40 s, six times of seven; C comes at odd times.
        var alarms: [Alarm] = []
        for index in 0..<7 {
            alarms += [Unit.alarm("A", "LO", at: index * 10_000)].compactMap(\.self)
            if index < 6 { alarms += [Unit.alarm("B", "LO", at: index * 10_000 + 40)].compactMap(\.self) }
            alarms += [Unit.alarm("C", "HI", at: index * 11_000 + 3_000)].compactMap(\.self)
        }
        let found = AlarmRelations().find(alarms, in: day)
        let one = try #require(found.first)
        #expect(found.count == 1)
        #expect(one.leader.description == "A LO")
        #expect(one.follower.description == "B LO")
        #expect(one.leads == 7)
        #expect(one.support == 6)
        #expect(one.medianLag == 40)
        #expect(one.expected < 0.5)
    }

    @Test func `chattering alone makes no relation`() {
        let alarms = (0..<500).compactMap { Unit.alarm($0 % 2 == 0 ? "A" : "B", "LO", at: $0 * 60) }
        #expect(AlarmRelations().find(alarms, in: day).isEmpty)
    }
}
