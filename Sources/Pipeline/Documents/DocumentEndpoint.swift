import Generation
package import HTTPTransport
import Plant

extension Workspace {
    /// The endpoint for documents, for people.
    package func documentEndpoint() -> [String] {
        guard let settings = configuration.documents else { return [] }
        let price = settings.pagePrice.map { ", \($0) a page" } ?? ""
        return [
            EndpointWording(settings.endpoint).text,
            "  reads \(settings.scansOnly ? "scanned PDFs" : "PDFs") and pictures, each content once\(price); takes fields "
                + "with \(settings.extractionModel)",
        ]
    }

    /// Has the endpoint for documents read a page that holds nothing of the plant; `nil` when none is configured.
    package func checkDocumentEndpoint(
        transport: any HTTPTransport = CurlTransport()
    ) async throws -> (text: String, answers: Bool)? {
        guard let settings = configuration.documents else { return nil }
        var lines = ["\(settings.endpoint.name)  \(settings.endpoint.url)  \(settings.endpoint.model)"]
        var answers = true
        do {
            let page = TestPage.bytes
            let document = try await documentGateway(settings, transport: transport)
                .document(page, named: "check.pdf", hash: SHA256.hex(of: page), dataClass: .public, isInteractive: true)
            let text = document.elements.map(\.html).joined(separator: " ")
            if text.contains(TestPage.word) {
                lines.append("  ✓ reads a page (\(document.reader)); the one page is charged")
            } else {
                lines.append(
                    "  ✗ it answered, but did not read the words on a page that was made up for this: "
                        + "is \(settings.endpoint.model) a model that reads documents?"
                )
                answers = false
            }
        } catch let error where !(error is CancellationError) {
            lines.append("  ✗ \(error)")
            answers = false
        }
        if settings.endpoint.highestClass < configuration.dataClass {
            lines.append(
                "  ✗ documents are \(configuration.dataClass.rawValue) unless 'sources' says otherwise (data_class), but "
                    + "highest_class is \(settings.endpoint.highestClass.rawValue): they are read here instead"
            )
            answers = false
        }
        return (lines.joined(separator: "\n"), answers)
    }
}

/// A page that says a few words, as a PDF.
enum TestPage {
    static let word = "telltale"

    static let bytes: [UInt8] = {
        let content = "BT /F 24 Tf 40 120 Td (This page says \(word)) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            "<</Length \(content.utf8.count)>>stream\n\(content)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
        var text = "%PDF-1.4\n"
        var starts: [Int] = []
        for (index, object) in objects.enumerated() {
            starts.append(text.utf8.count)
            text += "\(index + 1) 0 obj\(object)endobj\n"
        }
        let table = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for start in starts {
            let digits = "\(start)"
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer<</Root 1 0 R/Size \(objects.count + 1)>>\nstartxref\n\(table)\n%%EOF\n"
        return Array(text.utf8)
    }()
}
