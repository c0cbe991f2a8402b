import Detection
import Plant
import Testing

@Suite struct `First-out` {
    private let current = PlantTag(
        name: "II-1013A",
        description: "P-101A motor current",
        unit: "A",
        asset: "P-101A",
        rangeLow: 0,
        rangeHigh: 500,
        limits: TagLimits(high: 340, highHigh: 365)
    )
    private let draught = PlantTag(name: "PI-1053", unit: "mmH2O", asset: "H-101", rangeLow: -20, rangeHigh: 10)

    private var tags: [TagName: PlantTag] {
        [current, draught, Unit.sealPressure, Unit.vibration, Unit.running].reduce(into: [:]) { $0[$1.name] = $1 }
    }

    private func incident(_ findings: [Finding], firstOut: TagName) -> Incident {
        Incident(
            id: "I",
            kind: .process,
            title: "P-101A: trip",
            asset: "P-101A",
            assets: ["P-101A"],
            window: findings[0].window,
            severity: .critical,
            firstOut: firstOut,
            findings: findings,
            timeline: []
        )
    }

    private func moment(_ kind: Finding.Kind, _ minute: Int) -> Finding {
        Finding(
            kind: kind,
            tag: "XI-1019A",
            asset: "P-101A",
            window: TimeWindow(from: Moment.minutes(minute), to: Moment.minutes(minute).adding(seconds: 1)),
            severity: .critical,
            message: "P-101A \(kind.rawValue)"
        )
    }

    /// A level, its noise, and from a minute on a slope.
    private func series(_ tag: PlantTag, _ level: Double, noise: Double, from: Int, slope: Double) -> ReadingSeries {
        var numbers = SeededNumbers(3)
        return .made(tag, minutes: 600) { minute in
            level + noise * numbers.bell() + (minute > from ? Double(minute - from) * slope : 0)
        }
    }

    @Test func `a limit reached late began when the signal left its usual course`() throws {
        let low = Unit.limit(Unit.sealPressure, from: 480, to: 560, value: 3.2, limit: 5)
        let search = FirstOutSearch(tags: tags)
        let incident = incident([low], firstOut: "PI-1017A")
        let needed = try #require(search.needed(for: incident))
        #expect(needed.tags == ["PI-1017A"])
        let refined = search.refined(
            incident,
            with: ["PI-1017A": series(Unit.sealPressure, 6.1, noise: 0.02, from: 425, slope: -0.02)]
        )
        let onset = try #require(refined.onset)
        #expect(abs(onset.seconds(since: Moment.minutes(425))) <= 180)
        #expect(refined.firstOut == "PI-1017A")
        #expect(refined.findings == incident.findings)
    }

    @Test func `the motor that drew too much moved before its trip`() throws {
        let incident = incident([moment(.stop, 484), moment(.trip, 484)], firstOut: "XI-1019A")
        let search = FirstOutSearch(tags: tags)
        let refined = search.refined(
            incident,
            with: [
                "II-1013A": series(current, 286, noise: 1.2, from: 480, slope: 10),
                "VI-1014A": series(Unit.vibration, 2.1, noise: 0.08, from: 480, slope: 0.4),
            ]
        )
        // Both began together; a current follows its cause at once.
        #expect(refined.firstOut == "II-1013A")
        #expect(refined.asset == "P-101A")
        let told = try #require(refined.findings.first)
        #expect(told.tag == "II-1013A")
        #expect(told.message.hasPrefix("II-1013A (P-101A motor current) rose to 31"))
        #expect(refined.timeline.first?.text == told.message)
        #expect(refined.window.from == told.window.from)
        #expect(refined.title == "P-101A: motor current far above usual, trip")
    }

    @Test func `a small change of load before a trip is not its forerunner`() {
        let incident = incident([moment(.stop, 484), moment(.trip, 484)], firstOut: "XI-1019A")
        let series = series(current, 286, noise: 1.2, from: 440, slope: 0.25)
        let refined = FirstOutSearch(tags: tags).refined(incident, with: ["II-1013A": series])
        #expect(refined == incident)
    }

    @Test func `without readings an incident stays as it is`() {
        let incident = incident([moment(.trip, 484)], firstOut: "XI-1019A")
        #expect(FirstOutSearch(tags: tags).refined(incident, with: [:]) == incident)
    }

    @Test func `when a whole unit shakes at once what reacts fastest leads`() throws {
        let places: [AssetID] = ["H-101", "E-110", "P-101B"]
        var alarms = (0..<20).compactMap {
            Unit.alarm(TagName("TI-\($0)"), "HI", at: 600 + $0 * 3, asset: places[$0 % 3])
        }
        alarms += [Unit.alarm("PI-1053", "HI", at: 630, asset: "H-101"), Unit.alarm("II-1013A", "HI", at: 640)]
            .compactMap(\.self)
        let builder = IncidentBuilder(
            assets: AssetTree(Unit.assets),
            tags: tags,
            zone: SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
        )
        let incident = try #require(builder.incidents(findings: [], alarms: alarms, records: []).first)
        #expect(incident.kind == .alarms)
        #expect(incident.firstOut == "II-1013A")
    }
}
