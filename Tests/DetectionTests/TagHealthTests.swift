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
        let step = complaints(series { minute, value in minute < 2_000 ? value : value + 1 })
        #expect(!step.map(\.kind).contains(.spiking))
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
