import Ingestion
import Plant
import TestSupport
import Testing

@Suite struct `Reading alarm journals` {
    @Test func `a row an event: activation, acknowledgement, shelving, suppression, return`() async throws {
        let text = """
            EventTime,SourceTag,Condition,EventType,Priority,Description
            2026-03-01 00:00:00.123456789,FIC-1,PVHI,ACT,1,Flow high
            2026-03-01 00:00:05,FIC-1,PVHI,ACK,1,Flow high
            2026-03-01 00:00:06,FIC-1,PVHI,SHELVED,1,Flow high
            2026-03-01 00:00:07,FIC-1,PVHI,UNSHELVED,1,Flow high
            2026-03-01 00:00:08,FIC-1,PVHI,SUPPRESSED,2,Flow high
            2026-03-01 00:00:09,FIC-1,PVHI,RTN,Emergency,Flow high
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .alarms && all.records.count == 6)
        let alarms = all.records.compactMap { Alarm($0) }
        #expect(
            alarms.map(\.transition) == [.activation, .acknowledgement, .shelving, .suppression, .returnToNormal],
            "taking an alarm off the shelf is no activation"
        )
        #expect(all.records[3].fields["transition"] == "unshelving")
        #expect(alarms.map(\.priority) == ["1", "1", "1", "2", "Emergency"])
        #expect(alarms.first?.time.description == "2026-03-01T00:00:00.123456789Z")
        #expect(all.summary.oddities.isEmpty)
    }

    @Test(arguments: ["operator_position", "Operator Station", "Console", "콘솔", "Bedienplatz"])
    func `the operator position of an alarm is kept`(column: String) async throws {
        let text =
            "time,tag,condition,transition,priority,message,\(column)\n"
            + "2026-03-01T00:00:00,FIC-1,HI,activation,high,Flow high,CDU board\n"
            + "2026-03-01T00:00:09,FIC-1,HI,return,high,Flow high,CDU board\n"
        let all = try await Everything(text: text)
        #expect(all.records.compactMap { Alarm($0)?.operatorPosition } == ["CDU board", "CDU board"])
    }

    @Test func `a row a whole alarm`() async throws {
        let text = """
            Tag,Condition,Priority,Message,Activation Time,Acknowledged Time,Return Time
            FIC-1,PVHI,High,Flow high,2026-03-01 00:00:00,2026-03-01 00:00:30,2026-03-01 00:05:00
            PI-2,PVLO,Low,Pressure low,2026-03-01 01:00:00,-,2026-03-01 01:05:00
            PI-3,PVLL,Low,Pressure low,2026-03-01 02:00:00,,
            PI-4,PVLL,Low,Pressure low,2026-03-01 03:00:00,soon,
            """
        let all = try await Everything(text: text)
        let alarms = all.records.compactMap { Alarm($0) }
        #expect(
            alarms.map { "\($0.tag.rawValue) \($0.condition) \($0.transition.rawValue) \($0.time)" } == [
                "FIC-1 HI activation 2026-03-01T00:00:00Z", "FIC-1 HI acknowledgement 2026-03-01T00:00:30Z",
                "FIC-1 HI return 2026-03-01T00:05:00Z", "PI-2 LO activation 2026-03-01T01:00:00Z",
                "PI-2 LO return 2026-03-01T01:05:00Z", "PI-3 LOLO activation 2026-03-01T02:00:00Z",
            ]
        )
        #expect(Set(all.records.map(\.id)).count == 6)
        #expect(all.quarantined.map(\.line) == [5] && all.quarantined.map(\.reason) == ["bad_time"])
        let mapping = try Mapping(yaml: all.inspection.mapping.yaml, name: "again")
        let again = try await Everything(text: text, IngestionSettings(zone: .utc, mapping: mapping))
        #expect(again.records.map(\.fields) == all.records.map(\.fields))
    }
}

@Suite struct `Reading digital states` {
    @Test func `columns of states only`() async throws {
        let text = """
            time,XV-1,P-101A
            2026-03-01 00:00:00,OPEN,Running
            2026-03-01 00:01:00,CLOSED,Running
            2026-03-01 00:02:00,OPEN,Stopped
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .readings && all.inspection.layout == "wide")
        #expect(all.series["XV-1"]?.qualities == [.digitalState, .digitalState, .digitalState])
        #expect(all.summary.badQuality == ["OPEN": 2, "CLOSED": 1, "Running": 2, "Stopped": 1])
        let valued = try await Everything(text: text, .mapped("states: {OPEN: 1, CLOSED: 0}\n"))
        #expect(valued.series["XV-1"]?.values == [1, 0, 1] && valued.summary.readings == 3)
    }

    @Test func `states between numbers in long readings`() async throws {
        let text = """
            timestamp,tag,value,quality
            2026-03-01 00:00:00,XV-1,OPEN,Good
            2026-03-01 00:00:00,FI-1,5.5,Good
            2026-03-01 00:01:00,XV-1,CLOSED,Good
            2026-03-01 00:01:00,FI-1,I/O Timeout,Bad
            2026-03-01 00:02:00,FI-1,,Bad
            """
        let all = try await Everything(text: text)
        #expect(all.inspection.kind == .readings && all.inspection.layout == "long")
        #expect(all.series["XV-1"]?.qualities == [.digitalState, .digitalState])
        #expect(all.series["FI-1"]?.qualities == [.good, .timeout, .bad], "a blank that is said to be bad is no blank")
    }

    @Test(arguments: [
        "time,operator,remark\n2026-03-01 00:00:00,Kim,ok\n2026-03-01 00:01:00,Lee,ok\n",
        "time,tag,value,message,priority\n2026-03-01 00:00:00,XV-1,OPEN,opened,1\n2026-03-01 00:00:01,XV-1,SHUT,shut,1\n",
    ]) func `other tables of words are no readings`(text: String) async throws {
        #expect(try await Everything(text: text).inspection.kind != .readings)
    }
}
