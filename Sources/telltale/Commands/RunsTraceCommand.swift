import ArgumentParser
import Pipeline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct RunsTraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "The calls to models that a run made: model, tokens, times, prompt version, class of data, outcome.",
        discussion: """
            Example:
              telltale runs trace nightly-2026-03-01
              telltale runs trace --json > trace.json
              telltale runs trace nightly-2026-03-01 --otlp http://127.0.0.1:4318

            --json writes OTLP in JSON; --otlp sends it to a collector's /v1/traces, with the headers of \
            OTEL_EXPORTER_OTLP_HEADERS. No word of a record, a prompt or a reply is in it.
            """
    )

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The run: the name of a nightly run, or 'ask-' and the time of a question. Else the newest.")
    var id: String?

    @Flag(help: "OTLP in JSON.")
    var json = false

    @Option(help: ArgumentHelp("Send it to this collector.", valueName: "url"))
    var otlp: String?

    func validate() throws {
        guard !json || otlp == nil else { throw ValidationError("--json prints it, --otlp sends it: choose one") }
    }

    func run() async throws {
        guard let otlp else {
            let workspace = try options.open()
            print(json ? try workspace.traceJSON(id) : try workspace.trace(id))
            return
        }
        let headers = getenv("OTEL_EXPORTER_OTLP_HEADERS").map { String(cString: $0) }
        print(try await options.open(writing: true).sendTrace(id, to: otlp, headers: headers))
    }
}
