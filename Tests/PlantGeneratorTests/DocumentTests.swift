import Glibc
import PlantGenerator
import Testing

@Suite struct `Generated documents` {
    @Test func `the bulletin is a well-formed PDF`() throws {
        let folder = try TemporaryFolder()
        try Scenario.named("pump-seal-leak").write(to: folder.path)
        let text = FolderListing.text(folder.path + "/data/documents/SB-077-dual-seal-bulletin.pdf")
        #expect(text.hasPrefix("%PDF-1.4\n"))
        #expect(text.hasSuffix("%%EOF\n"))
        // Each entry of the cross-reference table points at the object it is about.
        let bytes = Array(text.utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let entries = lines.filter { $0.hasSuffix(" 00000 n ") }
        #expect(entries.count == 9)
        for (index, entry) in entries.enumerated() {
            let offset = try #require(Int(entry.prefix(10)))
            let start = String(decoding: bytes[offset..<(offset + 7)], as: UTF8.self)
            #expect(start == "\(index + 1) 0 obj")
        }
        let table = try #require(Int(lines[lines.count - 3]))
        #expect(String(decoding: bytes[table..<(table + 4)], as: UTF8.self) == "xref")
    }

    @Test func `every short text of an order fits forty characters`() throws {
        let folder = try TemporaryFolder()
        try PlantGenerator(PlantGenerator.Options(seed: 4, days: 20, tags: 920, sampleSeconds: 3_600)).write(
            to: folder.path
        )
        let lines = FolderListing.lines(folder.path + "/data/work_orders.csv").dropFirst()
        let orders = lines.filter { $0.hasPrefix("WO4") }
        #expect(orders.count > 90)
        #expect(Set(orders.compactMap { $0.split(separator: ",").first }).count == orders.count)
        for order in orders where !order.contains("\"") {
            #expect(order.split(separator: ",", omittingEmptySubsequences: false)[2].count <= 40)
        }
    }
}
