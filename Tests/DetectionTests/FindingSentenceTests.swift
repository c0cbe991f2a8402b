import Detection
import Plant
import Testing

@Suite struct `Findings in the reader's language` {
    private static let level = PlantTag(
        name: "LI-1016A",
        description: "P-101A seal pot level (Plan 53A) / P-101A 씰 포트 레벨",
        unit: "%",
        asset: "P-101A",
        rangeLow: 0,
        rangeHigh: 100,
        limits: TagLimits(lowLow: 35, low: 55, high: 92)
    )
    private static let temperature = PlantTag(
        name: "TI-1035",
        description: "E-104 crude outlet temperature / E-104 원유 출구 온도",
        unit: "degC",
        asset: "E-104",
        rangeLow: 0,
        rangeHigh: 300
    )
    private static let tags: [TagName: PlantTag] = [level.name: level, temperature.name: temperature]

    private static func finding(
        _ kind: Finding.Kind,
        _ tag: PlantTag = level,
        _ value: Double? = nil,
        _ reference: Double? = nil,
        minutes: Int = 45,
        message: String = "",
        period: Double? = nil,
        asset: AssetID? = nil
    ) -> Finding {
        Finding(
            kind: kind,
            tag: tag.name,
            asset: asset ?? tag.asset,
            window: TimeWindow(from: Moment.minutes(0), to: Moment.minutes(minutes)),
            severity: .high,
            message: message,
            value: value,
            reference: reference,
            unit: tag.unit,
            period: period
        )
    }

    struct Example: Sendable, CustomTestStringConvertible {
        var finding: Finding
        var korean: String
        var testDescription: String { finding.kind.rawValue }
    }

    static let examples = [
        Example(finding: finding(.limit, level, 21.4, 35), korean: "LI-1016A 씰 포트 레벨이 21.4 %까지 하락, 저저(LL) 한계 35 % 미만"),
        Example(finding: finding(.limit, level, 50.2, 55), korean: "LI-1016A 씰 포트 레벨이 50.2 %까지 하락, 저(L) 한계 55 % 미만"),
        Example(finding: finding(.limit, level, 93, 92), korean: "LI-1016A 씰 포트 레벨이 93 %까지 상승, 고(H) 한계 92 % 초과"),
        Example(
            finding: finding(.frozen, temperature, 181.7, minutes: 200),
            korean: "TI-1035 원유 출구 온도 지시값이 3시간 20분 동안 181.7 degC에 고정"
        ),
        Example(
            finding: finding(.outOfRange, temperature, 312, 300),
            korean: "TI-1035 원유 출구 온도 지시값 312 degC, 전송기 범위 0 degC – 300 degC 이탈"
        ),
        Example(
            finding: finding(.badQuality, temperature, minutes: 3_120),
            korean: "TI-1035 원유 출구 온도 신호 불량 52시간 동안 지속"
        ),
        Example(
            finding: finding(.deviation, temperature, 190, 181.5),
            korean: "TI-1035 원유 출구 온도가 190 degC까지 상승, 평소 값 181.5 degC에서 크게 이탈"
        ),
        Example(
            finding: finding(.drift, temperature, 166.4, 180.4, period: 13 * 86_400),
            korean: "TI-1035 원유 출구 온도가 13일간 약 180.4 degC에서 166.4 degC까지 서서히 하락"
        ),
        Example(
            finding: finding(.oscillation, level, 3.16, 0.24, period: 720),
            korean: "LI-1016A 씰 포트 레벨이 12분 주기로 약 ±3.16 % 폭으로 헌팅, 평소 ±0.24 %"
        ),
        Example(
            finding: finding(
                .alarm,
                level,
                54.9,
                55,
                message: "alarm LO: LI-1016A seal pot level LOW at 54.9 %, limit 55 %"
            ),
            korean: "LI-1016A 씰 포트 레벨 저(L) 알람, 54.9 % (설정 55 %)"
        ),
        Example(
            finding: finding(.trip, level, message: "trip TRIP: P-101A TRIP - interlock I-106"),
            korean: "P-101A 트립 (LI-1016A): “interlock I-106”"
        ),
        Example(finding: finding(.stop, level, 0), korean: "P-101A 정지 (LI-1016A)"),
        Example(
            finding: finding(.alarmFlood, level, 90, minutes: 26),
            korean: "알람 폭주: 26분 동안 90건 발생, 첫 알람 LI-1016A"
        ),
    ]

    @Test(arguments: examples)
    func `are written as a Korean engineer writes them`(example: Example) {
        #expect(FindingSentence(language: .korean, tags: Self.tags).text(example.finding) == example.korean)
    }

    @Test(arguments: examples)
    func `are Arabic sentences with the same figures`(example: Example) {
        let text = FindingSentence(language: .arabic, tags: Self.tags).text(example.finding)
        #expect(text.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) })
        if let value = example.finding.value, example.finding.kind != .stop {
            #expect(text.contains(DecimalText.significant(value, digits: 4)))
        }
    }

    @Test func `an English reader sees the English half of a description`() {
        let message = "LI-1016A (P-101A seal pot level (Plan 53A) / P-101A 씰 포트 레벨) fell to 21.4 %"
        let finding = Self.finding(.limit, Self.level, 21.4, 35, message: message)
        #expect(
            FindingSentence(language: .english, tags: Self.tags).text(finding)
                == "LI-1016A (P-101A seal pot level (Plan 53A)) fell to 21.4 %"
        )
    }

    @Test func `what was stored before it had all its facts is told without them`() {
        let old = Self.finding(.drift, Self.temperature, 166.4, 180.4, message: "TI-1035 drifted")
        let text = FindingSentence(language: .korean, tags: Self.tags).text(old)
        #expect(text == "TI-1035 원유 출구 온도가 약 180.4 degC에서 166.4 degC까지 서서히 하락")
        let unknown = Finding(
            kind: .limit,
            tag: "XX-1",
            window: Moment.days(0, 1),
            severity: .low,
            message: "XX-1 fell",
            value: 1,
            reference: 2,
            unit: "bar"
        )
        #expect(
            FindingSentence(language: .korean, tags: Self.tags).text(unknown) == "XX-1이(가) 1 bar까지 하락, 저(L) 한계 2 bar 미만"
        )
    }

    @Test func `titles have the same parts in every language`() {
        let incident = Incident(
            id: "I",
            kind: .process,
            title: "",
            asset: "P-101A",
            assets: ["P-101A"],
            window: Moment.days(0, 1),
            severity: .high,
            firstOut: "LI-1016A",
            findings: [
                Self.finding(.limit, Self.level, 21.4, 35),
                Finding(
                    kind: .trip,
                    tag: "XI-1019A",
                    asset: "P-101A",
                    window: TimeWindow(from: Moment.minutes(60), to: Moment.minutes(61)),
                    severity: .critical,
                    message: "trip TRIP: P-101A TRIP"
                ),
            ],
            timeline: []
        )
        func title(_ language: Language) -> String {
            IncidentWording(language: language, tags: Self.tags).title(incident)
        }
        #expect(title(.english) == "P-101A: seal pot level low, trip")
        #expect(title(.korean) == "P-101A: 씰 포트 레벨 저하, 트립")
        #expect(title(.arabic) == "P-101A: seal pot level منخفض، فصل")
        let likeness = LikenessWording(language: .korean, tags: Self.tags)
        #expect(likeness.text(.signs(["seal pot level low", "trip"]), of: incident) == "같은 징후: 씰 포트 레벨 저하, 트립")
        #expect(likeness.text(.daysBefore(334), of: incident) == "11개월 전")
    }

    @Test func `the timeline quotes the plant's records and tells findings anew`() {
        let finding = Self.finding(.limit, Self.level, 21.4, 35, message: "LI-1016A fell")
        var incident = Incident(
            id: "I",
            kind: .process,
            title: "",
            asset: "P-101A",
            assets: ["P-101A"],
            window: Moment.days(0, 1),
            severity: .high,
            firstOut: "LI-1016A",
            findings: [finding],
            timeline: []
        )
        incident.timeline = [
            TimelineEntry(time: Moment.start, text: "LI-1016A fell", tag: "LI-1016A"),
            TimelineEntry(time: Moment.start, text: "note: 씰 포트 보충", record: "note:a.md:5"),
            TimelineEntry(time: Moment.start, text: "work order WO1: replace seal", record: "work_order:WO1"),
        ]
        let words = IncidentWording(language: .korean, tags: Self.tags)
        #expect(
            incident.timeline.map { words.text($0, of: incident) } == [
                "LI-1016A 씰 포트 레벨이 21.4 %까지 하락, 저저(LL) 한계 35 % 미만", "근무 일지: 씰 포트 보충",
                "작업지시 WO1: replace seal",
            ]
        )
    }
}
