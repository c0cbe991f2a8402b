import Detection
import Plant
import Testing

@Suite struct `Figures of an alarm journal` {
    private let day = Moment.days(0, 1)

    private func activations(_ seconds: [Int], tag: (Int) -> TagName = { TagName("T\($0)") }) -> [Alarm] {
        seconds.enumerated().compactMap { Unit.alarm(tag($0.offset), "HI", at: $0.element) }
    }

    @Test func `a flood starts above ten in ten minutes and ends below five`() throws {
        // Eleven within five minutes, then one each two minutes for half an hour, then silence.
        let burst = (0..<11).map { $0 * 30 }
        let tail = (0..<15).map { 420 + $0 * 120 }
        let analysis = AlarmAnalysis(activations(burst + tail), in: day)
        let flood = try #require(analysis.floods.first)
        #expect(analysis.floods.count == 1)
        #expect(flood.activations == 26)
        #expect(flood.window.from == Moment.start)
        // The last five came from 420 + 10 × 120 s on; ten minutes after the first of them four are left.
        #expect(flood.window.to == Moment.start.adding(seconds: 420 + 10 * 120 + 600))
        #expect(flood.peak == 13)
        #expect(flood.first == "T0")
    }

    @Test func `ten in ten minutes are no flood`() {
        #expect(AlarmAnalysis(activations((0..<10).map { $0 * 60 }), in: day).floods.isEmpty)
    }

    @Test func `operators who sit apart have floods apart`() {
        let alarms = activations((0..<18).map { $0 * 30 })
        var apart = alarms
        for index in apart.indices { apart[index].operatorPosition = index % 2 == 0 ? "A" : "B" }
        #expect(AlarmAnalysis(alarms, in: day).floods.count == 1)
        #expect(AlarmAnalysis(apart, in: day).floods.isEmpty)
    }

    @Test func `average, peak, band and shares follow the standard`() {
        let analysis = AlarmAnalysis(activations((0..<288).map { $0 * 300 }), in: day)
        #expect(analysis.activations == 288)
        #expect(analysis.averagePerTenMinutes == 2)
        #expect(analysis.peakPerTenMinutes == 2)
        #expect(analysis.band == .demanding)
        #expect(analysis.busyShare == 0)
        #expect(analysis.floodShare == 0)
    }

    @Test(arguments: [(60, true), (62, false)])
    func `three activations within a minute chatter`(span: Int, chatters: Bool) {
        let alarms = activations([0, span / 2, span]) { _ in "LI-1" }
        #expect(AlarmAnalysis(alarms, in: day).chattering.isEmpty != chatters)
    }

    @Test func `fleeting, standing and stale are told apart`() {
        let alarms = [
            Unit.alarm("A", "HI", at: 100), Unit.alarm("A", "HI", at: 110, .returnToNormal),
            Unit.alarm("B", "HI", at: 200), Unit.alarm("B", "HI", at: 4_000, .returnToNormal),
            Unit.alarm("C", "LO", at: 300),
            Unit.alarm("D", "LO", at: -2 * 86_400),
        ].compactMap(\.self)
        let analysis = AlarmAnalysis(alarms, in: day)
        #expect(analysis.fleeting.map(\.tag) == ["A"])
        #expect(analysis.standing.map(\.tag) == ["C", "D"])
        #expect(analysis.stale.map(\.tag) == ["D"])
        #expect(analysis.activations == 3)
    }

    @Test func `an alarm that goes and comes within one second stands on`() {
        let alarms = [
            Unit.alarm("LI-1", "LO", at: 0), Unit.alarm("LI-1", "LO", at: 600, .returnToNormal),
            Unit.alarm("LI-1", "LO", at: 600), Unit.alarm("LI-1", "LO", at: 4_000, .acknowledgement),
            Unit.alarm("LI-1", "LO", at: 9_000, .returnToNormal), Unit.alarm("LI-1", "LO", at: 9_000),
        ].compactMap(\.self)
        let episodes = AlarmEpisode.all(alarms)
        #expect(episodes.map { $0.seconds(until: Moment.minutes(200)) } == [600, 8_400, 3_000])
        #expect(episodes.map(\.isStanding) == [false, false, true])
        let analysis = AlarmAnalysis(alarms, in: Moment.days(0, 1))
        #expect(analysis.fleeting.isEmpty && analysis.standing.map(\.count) == [1])
    }

    @Test func `bad actors come with their share`() {
        let alarms = activations((0..<8).map { $0 * 1_000 }) { TagName($0 < 6 ? "BAD" : "T\($0)") }
        let analysis = AlarmAnalysis(alarms, in: day)
        #expect(analysis.mostFrequent.first?.tag == "BAD")
        #expect(analysis.mostFrequent.first?.share == 0.75)
        #expect(analysis.topTenShare == 1)
        #expect(analysis.priorities == ["medium": 8])
    }

    @Test func `the order of the journal does not matter`() {
        var alarms = activations((0..<60).map { $0 * 37 % 2_000 }) { TagName("T\($0 % 7)") }
        let first = AlarmAnalysis.findings(alarms, tags: [:])
        let floods = AlarmAnalysis(alarms, in: day).floods
        var numbers = SeededNumbers(3)
        for _ in 0..<10 {
            numbers.shuffle(&alarms)
            #expect(AlarmAnalysis.findings(alarms, tags: [:]) == first)
            #expect(AlarmAnalysis(alarms, in: day).floods == floods)
        }
    }

    @Test func `an empty journal has empty figures`() {
        let analysis = AlarmAnalysis([], in: day)
        #expect(analysis.activations == 0)
        #expect(analysis.peakPerTenMinutes == 0)
        #expect(analysis.floods.isEmpty)
        #expect(analysis.topTenShare == 0)
    }
}
