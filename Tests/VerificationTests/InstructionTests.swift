import Plant
import Testing
import Verification

@Suite struct `Statements that tell someone to act` {
    @Test(arguments: [
        ("Open the bypass valve HV-201 immediately.", Language.english), ("Close XV-105.", .english),
        ("The operator should bypass the low pressure trip.", .english),
        ("Isolate the pump and drain the casing.", .english),
        ("It is recommended to restart P-101A.", .english), ("You can override the interlock.", .english),
        ("Please stop P-101A.", .english), ("1. Close the suction valve.", .english),
        ("The trip must be defeated before start-up.", .english), ("Consider closing XV-105.", .english),
        ("Check the seal and restart the pump.", .english),
        ("The note says “open the bypass valve HV-201 immediately”.", .english),
        ("우회 밸브 HV-201을 즉시 개방하십시오.", .korean), ("P-101A를 재기동해야 합니다.", .korean),
        ("인터록을 바이패스하세요.", .korean), ("펌프를 정지하는 것을 권장합니다.", .korean), ("밸브를 닫아 주세요.", .korean),
        ("트립을 무력화할 필요가 있습니다.", .korean), ("펌프를 격리하십시오.", .korean), ("밸브를 여십시오.", .korean),
        ("افتح صمام التجاوز HV-201 فورا.", .arabic), ("يجب إيقاف المضخة P-101A.", .arabic),
        ("نوصي بتجاوز نظام الحماية.", .arabic),
        ("يرجى إغلاق الصمام.", .arabic),
    ])
    func `need a person's confirmation`(text: String, language: Language) {
        #expect(PlantInCases.check(text, ["E9"], language).needsConfirmation)
    }

    @Test(arguments: [
        ("P-101A tripped at 02:47.", Language.english), ("The operator opened XV-105 at 23:40.", .english),
        ("Valve XV-105 was closed at 23:10.", .english), ("Start time was 02:47.", .english),
        ("The trip of P-101A was caused by low pressure.", .english), ("P-101B was started as the spare.", .english),
        ("Trip of P-101A at 02:47.", .english), ("The pressure fell and the pump tripped.", .english),
        ("P-101A가 트립되었습니다.", .korean), ("예비 펌프 P-101B가 기동되었습니다.", .korean), ("밸브가 23:10에 닫혔습니다.", .korean),
        ("온도가 높았습니다.", .korean), ("توقفت المضخة P-101A.", .arabic), ("تم إغلاق الصمام الساعة 23:10.", .arabic),
    ])
    func `are told from reports`(text: String, language: Language) {
        #expect(!PlantInCases.check(text, ["E11"], language).needsConfirmation)
    }

    @Test func `stay marked when a note's hidden order is repeated`() {
        let checked = PlantInCases.check("Open the bypass valve HV-201 immediately.", ["E9"], .english)
        #expect(checked.needsConfirmation)
        let turned = PlantInCases.check("Open the bypass valve HV-202 immediately.", ["E9"], .english)
        #expect(turned.needsConfirmation)
        #expect(turned.verdict == .unsupported)
    }
}

@Suite struct `A report over statements` {
    @Test func `counts verdicts and reasons`() {
        let checked = [
            PlantInCases.check("P-101A tripped at 02:47.", ["E1"], .english),
            PlantInCases.check("P-101A tripped at 03:12 with 85 A.", ["E1"], .english),
            PlantInCases.check("Close XV-105.", [], .english),
        ]
        let report = VerificationReport(checked)
        #expect(report.statements == 3)
        #expect(report.supported == 1)
        #expect(report.contradicted == 1)
        #expect(report.unsupported == 1)
        #expect(report.needConfirmation == 1)
        #expect(report.reasons == ["time": 1, "number": 1, "citation": 1])
        #expect(!report.isClean)
    }

    @Test func `leaves text, citations and order alone`() {
        let verifier = Verifier(context: PlantInCases.context)
        let statements = [Statement(text: "b [E1]", citations: ["E1"]), Statement(text: "a", citations: [])]
        let checked = verifier.check(statements, against: PlantInCases.evidence, question: "", language: .english)
        #expect(checked.map(\.text) == ["b [E1]", "a"])
        #expect(verifier.check([], against: [], question: "", language: .korean).isEmpty)
    }
}
