import Plant
import Testing

@testable import Pipeline

@Suite struct `Settings` {
    @Test func `an empty file gives the defaults`() throws {
        let configuration = try Configuration(yaml: "", file: "plant/telltale.yaml")
        #expect(configuration.zone.identifier == "UTC")
        #expect(configuration.endpoints.isEmpty)
        #expect(configuration.answers.unsupported == .strike)
    }

    @Test func `the template that init writes is valid and means the defaults`() throws {
        let configuration = try Configuration(yaml: Configuration.template, file: "telltale.yaml")
        #expect(configuration.dataClass == .internal)
        #expect(configuration.shifts.map(\.name) == ["day", "night"])
    }

    @Test func `an unknown key is refused with its line and the nearest known key`() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(yaml: "site: x\nzoen: UTC\n", file: "telltale.yaml")
        }
        #expect(error?.line == 2)
        #expect(error?.description.contains("'zone'") == true)
    }

    @Test(arguments: [
        ("zone: Asia/Seul", "Asia/Seul"), ("language: fr", "ko, en, ar"), ("nightly: {width: 0}", "1 to 1024"),
        ("endpoints: [{name: a, url: http://x}]", "model"), ("data_class: secret", "restricted"),
        ("shifts: 3", "list"), ("answers: {unsupported: hide}", "leave_out"),
        ("endpoints: [{name: a, url: http://u, model: m}, {name: a, url: http://v, model: m}]", "two endpoints"),
        ("site: [1", "not valid YAML"),
    ])
    func `a wrong value is refused in words that help`(yaml: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(yaml: yaml, file: "telltale.yaml") }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test func `the environment overrides the file`() throws {
        let configuration = try Configuration(
            yaml: "zone: UTC\nlanguage: en",
            file: "telltale.yaml",
            environment: ["TELLTALE_ZONE": "+09:00", "TELLTALE_LANGUAGE": "ko"]
        )
        #expect(configuration.zone.identifier == "+09:00")
        #expect(configuration.language == .korean)
    }

    @Test func `the first rule that fits a path sets its class`() throws {
        let yaml = """
            data_class: confidential
            sources:
              - {match: "documents/*", class: public}
              - {match: "*.md", class: restricted}
            """
        let configuration = try Configuration(yaml: yaml, file: "telltale.yaml")
        #expect(configuration.dataClass(ofFile: "plant/documents/a.md") == .public)
        #expect(configuration.dataClass(ofFile: "plant/notes/a.md") == .restricted)
        #expect(configuration.dataClass(ofFile: "plant/a.csv") == .confidential)
    }

    @Test func `an endpoint may receive nothing but public data unless it says so`() throws {
        let yaml = "endpoints: [{name: a, url: http://h/v1, model: m}]"
        let configuration = try Configuration(yaml: yaml, file: "telltale.yaml")
        #expect(configuration.endpoints.first?.highestClass == .public)
    }
}
