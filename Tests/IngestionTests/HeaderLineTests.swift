import Ingestion
import Plant
import TestSupport
import Testing

/// Tables whose columns are told of in more than one line.
@Suite struct `Reading several lines of headings` {
    private func check(_ all: Everything) {
        #expect(all.series["FIC-2034"]?.values == [80, 81, 82] && all.series["TI-1021"]?.values == [350, 351, 352])
        #expect(all.quarantined.isEmpty && all.summary.rows == 3)
        #expect(all.tags.map(\.name) == ["FIC-2034", "TI-1021"])
        #expect(all.tags.map(\.unit) == ["m3/h", "degC"])
    }

    private let data = "2026-03-01 00:00:00,80,350\n2026-03-01 00:01:00,81,351\n2026-03-01 00:02:00,82,352\n"

    @Test(arguments: [",", ";", "\t"]) func `tags, then units`(separator: String) async throws {
        let text = "time,FIC-2034,TI-1021\n,m3/h,degC\n" + data
        let all = try await Everything(text: text.replacing(",", with: separator))
        check(all)
        #expect(all.inspection.headerLine == 1)
        #expect(all.inspection.oddities.contains { $0.hasPrefix("line 2 tells the units of measure") })
        let again = try await Everything(
            text: text.replacing(",", with: separator),
            IngestionSettings(zone: .utc, mapping: try Mapping(yaml: all.inspection.mapping.yaml, name: "again"))
        )
        check(again)
        #expect(again.inspection.mapping == all.inspection.mapping)
    }

    @Test func `tags, descriptions, then units in brackets`() async throws {
        let all = try await Everything(
            text: "time,FIC-2034,TI-1021\n,Crude charge,Furnace outlet\nUTC,[m3/h],[degC]\n" + data
        )
        check(all)
        #expect(all.tags.map(\.description) == ["Crude charge", "Furnace outlet"])
    }

    @Test func `descriptions, then tags`() async throws {
        let all = try await Everything(text: "Zeit,Einsatz,Austritt\nTag,FIC-2034,TI-1021\n,m3/h,degC\n" + data)
        check(all)
        #expect(all.inspection.headerLine == 2 && all.tags.map(\.description) == ["Einsatz", "Austritt"])
    }

    @Test func `headings of groups stand above the tags`() async throws {
        let all = try await Everything(text: ",Furnace,\ntime,FIC-2034,TI-1021\n,m3/h,degC\n" + data)
        check(all)
    }

    @Test func `units in brackets after the names`() async throws {
        let all = try await Everything(text: "time,FIC-2034 (m3/h),TI-1021 [degC]\n" + data)
        check(all)
        #expect(all.inspection.oddities.contains("headings tell units: FIC-2034 is in m3/h"))
    }

    @Test func `one tag in two units stays two columns`() async throws {
        let all = try await Everything(text: "time,FI-1 (m3/h),FI-1 (t/h)\n" + data)
        #expect(all.series.keys.sorted() == ["FI-1 (m3/h)", "FI-1 (t/h)"])
    }

    @Test func `a tag that the plant has in another unit keeps its heading`() async throws {
        let known = [Tag(name: "TI-1021", unit: "degF")]
        let all = try await Everything(
            text: "time,FIC-2034 (m3/h),TI-1021 (degC)\n" + data,
            IngestionSettings(zone: .utc, plant: PlantRegister(tags: known))
        )
        #expect(all.series.keys.sorted() == ["FIC-2034", "TI-1021 (degC)"])
    }

    @Test func `in a workbook`() async throws {
        let row = WorkbookBuilder.row
        var rows = row(1, ["time", "FIC-2034", "TI-1021"]) + row(2, ["", "m3/h", "degC"])
        for (index, line) in data.split(separator: "\n").enumerated() {
            rows += row(index + 3, line.split(separator: ",").map(String.init))
        }
        check(try await Everything(bytes: WorkbookBuilder(rows: rows).bytes, name: "a.xlsx"))
    }

    @Test func `a unit that the plant knows already is not overwritten`() async throws {
        var settings = IngestionSettings(zone: .utc)
        settings.plant = PlantRegister(tags: [
            Tag(name: "FIC-2034", description: "Crude", unit: "t/h"),
            Tag(name: "TI-1021", limits: TagLimits(high: 380)),
        ])
        let all = try await Everything(text: "time,FIC-2034,TI-1021\n,m3/h,degC\n" + data, settings)
        #expect(all.tags == [Tag(name: "TI-1021", unit: "degC", limits: TagLimits(high: 380))])
    }

    @Test func `no line of units is a row when somebody says so`() async throws {
        let all = try await Everything(
            text: "time,FIC-2034,TI-1021\n,m3/h,degC\n" + data,
            .mapped("kind: readings\nunits: none\n")
        )
        #expect(all.quarantined.map(\.line) == [2] && all.tags.isEmpty)
    }

    @Test(arguments: [
        "time,A,B\n2026-03-01 00:00:00,Running,Stopped\n2026-03-01 00:01:00,1,2\n2026-03-01 00:02:00,1,2\n",
        "order,equipment,description\nW1,P-1,leak\nW2,P-1,rust\nW3,P-2,noise\n",
        "time,A,B\n,Bad,No Data\n2026-03-01 00:01:00,1,2\n2026-03-01 00:02:00,1,2\n",
    ]) func `a first row of words is a row`(text: String) async throws {
        let all = try await Everything(text: text)
        #expect(all.summary.rows == 3 && all.tags.isEmpty)
        #expect(!all.inspection.oddities.contains { $0.contains("is no row") })
    }
}

/// Documents and shift logs joined from several sources.
@Suite struct `Lines of a text in another encoding` {
    /// 그랜드 in EUC-KR.
    private let korean: [UInt8] = [0xB1, 0xD7, 0xB7, 0xA3, 0xB5, 0xE5]

    @Test func `one line of a shift log is set aside, the others are notes`() async throws {
        let text =
            Array("# Shift log 2026-03-01\n\n- 02:10 씰 포트 레벨 저하\n- 02:40 ".utf8) + korean
            + Array(" bearing\n- 03:10 예비기 기동\n- 04:10 정상\n".utf8)
        let all = try await Everything(bytes: text, name: "log.md")
        #expect(all.inspection.kind == .notes && all.inspection.encoding == "utf-8")
        #expect(all.records.map(\.text) == ["씰 포트 레벨 저하", "예비기 기동", "정상"])
        #expect(all.records.map(\.source.row) == [3, 5, 6])
        #expect(all.quarantined.map(\.reason) == ["bad_encoding"] && all.quarantined.map(\.line) == [4])
        #expect(all.quarantined.first?.detail.contains("cp949 it would be '- 02:40 그랜드 bearing'") == true)
        #expect(all.summary.rows == 4 && all.summary.quarantined == ["bad_encoding": 1])
    }

    @Test func `one line of a document is set aside, offsets stay`() async throws {
        let text =
            Array("# 절차서\n\n펌프를 격리한다.\n".utf8) + korean + Array("\n드레인 밸브를 연다.\n\n## 기동\n\n흡입 밸브를 연다.\n".utf8)
        let all = try await Everything(bytes: text, name: "procedure.md")
        #expect(all.inspection.kind == .document && all.quarantined.map(\.line) == [4])
        #expect(!all.records.contains { $0.text.contains("\u{FFFD}") })
        let offset = try #require(all.records.last?.source.offset)
        #expect(text[offset...].starts(with: Array("흡입".utf8)))
    }

    @Test func `letters that were lost before are said and kept`() async throws {
        let all = try await Everything(text: "# Procedure\n\nOpen valve \u{FFFD}12 slowly.\n", name: "a.md")
        #expect(all.quarantined.isEmpty && all.records.first?.text.contains("slowly") == true)
        #expect(all.summary.oddities.contains { $0.contains("lost before (line 3)") })
    }
}
