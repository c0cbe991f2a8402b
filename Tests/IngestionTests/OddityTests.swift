import Ingestion
import Plant
import Testing

/// What exports do that nobody designed, each by itself.
@Suite struct `Oddities of exported readings` {
    private func times(_ all: Everything, _ tag: TagName = "A") -> [String] {
        (all.series[tag]?.times ?? []).map { Timestamp(nanoseconds: $0).description }
    }

    @Test func `runs of blanks between cells, free text above, three-digit exponents`() async throws {
        let text = """
            Debutanizer column, soft sensor data
            Source: plant historian

              u1           u2             y
              2.6e-001     6.5000e-001    1.5E+002
              2.7e-001     6.6000e-001   -1.6E+002
              2.8e-001     6.7000e-001    1.7E-300
            """
        let all = try await Everything(
            text: text,
            name: "debutanizer.txt",
            .mapped("time: {start: 2026-01-01T00:00:00, step: 6m}")
        )
        #expect(all.inspection.separator == "spaces" && all.inspection.kind == .readings)
        #expect(all.inspection.oddities.contains { $0.contains("free text") })
        #expect(all.series["u1"]?.values == [0.26, 0.27, 0.28])
        #expect(all.series["y"]?.values == [150, -160, 1.7e-300])
        #expect(times(all, "u2") == ["2026-01-01T00:00:00Z", "2026-01-01T00:06:00Z", "2026-01-01T00:12:00Z"])
    }

    @Test func `a value of a named figure beside the equipment is an event and no signal`() async throws {
        var text = "timestamp,KPI,asset_name,value,upper_bound,lower_bound,anomaly_score\n"
        for row in 0..<40 {
            let figure = row % 2 == 0 ? "Cooling Load" : "Delta Temperature"
            text += "2020-04-2\(row % 9) 1\(row / 9):14,\(figure),chiller 9,\(250 + row),270,240,0.99\n"
        }
        var settings = IngestionSettings(zone: .utc)
        settings.plant = PlantRegister(assets: [Asset(id: "CWC04009", name: "Chiller 9")])
        let all = try await Everything(text: text, settings)
        #expect(all.inspection.kind == .events && all.series.isEmpty && all.records.count == 40)
        #expect(Set(all.records.map(\.asset)) == ["CWC04009"])
        #expect(Set(all.records.map(\.title)) == ["Cooling Load", "Delta Temperature"])
        #expect(all.records.first?.fields["value"] == "250" && all.records.first?.fields["upper_bound"] == "270")
    }

    @Test func `a column of the equipment beside readings is no signal`() async throws {
        var text = "asset_id,Pressure,Temp,timestamp\n"
        var states = text
        for row in 0..<30 {
            let rest = ",\(row),\(50 + row),2020-02-01T0\(row / 6):\(row % 6)0:00\n"
            text += "mp_1" + rest
            states += "running" + rest
        }
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .readings && Set(all.series.keys.map(\.rawValue)) == ["Pressure", "Temp"])
        #expect(all.inspection.oddities.contains { $0.contains("'asset_id' names equipment") })
        let several = try await Everything(text: text + "mp_2,1,2,2020-02-02T00:00:00\n")
        #expect(several.inspection.oddities.contains { $0.contains("only: {asset_id: mp_1}") })
        // The states of a machine are a signal.
        #expect(try await Everything(text: states).summary.tags == 3)
    }

    @Test func `no header, names and step from the mapping`() async throws {
        let all = try await Everything(
            text: "1,2\n3,4\n5,6\n",
            .mapped("header: none\ncolumns: [PI-1, TI-2]\ntime: {start: 2026-01-01T00:00:00, step: 500ms}\n")
        )
        #expect(all.series["PI-1"]?.values == [1, 3, 5])
        #expect(times(all, "TI-2").last == "2026-01-01T00:00:01Z")
    }

    @Test func `a transposed file`() async throws {
        let all = try await Everything(
            text: "PI-1 1 2 3\nTI-2 4 5 6\n",
            name: "d.dat",
            .mapped(
                "kind: readings\nseparator: spaces\ntranspose: true\ntime: {start: 2026-01-01T00:00:00, step: 3m}\n"
            )
        )
        #expect(all.series["TI-2"]?.values == [4, 5, 6] && all.summary.rows == 3)
        #expect(times(all, "PI-1").last == "2026-01-01T00:06:00Z")
    }

    /// The same table in each encoding, with and without a byte order mark.
    @Test(arguments: ["utf-16le", "utf-16be", "utf-16le with mark", "utf-16be with mark", "windows-1252"])
    func `encodings`(name: String) async throws {
        let text = "time;Temp °C;Druck\r\n2026-03-01 00:00:00;1,5;2\r\n2026-03-01 00:01:00;2,5;3\r\n"
        var bytes: [UInt8] = []
        if name.hasPrefix("utf-16") {
            let isBig = name.hasPrefix("utf-16be")
            for unit in (name.hasSuffix("mark") ? "\u{FEFF}" : "").utf16 + Array(text.utf16) {
                let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                bytes += isBig ? pair.reversed() : pair
            }
        } else {
            bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        }
        let all = try await Everything(bytes: bytes)
        #expect(all.inspection.encoding == String(name.split(separator: " ")[0]))
        #expect(all.series["Temp °C"]?.values == [1.5, 2.5] && all.inspection.decimal == "comma")
    }

    @Test func `carriage returns alone end lines`() async throws {
        let first = "time,A\r2026-03-01 00:00:00,1\rx,2\r"
        let all = try await Everything(text: first + (2...9).map { "2026-03-01 00:0\($0):00,\($0)\r" }.joined())
        #expect(all.series["A"]?.values == [1, 2, 3, 4, 5, 6, 7, 8, 9] && all.quarantined.map(\.line) == [3])
    }

    @Test func `days counted as spreadsheets do`() async throws {
        let all = try await Everything(text: "time,A\n46082.0,1\n46082.25,2\n46082.5,3\n")
        #expect(all.inspection.timeFormat?.lowercased().contains("excel") == true || all.inspection.timeFormat != nil)
        #expect(times(all) == ["2026-03-01T00:00:00Z", "2026-03-01T06:00:00Z", "2026-03-01T12:00:00Z"])
    }

    /// The date that decides stands beyond what a first look reads.
    @Test(arguments: [("25/2/26", "D/M/Y", "2026-02-01"), ("2/25/26", "M/D/Y", "2026-01-02")])
    func `day and month are told apart by the whole file, and that is said`(last: String, format: String, first: String)
        async throws
    {
        var text = "time,A,note of the board operator on shift\n"
        for row in 0..<40_000 { text += "1/2/26 \(row / 60 % 24):\(row % 60 < 10 ? "0" : "")\(row % 60),\(row),x\n" }
        text += "\(last) 0:00,1,x\n"
        let all = try await Everything(text: text)
        #expect(all.inspection.timeFormat == format)
        #expect(all.inspection.oddities.contains { $0.contains("dates are read as \(format)") })
        #expect(times(all).first?.hasPrefix(first) == true && all.quarantined.isEmpty)
    }

    @Test func `nothing tells day from month, and that is said`() async throws {
        let all = try await Everything(text: "time,A\n1/1/26 0:00,1\n1/1/26 0:01,1\n1/1/26 0:02,1\n")
        #expect(all.inspection.oddities.contains { $0.contains("no date tells the day from the month") })
    }

    @Test func `rows in several zones are moments all the same`() async throws {
        let text =
            "time,A\n2026-03-01T00:00:00Z,1\n2026-03-01T09:01:00+09:00,2\n2026-02-28T19:02:00-0500,3\n2026-03-01 09:03:00,4\n"
        let all = try await Everything(text: text, IngestionSettings(zone: try SiteTimeZone("Asia/Seoul")))
        #expect(
            times(all)
                == ["2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z", "2026-03-01T00:02:00Z", "2026-03-01T00:03:00Z"]
        )
    }

    @Test func `the repeated hour and the skipped one`() async throws {
        let zone = try SiteTimeZone("America/New_York")
        let repeated = try await Everything(
            text:
                "time,A\n2025-11-02 00:30:00,1\n2025-11-02 01:00:00,2\n2025-11-02 01:30:00,3\n2025-11-02 01:00:00,4\n2025-11-02 01:30:00,5\n2025-11-02 02:00:00,6\n",
            IngestionSettings(zone: zone)
        )
        let moments = try #require(repeated.series["A"]).times
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 == 1_800_000_000_000 })
        let skipped = try await Everything(
            text: "time,A\n2026-03-08 01:30:00,1\n2026-03-08 02:30:00,2\n2026-03-08 03:30:00,3\n",
            IngestionSettings(zone: zone)
        )
        #expect(skipped.quarantined.map(\.line) == [3])
    }

    @Test func `nanoseconds are exact`() async throws {
        let all = try await Everything(
            text:
                "time,A\n2026-03-01 00:00:00.000000001,1\n2026-03-01 00:00:00.123456789,2\n2026-03-01T00:00:00.999999999Z,3\n"
        )
        #expect(all.series["A"]?.times.map { $0 % 1_000_000_000 } == [1, 123_456_789, 999_999_999])
        let epoch = try await Everything(
            text: "time,A\n1772323200000000001,1\n1772323200000000002,2\n1772323200000000003,3\n"
        )
        #expect(epoch.series["A"]?.times.first == 1_772_323_200_000_000_001)
    }

    @Test func `statuses are qualities and never values`() async throws {
        let statuses: [(String, Quality)] = [
            ("Bad", .bad), ("I/O Timeout", .timeout), ("No Data", .noData), ("Inp OutRange", .outOfRange),
            ("Scan Timeout", .timeout), ("Pt Created", .created), ("Running", .digitalState),
        ]
        var text = "time,A\n"
        for (index, status) in statuses.enumerated() { text += "2026-03-01 00:00:0\(index),\(status.0)\n" }
        for second in 10..<40 { text += "2026-03-01 00:00:\(second),1\n" }
        let all = try await Everything(text: text)
        #expect(all.series["A"]?.qualities.prefix(7).elementsEqual(statuses.map(\.1)) == true)
        #expect(all.series["A"]?.values.prefix(7).allSatisfy { $0 == 0 } == true)
        #expect(all.summary.badQuality == Dictionary(uniqueKeysWithValues: statuses.map { ($0.0, 1) }))
        #expect(all.summary.readings == 30)
    }

    @Test func `minus zero, no number, infinities and blanks are four things`() async throws {
        var text = "time,A\n"
        for (index, cell) in ["-0.0", "NaN", "inf", "-Infinity", "", "  ", "0"].enumerated() {
            text += "2026-03-01 00:00:0\(index),\(cell)\n"
        }
        for second in 10..<30 { text += "2026-03-01 00:00:\(second),1\n" }
        let all = try await Everything(text: text)
        let series = try #require(all.series["A"])
        #expect(all.summary.blanks == 2 && all.summary.readings == 22)
        #expect(series.values[0] == 0 && series.values[0].sign == .minus)
        #expect(series.values[4] == 0 && series.values[4].sign == .plus)
        #expect(series.qualities[1...3].allSatisfy { $0 != .good })
        #expect(all.summary.badQuality.values.reduce(0, +) == 3 && all.summary.badQuality.count == 3)
    }

    @Test func `times twice, out of order and missing`() async throws {
        let text =
            "time,A\n2026-03-01 00:00:00,1\n2026-03-01 00:00:00,2\n2026-03-01 00:02:00,3\n2026-03-01 00:01:00,4\n,5\n2026-03-01 00:03:00,6\n"
        let all = try await Everything(text: text)
        #expect(all.series["A"]?.values == [1, 2, 3, 4, 6])
        #expect(all.quarantined.map(\.reason) == ["bad_time"] && all.quarantined.map(\.line) == [6])
    }

    @Test func `a date and a time of day in two columns`() async throws {
        let all = try await Everything(
            text: "Date,Time,A\n2026-03-01,00:00:00,1\n2026-03-01,00:00:30,2\n2026-03-01,00:01:00,3\n"
        )
        #expect(times(all).last == "2026-03-01T00:01:00Z" && all.summary.readings == 3)
    }
}
