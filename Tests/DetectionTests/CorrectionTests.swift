import Detection
import Plant
import Testing

@Suite struct `Incidents that people correct` {
    private let corrector = IncidentCorrector(
        tags: Unit.tags,
        zone: SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
    )

    /// A seal leak and, hours later, a cold furnace.
    private var found: [Incident] {
        Unit.builder().incidents(
            findings: [
                Unit.limit(Unit.sealPressure, from: 100, to: 200, value: 3.2, limit: 4, severity: .high),
                Unit.limit(Unit.vibration, from: 130, to: 200, value: 5.2, limit: 4.5),
                Unit.limit(Unit.outlet, from: 900, to: 960, value: 330, limit: 335, severity: .high),
            ],
            alarms: [],
            records: []
        )
    }

    private func correction(_ number: Int, _ kind: IncidentCorrection.Kind, _ ids: [String]) -> IncidentCorrection {
        IncidentCorrection(
            number: number,
            kind: kind,
            incidents: ids,
            reason: "the furnace cooled because of the pump",
            by: "shift lead",
            time: Moment.minutes(2_000)
        )
    }

    private func merged() throws -> IncidentState {
        try #require(found.count == 2)
        return IncidentState(found: found, corrections: [correction(1, .merge, found.map(\.id))])
    }

    @Test func `merged incidents are one, with the first id, all findings and the reason`() throws {
        let shown = corrector.shown(try merged())
        let incident = try #require(shown.first)
        #expect(shown.count == 1)
        #expect(incident.id == found[0].id)
        #expect(incident.findings.count == found[0].findings.count + found[1].findings.count)
        #expect(incident.assets == ["P-101A", "H-101"])
        #expect(incident.window == found[0].window.union(found[1].window))
        #expect(incident.firstOut == "PI-1017A")
        #expect(incident.severity == .high)
        #expect(incident.corrections?.map(\.reason) == ["the furnace cooled because of the pump"])
        #expect(incident.timeline.map(\.time) == incident.timeline.map(\.time).sorted())
    }

    @Test func `what was taken back leaves the incidents as they were found`() throws {
        var state = try merged()
        state.corrections[0].withdrawn = IncidentCorrection.Withdrawal(by: "x", time: Moment.minutes(1), reason: "")
        #expect(corrector.shown(state) == found)
    }

    @Test func `a split at a time makes two incidents, each with its own findings`() throws {
        let whole = try #require(found.first)
        var split = correction(1, .split, [whole.id])
        split.at = Moment.minutes(120)
        let parts = try #require(IncidentCorrector.parts(of: whole, split))
        split.into = corrector.name(of: parts.goes, taken: Set(found.map(\.id)))
        let shown = corrector.shown(IncidentState(found: found, corrections: [split]))
        #expect(shown.count == 3)
        let stays = try #require(shown.first { $0.id == whole.id })
        let goes = try #require(shown.first { $0.id == split.into })
        #expect(stays.findings.compactMap(\.tag) == ["PI-1017A"])
        #expect(goes.findings.compactMap(\.tag) == ["VI-1014A"])
        #expect(goes.id == "I-20260301-P-101A-1110")
        #expect(goes.firstOut == "VI-1014A")
        #expect(goes.title.contains("vibration"))
    }

    @Test func `a split that would leave a part empty is none`() throws {
        let whole = try #require(found.first)
        var split = correction(1, .split, [whole.id])
        split.at = Moment.minutes(0)
        split.into = "I-X"
        #expect(IncidentCorrector.parts(of: whole, split) == nil)
        #expect(corrector.shown(IncidentState(found: found, corrections: [split])) == found)
    }

    @Test func `a correction holds for an incident whose id late data changed`() throws {
        // Vibration started earlier than was known.
        let later = Unit.builder().incidents(
            findings: [
                Unit.limit(Unit.sealPressure, from: 100, to: 200, value: 3.2, limit: 4, severity: .high),
                Unit.limit(Unit.vibration, from: 60, to: 200, value: 5.2, limit: 4.5),
                Unit.limit(Unit.outlet, from: 900, to: 960, value: 330, limit: 335, severity: .high),
            ],
            alarms: [],
            records: []
        )
        try #require(later[0].id != found[0].id)
        var state = try merged()
        state.former = FormerNames.updated([:], from: state.found, to: later)
        #expect(state.former == [found[0].id: later[0].id])
        state.found = later
        let shown = corrector.shown(state)
        #expect(shown.count == 1)
        #expect(shown.first?.id == found[0].id)
        #expect(shown.first?.window.from == later[0].window.from)
    }
}
