import Ingestion
import Plant
import TestSupport
import Testing

/// Where the names, times and titles of tables stand.
@Suite struct `Layouts of tables` {
    @Test func `a title with a separator in it`() async throws {
        let text = """
            Report: unit 11, daily
            Created by: historian

            time,A,B
            2026-03-01 00:00:00,1,2
            2026-03-01 00:01:00,3,4
            2026-03-01 00:02:00,5,6
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.headerLine == 4 && all.inspection.kind == .readings)
        #expect(all.series["A"]?.values == [1, 3, 5] && all.quarantined.isEmpty)
    }

    @Test func `names with one separator fewer than the rows`() async throws {
        let text = "order,equipment,description\nW1,P-1,leak,\nW2,P-1,noise,\nW3,P-2,rust,\n"
        let all = try await Everything(text: text)
        #expect(all.inspection.headerLine == 1 && all.records.map(\.title) == ["leak", "noise", "rust"])
    }

    @Test func `a date and a time of day between runs of blanks`() async throws {
        let text = """
            date        time      FIC-1   PI-2
            2026-03-01  00:00:00   1.5   2
            2026-03-01  00:01:00   2.5   Bad
            2026-03-01  00:02:00   3.5   4
            """
        let all = try await Everything(text: text, name: "trend.txt")
        #expect(all.inspection.separator == "spaces" && all.inspection.timeColumn == "date + time")
        #expect(all.series["FIC-1"]?.values == [1.5, 2.5, 3.5] && all.summary.badQuality == ["Bad": 1])
    }

    @Test func `decimal commas between tabs, with three-digit exponents`() async throws {
        let all = try await Everything(
            text: "time\tA\n2026-03-01 00:00:00\t1,5E+002\n2026-03-01 00:01:00\t-2,5e-003\n",
            name: "a.tsv"
        )
        #expect(all.inspection.separator == "tab" && all.inspection.decimal == "comma")
        #expect(all.series["A"]?.values == [150, -0.0025])
    }

    @Test(arguments: ["2026-03-01 00:00", "1.3.2026 0:00"]) func `a row a tag, under a line of times`(first: String)
        async throws
    {
        let day = first.hasPrefix("2026") ? "2026-03-01" : "1.3.2026"
        let text =
            "tag;\(first);\(day) 00:01;\(day) 00:02;\(first.hasPrefix("2026") ? "2026-03-13" : "13.3.2026") 00:03\n"
            + "FIC-1;1,5;Bad;;4,5\nPI-2;4;5;6;7\nTI-3;1;2;3;4;5\n"
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .readings && all.inspection.layout == "transposed")
        #expect(
            all.series["FIC-1"]?.values == [1.5, 0, 4.5] && all.series["FIC-1"]?.qualities == [.good, .bad, .good]
        )
        #expect(all.series["PI-2"]?.times.first == Timestamp(iso: "2026-03-01T00:00:00Z")?.nanoseconds)
        #expect(all.summary.to == Timestamp(iso: "2026-03-13T00:03:00Z") && all.summary.blanks == 1)
        #expect(all.quarantined.map(\.line) == [4] && all.quarantined.map(\.reason) == ["too_many_columns"])
        let mapping = try Mapping(yaml: all.inspection.mapping.yaml, name: "again")
        let again = try await Everything(text: text, IngestionSettings(zone: .utc, mapping: mapping))
        #expect(again.series == all.series)
    }

    @Test func `a line of totals is set aside with its line`() async throws {
        let all = try await Everything(
            text: "time,A\n" + (0...8).map { "2026-03-01 00:0\($0):00,1\n" }.joined() + "Total,9\n"
        )
        #expect(all.summary.readings == 9 && all.quarantined.map(\.line) == [11])
        #expect(all.quarantined.first?.reason == "bad_time")
    }

    @Test(arguments: [
        ("# سجل المناوبة 2026-03-02\n\n02:58 مضخة P-101A: تسرب\n03:10 تشغيل P-101B\n", "a.md"),
        ("سجل المناوبة 2026-03-02\n02:58 مضخة P-101A: تسرب\n03:10 تشغيل P-101B\n", "a.txt"),
        ("CDU 교대일지 2026-03-02 야간\n02:58 P-101A 누설\n03:10 P-101B 기동\n", "b.txt"),
        ("Shift log, unit 11, 2026-03-02\n02:58 P-101A leaks\n03:10 P-101B started\n", "c.txt"),
    ]) func `a shift log whose title holds the date`(text: String, name: String) async throws {
        let all = try await Everything(text: text, name: name)
        #expect(all.inspection.kind == .notes)
        #expect(
            all.records.map(\.time) == [Timestamp(iso: "2026-03-02T02:58:00Z"), Timestamp(iso: "2026-03-02T03:10:00Z")]
        )
        #expect(all.records.allSatisfy { $0.source.headings.count == 1 })
    }

    @Test func `a tag list as AVEVA PI exports it`() async throws {
        let all = try await Everything(
            text: "Tag Name,Descriptor,Eng Units,Zero,Span,HI,HIHI,LO,LOLO,Service\n"
                + "11-TI-1021.PV,Furnace outlet,degC,50,400,380,390,300,280,crude\n"
        )
        let tag = try #require(all.tags.first)
        #expect(all.inspection.kind == .tags && tag.description == "Furnace outlet; crude" && tag.unit == "degC")
        #expect(tag.rangeLow == 50 && tag.rangeHigh == 450, "the range goes from zero over its span")
        #expect(tag.limits == TagLimits(lowLow: 280, low: 300, high: 380, highHigh: 390))
    }

    @Test func `a tree of functional locations`() async throws {
        let all = try await Everything(
            text: "FUNCTIONAL LOCATION,DESCRIPTION,SUPERIOR FUNCTIONAL LOCATION\nR1,Refinery,\nR1-CDU,Crude unit,R1\n"
                + "R1-CDU-P101A,Charge pump A,R1-CDU\n"
        )
        #expect(all.inspection.kind == .assets)
        #expect(all.assets.map(\.parent) == [nil, "R1", "R1-CDU"] && all.assets.last?.name == "Charge pump A")
    }

    /// Forms in which people write a tag or an equipment number.
    @Test(
        arguments: [
            ("P-101A tripped", "P-101A"), ("P101A tripped", "P-101A"), ("101 A 펌프 정지", "P-101A"),
            ("the 101 A pump tripped", "P-101A"), ("FIC2034 swings", "F-101"), ("11-FIC-2034.PV swings", "F-101"),
            ("P-101B tripped", nil),
        ] as [(String, String?)]
    ) func `equipment is recognised in the forms people write`(text: String, asset: String?)
        async throws
    {
        var settings = IngestionSettings(zone: .utc)
        settings.plant = PlantRegister(
            tags: [Tag(name: "11-FIC-2034.PV", asset: "F-101")],
            assets: [Asset(id: "P-101A", name: "charge pump A"), Asset(id: "F-101", name: "furnace")]
        )
        let all = try await Everything(text: "time,note\n2026-03-01 00:00:00,\(text)\n", .mappedNotes(settings))
        #expect(all.records.map(\.asset?.rawValue) == [asset])
    }
}

extension IngestionSettings {
    fileprivate static func mappedNotes(_ settings: IngestionSettings) -> IngestionSettings {
        var settings = settings
        settings.kind = .notes
        return settings
    }
}
