import Plant
import Testing

@testable import Ingestion

@Suite struct `Hostile input` {
    @Test(arguments: 0..<40) func `random bytes never break a table`(seed: Int) async throws {
        var random = SplitMix(seed: UInt64(seed))
        let alphabet = Array("\"\",,;;\t\n\r 0123456789.-e:/TABCtimeé\u{0}".utf8) + [0xFF, 0xC3, 0xED]
        var text = Array(seed % 2 == 0 ? "time,A,B\n2026-03-01 00:00:00,1,2\n".utf8 : "".utf8)
        for _ in 0..<(seed * 200) { text.append(alphabet[Int(random.next() % UInt64(alphabet.count))]) }
        do {
            let all = try await Everything(bytes: text)
            #expect(all.summary.rows >= 0)
        } catch is IngestionError {}
    }

    @Test(arguments: 0..<40) func `random bytes never break JSON`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let alphabet = Array("{}[]\"\\:,0123456789.eE+-truefalsn u00d8\n".utf8)
        for _ in 0..<500 {
            let text = (0..<Int(random.next() % 60)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            _ = try? JsonParser.parse(text)
        }
    }

    @Test(arguments: 0..<20) func `random bytes are rarely times and never a crash`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let alphabet = Array("0123456789-/.: TZ+AMPm오전년월일\u{0}".utf8)
        for _ in 0..<2_000 {
            let text = (0..<Int(random.next() % 30)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            for format in TimeFormat.allCases { _ = TimeText.parse(text, as: format) }
            _ = DecimalNumber.parse(text)
            _ = ShiftLog(text, name: "x")
            _ = HTMLBlocks.read(text)
        }
    }

    @Test func `brackets without end`() {
        #expect(throws: JsonError.self) { try JsonParser.parse([UInt8](repeating: 0x5B, count: 100_000)) }
    }

    @Test func `too many columns cost one row`() async throws {
        let long = String(repeating: ",", count: 70_000)
        let all = try await Everything(text: "time,A\n2026-03-01 00:00:00,1\n\(long)\n2026-03-01 00:01:00,2\n")
        #expect(all.quarantined.map(\.reason) == ["too_many_columns"])
        #expect(all.summary.readings == 2)
    }

    @Test func `a table with more columns than any has is refused, whatever it is called`() async throws {
        let header = "time," + (0..<70_000).map { "T\($0)" }.joined(separator: ",")
        let text = header + "\n2026-03-01 00:00:00," + String(repeating: "1,", count: 70_000) + "\n"
        for name in ["wide.csv", "wide.csv.gz"] {
            let error = await #expect(throws: IngestionError.self) { try await Everything(text: text, name: name) }
            #expect(error?.code == .tooLarge && error?.message.contains("row a reading") == true)
        }
    }

    @Test func `text without a blank is cut into passages all the same`() async throws {
        let all = try await Everything(text: String(repeating: "씰누설,", count: 100_000), name: "blob.txt")
        #expect(all.records.count > 10)
        #expect(all.records.allSatisfy { $0.text.utf8.count <= 256 * 260 })
        #expect(all.records.map(\.text).joined().count(where: { $0 == "누" }) == 100_000)
    }

    @Test func `one bad row in ten is found by its line`() async throws {
        var text = "time,A\n"
        for row in 1...50_000 { text += row % 10 == 0 ? "x,1\n" : "2026-03-01 00:00:00,\(row)\n" }
        let all = try await Everything(text: text)
        #expect(all.quarantined.count == 5_000 && all.quarantined.first?.line == 11)
        #expect(all.summary.readings == 45_000)
    }
}
