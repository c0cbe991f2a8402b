import Ingestion
import Plant
import TestSupport
import Testing

@Suite struct `Reading workbooks` {
    private let row = WorkbookBuilder.row

    private func read(_ book: WorkbookBuilder, _ settings: IngestionSettings = IngestionSettings(zone: .utc))
        async throws -> Everything
    {
        try await Everything(bytes: book.bytes, name: "book.xlsx", settings)
    }

    @Test func `work orders as SAP exports them`() async throws {
        var book = WorkbookBuilder(
            rows: row(1, ["Maintenance orders, plant 1000"])
                + row(
                    3,
                    [
                        "Order", "Order Type", "Equipment", "Functional Loc.", "Short text", "Bas. start date",
                        "Actual finish", "System status", "Total act.costs",
                    ]
                )
                    + """
                    <row r="4"><c r="A4"><v>4000123</v></c><c r="B4" t="s"><v>0</v></c><c r="C4"><v>10001234</v></c>
                    <c r="D4" t="s"><v>1</v></c><c r="E4" t="s"><v>2</v></c><c r="F4" s="1"><v>46082</v></c>
                    <c r="G4" s="2"><v>46083.4375</v></c><c r="H4" t="str"><v>TECO</v></c><c r="I4"><f>1+1</f><v>1250.5</v></c></row>
                    <row r="5"><c r="A5"><v>4.000124E6</v></c><c r="B5" t="s"><v>0</v></c><c r="C5"><v>10001235</v></c>
                    <c r="D5" t="s"><v>1</v></c><c r="E5" t="inlineStr"><is><r><t>Bearing </t></r><r><t>noise</t></r></is></c>
                    <c r="F5" s="5"><v>46090</v></c></row>
                    """
        )
        book.sharedStrings = [
            "<t>PM01</t>", "<t>CDU1-P101A</t>",
            "<r><t xml:space=\"preserve\">씰 </t></r><r><t>누설</t></r><rPh><t>x</t></rPh>",
        ]
        let all = try await read(book)
        #expect(all.inspection.kind == .workOrders && all.inspection.headerLine == 3)
        #expect(all.records.map(\.id) == ["4000123", "4000124"])
        #expect(all.records.map(\.title) == ["씰 누설", "Bearing noise"])
        #expect(all.records.allSatisfy { $0.asset == "CDU1-P101A" }, "a number of SAP's own names no equipment")
        #expect(all.records[0].time == Timestamp(iso: "2026-03-01T00:00:00Z"))
        #expect(all.records[0].end == Timestamp(iso: "2026-03-02T10:30:00Z"))
        #expect(all.records[0].fields["cost"] == "1250.5" && all.records[0].fields["maintenance"] == "corrective")
        #expect(all.records[1].time == Timestamp(iso: "2026-03-09T00:00:00Z"))
        #expect(all.records.map(\.source.row) == [4, 5])
    }

    @Test func `work orders as Maximo exports them`() async throws {
        let head = [
            "WONUM", "DESCRIPTION", "LOCATION", "ASSETNUM", "STATUS", "WORKTYPE", "REPORTDATE", "ACTSTART", "ACTFINISH",
            "WOPRIORITY", "FAILURECODE", "ACTLABHRS",
        ]
        let book = WorkbookBuilder(
            rows: row(1, head)
                + row(
                    2,
                    [
                        "1001", "Seal leak", "CDU", "P-101A", "COMP", "CM", "2026-03-01 08:00", "2026-03-01 09:00",
                        "2026-03-01 12:00", "1", "ELP", "3:30",
                    ]
                )
                + row(3, ["1002", "Grease", "CDU", "P-101B", "WAPPR", "PM", "2026-03-02 08:00"])
        )
        let all = try await read(book)
        #expect(all.inspection.kind == .workOrders)
        #expect(all.records.map(\.asset) == ["P-101A", "P-101B"] || all.records.map(\.asset) == ["CDU", "CDU"])
        #expect(all.records[0].fields["code"] == "ELP" && all.records[0].fields["labour_hours"] == "3.5")
        #expect(all.records.count == 2 && all.quarantined.isEmpty, "blank cells at a row's end are no fault")
    }

    @Test func `short texts of 40 characters, long texts that wrap over rows, embedded quotes`() async throws {
        let head = ["Order", "Functional Loc.", "Description", "Long text", "Bas. start date", "Total act.costs"]
        let short = "REPLACE MECH SEAL P-101A \"CARTRIDGE\" TYP"
        let book = WorkbookBuilder(
            rows: row(1, head)
                + row(2, ["4001", "CDU1-P101A", short, "Seal pot level fell.", "2026-03-01", "1250.50"])
                + row(3, ["", "", "", "Found the inner face &quot;heat checked&quot;;"])
                + row(4, ["", "", "", "O-ring hardened, replaced."])
                + row(5, ["4002", "CDU1-P101B", "Bearing noise", "Greased.", "bad date", "10"])
                + row(6, ["", "", "", "Ran one hour."])
                + row(7, ["4003", "CDU1-P101B", "Coupling", "", "2026-03-03", "10"])
        )
        #expect(short.count == 40)
        let all = try await read(book)
        #expect(all.inspection.kind == .workOrders && all.records.map(\.id) == ["4001", "4003"])
        #expect(all.records[0].title == short)
        #expect(
            all.records[0].text
                == "Seal pot level fell.\nFound the inner face \"heat checked\";\nO-ring hardened, replaced."
        )
        #expect(all.quarantined.map(\.line) == [5, 6])
        #expect(all.quarantined.map(\.reason) == ["bad_time", "no_record_above"])
        #expect(all.summary.oddities.contains("2 rows go on with the text of the row above"))
    }

    @Test(arguments: [
        (["날짜", "시간", "근무조", "작성자", "내용"], ["2026-03-01", "02:10", "야간", "김운전", "P-101A 씰 누설, 예비기 기동"], "ko"),
        (
            ["التاريخ", "الوقت", "الوردية", "الكاتب", "الملاحظات"],
            ["2026-03-01", "02:10", "ليل", "أحمد", "تسرب في P-101A"], "ar"
        ),
        (
            ["Date", "Time", "Shift", "Author", "Remarks"], ["2026-03-01", "02:10", "night", "Kim", "P-101A leaks"],
            "en"
        ),
    ]) func `notes of a shift in a sheet`(head: [String], cells: [String], language: String) async throws {
        var second = cells
        second[1] = "03:10"
        var settings = IngestionSettings(zone: .utc)
        settings.plant = PlantRegister(assets: [Asset(id: "P-101A", name: "charge pump A")])
        let all = try await read(WorkbookBuilder(rows: row(1, head) + row(2, cells) + row(3, second)), settings)
        #expect(all.inspection.kind == .notes && all.records.map(\.text) == [cells[4], cells[4]])
        #expect(all.records.map(\.time) == ["02:10", "03:10"].map { Timestamp(iso: "2026-03-01T\($0):00Z") })
        #expect(all.records.allSatisfy { $0.asset == "P-101A" && $0.fields["author"] == cells[3] })
    }

    @Test func `cells merged downwards repeat the one above, blank ones do not`() async throws {
        let book = WorkbookBuilder(
            rows: row(1, ["order", "equipment", "description", "status"]) + row(2, ["W1", "P-1", "leak", "open"])
                + row(3, ["W2", "", "noise", ""]) + row(4, ["W3", "", "rust", ""]),
            merges: ["B2:B3", "D1:E1"]
        )
        let all = try await read(book)
        #expect(all.records.map(\.asset?.rawValue) == ["P-1", "P-1", nil])
        #expect(all.records.map { $0.fields["status"] } == ["open", nil, nil])
    }

    @Test(arguments: [false, true]) func `readings with dates of both calendars`(startsIn1904: Bool) async throws {
        let day = startsIn1904 ? 46082 - 1462 : 46082
        var rows = row(1, ["time", "FIC-1", "PI-2"])
        for minute in 0..<4 {
            rows += """
                <row r="\(minute + 2)"><c r="A\(minute + 2)" s="2"><v>\(Double(day) + Double(minute) / 1_440)</v></c>
                <c r="B\(minute + 2)"><v>-1.5E-3</v></c><c r="C\(minute + 2)" t="e"><v>#N/A</v></c></row>
                """
        }
        var book = WorkbookBuilder(rows: rows)
        book.startsIn1904 = startsIn1904
        let all = try await read(book)
        #expect(all.inspection.kind == .readings && all.inspection.layout == "wide")
        #expect(all.summary.from == Timestamp(iso: "2026-03-01T00:00:00Z"))
        #expect(all.summary.to == Timestamp(iso: "2026-03-01T00:03:00Z"))
        #expect(all.series["FIC-1"]?.values == [-0.0015, -0.0015, -0.0015, -0.0015])
        #expect(all.summary.badQuality == ["#N/A": 4])
    }

    @Test func `several sheets, a hidden one and an empty one`() async throws {
        let orders =
            row(1, ["order", "equipment", "description", "created"])
            + row(2, ["W1", "pump A", "leak", "2026-03-01"]) + row(3, ["W2", "pump A", "noise", "bad"])
            + row(4, ["W3", "pump A", "rust", "2026-03-03"]) + row(5, ["W4", "pump A", "", "2026-03-04"])
        let assets = row(1, ["asset", "name", "parent", "class"]) + row(2, ["P-101A", "pump A", "CDU", "PU"])
        var book = WorkbookBuilder([
            .init(name: "Orders", rows: orders), .init(name: "Assets", rows: assets),
            .init(name: "Lists", rows: orders, state: "hidden"), .init(name: "Empty", rows: ""),
        ])
        book.prolog = ""
        let all = try await read(book)
        #expect(all.inspection.sheets.map(\.name) == ["Orders", "Assets", "Lists", "Empty"])
        #expect(all.inspection.sheets.map(\.kind) == [.workOrders, .assets, nil, nil])
        #expect(all.inspection.oddities.contains { $0.contains("'Lists' is hidden") })
        #expect(all.assets.map(\.id) == ["P-101A"])
        #expect(all.records.map(\.asset) == ["P-101A", "P-101A", "P-101A"], "the sheet of assets is read first")
        #expect(all.quarantined.map(\.line) == [3] && all.quarantined[0].file.hasSuffix("book.xlsx#Orders"))
        #expect(all.summary.parts.map(\.rows) == [1, 4] && all.summary.rows == 5)
        // What was printed can be edited and passed back.
        let mapping = try Mapping(yaml: all.inspection.mapping.yaml, name: "again")
        let again = try await read(book, IngestionSettings(zone: .utc, mapping: mapping))
        #expect(again.records.map(\.title) == all.records.map(\.title))
        #expect(again.inspection.mapping == all.inspection.mapping)
        let shown = try Mapping(
            yaml: all.inspection.mapping.yaml.replacing("skip: true", with: "skip: false"),
            name: "again"
        )
        let more = try await read(book, IngestionSettings(zone: .utc, mapping: shown))
        #expect(more.summary.parts.count == 3)
    }

    @Test func `formulas never calculated are said to be so`() async throws {
        let book = WorkbookBuilder(
            rows: row(1, ["time", "A"])
                + (2...4).map {
                    "<row r=\"\($0)\"><c r=\"A\($0)\" s=\"2\"><v>4608\($0)</v></c><c r=\"B\($0)\"><f>A1</f></c></row>"
                }
                .joined()
        )
        let all = try await read(book, .mapped("kind: readings\n"))
        #expect(all.summary.blanks == 3)
        #expect(all.summary.oddities.contains { $0.contains("3 formulas") })
    }
}

@Suite struct `Hostile containers` {
    private let row = WorkbookBuilder.row

    private func refusal(_ bytes: [UInt8]) async -> IngestionError? {
        await #expect(throws: IngestionError.self) { try await Everything(bytes: bytes, name: "book.xlsx") }
    }

    private var orders: String {
        row(1, ["order", "equipment", "description"]) + row(2, ["W1", "P-1", "leak"]) + row(3, ["W2", "P-1", "rust"])
    }

    @Test func `a part that grows a thousandfold is refused before it is unpacked`() async {
        var zip = WorkbookBuilder(rows: orders).zip
        zip.add("xl/media/image1.png", [0x4B, 0x4C], claimed: 3_000_000_000)
        let error = await refusal(zip.bytes)
        #expect(error?.code == .tooLarge && error?.message.contains("ZIP bomb") == true)
    }

    @Test(arguments: ["../../etc/cron.d/x", "/etc/passwd", "xl/../../x", "..\\x"])
    func `parts that point outside are refused`(name: String) async {
        var zip = WorkbookBuilder(rows: orders).zip
        zip.add(name, [1])
        #expect(await refusal(zip.bytes)?.message.contains("points outside") == true)
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    ]) func `entities are refused`(prolog: String) async {
        var book = WorkbookBuilder(rows: orders)
        book.prolog = prolog
        #expect(await refusal(book.bytes)?.message.contains("DOCTYPE") == true)
    }

    @Test func `an entity nobody declared is no text`() async {
        let error = await refusal(WorkbookBuilder(rows: orders.replacing("leak", with: "&boom;")).bytes)
        #expect(error?.code == .corrupt)
    }

    @Test func `a cell without end and a row of a million columns cost one row each`() async throws {
        let long = String(repeating: "x", count: 400_000)
        let wide = "<row r=\"5\"><c r=\"BDWGN5\"><v>1</v></c></row>"
        let book = WorkbookBuilder(rows: orders + row(4, ["W3", "P-1", long]) + wide + row(6, ["W4", "P-2", "ok"]))
        let all = try await Everything(bytes: book.bytes, name: "book.xlsx")
        #expect(all.records.map(\.id) == ["W1", "W2", "W4"])
        #expect(all.quarantined.map(\.reason) == ["too_long", "too_many_columns"])
        #expect(all.quarantined.map(\.line) == [4, 5] && all.quarantined.allSatisfy { $0.raw.utf8.count < 5_000 })
    }

    @Test func `a cut file, a wrong checksum and broken XML say what to do`() async {
        let whole = WorkbookBuilder(rows: orders).bytes
        #expect(await refusal(Array(whole.prefix(whole.count / 2)))?.code == .corrupt)
        var flipped = whole
        if let place = flipped.indices.first(where: { flipped[$0...].starts(with: Array("leak".utf8)) }) {
            flipped[place] = 0x4C
        }
        #expect(await refusal(flipped)?.code == .corrupt)
        #expect(await refusal(WorkbookBuilder(rows: "<row><c></row>").bytes)?.message.contains("not valid XML") == true)
    }

    @Test(arguments: 0..<60) func `bytes changed at random never break a workbook`(seed: Int) async throws {
        var random = SplitMix(seed: UInt64(seed))
        var bytes = WorkbookBuilder(rows: orders, merges: ["B2:B3"]).bytes
        for _ in 0...(seed / 4) { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256) }
        do {
            _ = try await Everything(bytes: bytes, name: "book.xlsx")
        } catch is IngestionError {}
    }

    @Test func `archives and other office files say what to do`() async {
        let archive = StoredZip(["readings.csv": "time,A\n"]).bytes
        #expect(await refusal(archive)?.message.contains("unpack it") == true)
        #expect(await refusal(StoredZip(["content.xml": "<x/>"]).bytes)?.message.contains("OpenDocument") == true)
        #expect(
            await refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])?.message.contains("old Office") == true
        )
    }

    @Test func `a sheet that cannot be read leaves the others as they are`() async throws {
        let rows =
            WorkbookBuilder.row(1, ["Order", "Description", "Equipment"])
            + WorkbookBuilder.row(2, ["4001", "Seal leaks", "P-101A"])
        let broken = WorkbookBuilder.Sheet(name: "Broken", rows: "<row r=\"1\"><c></row>")
        let book = WorkbookBuilder([WorkbookBuilder.Sheet(name: "Orders", rows: rows), broken])
        let all = try await Everything(bytes: book.bytes, name: "orders.xlsx")
        #expect(all.records.map(\.title) == ["Seal leaks"])
        #expect(all.inspection.oddities.contains { $0.hasPrefix("the sheet 'Broken' is left out: ") })
    }

    /// Found by fuzzing: one cell in the last column makes a table of 16,384, each of whose names was asked for each
    /// role again and again.
    @Test(arguments: [1, 40]) func `cells in the last column make no work of the empty ones before`(count: Int)
        async throws
    {
        let rows = (1...count).map { "<row><c t=\"b\"><v>\($0 % 2)</v></c><c r=\"XFD1\"><v>1e300</v></c></row>" }
        let all = try await Everything(bytes: WorkbookBuilder(rows: rows.joined()).bytes, name: "book.xlsx")
        #expect(all.inspection.columns.count == 16_384)
        #expect(all.summary.rows == count && all.quarantined.isEmpty)
    }
}
