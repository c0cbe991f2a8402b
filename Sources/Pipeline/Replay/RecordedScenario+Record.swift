import Generation
import HTTPTransport
import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which scenario to record, from what.
package struct RecordRequest: Sendable {
    package var scenario: String
    package var url: String
    package var model: String
    /// The server's name and version.
    package var server: String
    package var date: String

    package init(scenario: String, url: String, model: String, server: String, date: String) {
        self.scenario = scenario
        self.url = url
        self.model = model
        self.server = server
        self.date = date
    }
}

extension RecordedScenario {
    /// Asks a scenario's questions of a live endpoint and keeps what it said, in place of what was kept before.
    package static func record(
        _ request: RecordRequest,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> String {
        let scenario = try RecordedScenario(folder: request.scenario)
        let scratch = "/tmp/telltale-record-\(getpid())-\(scenario.name)"
        defer { LocalFile.removeFolder(scratch) }
        progress("recording \(scenario.name) from \(request.url)…")
        let recorder = CassetteRecorder(
            wrapping: CurlTransport(),
            volatile: [],
            digest: { SHA256.hex(of: $0) }
        )
        _ = try await scenario.outcome(
            recorder,
            endpoint: .recorded(url: request.url, model: request.model),
            scratch: scratch
        )
        let cassette = try recorder.cassette(
            origin: Cassette.Origin(
                kind: .recorded,
                server: request.server,
                model: request.model,
                date: request.date,
                source: nil
            )
        )
        let folder = scenario.folder + "/cassettes"
        LocalFile.removeFolder(folder)
        try LocalFile.makeFolder(folder)
        try LocalFile.write(cassette.json(), to: folder + "/model.json")
        return "\(cassette.entries.count) call(s) recorded in \(folder)/model.json. "
            + "Next: telltale replay \(scenario.folder) --update"
    }
}
