import Ingestion
import Plant
import TestSupport
import Testing

@Suite struct `Failure codes and ISO 14224` {
    private let row = WorkbookBuilder.row

    @Test func `codes of the standard are recognised, others are left as they are and counted`() async throws {
        let text = """
            order,equipment,description,failure_code,created
            W1,P-1,seal drips,ELP,2026-03-01
            W2,P-1,shakes,vib,2026-03-02
            W3,P-1,greased,MT010,2026-03-03
            W4,P-1,greased,MT010,2026-03-04
            W5,P-1,would not start,Failure to start on demand,2026-03-05
            W6,P-1,nothing said,,2026-03-06
            """
        let all = try await Everything(text: text)
        #expect(all.records.map { $0.fields["failure_mode"] } == ["ELP", "VIB", nil, nil, "FTS", nil])
        #expect(all.records.map { $0.fields["code"] }[1...3] == ["vib", "MT010", "MT010"], "the plant's codes stay")
        let said = all.summary.oddities.filter { $0.contains("ISO 14224") }
        #expect(said.count == 1 && said[0].hasPrefix("2 rows have failure codes that are none of ISO 14224"))
        #expect(said.first?.contains("MT010 (2)") == true && said.first?.contains("failure_codes:") == true)
    }

    @Test func `a mapping says what the plant's codes stand for`() async throws {
        let text = """
            order,equipment,description,damage_code,cause_code,object_part,created
            W1,P-1,drips,0101,0010,SEAL,2026-03-01
            W2,P-1,drips,0102,0020,SEAL,2026-03-02
            W3,P-1,drips,0999,0101,BRG,2026-03-03
            """
        let settings = try IngestionSettings.mapped(
            """
            failure_codes:
              "0101": ELP
              "0102": {mode: INL, mechanism: "2.4"}
              "cause_code=0101": "2.8"
              "0010": "2.2"
              SEAL: PU
            """
        )
        let all = try await Everything(text: text, settings)
        #expect(all.records.map { $0.fields["failure_mode"] } == ["ELP", "INL", nil])
        #expect(all.records.map { $0.fields["failure_mechanism"] } == ["2.2", "2.4", "2.8"])
        #expect(all.records.map { $0.fields["equipment_class"] } == ["PU", "PU", nil])
        #expect(all.records.map { $0.fields["code"] } == ["0101", "0102", "0999"])
        #expect(all.records.map { $0.fields["cause_code"] } == ["0010", "0020", "0101"])
        #expect(all.summary.oddities.contains { $0.contains("0999 (1)") })
    }

    @Test func `SAP's object part, damage and cause are recognised by their columns`() async throws {
        let head = [
            "Notification", "Functional Loc.", "Description", "Malfunction start", "Object part code", "Damage Code",
            "Problem code text", "Cause code", "Cause text",
        ]
        let book = WorkbookBuilder(
            rows: row(1, head)
                + row(2, ["10001", "P-101A", "Seal leaks", "2026-03-01", "SEAL", "ELP", "leakage", "WEAR", "worn"])
                + row(3, ["10002", "P-101A", "Hot", "2026-03-02", "BRG", "OHE", "overheated", "LUBE", "no grease"])
        )
        let all = try await Everything(bytes: book.bytes, name: "notifications.xlsx")
        #expect(all.inspection.kind == .workOrders)
        #expect(all.records.map { $0.fields["failure_mode"] } == ["ELP", "OHE"])
        #expect(all.records.map { $0.fields["object_part"] } == ["SEAL", "BRG"])
        #expect(all.records.map { $0.fields["cause_code"] } == ["WEAR", "LUBE"])
        #expect(all.records.map { $0.fields["code_description"] } == ["leakage", "overheated"])
        #expect(all.records.map { $0.fields["cause_text"] } == ["worn", "no grease"])
    }

    @Test func `Maximo's failure class, problem, cause and remedy are recognised by their columns`() async throws {
        let head = [
            "WONUM", "DESCRIPTION", "ASSETNUM", "REPORTDATE", "FAILURECODE", "PROBLEMCODE", "CAUSECODE", "REMEDYCODE",
        ]
        let book = WorkbookBuilder(
            rows: row(1, head)
                + row(2, ["1", "Seal leak", "P-101A", "2026-03-01", "PUMPS", "ELP", "WEAR", "REPLACE"])
                + row(3, ["2", "Trips", "M-101A", "2026-03-02", "MOTORS", "TRIP", "", "RESET"])
        )
        let all = try await Everything(
            bytes: book.bytes,
            name: "workorders.xlsx",
            .mapped("failure_codes: {MOTORS: EM, TRIP: UST, WEAR: 2.4}\n")
        )
        #expect(all.records.map { $0.fields["failure_class"] } == ["PUMPS", "MOTORS"])
        #expect(all.records.map { $0.fields["code"] } == ["ELP", "TRIP"])
        #expect(all.records.map { $0.fields["remedy_code"] } == ["REPLACE", "RESET"])
        #expect(all.records.map { $0.fields["equipment_class"] } == ["PU", "EM"])
        #expect(all.records.map { $0.fields["failure_mode"] } == ["ELP", "UST"])
        #expect(all.records.map { $0.fields["failure_mechanism"] } == ["2.4", nil])
    }

    @Test func `equipment that rows name gets the class that its codes tell`() async throws {
        let text = """
            order,equipment,equipment_description,description,failure_class,created
            W1,P-1,charge pump,leak,pump,2026-03-01
            W2,P-1,charge pump,leak,pump,2026-03-02
            """
        let all = try await Everything(text: text)
        #expect(all.assets.map(\.equipmentClass) == ["PU"])
    }

    @Test(arguments: [("X: ELQ", "did you mean 'ELF'?"), ("X: {}", "needs a mode"), ("X: {mod: ELP}", "'mode'")])
    func `a code that is none of the standard is refused with the nearest`(line: String, words: String) {
        let error = #expect(throws: MappingError.self) { try Mapping(yaml: "failure_codes:\n  \(line)\n", name: "m") }
        #expect(error?.line == 2 && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `a mapping of codes comes back from its own text`() throws {
        let yaml = "failure_codes:\n  \"0101\": elp\n  a: \"2.2\"\n  b: {mode: VLO, class: PU}\n  c: PU\n"
        let mapping = try Mapping(yaml: yaml, name: "m")
        #expect(try Mapping(yaml: mapping.yaml, name: "again") == mapping)
        #expect(mapping.yaml.contains("\n  0101: ELP\n") || mapping.yaml.contains("\n  \"0101\": ELP\n"))
    }
}
