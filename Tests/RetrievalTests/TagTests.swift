import Plant
import Testing

@testable import Retrieval

@Suite struct `Asking about a tag` {
    private static let index = SearchIndex.build(
        [
            SearchDocument(id: "1", text: "14-P-102A 가열로에서 베어링 소음, 교체 후 시운전", kind: .workOrder),
            SearchDocument(
                id: "2",
                text: "bearing noise at the furnace on P-103A, bearing replaced, noise gone",
                kind: .workOrder
            ),
            SearchDocument(id: "3", text: "P_102A at the furnace: seal leak, seal replaced", kind: .workOrder),
            SearchDocument(id: "4", text: "ضوضاء في المحمل في p102a عند الفرن", kind: .workOrder),
            SearchDocument(id: "5", text: "P-102B vibration high, monitored", kind: .workOrder),
        ]
            + (0..<60).map {
                SearchDocument(id: "x\($0)", text: "P-2\($0 + 10)A inspected on rounds, nothing found", kind: .note)
            },
        revision: 1
    )

    private func ids(_ question: String) -> [String] { Self.index.search(question).map(\.id) }

    @Test(arguments: [
        "bearing noise P-102A", "bearing noise P102A", "bearing noise p 102a", "bearing noise P_102A",
        "when did 14-P-102A last have bearing noise", "ضوضاء في المحمل P-102A",
    ])
    func `what is about the tag comes first, and among that what is about the trouble, in any language`(
        _ question: String
    ) {
        #expect(Set(ids(question).prefix(2)) == ["1", "4"])
        #expect(ids(question)[2] == "3")
        // A number with its suffix brings fewer of them.
        #expect(Set(ids("102A 베어링 소음").prefix(2)) == ["1", "4"])
        // Other equipment is left in, further down.
        #expect(ids(question).contains("2"))
    }

    @Test func `a name that is within another brings its translations, too`() {
        #expect(ids("high vibration").first == "5")
        let glossary = Glossary.shared.expansions(of: FoldedText("high vibration").scalars).map(\.text)
        #expect(glossary.contains("고진동"))
        #expect(glossary.contains("진동"))
        #expect(glossary.contains("اهتزاز"))
    }

    @Test(arguments: ["CD4", "B2B", "p53", "vitamin B12", "July 2024", "Sept 2024", "did 120 pumps"])
    func `an ordinary name with digits is no tag`(_ text: String) {
        var analyzer = Analyzer()
        analyzer.start()
        analyzer.add(text)
        #expect(!analyzer.terms.contains { $0.name == .tag })
    }

    @Test func `a word before a unit number is no part of the name`() {
        var analyzer = Analyzer()
        analyzer.start()
        analyzer.add("did 14-P-102A")
        let tags = analyzer.terms.filter { $0.name == .tag }
        #expect(tags.map(\.hash) == [TermHash.of("#p102a".unicodeScalars.map(\.value), in: .main)])
    }

    @Test func `documents without their words are the same`() {
        let question = "bearing noise P-102A"
        let hits = Self.index.search(question)
        let ranked = Self.index.ranked(question)
        #expect(ranked.map(\.id) == hits.map(\.id))
        #expect(ranked.map(\.score) == hits.map(\.score))
    }
}
