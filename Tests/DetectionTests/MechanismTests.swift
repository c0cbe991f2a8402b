import Detection
import Plant
import Testing

@Suite struct `Likely mechanisms` {
    private static func sign(
        _ direction: EquipmentKnowledge.Sign.Direction,
        _ quantities: String...
    ) -> EquipmentKnowledge.Sign {
        EquipmentKnowledge.Sign(direction: direction, quantities: quantities)
    }

    private static func mechanism(
        _ name: String,
        needs: Int = 2,
        _ signs: [EquipmentKnowledge.Sign]
    ) -> EquipmentKnowledge.Mechanism {
        EquipmentKnowledge.Mechanism(
            name: EquipmentKnowledge.LocalName(english: name),
            mode: "ELP",
            mechanism: "1.1",
            needs: needs,
            signs: signs,
            check: "the gland"
        )
    }

    private static let leak = mechanism(
        "seal leak",
        [sign(.falls, "seal pressure"), sign(.rises, "vibration"), sign(.rises, "gas")]
    )

    private func search(_ mechanisms: [EquipmentKnowledge.Mechanism]) -> MechanismSearch {
        MechanismSearch(
            knowledge: EquipmentKnowledge(classes: [
                EquipmentKnowledge.Class(code: "PU", words: ["pump"], calculations: [], mechanisms: mechanisms)
            ]),
            assets: AssetTree(Unit.assets),
            tags: Unit.tags
        )
    }

    private func incident(_ findings: [Finding]) throws -> Incident {
        try #require(Unit.builder().incidents(findings: findings, alarms: [], records: []).first)
    }

    @Test func `are named with the findings that speak for them and what is not measured`() throws {
        let incident = try incident([
            Unit.limit(Unit.sealPressure, from: 100, to: 200, value: 3.2, limit: 4, severity: .high),
            Unit.limit(Unit.vibration, from: 130, to: 200, value: 5.2, limit: 4.5),
        ])
        let likely = try #require(search([Self.leak]).mechanisms(of: incident).first)
        #expect(likely.asset == "P-101A")
        #expect(likely.because.count == 2)
        #expect(likely.unmeasured == ["gas"])
        #expect(likely.against.isEmpty)
    }

    @Test func `are not named when too few signs are seen or as many point the other way`() throws {
        let few = try incident([
            Unit.limit(Unit.vibration, from: 130, to: 200, value: 5.2, limit: 4.5, severity: .high)
        ])
        #expect(search([Self.leak]).mechanisms(of: few).isEmpty)
        let torn = try incident([
            Unit.limit(Unit.vibration, from: 130, to: 200, value: 5.2, limit: 4.5),
            Unit.limit(Unit.sealPressure, from: 100, to: 200, value: 9, limit: 8.5, severity: .high),
        ])
        let one = Self.mechanism("leak", needs: 1, Self.leak.signs)
        #expect(search([one]).mechanisms(of: torn).isEmpty)
    }

    @Test func `of the same name, a site's takes the place of the built-in one`() {
        let own = EquipmentKnowledge(classes: [
            EquipmentKnowledge.Class(
                code: "PU",
                words: ["rotor"],
                calculations: [],
                mechanisms: [Self.mechanism("seal leak", needs: 1, [Self.sign(.rises, "noise")])]
            )
        ])
        let built = EquipmentKnowledge(classes: [
            EquipmentKnowledge.Class(code: "PU", words: ["pump"], calculations: [], mechanisms: [Self.leak])
        ])
        let merged = built.adding(own).classes
        #expect(merged.count == 1)
        #expect(merged.first?.mechanisms.map(\.needs) == [1])
        #expect(merged.first?.words == ["pump", "rotor"])
    }

    @Test(arguments: [
        ("a + b * 2", 8.0), ("(a + b) * 2", 10), ("-a + b", 1), ("lmtd(b, b)", 3), ("sqrt(a * 2)", 2),
        ("curve(2.5)", 15), ("max(a, b) - min(a, b)", 1), ("b / a", 1.5),
    ])
    func `formulas are computed`(text: String, expected: Double) throws {
        let known: [String: FormulaValue] = [
            "a": .number(2), "b": .number(3),
            "curve": .curve([FormulaValue.Point(x: 2, y: 10), FormulaValue.Point(x: 3, y: 20)]),
        ]
        let value = try #require(try Formula(text).value(known))
        #expect(abs(value - expected) < 1e-12)
    }

    @Test(arguments: ["a +", "(a", "a b", "lmtd(a)", "", "1.2.3", "a ; b"])
    func `formulas that make no sense are refused`(text: String) {
        #expect(throws: Formula.Mistake.self) { try Formula(text) }
    }

    @Test func `a formula without its values is not computed`() throws {
        #expect(try Formula("a / b").value(["a": .number(1)]) == nil)
        #expect(try Formula("a / b").value(["a": .number(1), "b": .number(0)]) == nil)
        #expect(try Formula("curve(9)").value(["curve": .curve([FormulaValue.Point(x: 0, y: 1)])]) == nil)
    }
}
