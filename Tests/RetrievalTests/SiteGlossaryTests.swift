import Plant
import Testing

@testable import Retrieval

@Suite struct `A site's own words` {
    static let table = """
        # names of the tank farm
        english,korean,arabic
        "slop oil; recovered oil",슬롭유,زيت مسترجع
        big bertha,왕언니,

        """
    static let documents = [
        SearchDocument(id: "note:1", text: "Transferred recovered oil to tank 7", kind: .note),
        SearchDocument(id: "note:2", text: "슬롭유 이송 완료", kind: .note),
        SearchDocument(id: "note:3", text: "تم نقل زيت مسترجع", kind: .note),
        SearchDocument(id: "note:4", text: "왕언니 기동", kind: .note),
        SearchDocument(id: "note:5", text: "mechanical seal leak", kind: .note),
        SearchDocument(id: "note:6", text: "씰 누설 발견", kind: .note),
        SearchDocument(id: "note:7", text: "تسرب مانع التسرب", kind: .note),
    ]
    static let index = SearchIndex.build(documents, revision: 0)

    private func found(_ question: String) throws -> Set<String> {
        let site = try SiteGlossary(csv: Array(Self.table.utf8), file: "glossary.csv")
        return Set(Self.index.widened(by: site).search(question).map(\.id))
    }

    @Test(arguments: ["slop oil", "슬롭유", "زيت مسترجع"])
    func `lead from each language to the others`(_ question: String) throws {
        #expect(try found(question).isSuperset(of: ["note:1", "note:2", "note:3"]))
    }

    @Test func `are unknown without the file`() {
        #expect(Self.index.search("big bertha").isEmpty)
    }

    @Test func `may leave a language out`() throws {
        #expect(try found("big bertha") == ["note:4"])
    }

    @Test(arguments: ["seal leak", "씰 누설", "تسرب مانع التسرب"])
    func `stand beside the built-in ones`(_ question: String) throws {
        #expect(try found(question).isSuperset(of: ["note:5", "note:6", "note:7"]))
    }

    @Test(arguments: [
        ("english,korean\nslop oil,슬롭유,زيت", 2, "cells"), ("english,korean\n\"slop oil,슬롭유", 2, "not closed"),
        ("slop oil,슬롭유", 1, "english,korean,arabic"), ("english,korean\nslop oil,", 2, "second one"),
    ])
    func `that cannot be read are refused with the line`(_ text: String, _ line: Int, _ reason: String) {
        let error = #expect(throws: SiteGlossaryError.self) {
            try SiteGlossary(csv: Array(text.utf8), file: "glossary.csv")
        }
        #expect(error?.line == line)
        #expect(error?.description.contains(reason) == true)
    }
}
