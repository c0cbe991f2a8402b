import ArgumentParser
import Pipeline

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Runs a scenario against a live endpoint and keeps what it said as a cassette.",
        discussion: """
            Example:
              telltale record fixtures/pump-seal-leak --endpoint local --server "llama.cpp 0.3"
              telltale record fixtures/pump-seal-leak --url http://127.0.0.1:8080/v1 --model smollm2 --server llama.cpp

            Recording replaces what was recorded before, but only when something was answered. A cassette that holds a \
            secret is not saved. With --endpoint the settings of telltale.yaml apply, policy and audit log too.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The scenario's folder.")
    var scenario: String

    @Option(help: "An endpoint of telltale.yaml.")
    var endpoint: String?

    @Option(help: "Without --endpoint: the server's base URL.")
    var url: String?

    @Option(help: "Without --endpoint: the model.")
    var model: String?

    @Option(help: "Without --endpoint: how the server talks, as 'dialect' in telltale.yaml.")
    var dialect: String?

    @Option(help: "The server's name and version, for the cassette's origin.")
    var server: String?

    @Option(help: "The day of recording, for the cassette's origin; else today.")
    var date: String?

    func validate() throws {
        if endpoint != nil {
            guard url == nil, model == nil, dialect == nil else {
                throw ValidationError("--endpoint says where, which model and how; leave out --url, --model, --dialect")
            }
        } else if model == nil {
            throw ValidationError("say which: --endpoint NAME of telltale.yaml, or --url and --model")
        }
    }

    func run() async throws {
        let said: String
        if let endpoint {
            let workspace = try options.open(writing: true)
            said = try await workspace.record(
                scenario,
                from: endpoint,
                server: server,
                date: date ?? workspace.today
            ) { Terminal.progress($0) }
        } else {
            var request = RecordRequest(
                scenario: scenario,
                url: url ?? "http://127.0.0.1:18080/v1",
                model: model ?? "",
                server: server ?? dialect ?? "openai",
                date: date ?? RecordedScenario.today()
            )
            request.dialect = dialect ?? request.dialect
            said = try await RecordedScenario.record(request) { Terminal.progress($0) }
        }
        Terminal.endProgress()
        print(said)
    }
}

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs scenarios from their cassettes and compares every byte; nothing is sent anywhere.",
        discussion: """
            Example:
              telltale replay fixtures/*
              telltale replay fixtures/injected-instructions --fault 429x2 --fault split
              telltale replay fixtures/injected-instructions --show
              telltale replay fixtures/injected-instructions --drift local

            Only --drift sends anything: the recorded requests, to an endpoint of telltale.yaml.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "Scenario folders. Without any, every folder in fixtures/.")
    var scenarios: [String] = []

    @Option(help: "0: as fast as possible; 1: with the recorded pauses; N: N times as fast.")
    var speed = 0.0

    @Option(
        help: """
            What goes wrong on the way: delay=200ms, 429, 503x3 (the first three calls), retry-after=2, \
            cut=120 (bytes), split (each byte by itself). May be given several times. An answer may then differ if it \
            says what it lacks.
            """
    )
    var fault: [String] = []

    @Flag(help: "Write what came out as the expected output.")
    var update = false

    @Flag(help: "Show what is in the cassettes: scenario folders or cassette files.")
    var show = false

    @Option(
        help: ArgumentHelp("Send the recorded requests to this endpoint and compare structures.", valueName: "endpoint")
    )
    var drift: String?

    func validate() throws {
        guard !(show && drift != nil), !(show || drift != nil) || (fault.isEmpty && !update && speed == 0) else {
            throw ValidationError("--show and --drift stand alone: without each other, --fault, --speed and --update")
        }
    }

    func run() async throws {
        if show {
            guard !scenarios.isEmpty else { throw ValidationError("--show needs a scenario's folder or a cassette") }
            for scenario in scenarios { print(try RecordedScenario.show(scenario)) }
            return
        }
        if let drift {
            let report = try await options.open(writing: true).drift(of: scenarios, at: drift) {
                Terminal.progress($0)
            }
            Terminal.endProgress()
            print(report.text)
            if report.hasDifferences { throw ExitCode(OperationExit.replayDiffers.rawValue) }
            return
        }
        let report = try await RecordedScenario.replay(scenarios, speed: speed, faults: fault, updating: update) {
            Terminal.progress($0)
        }
        Terminal.endProgress()
        print(report.text())
        if report.hasDifferences { throw ExitCode(OperationExit.replayDiffers.rawValue) }
    }
}
