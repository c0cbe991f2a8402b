import Plant
import Testing

@testable import Retrieval

/// Questions about what is measured, which name no tag.
let measuredQuestions = QuestionExpectation.table(
    """
    What was the seal barrier pressure of P-101A yesterday? => find; asset P-101A; tag PI-1017A; in 2026-03-03 2026-03-04
    What was the discharge pressure of P-101A at the trip? => find; asset P-101A; tag PI-1017A
    Compare the vibration of P-101A and P-101B last week => compare; asset P-101A P-101B; tag VI-1014A VI-1014B; in 2026-02-23 2026-03-02; by asset
    highest bearing temperature of P-101A yesterday => find; asset P-101A; tag TI-1015A; in 2026-03-03 2026-03-04
    average crude charge flow on 2026-03-01 => find; tag FIC-1001.PV; in 2026-03-01 2026-03-02
    Why did the seal pot level of P-101A fall? => why; asset P-101A; tag LI-1016A
    How many high temperature alarms on P-101A yesterday? => count; kind alarm; asset P-101A; in 2026-03-03 2026-03-04
    motor current of P-101A now => find; asset P-101A; tag II-1013A
    show the flow of PI-1017A => find; tag PI-1017A
    vibration of E-104 => find; asset E-104
    지난주 P-101A와 P-101B 진동 비교 => compare; asset P-101A P-101B; tag VI-1014A VI-1014B; in 2026-02-23 2026-03-02; by asset
    P-101A 베어링 온도 어제 최고 몇 도였나? => find; asset P-101A; tag TI-1015A; in 2026-03-03 2026-03-04
    어제 원유 공급 유량 평균 => find; tag FIC-1001.PV; in 2026-03-03 2026-03-04
    P-101A 씰 배리어 압력은? => find; asset P-101A; tag PI-1017A
    P-101A 온도 알람 몇 건? => count; kind alarm; asset P-101A
    ما هو ضغط P-101A أمس؟ => find; asset P-101A; tag PI-1017A; in 2026-03-03 2026-03-04
    قارن اهتزاز P-101A مع P-101B => compare; asset P-101A P-101B; tag VI-1014A VI-1014B; by asset
    What does the manual say about seal flush plan 11? => find; kind passage
    """
)

@Suite struct `Questions about what is measured` {
    static let site = SiteVocabulary(
        assets: [
            Asset(id: "CDU", name: "Crude Distillation Unit"),
            Asset(id: "P-101A", name: "Crude charge pump A", parent: "CDU"),
            Asset(id: "P-101B", name: "Crude charge pump B", parent: "CDU"),
            Asset(id: "E-104", name: "Preheat exchanger 4", parent: "CDU"),
        ],
        tags: [
            Tag(name: "FIC-1001.PV", description: "Crude charge flow / 원유 공급 유량", unit: "m3/h", asset: "CDU"),
            Tag(name: "FIC-1001.SP", description: "Crude charge flow set point", asset: "CDU", kind: .setpoint),
            Tag(name: "LI-1016A", description: "P-101A seal pot level / P-101A 씰 포트 레벨", unit: "%", asset: "P-101A"),
            Tag(name: "VI-1014A", description: "P-101A drive-end vibration / P-101A 구동측 진동", asset: "P-101A"),
            Tag(name: "VI-1014B", description: "P-101B drive-end vibration / P-101B 구동측 진동", asset: "P-101B"),
            Tag(name: "PI-1017A", description: "Seal barrier pressure / 씰 배리어 압력", unit: "barg", asset: "P-101A"),
            Tag(name: "II-1013A", description: "Motor current / 전동기 전류", unit: "A", asset: "P-101A"),
            Tag(name: "TI-1015A", description: "Bearing temperature / 베어링 온도", unit: "degC", asset: "P-101A"),
            Tag(name: "TI-1016A", description: "Casing temperature / 케이싱 온도", unit: "degC", asset: "P-101A"),
            // Without a word of description, by its unit.
            Tag(name: "TI-1034", unit: "degC", asset: "E-104"),
        ],
        kinds: [.alarm, .workOrder, .note, .passage]
    )
    static let reader = QuestionReader(site: site, zone: TestSites.zone)

    @Test(arguments: measuredQuestions)
    func `a question without the name of a tag`(_ expected: QuestionExpectation) {
        let understood = Self.reader.understand(expected.question, asOf: TestSites.asOf)
        #expect(QuestionExpectation.line(understood, zone: TestSites.zone) == expected.truth)
    }

    @Test func `a tag that was chosen is said, and so is what nothing measures`() {
        let understood = Self.reader.understand("discharge pressure of P-101A", asOf: TestSites.asOf)
        #expect(understood.assumptions.contains { $0.contains("PI-1017A") })
        #expect(understood.assumptions.contains { $0.contains("'discharge pressure'") })
        let nothing = Self.reader.understand("vibration of E-104", asOf: TestSites.asOf)
        #expect(nothing.assumptions == ["No tag of E-104 is described as 'vibration'."])
    }

    @Test func `a tag without a description is known by its unit`() {
        #expect(Self.reader.understand("temperature of E-104", asOf: TestSites.asOf).tags == ["TI-1034"])
    }
}
