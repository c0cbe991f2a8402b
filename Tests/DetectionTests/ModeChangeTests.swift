import Detection
import Plant
import Testing

@Suite struct `A unit taken out of service` {
    private static let flow = PlantTag(
        name: "FI-1001",
        description: "Crude flow",
        unit: "m3/h",
        asset: "P-101A",
        rangeLow: 0,
        rangeHigh: 1_200,
        limits: TagLimits(lowLow: 550, low: 650, high: 920, deadband: 10)
    )
    private static let draw = PlantTag(
        name: "TI-1064",
        description: "Draw temperature",
        unit: "degC",
        asset: "E-110",
        rangeLow: 0,
        rangeHigh: 350,
        limits: TagLimits(lowLow: 120, low: 140, high: 205, deadband: 2)
    )
    private static let fan = PlantTag(name: "XI-1060", description: "Fan running", asset: "H-101", kind: .status)
    private static let tags: [TagName: PlantTag] = [flow, draw, fan, Unit.outlet, Unit.vibration, Unit.running].reduce(
        into: [:]
    ) { $0[$1.name] = $1 }

    /// Ten days at five minutes: brought down on the fifth, started again on the seventh.
    private func series(_ tag: PlantTag, _ level: Double, rest: Double, noise: Double) -> ReadingSeries {
        var numbers = SeededNumbers(UInt64(tag.name.rawValue.utf8.reduce(0) { $0 + Int($1) }))
        let down = 5 * 1_440
        let up = 7 * 1_440
        return .made(tag, minutes: 10 * 1_440, every: 5) { minute in
            let share: Double =
                switch minute {
                case ..<down: 1
                case ..<(down + 240): 1 - Double(minute - down) / 240
                case ..<up: 0
                case ..<(up + 360): Double(minute - up) / 360
                default: 1
                }
            return rest + (level - rest) * share + noise * (share > 0 ? 1 : 0.2) * numbers.bell()
        }
    }

    private func status(_ tag: PlantTag, off: Int, on: Int) -> ReadingSeries {
        .made(tag, minutes: 10 * 1_440, every: 5) { (off..<on).contains($0) ? 0 : 1 }
    }

    private var findings: [Finding] {
        let off = 5 * 1_440 + 235
        let all: [(PlantTag, ReadingSeries)] = [
            (Self.flow, series(Self.flow, 820, rest: 0, noise: 4)),
            (Self.draw, series(Self.draw, 183, rest: 25, noise: 0.6)),
            (Unit.outlet, series(Unit.outlet, 357, rest: 30, noise: 0.6)),
            (Unit.vibration, series(Unit.vibration, 2.1, rest: 0.1, noise: 0.08)),
            (Unit.running, status(Unit.running, off: off, on: 7 * 1_440)),
            (Self.fan, status(Self.fan, off: off + 10, on: 7 * 1_440 + 30)),
        ]
        return all.flatMap { SignalDetector(tag: $0).findings(in: $1, window: Moment.days(0, 10)) }
    }

    private var builder: IncidentBuilder {
        IncidentBuilder(
            assets: AssetTree(Unit.assets),
            tags: Self.tags,
            zone: SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
        )
    }

    @Test func `is told as a shutdown of the unit, and its start-up is no upset`() throws {
        let incidents = builder.incidents(findings: findings, records: [])
        let shutdown = try #require(incidents.first)
        #expect(incidents.map(\.title) == ["CDU: shutdown, 2 machines stopped without a trip"])
        #expect(shutdown.asset == "CDU")
        #expect(shutdown.severity == .low)
        let korean = IncidentWording(language: .korean, tags: Self.tags).title(shutdown)
        #expect(korean == "CDU: 정상 정지, 설비 2대 트립 없이 정지")
    }

    @Test func `a trip among the stops makes it an upset`() throws {
        let trip = Finding(
            kind: .trip,
            tag: "XI-1019A",
            asset: "P-101A",
            window: TimeWindow(from: Moment.minutes(5 * 1_440 + 234), to: Moment.minutes(5 * 1_440 + 235)),
            severity: .critical,
            message: "trip TRIP: P-101A"
        )
        let first = try #require(builder.incidents(findings: findings + [trip], records: []).first)
        #expect(first.severity == .critical)
        #expect(!first.title.contains("shutdown"))
    }

    @Test func `so does what drove the operators to it`() throws {
        let high = Unit.limit(
            Unit.vibration,
            from: 5 * 1_440 - 30,
            to: 5 * 1_440 + 200,
            value: 9,
            limit: 7.1,
            severity: .high
        )
        let first = try #require(builder.incidents(findings: findings + [high], records: []).first)
        #expect(!first.title.contains("shutdown"))
        #expect(first.severity >= .high)
    }

    @Test func `a pump changed over to its twin is not a shutdown`() {
        func switched(_ kind: Finding.Kind, _ tag: TagName, _ asset: AssetID, _ minute: Int) -> Finding {
            Finding(
                kind: kind,
                tag: tag,
                asset: asset,
                window: TimeWindow(from: Moment.minutes(minute), to: Moment.minutes(minute + 1)),
                severity: .low,
                message: "\(tag.rawValue) \(kind.rawValue)"
            )
        }
        let changed = [switched(.stop, "XI-1019A", "P-101A", 100), switched(.start, "XI-1019B", "P-101B", 95)]
        #expect(ModeChange(changed) == nil)
        #expect(builder.incidents(findings: changed, records: []).isEmpty)
    }
}
