import Ingestion
import Plant
import Testing

/// Exports as historians, trend tools and spreadsheets write them, each of which once lost or changed a reading.
@Suite struct `Exports of historians` {
    private func all(_ text: String, zone: String = "UTC", mapping: String = "", name: String = "export.csv")
        async throws
        -> Everything
    {
        var settings = IngestionSettings(zone: try SiteTimeZone(zone))
        if !mapping.isEmpty { settings.mapping = try Mapping(yaml: mapping, name: "mapping") }
        return try await Everything(text: text, name: name, settings)
    }

    private func times(_ all: Everything, _ tag: TagName) -> [String] {
        (all.series[tag]?.times ?? []).map { Timestamp(nanoseconds: $0).description }
    }

    // MARK: Numbers

    @Test(arguments: [
        ("Time,FIC-1\n2026-03-01 00:00,\"1,234.5\"\n2026-03-01 00:01,\"12,345,678\"\n", 1_234.5, 12_345_678),
        ("Time;FIC-1\n2026-03-01 00:00;1.234,56\n2026-03-01 00:01;-1.234.567\n", 1_234.56, -1_234_567),
        ("Time;FIC-1\n2026-03-01 00:00;1 234,5\n2026-03-01 00:01;1\u{00A0}234\n", 1_234.5, 1_234),
        ("Time,FIC-1\n2026-03-01 00:00,12.5 bar\n2026-03-01 00:01,5-\n", 12.5, -5),
        ("Time,FIC-1\n2026-03-01 00:00,80 %\n2026-03-01 00:01,\"1,250 kPa\"\n", 80, 1_250),
        ("Time,FIC-1\n2026-03-01 00:00,1'234.5\n2026-03-01 00:01,0.5\n", 1_234.5, 0.5),
        ("Time,FIC-1\n2026-03-01 00:00,\"1,5\"\n2026-03-01 00:01,\"1.234,25\"\n", 1.5, 1_234.25),
    ])
    func `thousands set apart`(text: String, first: Double, second: Double) async throws {
        #expect(try await all(text).series["FIC-1"]?.values == [first, second])
    }

    @Test func `a number that may be a fraction or thousands is told`() async throws {
        let commas = try await all("Time,FIC-1\n2026-03-01 00:00,\"1,234\"\n2026-03-01 00:01,\"2,345\"\n")
        #expect(commas.series["FIC-1"]?.values == [1_234, 2_345])
        #expect(commas.inspection.oddities.contains { $0.contains("'1,234'") && $0.contains("decimal: comma") })
        let semicolons = try await all("Time;FIC-1\n2026-03-01 00:00;1,234\n2026-03-01 00:01;2,345\n")
        #expect(semicolons.series["FIC-1"]?.values == [1.234, 2.345])
        #expect(semicolons.inspection.oddities.contains { $0.contains("decimal: point") })
        let decided = try await all("Time;FIC-1\n2026-03-01 00:00;1,234\n2026-03-01 00:01;0,5\n")
        #expect(decided.series["FIC-1"]?.values == [1.234, 0.5])
        #expect(!decided.inspection.oddities.contains { $0.contains("1,234") })
    }

    @Test func `texts that only resemble grouped numbers stay statuses`() async throws {
        let text = "Time,FIC-1\n2026-03-01 00:00,1.5\n2026-03-01 00:01,\"1,23\"\n2026-03-01 00:02,\"12,34,567\"\n"
        let read = try await all(text)
        #expect(read.series["FIC-1"]?.qualities.map(\.isUsable) == [true, false, false])
    }

    @Test(arguments: [
        "Time,AI-1\n2026-03-01 00:00,<0.5\n2026-03-01 00:01,\">= 1,000 ppm\"\n2026-03-01 00:02,3\n",
        "Time,Tag,Value\n2026-03-01 00:00,AI-1,<0.5\n2026-03-01 00:01,AI-1,≥1000\n2026-03-01 00:02,AI-1,3\n",
    ])
    func `a bound of the laboratory is kept as doubtful, and told`(text: String) async throws {
        let read = try await all(text)
        #expect(read.series["AI-1"]?.values == [0.5, 1_000, 3])
        #expect(read.series["AI-1"]?.qualities == [.uncertain, .uncertain, .good])
        #expect(read.summary.oddities.contains { $0.contains("2 cells tell a bound ('<0.5')") })
        #expect(read.summary.readings == 3)
    }

    // MARK: Companions

    @Test func `columns of doubts go with a column of qualities`() async throws {
        let read = try await all(
            """
            Timestamp,Tag,Value,Good,Questionable,Substituted,Annotated
            2026-03-01 00:00,FIC-1,1.5,True,False,False,False
            2026-03-01 00:01,FIC-1,2.5,True,True,False,False
            2026-03-01 00:02,FIC-1,3.5,False,False,False,True
            2026-03-01 00:03,FIC-1,4.5,True,False,TRUE,False

            """
        )
        #expect(read.series["FIC-1"]?.qualities == [.good, .uncertain, .bad, .uncertain])
        #expect(read.inspection.mapping.common.doubts == ["Questionable", "Substituted"])
        let told = try await all(
            "Time,Tag,Value,Suspicious\n2026-03-01 00:00,FIC-1,1.5,1\n2026-03-01 00:01,FIC-1,2.5,0\n",
            mapping: "kind: readings\ndoubts: Suspicious\n"
        )
        #expect(told.series["FIC-1"]?.qualities == [.uncertain, .good])
    }

    @Test(arguments: [
        "Time,FIC-1,FIC-1 Status,TI-2,TI-2 Status\n2026-03-01 00:00,1.5,Good,3,Bad\n2026-03-01 00:01,2,Bad,4,Good\n",
        "Time,FIC-1,FIC-1.Quality,TI-2,TI-2.Quality\n2026-03-01 00:00,1.5,192,3,0\n2026-03-01 00:01,2,0,4,192\n",
        "Time,FIC-1,Status,TI-2,Status\n2026-03-01 00:00,1.5,Good,3,Bad\n2026-03-01 00:01,2,Bad,4,Good\n",
        "시각,FIC-1,FIC-1 상태,TI-2,TI-2 상태\n2026-03-01 00:00,1.5,양호,3,불량\n2026-03-01 00:01,2,불량,4,양호\n",
    ])
    func `a column of qualities beside each tag`(text: String) async throws {
        let read = try await all(text)
        #expect(read.series.keys.sorted { $0.rawValue < $1.rawValue } == ["FIC-1", "TI-2"])
        #expect(read.series["FIC-1"]?.qualities.map(\.isUsable) == [true, false])
        #expect(read.series["TI-2"]?.qualities.map(\.isUsable) == [false, true])
        #expect(read.series["TI-2"]?.values.last == 4)
        let again = try await all(text, mapping: read.inspection.mapping.yaml)
        #expect(again.series == read.series)
    }

    @Test func `a status that is a signal of its own stays one`() async throws {
        let read = try await all("Time,XV-1 Status,FI-2\n2026-03-01 00:00,Open,3\n2026-03-01 00:01,Closed,4\n")
        #expect(read.series["XV-1 Status"]?.count == 2)
        #expect(read.series["FI-2"]?.values == [3, 4])
    }

    @Test func `a column of times beside each tag`() async throws {
        let text = """
            FIC-1 Time,FIC-1,TI-2 Time,TI-2
            2026-03-01 00:00,1,2026-03-01 00:00:30,5
            2026-03-01 00:01,2,2026-03-01 00:05:30,6
            2026-03-01 00:02,3,,
            2026-03-01 00:03,4,nonsense,7
            """
        let read = try await all(text)
        #expect(read.series.count == 2)
        #expect(times(read, "TI-2") == ["2026-03-01T00:00:30Z", "2026-03-01T00:05:30Z"])
        #expect(read.series["FIC-1"]?.values == [1, 2, 3, 4])
        #expect(read.quarantined.map(\.line) == [5])
        #expect(read.inspection.oddities.contains { $0.contains("times of their own") })
        let again = try await all(text, mapping: read.inspection.mapping.yaml)
        #expect(again.series == read.series)
    }

    @Test func `a second column of times that no readings belong to`() async throws {
        let read = try await all(
            "Time,FIC-1,ReceivedAt\n2026-03-01 00:00,1,2026-03-01 00:00:02\n2026-03-01 00:01,2,2026-03-01 00:01:02\n"
        )
        #expect(read.series.keys.map(\.rawValue) == ["FIC-1"])
        #expect(read.inspection.oddities.contains { $0.contains("ReceivedAt") })
    }

    @Test func `a long export in Korean tells qualities`() async throws {
        let read = try await all(
            "시각,태그,값,상태,비고\n2026-03-01 00:00,펌프압력,1.5,양호,가\n2026-03-01 00:01,펌프압력,2,불량,나\n"
        )
        #expect(read.series["펌프압력"]?.qualities.map(\.isUsable) == [true, false])
        #expect(read.inspection.oddities.contains { $0.contains("'비고'") && $0.contains("not used") })
    }

    // MARK: Clocks

    private static let repeated = [
        "01:30", "02:00", "02:30", "02:00", "02:30", "03:00",
    ].map { "2026-10-25 \($0):00" }

    /// 01:30 in summer time to 03:00 in winter time, half an hour apart.
    private static let moments = (0..<6).map { Int64(1_792_884_600 + $0 * 1_800) * 1_000_000_000 }

    @Test func `the repeated hour of tags that lie below each other`() async throws {
        var byTag = "Tag,Time,Value\n"
        for tag in ["FIC-1", "TI-2"] {
            for (index, time) in `Exports of historians`.repeated.enumerated() { byTag += "\(tag),\(time),\(index)\n" }
        }
        let read = try await all(byTag, zone: "Europe/Berlin")
        #expect(read.series["FIC-1"]?.times == `Exports of historians`.moments)
        #expect(read.series["TI-2"]?.times == `Exports of historians`.moments)
        var byTime = "Time,Tag,Value\n"
        for (index, time) in `Exports of historians`.repeated.enumerated() {
            byTime += "\(time),FIC-1,\(index)\n\(time),TI-2,\(index)\n"
        }
        let mixed = try await all(byTime, zone: "Europe/Berlin")
        #expect(mixed.series["FIC-1"]?.times == `Exports of historians`.moments)
        #expect(mixed.series["TI-2"]?.times == `Exports of historians`.moments)
    }

    @Test func `the repeated hour of a table with the newest row first`() async throws {
        var text = "Time,FIC-1\n"
        for (index, time) in `Exports of historians`.repeated.enumerated().reversed() { text += "\(time),\(index)\n" }
        let read = try await all(text, zone: "Europe/Berlin")
        #expect(read.series["FIC-1"]?.times == `Exports of historians`.moments.reversed())
        #expect(read.series["FIC-1"]?.values == [5, 4, 3, 2, 1, 0])
    }

    @Test func `the repeated hour of hourly rows, and a row that is there twice`() async throws {
        let hours = ["00", "01", "02", "02", "03"].map { "2026-10-25 \($0):00,1\n" }.joined()
        let hourly = try await all("Time,FIC-1\n" + hours, zone: "Europe/Berlin")
        let times = try #require(hourly.series["FIC-1"]).times
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 3_600_000_000_000 })
        let twice = ["02:10", "02:20", "02:20", "02:30"].map { "2026-10-25 \($0):00,1\n" }.joined()
        let doubled = try await all("Time,FIC-1\n" + twice, zone: "Europe/Berlin")
        #expect(Set(doubled.series["FIC-1"]?.times ?? []).count == 3)
    }

    @Test func `a time that no clock showed is quarantined`() async throws {
        let read = try await all(
            "Time,FIC-1\n2026-03-29 01:30:00,1\n2026-03-29 02:30:00,2\n2026-03-29 03:30:00,3\n",
            zone: "Europe/Berlin"
        )
        #expect(read.series["FIC-1"]?.values == [1, 3])
        #expect(read.quarantined.map(\.line) == [3])
        #expect(read.quarantined.first?.detail.contains("shown by no clock in Europe/Berlin") == true)
    }

    // MARK: Zones

    @Test(arguments: [
        "Time (UTC),FIC-1\n2026-03-01 00:00,1\n2026-03-01 00:01,2\n",
        "time_utc,FIC-1\n2026-03-01 00:00,1\n2026-03-01 00:01,2\n",
        "Timestamp [GMT+0],FIC-1\n2026-03-01 00:00,1\n2026-03-01 00:01,2\n",
        "Unit report\nAll times in UTC\nTime,FIC-1\n2026-03-01 00:00,1\n2026-03-01 00:01,2\n",
        "Time,Timezone,FIC-1\n2026-03-01 00:00,UTC,1\n2026-03-01 09:01,KST,2\n",
        "Time,UTC Offset,FIC-1\n2026-03-01 03:00,+03:00,1\n2026-03-01 00:01,+00:00,2\n",
    ])
    func `the file tells the zone of its times`(text: String) async throws {
        let read = try await all(text, zone: "Asia/Seoul")
        #expect(times(read, "FIC-1") == ["2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z"])
        #expect(read.series.count == 1)
        #expect(read.inspection.oddities.contains { $0.contains("zone") || $0.contains("times are in") })
    }

    @Test func `a mapping has the last word on the zone`() async throws {
        let read = try await all(
            "Time (UTC),FIC-1\n2026-03-01 09:00,1\n",
            mapping: "time: {column: Time (UTC), zone: Asia/Seoul}"
        )
        #expect(times(read, "FIC-1") == ["2026-03-01T00:00:00Z"])
    }

    // MARK: Dates

    @Test func `years of two digits in front`() async throws {
        let read = try await all("Time,FIC-1\n26.03.01 00:00,0\n26.03.01 00:01,1\n26.03.31 00:02,2\n")
        #expect(times(read, "FIC-1") == ["2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z", "2026-03-31T00:02:00Z"])
        let behind = try await all("Time,FIC-1\n01.03.26 00:00,0\n02.03.26 00:01,1\n31.03.26 00:02,2\n")
        #expect(times(behind, "FIC-1").last == "2026-03-31T00:02:00Z")
        let unclear = try await all("Time,FIC-1\n26-03-01 00:00,0\n26-03-01 00:01,1\n")
        #expect(times(unclear, "FIC-1").first == "2026-03-01T00:00:00Z")
        #expect(unclear.inspection.oddities.contains { $0.contains("nothing in the file decides") })
    }

    @Test func `dates with points have the day in front`() async throws {
        let read = try await all("Time;FIC-1\n01.03.2026 00:00;0\n01.03.2026 00:01;1\n")
        #expect(times(read, "FIC-1").first == "2026-03-01T00:00:00Z")
    }

    @Test func `dates that contradict each other are told`() async throws {
        let read = try await all("Time,FIC-1\n13/3/26 0:00,1\n2/13/26 0:00,2\n3/3/26 0:00,3\n14/3/26 0:00,4\n")
        #expect(read.inspection.kind == .readings)
        #expect(read.quarantined.map(\.line) == [3])
        #expect(read.inspection.oddities.contains { $0.contains("contradict") })
    }

    @Test func `times in no known form are no reason to invent some`() async throws {
        await #expect(throws: IngestionError.self) {
            _ = try await all("Time,FIC-1\nfirst,1\nsecond,2\n", mapping: "kind: readings")
        }
    }

    // MARK: Headings between rows

    @Test func `files put together: the same names again, and other names`() async throws {
        let same = try await all("Time,FIC-1,TI-2\n2026-03-01 00:00,1,2\n\nTime,FIC-1,TI-2\n2026-03-01 00:01,3,4\n")
        #expect(same.series["FIC-1"]?.values == [1, 3])
        #expect(same.quarantined.isEmpty && same.summary.rows == 2)
        #expect(same.summary.oddities.contains { $0.contains("once more") })
        let other = try await all(
            """
            Time,FIC-1,TI-2
            2026-03-01 00:00,1,2

            Time,PI-9,TI-2
            2026-03-01 00:03,7,8
            2026-03-01 00:04,7,8
            Time,FIC-1,TI-2
            2026-03-01 00:05,9,10
            """
        )
        #expect(other.series["FIC-1"]?.values == [1, 9])
        #expect(other.quarantined.map(\.reason) == ["other_columns", "other_columns", "other_columns"])
        #expect(other.quarantined.allSatisfy { $0.detail.contains("PI-9") })
        let long = try await all("Time,Tag,Value\n2026-03-01 00:00,A-1,2\nTime,Tag,Value\n2026-03-01 00:01,A-1,4\n")
        #expect(long.series["A-1"]?.values == [2, 4] && long.quarantined.isEmpty)
    }
}

/// Shapes of files that once made a reader take one thing for another.
@Suite struct `Tables that are not quite tables` {
    @Test func `a date and a time of day under one name, separated by blanks`() async throws {
        let text = """
            Time                 FIC-1    TI-2
            2026-03-01 00:00:00  1.0      2.0
            2026-03-01 00:01:00  3.0      4.0
            2026-03-01 00:02:00  5.0      6.0
            """
        for name in ["f.txt", "f.dat", "f.csv"] {
            let all = try await Everything(text: text, name: name)
            #expect(all.series["FIC-1"]?.values == [1, 3, 5], "\(name)")
            #expect(all.series["TI-2"]?.values == [2, 4, 6], "\(name)")
            let times = all.series["TI-2"]?.times.map { Timestamp(nanoseconds: $0).description }
            #expect(times?.last == "2026-03-01T00:02:00Z", "\(name)")
        }
        let two = text.replacing("Time     ", with: "Date Time")
        let all = try await Everything(text: two, name: "f.txt")
        #expect(all.series["TI-2"]?.values == [2, 4, 6])
    }

    @Test func `a line of JSON Lines that is cut takes no other with it`() async throws {
        var lines = (0..<10).map { "{\"ts\":\(1_772_323_200_000 + $0 * 1_000),\"FIC-1\":\($0)}" }
        lines[2] = "{\"ts\":1772323202000,\"FIC-1\":"
        lines[5] = "garbage }{ line"
        let all = try await Everything(text: lines.joined(separator: "\n") + "\n", name: "f.jsonl")
        #expect(all.series["FIC-1"]?.values == [0, 1, 3, 4, 6, 7, 8, 9])
        #expect(all.quarantined.map(\.line) == [3, 6])
    }

    @Test func `a small table in which half of the cells are no numbers`() async throws {
        let all = try await Everything(
            text: "Time,FIC-1 (m3/h),PI-3\n2026-03-01 00:00,1,OPEN\n2026-03-01 00:01,xx,CLOSED\n2026-03-01 00:02,3,5\n"
        )
        #expect(all.series["FIC-1"]?.qualities.map(\.isUsable) == [true, false, true])
        #expect(all.series["PI-3"]?.qualities == [.digitalState, .digitalState, .good])
    }

    @Test func `one object over many lines is still one`() async throws {
        let all = try await Everything(
            text: "[\n  {\"ts\": 1772323200000,\n   \"FIC-1\": 1},\n  {\"ts\": 1772323201000,\n   \"FIC-1\": 2}\n]\n",
            name: "f.json"
        )
        #expect(all.series["FIC-1"]?.values == [1, 2])
    }

    @Test(arguments: [
        ("Name,Timestamp,Value,Status", "Good", "Bad"), ("TagName,DateTime,Value,QualityDetail", "192", "24"),
        ("ItemName,Timestamp,Value,StatusCode", "Good", "Bad"),
    ])
    func `long exports of other historians`(heading: String, good: String, bad: String) async throws {
        let all = try await Everything(
            text: "\(heading)\nFIC-1,2026-03-01 00:00,1.5,\(good)\nFIC-1,2026-03-01 00:01,2,\(bad)\n"
        )
        #expect(all.series["FIC-1"]?.qualities.map(\.isUsable) == [true, false])
    }
}
