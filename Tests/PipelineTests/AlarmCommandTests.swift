import Plant
import Testing

@testable import Pipeline

@Suite struct `Alarms, reliability and tag health of a workspace` {
    private static let assets = """
        asset,name,parent,class,aliases
        SITE,Site,,,
        U-1,Unit one,SITE,,
        P-1,Feed pump,U-1,PU,

        """
    private static let orders = """
        order,equipment,short_text,type,created,failure_code
        WO1,P-1,Seal leaks,PM01,2026-03-01T08:00:00,ELP
        WO2,P-1,Grease bearing,PM02,2026-03-02T08:00:00,
        WO3,P-1,LI-1 low: seal leaks,PM01,2026-04-02T08:00:00,ELP

        """

    /// A level that chatters for an hour, its last alarm left standing, and a reading that goes missing.
    private func filled(_ path: String) async throws -> Workspace {
        var alarms = "time,tag,asset,condition,transition,priority,message,value,limit\n"
        for minute in 0..<60 {
            let clock = "2026-04-01T10:" + (minute < 10 ? "0" : "") + "\(minute)"
            alarms += "\(clock):00,LI-1,P-1,LO,activation,medium,Level low,19.9,20\n"
            alarms += "\(clock):10,LI-1,P-1,LO,return,medium,Level low,20.1,20\n"
            alarms += "\(clock):20,LI-1,P-1,LO,activation,medium,Level low,19.9,20\n"
            if minute < 59 { alarms += "\(clock):25,LI-1,P-1,LO,return,medium,Level low,20.1,20\n" }
        }
        var readings = "time,LI-1\n"
        for minute in 0..<600 where !(200..<300).contains(minute) {
            let hour = minute / 60
            readings +=
                "2026-04-01T0\(hour):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60):00,\(20 + minute % 7)\n"
        }
        try LocalFile.makeFolder(path + "/in")
        try LocalFile.write(Self.assets, to: path + "/in/assets.csv")
        try LocalFile.write(Self.orders, to: path + "/in/orders.csv")
        try LocalFile.write(alarms, to: path + "/in/alarms.csv")
        try LocalFile.write(readings, to: path + "/in/readings.csv")
        let workspace = try Workspace.create(at: path + "/w", zone: "UTC")
        _ = try await workspace.ingest(IngestRequest(paths: [path + "/in"]))
        return workspace
    }

    @Test func `alarms are listed newest first, within the asset and the time asked for`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let all = try await workspace.alarms(asset: "U-1", from: nil, to: nil)
        #expect(all.episodes.count == 120)
        #expect(try all.json().contains("\"standing\" : true"))
        let some = try await workspace.alarms(asset: nil, from: "2026-04-01T10:30", to: "2026-04-01T10:31")
        #expect(some.episodes.count == 2)
        #expect(all.text(limit: 2).contains("and 118 more"))
        #expect(try all.json().contains("\"telltale.alarms/1\""))
        await #expect(throws: UsageError.self) { try await workspace.alarms(asset: "P-9", from: nil, to: nil) }
        await #expect(throws: UsageError.self) {
            try await workspace.incidents(asset: nil, from: "2026-05-01", to: "2026-04-01")
        }
        await #expect(throws: UsageError.self) {
            try await workspace.alarms(asset: nil, from: "2026-05-01", to: "2026-04-01")
        }
    }

    @Test func `the figures name the bad actor, the setting and the group`() async throws {
        let scratch = try Scratch()
        let workspace = try await filled(scratch.path)
        let report = try await workspace.alarmFigures(asset: nil, from: nil, to: nil)
        #expect(report.activations == 120)
        #expect(try report.json().contains("\"verdict\" : \"too_much\""))
        let delay = try #require(report.delays.settings.first)
        #expect(delay.activations == 120)
        #expect(delay.activations_with_delay == 1)
        // None of the short ones stands for 15 s; the last stands on.
        #expect(delay.on_delay_seconds == 15.0)
        #expect(report.lookFirst.first?.hasPrefix("LI-1 LO alone makes 100 %") == true)
        let groups = report.groups.map { "\($0.kind) \($0.activations)" }
        #expect(groups == ["unit 120", "shift 120"])
        #expect(report.text().contains("at most 10 in any 10 min"))
    }

    @Test func `work orders are read as failures, repeats and answers`() async throws {
        let scratch = try Scratch()
        let report = try await filled(scratch.path).reliability(asset: nil, from: nil, to: nil)
        #expect(report.preventive.orders == 1)
        #expect(report.corrective.orders == 2)
        #expect(report.classes.first?.equipment_class == "PU")
        #expect(report.classes.first?.failures == 2)
        #expect(report.repeats.map(\.orders) == [["WO1", "WO3"]])
        #expect(report.answers.map(\.order) == ["WO3"])
        #expect(try report.json().contains("\"basis\" : \"names_the_tag\""))
        #expect(report.mode_names["ELP"] != nil)
    }

    @Test func `a tag that goes missing is told with its window`() async throws {
        let scratch = try Scratch()
        let report = try await filled(scratch.path).tagHealth(asset: nil, from: nil, to: nil)
        #expect(report.tags == 1)
        #expect(report.healthy == 0)
        let complaint = try #require(report.items.first?.complaints.first)
        #expect(try report.json().contains("\"kind\" : \"missing\""))
        #expect(complaint.value == 6_060.0)
        #expect(report.text().contains("LI-1"))
    }
}
