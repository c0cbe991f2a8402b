import Ingestion
import Plant
import Storage
import Testing

@testable import Pipeline

/// A small file as a plant may export it.
struct ExportedFile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// What a person has to say of it, where it does not tell itself.
    var mapping: String?
    var testDescription: String { name }

    static let all: [ExportedFile] = [
        ExportedFile(
            name: "wide.csv",
            text: "time,PI-1,TI-1\n2026-03-01T00:00:00,1.5,Bad\n2026-03-01T00:01:00,,20\nx,1,2\n"
        ),
        ExportedFile(
            name: "decimal-comma.csv",
            text: "Zeit;PI-1\n" + (1...9).map { "25/2/26 \($0):00;\($0),5\n" }.joined() + "x;1\n"
        ),
        ExportedFile(
            name: "long.tsv",
            text:
                "timestamp\ttag\tvalue\tquality\n2026-03-01 00:00:00\tPI-1\t1.5\tGood\n2026-03-01 00:00:00\tTI-1\t2\tBad\n"
        ),
        ExportedFile(
            name: "transposed.csv",
            text: "tag,2026-03-01 00:00,2026-03-01 00:01,2026-03-01 00:02\nPI-1,1,2,3\nTI-1,4,,6\nFI-1,7,8,9\n"
        ),
        ExportedFile(
            name: "no-time.dat",
            text: (0..<20).map { "  \($0).5e+000  1.0e+001 3\n" }.joined(),
            mapping: """
                kind: readings
                separator: spaces
                header: none
                columns: [PI-1, TI-1, FI-1]
                time: {start: "2026-03-01T00:00:00", step: 3m}

                """
        ),
        ExportedFile(
            name: "serial-dates.csv",
            text: "date,PI-1\n" + (0..<8).map { "46082.\($0)25,\($0)\n" }.joined()
        ),
        ExportedFile(
            name: "preamble.csv",
            text: "Historian export\nServer: PI-1\n\ntime,PI-1\n2026-03-01 00:00:00,1\n2026-03-01 00:00:10,2\n"
        ),
        ExportedFile(
            name: "alarms.csv",
            text: """
                time,tag,condition,transition,priority,message
                2026-03-01T00:00:00.123456789,PI-1,HI,activation,high,Pressure high
                2026-03-01T00:01:00,PI-1,HI,acknowledgement,high,
                2026-03-01T00:02:00,PI-1,HI,return,high,

                """
        ),
        ExportedFile(
            name: "consolidated.csv",
            text: """
                Tag;Alarm;Active time;Return time;Ack time;Priority
                PI-1;HI;01.03.2026 00:00:00;01.03.2026 00:05:00;01.03.2026 00:01:00;2
                TI-1;LO;13.03.2026 00:00:00;13.03.2026 00:05:00;;3

                """
        ),
        ExportedFile(
            name: "orders.csv",
            text: """
                Order,Functional Location,Description,Order Type,Created on,Actual start,Actual finish
                4000001,P-101A,"Seal leaks, \"\"again\"\"",PM01,2026-03-01,2026-03-01 08:00,2026-03-01 12:00
                4000002,P-101B,Grease,PM02,03/xx/2026,,

                """
        ),
        ExportedFile(
            name: "events.csv",
            text: "time,equipment,event,description\n2026-03-01 02:00,P-1,TRIP,low level\n"
        ),
        ExportedFile(
            name: "shift.md",
            text: "# Shift log 2026-03-01\n\n- 02:10 P-1 tripped\n- 03:00 씰 누설 확인\n- 04:00 restarted\n"
        ),
        ExportedFile(
            name: "procedure.md",
            text: "# Start-up\n\nOpen the suction valve.\n\n## Checks\n\nCheck the seal pot.\n"
        ),
        ExportedFile(name: "procedure.html", text: "<html><h1>Start-up</h1><p>Open the valve.</p></html>"),
        ExportedFile(
            name: "mail.eml",
            text: "From: a@b\nSubject: P-1\nDate: Sun, 1 Mar 2026 10:00:00 +0900\n\nP-1 leaks.\n"
        ),
        ExportedFile(name: "assets.csv", text: "asset,name,parent,class\nU-1,Unit,,\nP-1,펌프,U-1,PU\n"),
        ExportedFile(
            name: "tags.csv",
            text: "tag,description,unit,asset,h,hh\nPI-1,Pressure,barg,P-1,5,6\nTI-1,Temperature,degC,P-1,,x\n"
        ),
        ExportedFile(name: "korean.csv", text: "시간,PI-1\n2026-03-01 00:00,1\n2026-03-01 00:01,불량\n"),
    ]
}

/// Everything that came into a store.
struct StoreContents: Equatable, Sendable {
    var assets: [Asset]
    var tags: [Plant.Tag]
    var readings: [ReadingSeries]
    var records: [Record]
    var quarantine: [QuarantinedRow]

    init(_ workspace: Workspace) async throws {
        let store = workspace.store
        assets = try await store.assets()
        tags = try await store.tags()
        readings = []
        for tag in tags { readings.append(try await store.readings(of: tag.name, in: .always)) }
        records = try await store.records(RecordQuery(kinds: RecordKind.allCases), limit: nil)
        quarantine = try await store.quarantine(file: nil)
    }

    var isEmpty: Bool { assets.isEmpty && tags.isEmpty && records.isEmpty }
}

@Suite struct `A mapping printed by a dry run` {
    @Test(arguments: ExportedFile.all)
    func `reads a file as it was read without it`(_ file: ExportedFile) async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/" + file.name
        try LocalFile.write(file.text, to: path)
        var given: String?
        if let mapping = file.mapping {
            given = scratch.path + "/given.yaml"
            try LocalFile.write(mapping, to: scratch.path + "/given.yaml")
        }
        let first = try Workspace.create(at: scratch.path + "/first", zone: "Asia/Seoul")
        let shown = try await first.inspect(IngestRequest(paths: [path], mapping: given)).text()
        try LocalFile.write(shown, to: scratch.path + "/shown.yaml")
        let plain = try await first.ingest(IngestRequest(paths: [path], mapping: given))
        let second = try Workspace.create(at: scratch.path + "/second", zone: "Asia/Seoul")
        let mapped = try await second.ingest(IngestRequest(paths: [path], mapping: scratch.path + "/shown.yaml"))
        #expect(plain.files.map(\.outcome) == [.stored], "\(plain.text())")
        #expect(mapped.files.map(\.outcome) == [.stored], "\(mapped.text())\n\(shown)")
        let contents = try await StoreContents(first)
        #expect(!contents.isEmpty, "\(plain.text())")
        #expect(try await StoreContents(second) == contents, "\(shown)")
    }
}
