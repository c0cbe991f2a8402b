import Plant
import Testing

@testable import Detection

@Suite struct `Incidents from findings` {
    private let builder = Unit.builder()

    private var leak: [Finding] {
        [
            Unit.limit(Unit.sealPressure, from: 100, to: 200, value: 3.2, limit: 4, severity: .high),
            Unit.limit(Unit.vibration, from: 130, to: 200, value: 5.2, limit: 4.5),
            Finding(
                kind: .stop,
                tag: "XI-1019A",
                asset: "P-101A",
                window: TimeWindow(from: Moment.minutes(160), to: Moment.minutes(160).adding(seconds: 1)),
                severity: .low,
                message: "XI-1019A (P-101A running) shows a stop"
            ),
            Unit.limit(Unit.outlet, from: 165, to: 190, value: 330, limit: 335, severity: .high),
        ]
    }

    private var trip: [Alarm] {
        [
            Unit.alarm("PI-1017A", "LO", at: 6_005), Unit.alarm("PI-1017A", "LOLO", at: 7_800),
            Unit.alarm("XI-1019A", "TRIP", at: 9_601, priority: "high"),
        ].compactMap(\.self)
    }

    private let order = Record(
        id: "WO1",
        kind: .workOrder,
        asset: "P-101A",
        time: Moment.minutes(220),
        title: "P-101A seal leak, replace seal",
        source: SourceLocation(file: "orders.csv", row: 2)
    )

    @Test func `a seal leak with its trip and what it did to the furnace is one incident`() throws {
        let incidents = builder.incidents(findings: leak, alarms: trip, records: [order])
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident.kind == .process)
        #expect(incident.id == "I-20260301-P-101A-1040")
        #expect(incident.title == "P-101A: seal pressure low, vibration high, trip")
        #expect(incident.asset == "P-101A")
        #expect(incident.assets == ["P-101A", "H-101"])
        #expect(incident.firstOut == "PI-1017A")
        #expect(incident.severity == .critical)
        #expect(incident.related == ["work_order:WO1"])
        #expect(incident.timeline.map(\.time) == incident.timeline.map(\.time).sorted())
        #expect(incident.timeline.contains { $0.text.contains("P-101A seal leak, replace seal") })
        #expect(incident.timeline.contains { $0.record == "alarm:XI-1019A-TRIP-9601-activation" })
    }

    @Test func `what happens in another unit is another incident`() {
        var other = Unit.limit(Unit.vibration, from: 110, to: 180, value: 8, limit: 7.1, severity: .high)
        other.tag = "VI-5014"
        other.asset = "P-501A"
        let incidents = builder.incidents(findings: leak + [other], alarms: trip, records: [])
        #expect(incidents.map(\.asset) == ["P-101A", "P-501A"])
    }

    @Test func `a stuck transmitter is an incident of the instrument, its alarms included`() throws {
        let frozen = Finding(
            kind: .frozen,
            tag: "PI-1017A",
            asset: "P-101A",
            window: TimeWindow(from: Moment.minutes(90), to: Moment.minutes(900)),
            severity: .medium,
            message: "PI-1017A held 4.9 barg",
            value: 4.9
        )
        let alarms = [Unit.alarm("PI-1017A", "LO", at: 6_000, priority: "high")].compactMap(\.self)
        let incidents = builder.incidents(findings: [frozen], alarms: alarms, records: [])
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident.kind == .instrument)
        #expect(incident.title == "P-101A: instrument PI-1017A frozen")
    }

    @Test func `a lone remark hours before is not what moved first`() throws {
        func finding(_ kind: Finding.Kind, _ tag: TagName, _ asset: AssetID, from: Int, to: Int) -> Finding {
            Finding(
                kind: kind,
                tag: tag,
                asset: asset,
                window: TimeWindow(from: Moment.minutes(from), to: Moment.minutes(to)),
                severity: .medium,
                message: "\(tag.rawValue) moved"
            )
        }
        let remark = finding(.deviation, "VI-1014A", "P-101A", from: 100, to: 700)
        let swings = [
            finding(.oscillation, "TIC-1051.OP", "H-101", from: 180, to: 900),
            finding(.oscillation, "TI-1051", "H-101", from: 190, to: 900),
        ]
        #expect(Episode(all: [remark] + swings).firstOut?.tag == "TIC-1051.OP")
        let own = finding(.limit, "PI-1017A", "P-101A", from: 200, to: 300)
        #expect(Episode(all: [remark, own] + swings).firstOut?.tag == "VI-1014A")
        #expect(Episode(all: [remark]).firstOut?.tag == "VI-1014A")
    }

    @Test func `instruments that freeze and go on together are one incident`() throws {
        func frozen(_ tag: TagName, _ asset: AssetID, from: Int, to: Int) -> Finding {
            Finding(
                kind: .frozen,
                tag: tag,
                asset: asset,
                window: TimeWindow(from: Moment.minutes(from), to: Moment.minutes(to)),
                severity: .medium,
                message: "\(tag.rawValue) held 4.9 barg",
                value: 4.9
            )
        }
        let together = [
            frozen("PI-1017A", "P-101A", from: 100, to: 900), frozen("LI-1016A", "P-101A", from: 101, to: 902),
            frozen("TI-1051", "H-101", from: 102, to: 900), frozen("VI-1014A", "P-101A", from: 100, to: 700),
        ]
        let incidents = builder.incidents(findings: together, alarms: [], records: [])
        #expect(incidents.map(\.kind) == [.instrument, .instrument])
        let one = try #require(incidents.first { $0.findings.count == 3 })
        #expect(one.title.contains("3 instruments frozen at the same time: PI-1017A, LI-1016A, TI-1051"))
        #expect(Set(one.assets).isSuperset(of: ["P-101A", "H-101"]))
        let two = builder.incidents(findings: Array(together.prefix(2)), alarms: [], records: [])
        #expect(two.count == 2)
    }

    /// A pressure that goes from 6 to 0, an end of its range, between two readings, and stays there for half a day.
    private func lost(_ tag: PlantTag) -> [Finding] {
        var numbers = SeededNumbers(4)
        let series = ReadingSeries.made(tag, minutes: 4 * 1_440) { minute in
            (4_400..<5_100).contains(minute) ? 0 : 6.1 + 0.02 * numbers.bell()
        }
        return SignalDetector(tag: tag).findings(in: series, window: Moment.days(2, 4))
    }

    @Test func `a signal that goes to an end of its range by itself is an instrument's fault`() throws {
        let found = lost(Unit.sealPressure)
        let alone = builder.incidents(findings: found, alarms: [], records: [])
        #expect(alone.map(\.kind) == [.instrument])
        var other = Unit.limit(Unit.vibration, from: 4_402, to: 4_600, value: 8, limit: 7.1, severity: .high)
        let with = builder.incidents(findings: found + [other], alarms: [], records: [])
        #expect(with.map(\.kind) == [.process], "something happened")
        other.window = TimeWindow(from: Moment.minutes(100), to: Moment.minutes(200))
        let before = builder.incidents(findings: found + [other], alarms: [], records: [])
        #expect(before.map(\.kind) == [.process, .instrument])
    }

    @Test func `a sick tag is no reason of a process incident`() throws {
        let sick = Finding(
            kind: .outOfRange,
            tag: "VI-1014A",
            asset: "P-101A",
            window: TimeWindow(from: Moment.minutes(120), to: Moment.minutes(300)),
            severity: .medium,
            message: "VI-1014A read 25 mm/s"
        )
        let incidents = builder.incidents(findings: leak + [sick], alarms: trip, records: [])
        let process = try #require(incidents.first { $0.kind == .process })
        #expect(!process.findings.contains { $0.tag == "VI-1014A" })
        #expect(incidents.contains { $0.kind == .instrument && $0.firstOut == "VI-1014A" })
    }

    @Test func `signals of standing equipment may rest`() {
        let frozen = Finding(
            kind: .frozen,
            tag: "PI-1017A",
            asset: "P-101A",
            window: TimeWindow(from: Moment.minutes(240), to: Moment.minutes(900)),
            severity: .medium,
            message: "PI-1017A held 0.4 barg",
            value: 0.4
        )
        let incidents = builder.incidents(findings: leak + [frozen], alarms: trip, records: [])
        #expect(incidents.allSatisfy { $0.kind == .process })
    }

    @Test func `a brush with one limit is no incident`() {
        let brush = Unit.limit(Unit.vibration, from: 10, to: 40, value: 4.6, limit: 4.5)
        #expect(builder.incidents(findings: [brush], records: [order]).isEmpty)
        #expect(builder.incidents(findings: [], records: [order]).isEmpty)
    }

    @Test func `a flood from all over the unit at once is an incident of the alarms`() throws {
        let places: [AssetID] = ["P-101A", "H-101", "E-110", "P-101B"]
        let alarms = (0..<24).compactMap {
            Unit.alarm(TagName("T\($0)"), "HI", at: 600 + $0 * 10, asset: places[$0 % 4])
        }
        let incidents = builder.incidents(findings: [], alarms: alarms, records: [])
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident.kind == .alarms)
        #expect(incident.asset == "CDU")
        #expect(incident.title.hasPrefix("CDU: alarm flood, 24 alarms in "))
        #expect(incident.firstOut == "T0")
    }

    @Test func `a flood after a trip belongs to the trip`() throws {
        let places: [AssetID] = ["P-101A", "H-101", "E-110", "P-101B"]
        let after = (0..<24).compactMap {
            Unit.alarm(TagName("T\($0)"), "HI", at: 9_610 + $0 * 10, asset: places[$0 % 4])
        }
        let incidents = builder.incidents(findings: leak, alarms: trip + after, records: [])
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident.kind == .process)
        #expect(incident.title.hasSuffix("trip, alarm flood"))
    }

    @Test func `drifts of one exchanger are one slow incident`() throws {
        func drift(_ tag: TagName, _ value: Double, _ reference: Double) -> Finding {
            Finding(
                kind: .drift,
                tag: tag,
                asset: "E-110",
                window: Moment.days(0, 20),
                severity: .medium,
                message: "\(tag.rawValue) drifted",
                value: value,
                reference: reference
            )
        }
        let incidents = builder.incidents(findings: [drift("TI-1", 160, 180), drift("PDI-1", 1, 0.6)], records: [])
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident.title == "E-110: PDI-1 drifting up, TI-1 drifting down")
        // Within such weeks a trip is a thing of its own.
        #expect(builder.incidents(findings: leak + [drift("TI-1", 160, 180)], alarms: trip, records: []).count == 2)
    }

    @Test func `the order of the input does not matter`() {
        let expected = builder.incidents(findings: leak, alarms: trip, records: [order])
        var numbers = SeededNumbers(7)
        var findings = leak + AlarmAnalysis.findings(trip, tags: Unit.tags)
        for _ in 0..<50 {
            numbers.shuffle(&findings)
            #expect(builder.incidents(findings: findings, records: [order]) == expected)
        }
    }

    @Test func `an excursion seen in two pieces is told once`() {
        let whole = builder.incidents(findings: leak, alarms: trip, records: [])
        var pieces = leak
        var head = leak[0]
        head.window.to = Moment.minutes(150)
        head.value = 3.6
        var tail = leak[0]
        tail.window.from = Moment.minutes(149)
        pieces[0] = head
        let joined = builder.incidents(findings: pieces + [tail], alarms: trip, records: [])
        #expect(joined.map(\.id) == whole.map(\.id))
        #expect(joined.map(\.window) == whole.map(\.window))
        #expect(joined.first?.findings.count == whole.first?.findings.count)
    }
}

@Suite struct `Incidents over a cut stream` {
    /// Ten days of a pump with a leak on the seventh, judged whole, in days and in pieces of three days.
    @Test(arguments: [1, 2, 3, 5])
    func `pieces of any length give the incidents of the whole`(pieceDays: Int) {
        let days = 10
        var numbers = SeededNumbers(21)
        func series(_ tag: PlantTag, _ level: (Int) -> Double) -> ReadingSeries {
            .made(tag, minutes: days * 1_440) { minute in
                let value: Double = level(minute) + 0.03 * numbers.bell()
                return (value * 100).rounded() / 100
            }
        }
        let leak = 6 * 1_440 + 700
        let all: [(PlantTag, ReadingSeries)] = [
            (
                Unit.sealPressure,
                series(Unit.sealPressure) { minute in
                    (leak..<(leak + 180)).contains(minute) ? 6.1 - Double(minute - leak) * 0.02 : 6.1
                }
            ),
            (
                Unit.vibration,
                series(Unit.vibration) { minute in
                    ((leak + 40)..<(leak + 180)).contains(minute) ? 2.1 + Double(minute - leak) * 0.03 : 2.1
                }
            ),
        ]
        func findings(_ length: Int) -> [Finding] {
            var found: [Finding] = []
            for (tag, series) in all {
                for first in stride(from: 0, to: days, by: length) {
                    let window = Moment.days(first, min(days, first + length))
                    let from = window.from.adding(seconds: -4 * 86_400)
                    let part = series.times.indices.filter {
                        series.times[$0] >= from.nanoseconds && series.times[$0] < window.to.nanoseconds
                    }
                    let cut = ReadingSeries(tag: tag.name, part.map { series[$0] })
                    found += SignalDetector(tag: tag).findings(in: cut, window: window)
                }
            }
            return found
        }
        let whole = Unit.builder().incidents(findings: findings(days), records: [])
        let pieces = Unit.builder().incidents(findings: findings(pieceDays), records: [])
        #expect(whole.count == 1)
        #expect(pieces == whole)
    }
}

@Suite struct `Similar incidents` {
    private func incident(_ id: String, _ asset: AssetID, _ title: String, day: Int) -> Incident {
        Incident(
            id: id,
            kind: .process,
            title: "\(asset.rawValue): \(title)",
            asset: asset,
            assets: [asset],
            window: TimeWindow(from: Moment.minutes(day * 1_440), to: Moment.minutes(day * 1_440 + 60)),
            severity: .high,
            firstOut: "PI-1",
            findings: [],
            timeline: []
        )
    }

    @Test func `the same signs on a sister pump a year before come first, with the reasons`() throws {
        let now = incident("now", "P-101A", "seal pressure low, trip", day: 0)
        let sister = incident("sister", "P-101B", "seal pressure low, trip", day: -334)
        let other = incident("other", "P-101A", "motor current high", day: -10)
        let furnace = incident("furnace", "H-101", "seal pressure low, trip", day: -5)
        let matches = SimilarIncidents(assets: AssetTree(Unit.assets)).matches(
            for: now,
            among: [other, furnace, sister]
        )
        let best = try #require(matches.first)
        #expect(best.incident.id == "sister")
        #expect(
            best.reasons == [
                "same equipment class, pump (PU): P-101B", "same signs: seal pressure low, trip", "11 months before",
            ]
        )
        #expect(!matches.contains { $0.incident.id == "furnace" })
    }

    @Test func `an incident is not similar to itself`() {
        let now = incident("now", "P-101A", "trip", day: 0)
        #expect(SimilarIncidents(assets: AssetTree(Unit.assets)).matches(for: now, among: [now]).isEmpty)
    }
}
