import Glibc
import Ingestion
import Plant
import Testing

@Suite struct `Reading PDF` {
    private static let isInstalled = access("/usr/bin/pdftotext", X_OK) == 0

    /// Two pages with a line of text each; poppler finds the objects without a table of them.
    private let twoPages = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
        4 0 obj<</Length 58>>stream
        BT /F 12 Tf 50 700 Td (Isolate the pump P-101A first.) Tj ET
        endstream endobj
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
        7 0 obj<</Length 58>>stream
        BT /F 12 Tf 50 700 Td (Then drain it to the sump.   ) Tj ET
        endstream endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """

    @Test(.enabled(if: isInstalled, "pdftotext is not installed"))
    func `passages keep their pages`() async throws {
        let all = try await Everything(text: twoPages, name: "procedure.pdf")
        #expect(all.inspection.kind == .document && all.inspection.layout == "pdf")
        #expect(all.records.map(\.source.page) == [1, 2])
        #expect(all.records.map(\.text) == ["Isolate the pump P-101A first.", "Then drain it to the sump."])
    }

    @Test(.enabled(if: isInstalled, "pdftotext is not installed"))
    func `a damaged one says so`() async throws {
        let error = await #expect(throws: IngestionError.self) {
            try await Everything(text: "%PDF-1.4 nonsense", name: "a.pdf")
        }
        #expect(error?.code == .corrupt)
    }
}
