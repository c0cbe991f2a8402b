import Plant
import Testing

@testable import Retrieval

@Suite struct `Turning a question round` {
    private static let reader: QuestionReader = {
        var site = TestSites.refinery
        site.fieldValues["status"] = ["closed", "open", "waiting"].map { FieldValue($0, kinds: [.workOrder]) }
        return QuestionReader(site: site, zone: TestSites.zone)
    }()

    @Test(arguments: [
        "Which work orders are not closed?", "work orders that aren't closed", "List the work orders except closed",
        "closed가 아닌 작업지시 목록",
    ])
    func `a state that is not wanted asks for all others, and says which`(_ question: String) {
        let understood = Self.reader.understand(question, asOf: TestSites.asOf)
        #expect(understood.fields["status"] == ["open", "waiting"])
        #expect(understood.kinds == [.workOrder])
        #expect(understood.assumptions.contains { $0.contains("open, waiting") })
    }

    @Test func `the state itself is still the state`() {
        let understood = Self.reader.understand("Which work orders are closed?", asOf: TestSites.asOf)
        #expect(understood.fields["status"] == ["closed"])
    }

    @Test(arguments: [
        "List seal leaks not on P-101A", "씰 누설 목록, P-101A 제외", "P-101A를 빼고 씰 누설", "تسرب ما عدا P-101A",
        "seal leaks on pumps other than P-101A",
    ])
    func `equipment that is not wanted is never taken for what is`(_ question: String) {
        let understood = Self.reader.understand(question, asOf: TestSites.asOf)
        #expect(understood.assets.isEmpty)
        #expect(understood.assumptions.contains { $0.contains("P-101A") })
    }

    @Test func `one tag in two spellings is both of them`() {
        var site = TestSites.refinery
        site.assets.append(Asset(id: "P101A", name: ""))
        let reader = QuestionReader(site: site, zone: TestSites.zone)
        #expect(Set(reader.understand("P-1O1A 왜 정지?", asOf: TestSites.asOf).assets) == ["P-101A", "P101A"])
    }

    @Test(arguments: ["P-1O1A 왜 정지?", "Why did P-lO1A stop?", "p-1o1a trip"])
    func `letters that look like digits are read as these, which is said`(_ question: String) {
        let understood = Self.reader.understand(question, asOf: TestSites.asOf)
        #expect(understood.assets == ["P-101A"])
        #expect(understood.assumptions.contains { $0.contains("P-101A") })
    }
}

@Suite struct `Weighing names that a question does not say` {
    private func index(_ texts: [String]) -> SearchIndex {
        SearchIndex.build(
            texts.enumerated().map { SearchDocument(id: "note:\($0)", title: "", text: $1, kind: .note) },
            revision: 0
        )
    }

    @Test func `a translation that is rare in its language says no more than the word that was asked for`() {
        let texts = [
            "베어링과열로 긴급정지", "brg u/s high vib replaced brg", "bearing noise checked", "bearing greased",
            "bearing housing painted", "bearing temperature checked",
        ]
        let ids = index(texts).search("bearing unserviceable").map(\.id)
        #expect(ids.firstIndex(of: "note:1") ?? 9 < ids.firstIndex(of: "note:0") ?? 9)
    }

    @Test(arguments: [
        ("temperature", "compressor tripped on high disch temp 145 °C"), ("1.5 bar", "الضغط ١٫٥ bar"),
        ("١٫٥", "1.5 bar"),
    ])
    func `shorthand before a number and decimals in Arabic digits are read`(_ question: String, _ text: String) {
        let hits = index(["other words altogether", text]).search(question)
        #expect(hits.first?.id == "note:1")
        #expect(hits.first?.matched.isEmpty == false)
    }

    @Test func `three digits of one number are no sign of another`() {
        let hits = index(["E-201 열교환기 튜브 막힘 세척", "FIC-2034 불안정"]).search("2034")
        #expect(hits.map(\.id) == ["note:1"])
    }
}
