import Ingestion
import Plant
import Testing

@Suite struct `Mapping files` {
    @Test func `an unknown key names the nearest known one`() throws {
        let error = #expect(throws: MappingError.self) {
            try Mapping(yaml: "kind: readings\nseperator: comma\n", name: "m.yaml")
        }
        #expect(error?.description == "m.yaml:2: 'seperator' is no key of the mapping; did you mean 'separator'?")
    }

    @Test func `a mapping comes back from its own text`() throws {
        let yaml = """
            kind: work_orders
            header: none
            columns: [a, "b c", "true"]
            time: {columns: [a, b], format: mdy, zone: Asia/Seoul}
            fields:
              code: {column: a, map: {"1": x, "y\\"z": w}}
              plain: b
            only: {a: [x, y]}
            files:
              - match: "*.csv"
                skip: true
                states: {"on": 1}
            """
        let mapping = try Mapping(yaml: yaml, name: "m.yaml")
        #expect(try Mapping(yaml: mapping.yaml, name: "again") == mapping)
        #expect(mapping.skips(path: "some/where/x.csv") && !mapping.skips(path: "x.json"))
    }

    @Test func `what was detected can be passed back`() async throws {
        let file = TemporaryFile("time;A\n1/2/26 0:00;1,5\n25/2/26 0:00;2,5\n")
        let first = try await Everything(file.path)
        let mapping = try Mapping(yaml: first.inspection.mapping.yaml, name: "again")
        let second = try await Everything(file.path, IngestionSettings(zone: .utc, mapping: mapping))
        #expect(first.series == second.series && first.inspection.digest == second.inspection.digest)
        #expect(first.inspection.timeFormat == "D/M/Y")
    }

    @Test func `a column that is not there is named with the nearest`() throws {
        let file = TemporaryFile("time,Pressure\n2026-03-01 00:00:00,1\n2026-03-01 00:01:00,1\n")
        let error = #expect(throws: IngestionError.self) {
            try FileReader(path: file.path, settings: .mapped("kind: readings\ntime: tine\n"))
        }
        #expect(error?.message.contains("did you mean 'time'?") == true)
    }

    @Test(arguments: [
        "a\u{2029}b", "a\u{2028} b", "a\u{85}b", "a\u{FEFF}b", "a\u{7}\u{9F}", "a\u{A0}(bar)", "\u{FFFE}x",
        "온도\u{2029}",
    ])
    func `a name with line breaks of any script is written and read again`(name: String) throws {
        var mapping = Mapping(FileMapping())
        mapping.common.columns = [name, "b"]
        mapping.common.tag = name
        #expect(try Mapping(yaml: mapping.yaml, name: "again") == mapping)
    }
}
