import Generation
import HTTPTransport
import Plant
import Storage
import Synchronization

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

    /// How the server talks.
    package var dialect = "openai"

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
        guard let dialect = Dialects.named(request.dialect) else {
            throw UsageError(
                "the dialect '\(request.dialect)' is not known; use one of "
                    + Dialects.all.map(\.name).joined(separator: ", ")
            )
        }
        return try await record(
            request.scenario,
            from: .recorded(url: request.url, model: request.model, dialect: dialect),
            server: request.server,
            date: request.date,
            audit: nil,
            progress: progress
        )
    }

    /// - Parameter audit: Gets every call, where there is a workspace to keep it.
    static func record(
        _ folder: String,
        from endpoint: Endpoint,
        server: String,
        date: String,
        audit: (any AuditLog)?,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> String {
        let scenario = try RecordedScenario(folder: folder)
        guard !scenario.questions.isEmpty else {
            throw UsageError("\(scenario.folder) has no questions.jsonl, so there is nothing to ask a model")
        }
        let base = RecordedScenario.basePath(of: endpoint.url)
        let scratch = ScratchFolder.path("record", scenario.name)
        defer { LocalFile.removeFolder(scratch) }
        progress("recording \(scenario.name) from \(endpoint.host)…")
        let recorder = CassetteRecorder(
            wrapping: CurlTransport(),
            volatile: [],
            digest: { SHA256.hex(of: $0) }
        )
        let refusals = audit.map { RefusalWatch($0) }
        _ = try await scenario.outcome(
            recorder,
            endpoint: endpoint,
            audit: refusals,
            scratch: scratch
        )
        let cassette = try recorder.cassette(
            origin: Cassette.Origin(
                kind: .recorded,
                server: server,
                model: endpoint.model,
                date: date,
                dialect: endpoint.dialect.name == "openai" ? nil : endpoint.dialect.name,
                basePath: base == "/v1" ? nil : base
            )
        )
        let answered = cassette.entries.count { $0.response.status != 0 }
        if cassette.entries.isEmpty, let refusal = refusals?.first {
            throw ModelError(
                code: .refused,
                endpoint: endpoint.name,
                message: refusal + "; nothing was sent, and what was recorded before is as it was"
            )
        }
        // A scenario may be about a server's errors, but nobody wants one about a wrong key.
        if answered > 0, cassette.entries.allSatisfy({ [0, 401, 403].contains($0.response.status) }) {
            throw ModelError(
                code: .unauthorised,
                endpoint: endpoint.name,
                message:
                    "every call was refused (HTTP 401 or 403); check the key. What was recorded before is as it was"
            )
        }
        guard answered > 0 else {
            let ending = cassette.entries.first.map { $0.response.ending.words } ?? "no question needs a model"
            throw ModelError(
                code: .unreachable,
                endpoint: endpoint.name,
                message: "no call was answered (\(ending)); what was recorded before is as it was"
            )
        }
        let kept = scenario.folder + "/cassettes"
        try LocalFile.makeFolder(kept)
        try LocalFile.write(cassette.json(), to: kept + "/model.json")
        for name in try LocalFile.names(in: kept) where name != "model.json" && name.hasSuffix(".json") {
            unlink(kept + "/" + name)
        }
        return "\(cassette.entries.count) call(s) recorded in \(kept)/model.json, \(answered) of them answered. "
            + "Next: telltale replay \(scenario.folder) --update"
    }

    /// Today in UTC, where there is no plant whose zone would say it.
    package static func today() -> String { String("\(Timestamp.now())".prefix(10)) }

    /// `/v1` of `http://host:8000/v1`.
    private static func basePath(of url: String) -> String {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
        return parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    }
}

extension Workspace {
    /// Asks a scenario's questions of a configured endpoint, with its key, certificates, proxy and policy. All else
    /// (sampling, size, tries) is as in every replay, so that the cassette plays on any machine.
    package func record(
        _ scenario: String,
        from name: String,
        server: String?,
        date: String,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> String {
        let configured = try endpoint(named: name)
        var endpoint = Endpoint.recorded(
            url: configured.url,
            model: configured.model,
            dialect: configured.dialect
        )
        endpoint.name = name
        endpoint.residency = configured.residency
        endpoint.highestClass = configured.highestClass
        endpoint.key = configured.key
        endpoint.limits = configured.limits
        endpoint.security = configured.security
        endpoint.proxy = configured.proxy
        endpoint.allowedAddresses = configured.allowedAddresses
        return try await RecordedScenario.record(
            scenario,
            from: endpoint,
            server: server ?? configured.dialect.name,
            date: date,
            audit: SQLiteAuditLog(path: layout.store),
            progress: progress
        )
    }

    /// The plant's date now.
    package var today: String { configuration.zone.civil(at: Timestamp.now()).date }

    func endpoint(named name: String) throws -> Endpoint {
        let names = configuration.endpoints.map(\.name)
        guard let settings = configuration.endpoints.first(where: { $0.name == name }) else {
            let hint = NearestWord.find(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw UsageError("there is no endpoint '\(name)' in \(layout.configuration)\(hint)")
        }
        return try Endpoint(settings)
    }
}

/// Hands entries on, and remembers why policy let a call not go.
private final class RefusalWatch: AuditLog {
    private let log: any AuditLog
    private let refusal = Mutex<String?>(nil)

    init(_ log: any AuditLog) {
        self.log = log
    }

    var first: String? { refusal.withLock { $0 } }

    func append(_ entry: AuditEntry) async throws {
        if entry.verdict.hasPrefix("refused: ") {
            refusal.withLock { $0 = $0 ?? String(entry.verdict.dropFirst("refused: ".count)) }
        }
        try await log.append(entry)
    }
}
