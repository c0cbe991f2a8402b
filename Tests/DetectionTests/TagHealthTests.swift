import Detection
import Plant
import Testing

@Suite struct `The health of a tag` {
    private let tag = Unit.sealPressure
    private let day = 1_440

    private func complaints(_ series: ReadingSeries, days: Int = 3, tag: PlantTag? = nil) -> [TagComplaint] {
        TagHealth(tag: tag ?? self.tag).complaints(in: series, days: [], window: Moment.days(0, days))
    }

    /// Three quiet days with noise of 0.02 around 6.
    private func series(_ tag: PlantTag? = nil, _ change: (Int, Double) -> Double?) -> ReadingSeries {
        var numbers = SeededNumbers(11)
        return ReadingSeries.made(tag ?? self.tag, minutes: 3 * day) { change($0, 6 + 0.02 * numbers.bell()) }
    }

    @Test func `a quiet signal is healthy`() {
        #expect(complaints(series { $1 }).isEmpty)
    }

    @Test func `single far readings are spikes, a step is none`() throws {
        let found = complaints(series { minute, value in minute % 900 == 899 ? value + 2 : value })
        let spike = try #require(found.first)
        #expect(found.map(\.kind) == [.spiking])
        #expect((spike.value ?? 0) > 7.8)
        #expect((spike.limit ?? 0) > 0.25)
        #expect(spike.evidence.contains("4 single readings"))
        let apart = complaints(series { minute, value in minute == 300 || minute == 2_500 ? value + 2 : value })
        #expect(!apart.map(\.kind).contains(.spiking), "two spikes days apart are chance")
        let step = complaints(series { minute, value in minute < 2_000 ? value : value + 1 })
        #expect(!step.map(\.kind).contains(.spiking))
    }

    @Test func `a switch that mostly rests has no spikes`() {
        let found = complaints(
            series { minute, _ in minute % 700 == 350 ? 0.2 + Double(minute % 3) * 0.01 : 0 },
            tag: PlantTag(name: "XS-1")
        )
        #expect(!found.map(\.kind).contains(.spiking))
    }

    @Test func `a tag that went silent while others go on is missing`() throws {
        let series = ReadingSeries.made(tag, minutes: 2 * day) { 6 + Double($0 % 7) * 0.01 }
        let whole = TagHealth(tag: tag).complaints(
            in: series,
            days: [],
            window: Moment.days(0, 3),
            until: Moment.minutes(3 * day)
        )
        let one = try #require(whole.first { $0.kind == .missing })
        #expect(one.window.to == Moment.minutes(3 * day) && (one.value ?? 0) > 86_000)
        let alone = TagHealth(tag: tag).complaints(in: series, days: [], window: Moment.days(0, 3))
        #expect(!alone.contains { $0.kind == .missing })
    }

    @Test func `a signal that mostly rests is not noisy whenever it moves`() {
        let resting = PlantTag(name: "TI-9", unit: "degC")
        let found = complaints(
            series { minute, value in minute % 720 < 240 ? value : 6 },
            tag: resting
        )
        #expect(!found.map(\.kind).contains(.noisy))
        let once = complaints(
            series { minute, value in (2_400..<2_800).contains(minute) ? 6 + (value - 6) * 40 : 6 },
            tag: resting
        )
        #expect(once.filter { $0.kind == .noisy }.map(\.evidence).first?.contains("hardly moves") ?? false)
    }

    /// Ten days in steps of five minutes: three signals that move together.
    private func clocks(_ delay: (Int) -> Int) -> [ClockComparison.Signal] {
        var numbers = SeededNumbers(5)
        var common = [0.0]
        for _ in 0..<4_000 { common.append(0.7 * (common.last ?? 0) + numbers.bell()) }
        return (0..<3).map { signal in
            ClockComparison.Signal(
                tag: PlantTag(name: TagName("TI-\(signal)"), unit: "degC", asset: "E-1"),
                means: (0..<2_880).map { step in
                    common[500 + step - (signal == 2 ? delay(step) : 0)] + 0.3 * numbers.bell()
                }
            )
        }
    }

    @Test(arguments: [12, -12, 108]) func `a clock that goes wrong shows against signals that move alike`(steps: Int)
        throws
    {
        let found = ClockComparison(clocks { $0 < 1_440 ? 0 : steps }, from: Moment.start).complaints()
        #expect(found.map(\.tag) == ["TI-2"])
        let one = try #require(found.first).complaint
        #expect(one.kind == .clockSkewed && one.value == Double(steps) * 300)
        #expect(abs(one.window.from.seconds(since: Moment.minutes(7_200))) <= 43_200)
        #expect(one.evidence.contains(steps > 0 ? "late" : "early"))
    }

    @Test func `a clock that was never right shows, a lag of the process does not`() throws {
        let found = ClockComparison(clocks { _ in 12 }, from: Moment.start).complaints()
        #expect(found.map(\.tag) == ["TI-2"] && found.first?.complaint.value == 3_600)
        #expect(ClockComparison(clocks { _ in 1 }, from: Moment.start).complaints().isEmpty)
        #expect(ClockComparison(clocks { _ in 3 }, from: Moment.start).complaints().isEmpty)
        #expect(ClockComparison(clocks { _ in 0 }, from: Moment.start).complaints().isEmpty)
    }

    @Test func `more scatter than usual is noise`() throws {
        let found = complaints(
            series { minute, value in (2_400..<3_000).contains(minute) ? 6 + (value - 6) * 8 : value }
        )
        let noisy = found.filter { $0.kind == .noisy }
        let noise = try #require(noisy.first)
        #expect(noise.window.from >= Moment.minutes(2_280))
        #expect(noise.window.to <= Moment.minutes(3_121))
        #expect((noise.value ?? 0) > (noise.limit ?? 1))
    }

    @Test func `a signal at the end of its range is saturated`() throws {
        let found = complaints(series { minute, value in (1_000..<1_100).contains(minute) ? 10 : value })
        let saturated = found.filter { $0.kind == .saturated }
        let one = try #require(saturated.first)
        #expect(one.limit == 10)
        #expect(one.window.from == Moment.minutes(1_000))
    }

    @Test func `a stretch without readings is missing, by its length`() throws {
        var gap = series { $1 }
        let kept = gap.times.indices.filter { !(2_000..<2_090).contains($0) }
        gap = ReadingSeries(tag: tag.name, kept.map { gap[$0] })
        let one = try #require(complaints(gap).first)
        #expect(one.kind == .missing)
        #expect(one.value == 5_460.0)
        let bad = complaints(series { minute, value in (2_000..<2_090).contains(minute) ? nil : value })
        #expect(bad.map(\.kind) == [.missing])
    }

    @Test func `a stuck transmitter is frozen`() {
        let found = complaints(series { minute, value in minute < 3_000 ? value : 6.123 })
        #expect(found.map(\.kind) == [.frozen])
    }

    @Test func `an analyser that samples and holds is healthy`() {
        let analyser = Tag(name: "AI-1", kind: .analyser, rangeLow: 0, rangeHigh: 10)
        var numbers = SeededNumbers(5)
        var held = 6.0
        let series = ReadingSeries.made(analyser, minutes: 3 * day) { minute in
            if minute % 15 == 0 { held = 6 + numbers.bell() }
            return held
        }
        #expect(complaints(series, tag: analyser).isEmpty)
    }
}
