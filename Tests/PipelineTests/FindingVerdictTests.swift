import Plant
import Testing

@testable import Pipeline

/// What the program tells a reader in his language is held against the English evidence like anybody's sentence.
@Suite struct `Sentences about findings` {
    private static let level = made(
        "LI-1016A",
        "P-101A seal pot level (Plan 53A) / P-101A 씰 포트 레벨",
        "%",
        TagLimits(lowLow: 35, low: 55, high: 92)
    )
    private static let temperature = made(
        "TI-1035",
        "E-104 crude outlet temperature / E-104 원유 출구 온도",
        "degC",
        TagLimits()
    )

    /// A finding with the message that its detector writes.
    private static func finding(
        _ kind: Finding.Kind,
        _ tag: PlantTag,
        _ value: Double?,
        _ reference: Double?,
        minutes: Int64 = 45,
        period: Double? = nil,
        _ message: String
    ) -> Finding {
        let start = Timestamp(utc: CivilTime(year: 2026, month: 3, day: 1, hour: 17))
        return Finding(
            kind: kind,
            tag: tag.name,
            asset: tag.asset,
            window: TimeWindow(from: start, to: start.adding(seconds: minutes * 60)),
            severity: .high,
            message: kind == .alarm || kind == .trip || kind == .alarmFlood || kind == .chattering
                ? message : "\(tag.name.rawValue) (\(tag.description)) \(message)",
            value: value,
            reference: reference,
            unit: kind == .badQuality ? nil : tag.unit,
            period: period
        )
    }

    static let findings: [Finding] = [
        finding(.limit, level, 21.4, 35, "fell to 21.4 %, beyond the low low limit 35 %"),
        finding(.limit, level, 93, 92, "rose to 93 %, beyond the high limit 92 %"),
        finding(.rateOfChange, level, -12.5, -10, "changed by -12.5 % a minute, more than 10 %"),
        finding(
            .frozen,
            temperature,
            181.7,
            nil,
            minutes: 200,
            "held 181.7 degC without any change for 3 h 20 min"
        ),
        finding(
            .outOfRange,
            temperature,
            312,
            300,
            "read 312 degC, outside the transmitter's range 0 degC to 300 degC"
        ),
        finding(.badQuality, temperature, nil, nil, minutes: 3_120, "had no good value for 2 d 4 h"),
        finding(.badQuality, temperature, nil, nil, minutes: 2_880, "had no good value for 2 d"),
        finding(.deviation, temperature, 190, 181.5, "rose to 190 degC, far from its usual 181.5 degC"),
        finding(
            .drift,
            temperature,
            166.4,
            180.4,
            period: 13 * 86_400,
            "drifted from about 180.4 degC to 166.4 degC over 13 days"
        ),
        finding(
            .oscillation,
            level,
            3.16,
            0.24,
            period: 720,
            "swung by about ±3.16 % every 12 min, usually ±0.24 %"
        ),
        finding(
            .alarm,
            level,
            54.9,
            55,
            "alarm LO: LI-1016A P-101A seal pot level (Plan 53A) LOW at 54.9 %, limit 55 %"
        ),
        finding(.trip, level, nil, nil, "trip TRIP: LI-1016A P-101A TRIP - seal pot level low-low interlock I-106"),
        finding(
            .alarmFlood,
            level,
            90,
            nil,
            minutes: 26,
            "alarm flood at BOARD-1: 90 activations in 26 min, at most 61 in 10 min, first LI-1016A"
        ),
        finding(.chattering, level, 9, nil, "LI-1016A LO chattered: 9 activations in 58 s"),
        finding(.stop, level, 0, nil, "shows a stop"),
        finding(.start, level, 1, nil, "shows a start"),
    ]

    @Test(arguments: findings, Language.allCases)
    func `hold against the evidence`(finding: Finding, language: Language) throws {
        let tags = [Self.level.name: Self.level, Self.temperature.name: Self.temperature]
        let zone = SiteTimeZone(identifier: "+09:00", fixedOffset: 32_400)
        var incident = Incident(
            id: "I-20260302-P-101A-0200",
            kind: finding.kind.isSignalHealth ? .instrument : .process,
            title: "",
            asset: finding.asset,
            assets: [finding.asset].compactMap(\.self),
            window: finding.window,
            severity: .high,
            firstOut: finding.tag,
            findings: [finding],
            timeline: [TimelineEntry(time: finding.window.from, text: finding.message, tag: finding.tag)]
        )
        let words = Wording(language: language, zone: zone, tags: tags)
        incident.title = Wording(language: .english, zone: zone, tags: tags).title(incident)
        var evidence = EvidenceText(zone: zone).evidence(incident, dataClass: .internal)
        evidence.id = "E1"
        let own = OwnSentences(zone: zone, tags: Array(tags.values), asOf: finding.window.to)
        let checked = own.checked(
            [words.timeline(incident.timeline[0], of: incident), words.incident(incident)].map {
                Statement(text: $0, citations: ["E1"])
            },
            against: [evidence],
            question: "",
            language: language
        )
        for statement in checked {
            #expect(statement.verdict == .supported, "\(statement.text): \(statement.reasons)")
        }
        #expect(checked.first?.needsConfirmation == false, "a report of what happened is no instruction")
    }
}

private func made(_ name: TagName, _ description: String, _ unit: String, _ limits: TagLimits) -> PlantTag {
    PlantTag(
        name: name,
        description: description,
        unit: unit,
        asset: name == "LI-1016A" ? "P-101A" : "E-104",
        rangeLow: 0,
        rangeHigh: name == "LI-1016A" ? 100 : 300,
        limits: limits
    )
}
