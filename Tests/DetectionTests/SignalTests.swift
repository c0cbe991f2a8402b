import Detection
import Plant
import Testing

@Suite struct `Findings in one signal` {
    private let window = Moment.days(3, 4)

    private func noisy(_ tag: PlantTag, seed: UInt64, _ shape: (Int) -> Double) -> ReadingSeries {
        var numbers = SeededNumbers(seed)
        return .made(tag, minutes: 4 * 1_440) { minute in
            ((shape(minute) + 0.02 * numbers.bell()) * 100).rounded() / 100
        }
    }

    private func kinds(_ findings: [Finding]) -> [Finding.Kind] { findings.map(\.kind) }

    @Test func `a fall through both low limits is one finding, of the far limit`() throws {
        let tag = Unit.sealPressure
        let series = noisy(tag, seed: 1) { minute in
            minute < 4_400 ? 6.1 : max(3.5, 6.1 - Double(minute - 4_400) * 0.05)
        }
        let found = SignalDetector(tag: tag).findings(in: series, window: window).filter { $0.kind == .limit }
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.severity == .high)
        #expect(finding.reference == 4)
        #expect(try #require(finding.value) < 3.6)
        #expect(finding.message.contains("beyond the low low limit 4 barg"))
        // 5 barg is passed after 22 minutes.
        #expect(abs(finding.window.from.seconds(since: Moment.minutes(4_422))) <= 120)
    }

    @Test func `a value that hovers within the deadband is one excursion`() {
        let tag = Unit.sealPressure
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
            minute < 4_400 ? 6.1 : minute % 2 == 0 ? 4.98 : 5.08
        }
        let found = SignalDetector(tag: tag).findings(in: series, window: window).filter { $0.kind == .limit }
        #expect(found.count == 1)
    }

    @Test func `a single reading beyond a limit is not an excursion`() {
        let tag = Unit.sealPressure
        let series = noisy(tag, seed: 2) { $0 == 4_500 ? 3 : 6.1 }
        #expect(!kinds(SignalDetector(tag: tag).findings(in: series, window: window)).contains(.limit))
    }

    @Test func `a held signal is frozen and nothing else`() throws {
        let tag = Unit.sealPressure
        // It holds just above the alarm, far from its usual value.
        let series = noisy(tag, seed: 3) { $0 < 4_400 ? 6.1 : 4.5 }
        var held = series
        for index in held.times.indices where index >= 4_400 { held.values[index] = 4.5 }
        let found = SignalDetector(tag: tag).findings(in: held, window: window)
        #expect(kinds(found) == [.frozen])
        #expect(try #require(found.first).message.contains("held 4.5 barg"))
    }

    @Test(arguments: [TagKind.setpoint, .output, .status])
    func `what is set by people or machines may rest`(kind: TagKind) {
        var tag = Unit.sealPressure
        tag.kind = kind
        tag.limits = TagLimits()
        let series = noisy(tag, seed: 4) { _ in 6.1 }
        var held = series
        for index in held.times.indices where index >= 4_400 { held.values[index] = 6.1 }
        #expect(SignalDetector(tag: tag).findings(in: held, window: window).isEmpty)
    }

    @Test(arguments: [TagKind.analyser, .measurement])
    func `samples that are held are not frozen, whatever the tag says of itself`(kind: TagKind) {
        var numbers = SeededNumbers(5)
        let tag = PlantTag(name: "AI-1", unit: "%", kind: kind, rangeLow: 0, rangeHigh: 100)
        let results = (0..<400).map { _ in 50 + numbers.bell() }
        // A result each two hours: longer than the time after which a plain signal is suspect.
        let series = ReadingSeries.made(tag, minutes: 8 * 1_440) { results[$0 / 120] }
        #expect(SignalDetector(tag: tag).findings(in: series, window: Moment.days(3, 8)).isEmpty)
    }

    @Test func `an analyser that repeats one result for a day is stuck`() {
        var numbers = SeededNumbers(6)
        let tag = PlantTag(name: "AI-1", unit: "%", kind: .analyser, rangeLow: 0, rangeHigh: 100)
        let results = (0..<400).map { _ in 50 + numbers.bell() }
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { results[$0 < 4_320 ? $0 / 20 : 216] }
        #expect(kinds(SignalDetector(tag: tag).findings(in: series, window: window)) == [.frozen])
    }

    @Test func `a reading outside the transmitter's range is the instrument's`() {
        let tag = Unit.sealPressure
        let series = noisy(tag, seed: 7) { (4_400..<4_460).contains($0) ? 12.5 : 6.1 }
        let found = SignalDetector(tag: tag).findings(in: series, window: window)
        #expect(kinds(found) == [.outOfRange])
    }

    @Test(arguments: [(2, 2), (3, 0), (6, 0)])
    func `a signal that rests long again and again is not frozen`(times: Int, frozen: Int) {
        let tag = Unit.sealPressure
        var numbers = SeededNumbers(8)
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
            let rest = minute / 800
            return rest < times && minute % 800 < 200 ? 6 + Double(rest) * 0.1 : 6.1 + 0.02 * numbers.bell()
        }
        let found = SignalDetector(tag: tag).findings(in: series, window: Moment.days(0, 4))
        #expect(found.count { $0.kind == .frozen } == frozen)
    }

    @Test func `a signal that goes by steps is not frozen on the longest of them`() {
        let tag = Unit.sealPressure
        var numbers = SeededNumbers(8)
        // Two long rests of different length, and one that makes up for most of the rest of the time.
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
            switch minute {
            case 100..<1_400: 6.5
            case 3_000..<5_700: 6.2
            default: 6.1 + 0.02 * numbers.bell()
            }
        }
        let found = SignalDetector(tag: tag).findings(in: series, window: Moment.days(0, 4))
        #expect(!found.contains { $0.kind == .frozen })
    }

    @Test func `long bad quality is told, short is not`() throws {
        let tag = Unit.sealPressure
        func series(_ minutes: Int) -> ReadingSeries {
            var numbers = SeededNumbers(8)
            return .made(tag, minutes: 4 * 1_440) { minute in
                (4_400..<(4_400 + minutes)).contains(minute) ? nil : 6.1 + 0.02 * numbers.bell()
            }
        }
        let detector = SignalDetector(tag: tag)
        #expect(kinds(detector.findings(in: series(120), window: window)) == [.badQuality])
        #expect(detector.findings(in: series(10), window: window).isEmpty)
    }

    @Test func `a lasting departure from recent behaviour is told without any limit`() throws {
        var tag = Unit.sealPressure
        tag.limits = TagLimits()
        let series = noisy(tag, seed: 9) { (4_400..<4_700).contains($0) ? 7.6 : 6.1 }
        let found = SignalDetector(tag: tag).findings(in: series, window: window)
        #expect(kinds(found) == [.deviation])
        #expect(abs(try #require(found.first?.reference) - 6.1) < 0.02)
    }

    @Test func `what went as far on one in four days of the weeks before is a habit`() {
        var tag = Unit.sealPressure
        tag.limits = TagLimits()
        let series = noisy(tag, seed: 9) { (4_400..<4_700).contains($0) ? 7.6 : 6.1 }
        func past(_ far: Int) -> [TrendPoint] {
            (0..<20).map { day in
                let from = Moment.start.adding(seconds: Int64(day - 20) * 86_400)
                return TrendPoint(
                    window: TimeWindow(from: from, to: from.adding(seconds: 86_400)),
                    minimum: 6.0,
                    maximum: day >= 5 && day < 5 + far ? 7.8 : 6.2,
                    mean: 6.1,
                    count: 1_440,
                    unusable: 0
                )
            }
        }
        let detector = SignalDetector(tag: tag)
        #expect(detector.findings(in: series, days: past(6), window: window).isEmpty)
        #expect(kinds(detector.findings(in: series, days: past(4), window: window)) == [.deviation])
    }

    @Test func `a signal of two steps is not far from usual on either`() {
        let tag = PlantTag(name: "LI-1", unit: "%", rangeLow: 0, rangeHigh: 100)
        var numbers = SeededNumbers(10)
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { _ in numbers.share() < 0.95 ? 50 : 50.5 }
        #expect(SignalDetector(tag: tag).findings(in: series, window: window).isEmpty)
    }

    @Test func `a rate beyond the tag's own is told once`() {
        var tag = Unit.sealPressure
        tag.limits = TagLimits(ratePerMinute: 1)
        let series = noisy(tag, seed: 11) { $0 < 4_400 ? 6.1 : 8 }
        let found = SignalDetector(tag: tag).findings(in: series, window: window).filter { $0.kind == .rateOfChange }
        #expect(found.count == 1)
    }

    @Test func `a status tag tells stops and starts`() {
        let tag = Unit.running
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { (4_400..<4_500).contains($0) ? 0 : 1 }
        #expect(kinds(SignalDetector(tag: tag).findings(in: series, window: window)) == [.stop, .start])
    }

    @Test func `a valve that hunts is an oscillation`() throws {
        let tag = PlantTag(
            name: "FIC-1.OP",
            description: "valve output",
            unit: "%",
            kind: .output,
            rangeLow: 0,
            rangeHigh: 100
        )
        var numbers = SeededNumbers(12)
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
            let swing = minute < 4_400 ? 0 : (minute / 6) % 2 == 0 ? 5.0 : -5.0
            return 58 + 0.3 * numbers.bell() + swing
        }
        let found = SignalDetector(tag: tag).findings(in: series, window: window)
        #expect(kinds(found) == [.oscillation])
        #expect(try #require(found.first).message.contains("every 12 min"))
    }
}

@Suite struct `Slow drifts` {
    private let tag = PlantTag(
        name: "TI-1035",
        description: "crude outlet temperature",
        unit: "degC",
        asset: "E-110",
        rangeLow: 0,
        rangeHigh: 300
    )

    private func series(_ days: Int, seed: UInt64, _ level: (Double) -> Double) -> ReadingSeries {
        var numbers = SeededNumbers(seed)
        return .made(tag, minutes: days * 1_440, every: 15) { minute in
            // Noise, and day and night.
            let hour = minute / 60 % 24
            return 180 + level(Double(minute) / 1_440) + 0.6 * numbers.bell() + (hour < 12 ? -1.5 : 1.5)
        }
    }

    @Test func `fouling over three weeks is a drift with its figures`() throws {
        let series = series(28, seed: 1) { day in day < 7 ? 0 : -14 * min(1, (day - 7) / 21) }
        let found = SignalDetector(tag: tag)
            .findings(in: series, days: series.days(28), window: Moment.days(14, 28))
            .filter { $0.kind == .drift }
        let drift = try #require(found.first)
        #expect(abs(try #require(drift.reference) - 180) < 0.7)
        #expect(abs(try #require(drift.value) - 167) < 1)
        #expect(abs(drift.window.from.seconds(since: Moment.minutes(7 * 1_440))) <= 3 * 86_400)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `a jump from one level to another is no drift`(seed: UInt64) {
        let series = series(28, seed: seed) { $0 < 13 ? 0 : -14 }
        let found = SignalDetector(tag: tag).findings(in: series, days: series.days(28), window: Moment.days(14, 28))
        #expect(!found.contains { $0.kind == .drift })
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `noise, day and night are no drift`(seed: UInt64) {
        let series = series(28, seed: seed) { _ in 0 }
        let found = SignalDetector(tag: tag).findings(in: series, days: series.days(28), window: Moment.days(14, 28))
        #expect(found.isEmpty)
    }
}

@Suite struct `Quiet signals` {
    /// White noise, slow noise, a day's swing and rounding, over 40 seeds of four days each: at most one finding in 40
    /// signal-days.
    @Test func `noise alone makes almost no findings`() {
        var findings = 0
        var days = 0
        for seed in 0..<40 as Range<UInt64> {
            var numbers = SeededNumbers(1_000 + seed)
            let tag = PlantTag(name: "PI-1", unit: "barg", asset: "P-101A", rangeLow: 0, rangeHigh: 40)
            let daily = numbers.share() * 1.5
            let decimals = seed % 3 == 0 ? 10.0 : 100.0
            var slow = 0.0
            let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
                slow = 0.99 * slow + 0.03 * numbers.bell()
                let phase = Double(minute % 1_440) / 1_440
                let swing = daily * (phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase)
                return ((24 + swing + slow + 0.05 * numbers.bell()) * decimals).rounded() / decimals
            }
            findings += SignalDetector(tag: tag).findings(in: series, window: Moment.days(1, 4)).count
            days += 3
        }
        #expect(findings * 40 <= days)
    }
}
