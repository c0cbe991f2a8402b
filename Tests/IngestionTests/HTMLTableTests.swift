import Ingestion
import Plant
import Testing

@Suite struct `Pages of HTML that are workbooks` {
    private let page = """
        <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">
        <style>td { mso-number-format:"\\@"; }</style></head><body>
        <table><tr><td colspan=4><b>Work Order Tracking</b></td></tr>
        <tr><th>Work Order</th><th>Description</th><th>Asset</th><th>Actual Start</th></tr>
        <tr><td>1001<td>Seal leaks &amp; drips<br>see photo<td>P-101A<td>2026-03-01 08:00
        <tr><td>1002</td><td>밸브 <i>고착</i></td><td>FV-2</td><td>2026-03-02 09:30</td></tr>
        <tr><td>1003</td><td><table><tr><td>inner</td></tr></table> note</td><td>&nbsp;</td><td>2026-03-03</td></tr>
        </table><p>3 rows</p></body></html>
        """

    private func all(_ text: String, name: String, mapping: String = "") async throws -> Everything {
        var settings = IngestionSettings(zone: try SiteTimeZone("UTC"))
        if !mapping.isEmpty { settings.mapping = try Mapping(yaml: mapping, name: "mapping") }
        return try await Everything(text: text, name: name, settings)
    }

    @Test func `are read as the table that they show`() async throws {
        let read = try await all(page, name: "wo.xls")
        #expect(read.inspection.kind == .workOrders)
        #expect(read.inspection.oddities.first == "is a page of HTML; its tables are read as rows")
        #expect(read.records.map(\.id) == ["1001", "1002", "1003"])
        #expect(
            read.records.map { $0.time?.description } == [
                "2026-03-01T08:00:00Z", "2026-03-02T09:30:00Z", "2026-03-03T00:00:00Z",
            ]
        )
        let texts = read.records.map { $0.title + "\n" + $0.text }
        #expect(texts[0].contains("Seal leaks & drips") && texts[0].contains("see photo"))
        #expect(texts[1].contains("밸브 고착"))
        #expect(texts[2].contains("inner note"))
        #expect(read.summary.quarantined.isEmpty)
    }

    @Test func `hold readings, too`() async throws {
        let rows = (0..<10).map { "<tr><td>2026-03-01 00:0\($0)</td><td>1,5</td><td>Bad</td></tr>" }.joined()
        let read = try await all(
            "<html><table><tr><th>Time</th><th>FIC-1</th><th>TI-2</th></tr>\(rows)</table></html>",
            name: "trend.xls"
        )
        #expect(read.series["FIC-1"]?.values == Array(repeating: 1.5, count: 10))
        #expect(read.series["TI-2"]?.qualities == Array(repeating: .bad, count: 10))
    }

    @Test func `a page that is called a page stays a document, unless it is said to hold rows`() async throws {
        #expect(try await all(page, name: "wo.html").inspection.kind == .document)
        let said = try await all(page, name: "wo.html", mapping: "kind: work_orders\n")
        #expect(said.records.count == 3)
    }

    @Test(arguments: [
        "<html><table><tr><td colspan=2147483648>a</td><td>b", "<html><table><table><table></tr></td>",
        "<html><tr><td>a<td>b<tr><td>c<td>d<tr><td>&#0;&#xFFFFFFFF;", "<html><table><tr><td>1</td><td>2</td></tr><tr>",
    ])
    func `a torn page is read as far as it goes`(text: String) async throws {
        let read = try await all(text, name: "torn.xls")
        #expect(read.summary.rows >= 0)
    }
}
