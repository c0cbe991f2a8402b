import Generation
import HTTPTransport
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a live server's answers are built otherwise than the recorded ones.
package struct DriftReport: Sendable {
    var lines: [String] = []
    package var hasDifferences = false

    package var text: String { lines.joined(separator: "\n") }
}

extension Workspace {
    /// Sends the requests of scenarios' cassettes to an endpoint and compares what its answers are made of.
    ///
    /// Policy comes first: a scenario's requests are of the highest class that its settings name. Every call is in
    /// the audit log. What is said may differ; what it is said in may not.
    package func drift(
        of folders: [String],
        at name: String,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> DriftReport {
        let endpoint = try endpoint(named: name)
        let chosen = folders.isEmpty ? try RecordedScenario.all(in: "fixtures") : folders
        let audit = try SQLiteAuditLog(path: layout.store)
        var report = DriftReport()
        var reached = 0
        var failures: [String] = []
        for folder in chosen {
            let scenario = try RecordedScenario(folder: folder)
            let dataClass = try scenario.dataClass()
            if let refusal = endpoint.refusal(of: dataClass) {
                throw ModelError(code: .refused, endpoint: name, message: refusal)
            }
            for cassette in try scenario.cassettes() {
                let dialect = cassette.origin.dialect ?? "openai"
                guard RecordedScenario.speaksAlike(dialect, endpoint.dialect.name) else {
                    throw UsageError(
                        "\(scenario.name) was recorded with the dialect '\(dialect)', and '\(name)' speaks "
                            + "'\(endpoint.dialect.name)': their requests cannot be compared"
                    )
                }
                progress("asking \(name) what \(scenario.name) recorded…")
                let recorder = CassetteRecorder(wrapping: CurlTransport(), digest: { SHA256.hex(of: $0) })
                for entry in cassette.entries {
                    let request = endpoint.again(entry.request, basePath: cassette.origin.basePath ?? "/v1")
                    var logged = AuditEntry(
                        time: Timestamp.now(),
                        user: getenv("USER").map { String(cString: $0) } ?? "unknown",
                        endpoint: name,
                        host: endpoint.host,
                        model: endpoint.model,
                        dataClass: dataClass,
                        promptName: "cassette:" + scenario.name,
                        promptVersion: cassette.origin.date ?? "",
                        promptHash: entry.digest,
                        evidenceHashes: [],
                        verdict: "sent"
                    )
                    try await audit.append(logged)
                    let answer = try await recorder.answer(to: request)
                    logged.time = Timestamp.now()
                    logged.verdict = answer.status == 0 ? answer.ending.words : "answered: \(answer.status)"
                    try await audit.append(logged)
                    if answer.status == 0 { failures.append(answer.ending.words) } else { reached += 1 }
                    let differences = AnswerShape(entry.response).differences(to: AnswerShape(answer))
                    let title =
                        "\(scenario.name)  \(entry.request.method) \(entry.request.path)  \(entry.digest.prefix(12))"
                    report.lines.append((differences.isEmpty ? "✓ " : "✗ ") + title)
                    report.lines += differences.map { "    " + $0 }
                    report.hasDifferences = report.hasDifferences || !differences.isEmpty
                }
            }
        }
        if reached == 0, let failure = failures.first {
            throw ModelError(
                code: .unreachable,
                endpoint: name,
                message: "none of \(failures.count) call(s) was answered (\(failure)); "
                    + "try 'telltale endpoints check'"
            )
        }
        if report.lines.isEmpty {
            report.lines = ["no cassette in \(chosen.joined(separator: ", ")): nothing was sent"]
        }
        return report
    }
}

extension RecordedScenario {
    /// The highest class that the scenario's settings give to anything.
    fileprivate func dataClass() throws -> DataClass {
        let path = folder + "/telltale.yaml"
        let configuration = try Configuration(
            yaml: LocalFile.exists(path) ? LocalFile.text(path) : Configuration.template,
            file: path,
            environment: [:]
        )
        let sources = configuration.sources.compactMap(\.dataClass)
        return (sources + configuration.assetClasses.values).reduce(configuration.dataClass) { max($0, $1) }
    }

    /// Whether requests of one dialect mean something to a server of another.
    fileprivate static func speaksAlike(_ one: String, _ other: String) -> Bool {
        let own = ["ollama", "clova-studio"]
        return one == other || (!own.contains(one) && !own.contains(other))
    }
}

extension CassetteRecorder {
    /// One answer, taken down to its end; one that failed has the status 0 or an ending that says so.
    fileprivate func answer(to request: HTTPRequest) async throws -> RecordedResponse {
        do {
            for try await _ in try await send(request).body {}
        } catch let error where error is CancellationError {
            throw error
        } catch {
            // How it ended is in what was taken down.
        }
        return takenDown().last ?? RecordedResponse(status: 0, chunks: [], ending: .failed(.cancelled))
    }
}
