import Ingestion
import Plant
import Testing

@Suite struct `Reading tables of readings` {
    private let wide =
        "time,A,B\n2026-03-01 00:00:00,1,2\n2026-03-01 00:01:00,3,\n2026-03-01 00:02:00,Bad,I/O Timeout\n"

    @Test func `wide, with blanks and statuses`() async throws {
        let all = try await Everything(text: wide)
        #expect(all.inspection.kind == .readings && all.inspection.layout == "wide")
        #expect(all.summary.rows == 3 && all.summary.readings == 3 && all.summary.blanks == 1)
        #expect(all.summary.badQuality == ["Bad": 1, "I/O Timeout": 1])
        #expect(all.series["A"]?.qualities == [.good, .good, .bad])
        #expect(all.series["B"]?.qualities == [.good, .timeout])
    }

    @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func `separators and line ends`(separator: String, lineEnd: String) async throws {
        let text = wide.replacing(",", with: separator).replacing("\n", with: lineEnd)
        let all = try await Everything(text: text)
        #expect(all.summary.readings == 3 && all.summary.rows == 3)
    }

    @Test func `encodings are detected`() async throws {
        let text = "time;온도;압력\n2026-03-01 00:00:00;1,5;2\n2026-03-01 00:01:00;2,5;3\n"
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), utf16] {
            let all = try await Everything(bytes: bytes)
            #expect(all.series["온도"]?.values == [1.5, 2.5], "decimal commas")
        }
        // 온도 in CP949
        let korean: [UInt8] = Array("time,".utf8) + [0xBF, 0xC2, 0xB5, 0xB5] + Array("\n2026-03-01 00:00:00,1\n".utf8)
        let all = try await Everything(bytes: korean)
        #expect(all.inspection.encoding == "cp949" && all.series["온도"] != nil)
    }

    @Test func `long, with qualities`() async throws {
        let text = """
            timestamp,tag,value,quality
            2026-03-01 00:00:00,A,1,Good
            2026-03-01 00:00:00,B,2,Bad
            2026-03-01 00:01:00,A,No Data,Good
            2026-03-01 00:01:00,B,4,192
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.layout == "long")
        #expect(all.summary.readings == 2 && all.summary.tags == 2)
        #expect(all.summary.badQuality == ["Bad": 1, "No Data": 1])
        #expect(all.series["B"]?.values == [0, 4])
    }

    @Test func `bad rows are set aside with their line and reason`() async throws {
        let text =
            "report of unit 1\n\ntime,A,B\n2026-03-01 00:00:00,1,2\nnonsense,1,2\n2026-03-01 00:02:00,1\n"
            + "2026-03-01 00:03:00,\"1,2\n2026-03-01 00:04:00,5,6\n2026-03-01 00:05:00,7,8\n2026-03-01 00:06:00,9,9\n"
        let all = try await Everything(text: text)
        #expect(all.quarantined.map(\.line) == [5, 6, 7])
        #expect(all.quarantined.map(\.reason) == ["bad_time", "missing_columns", "unclosed_quote"])
        #expect(all.series["A"]?.values == [1, 5, 7, 9])
        #expect(all.inspection.oddities.contains { $0.contains("free text") })
    }

    @Test func `no header and no times`() async throws {
        let all = try await Everything(text: "  1.0e-001  2.0\n  3.0e-001  4.0\n  5.0e-001  6.0\n", name: "x.txt")
        #expect(all.summary.readings == 6)
        #expect(all.series["column1"]?.values == [0.1, 0.3, 0.5])
        #expect(all.inspection.oddities.contains { $0.contains("no column of times") })
    }

    @Test func `tags are recognised in other spellings`() async throws {
        var settings = IngestionSettings(zone: .utc)
        settings.plant = PlantRegister(tags: [Tag(name: "P-101A.PV")])
        let all = try await Everything(
            text: "time,p101a.pv,X\n2026-03-01 00:00:00,1,2\n2026-03-01 00:01:00,1,2\n",
            settings
        )
        #expect(all.series["P-101A.PV"]?.count == 2)
        #expect(all.inspection.tagsFound == 2 && all.inspection.tagsRecognised == 1)
    }

    @Test func `JSON arrays and JSON Lines`() async throws {
        let first = #"{"timestamp":"2026-03-01T00:00:00Z","A":1.5,"B":null}"#
        let second = #"{"timestamp":"2026-03-01T00:01:00Z","A":"Bad","B":2}"#
        for text in ["[\(first),\n\(second)]", "\(first)\n\(second)\n", "{\"data\":[\(first),\(second)]}"] {
            let all = try await Everything(text: text, name: "x.json")
            #expect(all.summary.rows == 2 && all.summary.readings == 2 && all.summary.blanks == 1, "\(text)")
        }
    }

    @Test func `a gap is counted`() async throws {
        var text = "time,A\n"
        for minute in [0, 1, 2, 3, 10, 11, 12] { text += "2026-03-01 00:\(minute < 10 ? "0" : "")\(minute):00,1\n" }
        #expect(try await Everything(text: text).summary.gaps == 1)
    }

    @Test func `unreadable files say what to do`() async throws {
        await #expect(throws: IngestionError.self) { try await Everything("/nowhere/at/all.csv") }
        await #expect(throws: IngestionError.self) {
            try await Everything(bytes: [0x50, 0x4B, 0x03, 0x04, 0, 0], name: "a.xlsx")
        }
        await #expect(throws: IngestionError.self) {
            try await Everything(bytes: [0x1F, 0x8B, 8, 0, 0], name: "a.csv.gz")
        }
        await #expect(throws: IngestionError.self) { try await Everything(text: "") }
    }
}
