import Glibc
import Ingestion
import Plant
import TestSupport
import Testing

/// Counts that ../shared/data/README.md states, with the mappings that the project keeps.
@Suite(.enabled(if: PlantData.isHere, Comment(rawValue: PlantData.absence)))
struct `Importing real plant data` {
    /// `fixtures/mappings/` beside the real sources, also when the tests are reached through links.
    private func mapping(_ name: String) throws -> Mapping {
        var parts = #filePath.split(separator: "/").dropLast(3).map(String.init)
        if let real = realpath("/" + #filePath, nil) {
            parts = String(cString: real).split(separator: "/").dropLast(3).map(String.init)
            free(real)
        }
        return try Mapping(path: "/" + parts.joined(separator: "/") + "/fixtures/mappings/\(name).yaml")
    }

    private func files(_ folder: String, ending: String) throws -> [String] {
        let root = try #require(PlantData.folder)
        var names: [String] = []
        guard let handle = opendir(root + "/" + folder) else { return [] }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(ending) { names.append(root + "/" + folder + "/" + name) }
        }
        return names.sorted()
    }

    private func summary(_ path: String, _ settings: IngestionSettings) async throws -> ReadSummary {
        try await FileReader(path: path, settings: settings).read { _, _ in }
    }

    private func path(_ name: String) throws -> String {
        try #require(PlantData.folder) + "/" + name
    }

    @Test func `the water rig`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("skab"))
        let first = try await Everything(try path("skab/valve1/0.csv"), settings)
        #expect(first.summary.rows == 1_147)
        #expect(first.summary.readings == 1_147 * 8)
        #expect(first.summary.tags == 8)
        #expect(first.inspection.separator == "semicolon")
        #expect(first.summary.from == Timestamp(iso: "2020-03-09T10:14:33Z"))
        #expect(first.quarantined.isEmpty)
        var rows = 0
        for file in try files("skab/valve1", ending: ".csv") { rows += try await summary(file, settings).rows }
        #expect(rows == 18_160)
        let free = try await summary(try path("skab/anomaly-free/anomaly-free.csv"), settings)
        #expect(free.rows == 9_405)
        #expect(free.readings == 9_405 * 8)
    }

    @Test(arguments: [true, false]) func `the process unit with statuses among its numbers`(isMapped: Bool) async throws
    {
        let settings = IngestionSettings(zone: .utc, mapping: isMapped ? try mapping("petrobras_unit") : nil)
        let all = try await Everything(try path("petrobras_unit/real_process_data.csv"), settings)
        #expect(all.summary.rows == 3_169)
        #expect(all.summary.readings == 341_754)
        #expect(all.summary.badQuality == ["Bad": 340, "Inp OutRange": 156, "Scan Timeout": 2])
        #expect(all.summary.blanks == 0)
        #expect(all.summary.tags == 108)
        #expect(all.summary.quarantined.isEmpty)
        let tag = try #require(all.series[TagName(isMapped ? "petrobras.tag2" : "tag2")])
        #expect(tag.qualities.count(where: { $0 == .outOfRange }) == 156)
        let zero = try #require(all.series[TagName(isMapped ? "petrobras.tag4" : "tag4")])
        #expect(zero.values[0].sign == .minus && zero.values[0] == 0, "-0.0 is kept")
    }

    @Test func `the wells, packed`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("petrobras_3w"))
        var total = ReadSummary(kind: .readings)
        for folder in ["0", "1", "2"] {
            for file in try files("petrobras_3w/\(folder)", ending: ".gz") {
                let one = try await summary(file, settings)
                total.rows += one.rows
                total.readings += one.readings
                total.blanks += one.blanks
                for time in [one.from, one.to].compactMap(\.self) {
                    total.from = min(total.from ?? time, time)
                    total.to = max(total.to ?? time, time)
                }
                #expect(one.quarantined.isEmpty && one.badQuality.isEmpty, "\(file)")
            }
        }
        #expect(total.rows == 719_688)
        #expect(total.readings == 3_868_492)
        #expect(total.blanks == 1_907_982)
        #expect(total.from == Timestamp(iso: "2013-11-04T01:41:01Z"))
        #expect(total.to == Timestamp(iso: "2018-06-18T10:45:29Z"))
    }

    @Test func `refinery columns without times or names`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("refinery_columns"))
        let debutanizer = try await Everything(try path("refinery_columns/debutanizer_data.txt"), settings)
        #expect(debutanizer.summary.rows == 2_394)
        #expect(debutanizer.summary.readings == 2_394 * 8)
        #expect(debutanizer.series["debutanizer.u1"]?.values.first == 2.6890035e-001)
        let recovery = try await Everything(try path("refinery_columns/SRU_data.txt"), settings)
        #expect(recovery.summary.rows == 10_081)
        #expect(recovery.summary.readings == 10_081 * 7)
        #expect(recovery.quarantined.isEmpty)
        let plain = try await Everything(try path("refinery_columns/SRU_data.txt"))
        #expect(plain.summary.rows == 10_081, "the same without a mapping")
        #expect(plain.summary.readings == 10_081 * 7)
    }

    @Test func `the Tennessee Eastman process, one file transposed`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("tep"))
        let normal = try await Everything(try path("tep/d00.dat"), settings)
        #expect(normal.summary.rows == 500)
        #expect(normal.summary.tags == 52)
        #expect(normal.summary.readings == 500 * 52)
        #expect(normal.series["d00.XMEAS_1"]?.values.first == 2.4987000e-01)
        #expect(normal.series["d00.XMV_11"]?.count == 500)
        for file in try files("tep", ending: "_te.dat") {
            let one = try await summary(file, settings)
            #expect(one.rows == 960 && one.readings == 960 * 52 && one.quarantined.isEmpty, "\(file)")
            #expect(
                one.from == Timestamp(iso: "2000-01-01T00:00:00Z") && one.to == Timestamp(iso: "2000-01-02T23:57:00Z")
            )
        }
    }

    @Test(arguments: ["filter", "deadband", "original"]) func `alarm journals`(setting: String) async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("tep_alarms"))
        let journals = try files("tep_alarms/\(setting)", ending: setting == "original" ? ".csv.gz" : ".csv")
        #expect(journals.count == 20)
        var transitions: [String: Int] = [:]
        var times: [Timestamp] = []
        for journal in journals {
            let all = try await Everything(journal, settings)
            times += [all.summary.from, all.summary.to].compactMap(\.self)
            #expect(all.quarantined.isEmpty && all.records.count == all.summary.rows)
            for record in all.records {
                let alarm = try #require(Alarm(record))
                transitions["\(alarm.condition) \(alarm.transition.rawValue)", default: 0] += 1
            }
        }
        let (first, last) =
            setting == "original"
            ? ("2024-05-01T00:00:20Z", "2024-05-07T02:31:59.999999999Z")
            : ("2024-05-01T01:02:40Z", "2024-05-07T02:32:39.999999998Z")
        #expect(times.min() == Timestamp(iso: first) && times.max() == Timestamp(iso: last), "to the nanosecond")
        if setting == "original" {
            #expect(transitions["HI activation"] == 63_154)
            #expect(transitions["HI return"] == 62_886)
            #expect(transitions["LO activation"] == 42_182)
            #expect(transitions["LOLO return"] == 9)
        }
        if setting == "filter" { #expect(transitions["LO return"] == 1_574) }
    }

    @Test func `chillers`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("chillers"))
        let orders = try await Everything(
            try path("chillers/tables/all_wo_with_code_component_events.csv"),
            settings
        )
        #expect(orders.records.count == 4_249)
        #expect(Set(orders.records.map(\.id)).count == 4_249)
        #expect(orders.records.count(where: { $0.fields["maintenance"] == "preventive" }) == 3_529)
        #expect(orders.assets.count == 11)
        #expect(orders.assets.contains { $0.id == "CWC04013" && $0.aliases == ["Chiller 13"] })
        let year = TimeWindow(
            from: Timestamp(utc: CivilTime(year: 2017, month: 1, day: 1)),
            to: Timestamp(utc: CivilTime(year: 2018, month: 1, day: 1))
        )
        let asked = orders.records.filter { $0.asset == "CWC04013" && ($0.time.map(year.contains) ?? false) }
        #expect(asked.count == 33)
        #expect(orders.records.first?.fields["duration_hours"] == "3")
        #expect(orders.quarantined.isEmpty)

        let events = try await Everything(try path("chillers/tables/event.csv"), settings)
        #expect(events.records.count == 6_256)
        let groups = Dictionary(events.records.map { ($0.fields["group"] ?? "", 1) }, uniquingKeysWith: +)
        #expect(groups == ["WORK_ORDER": 4_249, "ALERT": 1_466, "ANOMALY": 541])
        #expect(throws: IngestionError.self) {
            try FileReader(path: try path("chillers/tables/alert_events.csv"), settings: settings)
        }

        let details = IngestionSettings(
            zone: .utc,
            mapping: try mapping("chillers-details"),
            plant: PlantRegister(assets: orders.assets)
        )
        let alerts = try await Everything(try path("chillers/tables/alert_events.csv"), details)
        #expect(alerts.records.count == 1_466)
        #expect(alerts.records.allSatisfy { $0.end != nil })
        let anomalies = try await Everything(try path("chillers/tables/anomaly_events.csv"), details)
        #expect(anomalies.records.count == 541)
        #expect(Set(anomalies.records.map(\.asset)) == ["CWC04009"])
        #expect(anomalies.records.allSatisfy { $0.fields["upper_bound"] != nil })

        let pump = try await Everything(try path("chillers/metro_pump_1.json"), settings)
        #expect(pump.summary.rows == 5_116)
        #expect(pump.summary.tags == 15)
        for table in try files("chillers/tables", ending: ".csv") {
            guard settings.mapping?.skips(path: table) != true else { continue }
            let one = try await Everything(table, settings)
            #expect(one.quarantined.isEmpty, "\(table)")
        }
    }

    @Test func `work orders of excavators`() async throws {
        let settings = IngestionSettings(zone: .utc, mapping: try mapping("workorders_excavator"))
        let all = try await Everything(try path("workorders_excavator/case_study_pdl.csv"), settings)
        #expect(all.records.count == 5_485)
        #expect(all.quarantined.isEmpty)
        #expect(all.records.first?.title == "BUCKET WON'T OPEN")
        #expect(all.records.count(where: { $0.fields["code"] != nil }) == 2_303)
    }

    @Test func `incident reports, English and Korean`() async throws {
        let english = try await Everything(
            try path("incidents_methanol/events_clean.csv"),
            IngestionSettings(zone: .utc, mapping: try mapping("incidents_methanol"))
        )
        #expect(english.records.count == 203)
        #expect(english.records.allSatisfy { $0.kind == .passage && !$0.text.isEmpty })
        let korean = try await Everything(
            try path("incidents_korean/db.json"),
            IngestionSettings(zone: .utc, mapping: try mapping("incidents_korean"))
        )
        #expect(korean.records.count == 2_574)
        #expect(Set(korean.records.map(\.id)).count == 2_574)
        #expect(!korean.records.contains { $0.text.contains("_x000D_") })
    }
}
