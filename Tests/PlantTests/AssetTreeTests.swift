import Plant
import Testing

@Suite struct `The asset tree` {
    let tree = AssetTree([
        Asset(id: "SITE", name: "Site"),
        Asset(id: "CDU", name: "Crude unit", parent: "SITE"),
        Asset(id: "P-101", name: "Charge pumps", parent: "CDU"),
        Asset(id: "P-101B", name: "Pump B", parent: "P-101"),
        Asset(id: "P-101A", name: "Pump A", parent: "P-101"),
        Asset(id: "X", name: "Loop", parent: "Y"),
        Asset(id: "Y", name: "Loop", parent: "X"),
    ])

    @Test func `lists what is inside, parents first and in order`() {
        #expect(tree.subtree(of: "CDU") == ["CDU", "P-101", "P-101A", "P-101B"])
    }

    @Test func `names the parents, nearest first`() {
        #expect(tree.ancestors(of: "P-101A") == ["P-101", "CDU", "SITE"])
        #expect(tree.ancestors(of: "SITE").isEmpty)
    }

    @Test func `cuts loops`() {
        #expect(tree.subtree(of: "X") == ["X", "Y"])
        #expect(tree.ancestors(of: "X") == ["Y"])
    }

    @Test func `knows nothing of strangers`() {
        #expect(tree["Q-1"] == nil)
        #expect(tree.subtree(of: "Q-1") == ["Q-1"])
    }
}
