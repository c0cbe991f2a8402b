import Plant
import Testing

@testable import Retrieval

@Suite struct `Understanding questions` {
    static let chillers = QuestionReader(site: TestSites.chillers, zone: TestSites.zone)
    static let refinery = QuestionReader(site: TestSites.refinery, zone: TestSites.zone)

    @Test(arguments: chillerQuestions)
    func `a question about chillers`(_ expected: QuestionExpectation) {
        let understood = Self.chillers.understand(expected.question, asOf: TestSites.asOf)
        #expect(QuestionExpectation.line(understood, zone: TestSites.zone) == expected.truth)
    }

    @Test(arguments: refineryQuestions)
    func `a question about a refinery`(_ expected: QuestionExpectation) {
        let understood = Self.refinery.understand(expected.question, asOf: TestSites.asOf)
        #expect(QuestionExpectation.line(understood, zone: TestSites.zone) == expected.truth)
    }

    @Test(arguments: controlRoomQuestions)
    func `a question from the control room`(_ expected: QuestionExpectation) {
        let understood = Self.refinery.understand(expected.question, asOf: TestSites.asOf)
        #expect(QuestionExpectation.line(understood, zone: TestSites.zone) == expected.truth)
    }

    @Test(arguments: engineerQuestions)
    func `a question of an engineer`(_ expected: QuestionExpectation) {
        let understood = Self.refinery.understand(expected.question, asOf: TestSites.asOf)
        #expect(QuestionExpectation.line(understood, zone: TestSites.zone) == expected.truth)
    }

    @Test(arguments: [("How many alarms?", Language.english), ("알람 몇 건?", .korean), ("كم عدد الإنذارات؟", .arabic)])
    func `the language is the one asked in`(_ question: String, _ language: Language) {
        #expect(Self.refinery.understand(question, asOf: TestSites.asOf).language == language)
    }

    @Test func `an unknown name is suggested a neighbour and never taken for it`() {
        let understood = Self.chillers.understand("How many work orders for CWC04019?", asOf: TestSites.asOf)
        #expect(understood.assets.isEmpty)
        #expect(understood.unknown == ["CWC04019"])
        #expect(understood.assumptions.contains { $0.contains("CWC04013") || $0.contains("CWC04009") })
    }

    @Test func `a relative time is named with its dates`() {
        let understood = Self.refinery.understand("어젯밤 알람", asOf: TestSites.asOf)
        #expect(understood.assumptions.contains { $0.contains("2026-03-03 22:00") && $0.contains("2026-03-04 06:00") })
    }

    @Test func `words without a meaning of their own are left to search for`() {
        let understood = Self.refinery.understand("Why is the seal flush of P-101A fouled?", asOf: TestSites.asOf)
        #expect(understood.terms == ["seal", "flush", "fouled"])
    }

    @Test func `a day that the question assumes is today`() {
        let question = "Assume today is early of July 2020, show the alerts for chiller 9 last month"
        let understood = Self.chillers.understand(question, asOf: TestSites.asOf)
        let zone = TestSites.zone
        #expect(understood.window?.from == zone.moment(CivilTime(year: 2020, month: 6, day: 1)))
        #expect(understood.window?.to == zone.moment(CivilTime(year: 2020, month: 7, day: 1)))
    }

    @Test func `nonsense and hostile input is read without harm`() {
        for question in [
            "", "   ", "????", "-", "2017", "\u{0}\u{1}", String(repeating: "알람 ", count: 2_000), "P-", "🙂🙂",
        ] {
            _ = Self.refinery.understand(question, asOf: TestSites.asOf)
        }
    }
}
