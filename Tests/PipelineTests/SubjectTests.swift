import Plant
import Testing

@testable import Pipeline

@Suite struct `What a text is about` {
    private static let tree = AssetTree([
        Asset(id: "CDU", name: ""), Asset(id: "P-101A", name: "", parent: "CDU"),
        Asset(id: "P-102", name: "", parent: "CDU"),
    ])

    private func passage(_ headings: [String]) -> Record {
        Record(
            id: "1",
            kind: .passage,
            title: "",
            source: SourceLocation(file: "manual.md", headings: headings)
        )
    }

    @Test(arguments: [
        (["دليل تشغيل المضخة P-102", "التشغيل"], true), (["P-101A 펌프 운전 절차", "기동"], false),
        (["Changeover P-101A/B", "Signs of a seal leak"], false), (["CDU start up"], false), ([String](), false),
        (["P-102의 기동"], true), (["P-102 and P-101A"], false),
    ])
    func `a manual of other equipment is told from that of the equipment asked about`(
        _ headings: [String],
        _ isOther: Bool
    ) {
        let subjects = PassageSubjects(Self.tree, asked: ["P-101A"])
        #expect(subjects.isOfOther(passage(headings)) == isOther)
    }

    @Test func `a question without equipment leaves every manual in`() {
        #expect(!PassageSubjects(Self.tree, asked: []).isOfOther(passage(["P-102"])))
    }

    @Test(arguments: ["P-101A", "p101a", "P_101 A"])
    func `letters and digits make a name`(_ name: String) {
        #expect(name.spellingKey == "p101a")
    }
}
