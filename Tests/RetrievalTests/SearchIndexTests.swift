import Plant
import Testing

@testable import Retrieval

@Suite struct `Searching an index` {
    static let documents = [
        SearchDocument(
            id: "work_order:1",
            title: "P-101A seal leak",
            text: "Mechanical seal leaking, replaced",
            asset: "P-101A",
            time: Timestamp(seconds: 1_000),
            kind: .workOrder
        ),
        SearchDocument(
            id: "work_order:2",
            title: "P-101B 씰 누설",
            text: "메카니컬씰에서 누유로 교체함",
            asset: "P-101B",
            time: Timestamp(seconds: 2_000),
            kind: .workOrder
        ),
        SearchDocument(
            id: "note:3",
            text: "Furnace burner checked, no findings",
            asset: "F-201",
            time: Timestamp(seconds: 3_000),
            kind: .note,
            dataClass: .restricted
        ),
        SearchDocument(id: "passage:4", text: "Flow controller 11-FIC-2034.PV is set to 12.5 m3/h", kind: .passage),
        SearchDocument(id: "passage:5", text: "تسرب في مانع التسرب للمضخة", kind: .passage),
        SearchDocument(id: "passage:6", text: "Brg c/o on fan motor", kind: .passage),
    ]
    static let index = SearchIndex.build(documents, revision: 7)

    private func ids(_ text: String, _ filter: SearchFilter = SearchFilter()) -> [String] {
        Self.index.search(text, filter: filter).map(\.id)
    }

    @Test(arguments: ["P-101A", "P101A", "p 101 a", "101A 펌프", "101 A 펌프"])
    func `equipment is found in every spelling`(_ spelling: String) {
        #expect(ids(spelling).first == "work_order:1")
    }

    @Test(arguments: ["11-FIC-2034.PV", "FIC2034", "FIC-2034", "2034", "fic 2034"])
    func `a tag is found whole and by its parts`(_ spelling: String) {
        #expect(ids(spelling).first == "passage:4")
    }

    @Test func `a Korean question finds what was written in English and in Arabic`() {
        let found = ids("씰 누설")
        #expect(Set(found.prefix(2)) == ["work_order:1", "work_order:2"])
        #expect(found.contains("passage:5"))
    }

    @Test func `an English question finds what was written in Korean`() {
        #expect(ids("seal leak").contains("work_order:2"))
    }

    @Test(arguments: ["bearing change out", "bearing replace"])
    func `shorthand is found by what it stands for`(_ question: String) {
        #expect(ids(question).contains("passage:6"))
    }

    @Test func `particles do not hide a word`() {
        #expect(ids("누유가").contains("work_order:2"))
        #expect(ids("메카니컬씰").first == "work_order:2")
    }

    @Test func `filters hold inside the search`() {
        #expect(ids("seal 씰", SearchFilter(assets: ["P-101B"])) == ["work_order:2"])
        #expect(ids("seal 씰 burner", SearchFilter(kinds: [.note])) == ["note:3"])
        #expect(!ids("burner", SearchFilter(highestClass: .internal)).contains("note:3"))
        let window = TimeWindow(from: Timestamp(seconds: 1_500), to: Timestamp(seconds: 2_500))
        #expect(ids("seal 씰", SearchFilter(window: window)) == ["work_order:2"])
    }

    @Test func `what matched is said`() {
        let hit = Self.index.search("burner findings unicorn").first
        #expect(hit?.matched == ["burner", "findings"])
    }

    @Test func `equal documents come in the order of their ids`() {
        let twins = ["c", "a", "b"].map { SearchDocument(id: "note:" + $0, text: "same words", kind: .note) }
        #expect(SearchIndex.build(twins, revision: 0).search("same").map(\.id) == ["note:a", "note:b", "note:c"])
    }

    @Test func `the bytes open again with the same answers and revision`() throws {
        let bytes = Self.index.bytes
        let opened = try SearchIndex(bytes: bytes)
        #expect(opened.revision == 7)
        #expect(opened.documentCount == 6)
        #expect(opened.search("seal leak") == Self.index.search("seal leak"))
        #expect(SearchIndex.build(Self.documents.reversed(), revision: 7).bytes == bytes)
    }

    @Test func `damage, another version and another analysis are refused with the remedy`() {
        var damaged = Self.index.bytes
        damaged[damaged.count - 3] ^= 0x40
        #expect(throws: SearchIndexError.corrupt(path: "(memory)")) { try SearchIndex(bytes: damaged) }
        #expect(throws: SearchIndexError.corrupt(path: "(memory)")) { try SearchIndex(bytes: []) }
        #expect(throws: SearchIndexError.corrupt(path: "(memory)")) {
            try SearchIndex(bytes: Array(Self.index.bytes.dropLast(9)))
        }
        #expect("\(SearchIndexError.otherAnalysis(path: "x", found: 1, expected: 2))".contains("delete it"))
    }

    @Test func `an empty index and an empty question find nothing`() {
        #expect(SearchIndex.build([], revision: 0).search("seal").isEmpty)
        #expect(ids("").isEmpty)
    }
}

@Suite struct `Packing evidence` {
    private func candidate(_ text: String, _ relevance: Double, sequence: String? = nil, position: Int? = nil)
        -> EvidenceCandidate
    {
        let evidence = Evidence(
            id: "",
            kind: .passage,
            source: text,
            text: text,
            dataClass: .internal,
            link: "record:" + text
        )
        return EvidenceCandidate(evidence: evidence, relevance: relevance, sequence: sequence, position: position)
    }

    @Test func `the most useful comes first and nothing twice`() {
        let packed = EvidencePacker(tokenBudget: 1_000).pack([
            candidate("low", 1), candidate("high", 9), candidate("high", 3),
        ])
        #expect(packed.map(\.text) == ["high", "low"])
        #expect(packed.map(\.id) == ["E1", "E2"])
    }

    @Test func `the budget holds`() {
        let many = (0..<50).map { candidate("passage number \($0) about seals", Double($0)) }
        let packed = EvidencePacker(tokenBudget: 100).pack(many)
        #expect(!packed.isEmpty)
        #expect(packed.map { EvidencePacker.tokens(in: $0.text) + 8 }.reduce(0, +) <= 100)
    }

    @Test func `neighbours are joined in the order of their document`() {
        let packed = EvidencePacker(tokenBudget: 1_000)
            .pack([
                candidate("second", 5, sequence: "d", position: 2), candidate("first", 4, sequence: "d", position: 1),
            ])
        #expect(packed.map(\.text) == ["first\nsecond"])
    }

    @Test func `the order of candidates does not matter`() {
        let many = (0..<30).map { candidate("item \($0 % 7) of \($0)", Double($0 % 5)) }
        #expect(EvidencePacker(tokenBudget: 200).pack(many) == EvidencePacker(tokenBudget: 200).pack(many.reversed()))
    }

    @Test(arguments: [("seal leak", 3), ("누설", 2), ("1234", 2), ("", 0)])
    func `tokens are estimated by script`(_ text: String, _ tokens: Int) {
        #expect(EvidencePacker.tokens(in: text) == tokens)
    }
}
