import Generation
import HTTPTransport
package import Plant
import Storage
import TaskGraph

/// What was done with a batch, for people, and whether all of it was.
package struct BatchReport: Sendable {
    package var text: String
    package var isWhole: Bool
}

extension Workspace {
    /// Writes what a night would ask a model as OpenAI's batch JSONL. Nothing is sent, and no report is written.
    ///
    /// - Throws: ``ModelError`` when policy forbids all of it.
    package func writeBatch(
        _ request: NightlyRequest,
        for name: String?,
        to path: String?,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> BatchReport {
        let endpoint = try batchEndpoint(name)
        let night = try await night(request)
        let path = path ?? "\(layout.reports)/\(night.name).batch.jsonl"
        let writer = BatchWriter(endpoint, run: night.name, file: path)
        progress("\(night.input.units.count) unit(s)…")
        _ = try await graph(of: night, model: writer, source: "").run(night.input, options: RunOptions())
        let audit = try SQLiteAuditLog(path: layout.store)
        for entry in writer.entries { try await audit.append(entry) }
        let lines = writer.lines
        if lines.isEmpty, let refusal = writer.refusal { throw refusal }
        var said = writer.notes
        guard !lines.isEmpty else {
            said.insert("\(night.name) asks a model nothing: no incident, work order or note is in it", at: 0)
            return BatchReport(text: said.joined(separator: "\n"), isWhole: writer.refusal == nil)
        }
        try write(lines.map(\.line), to: path)
        try rememberBatch(lines)
        said.insert("\(lines.count) request(s) for \(endpoint.model) written to \(path)", at: 0)
        said.append("Run it with 'telltale batch run \(path)', 'vllm run-batch' or a provider's batch API, then")
        said.append("'telltale batch read RESULTS'")
        return BatchReport(text: said.joined(separator: "\n"), isWhole: writer.notes.isEmpty)
    }

    /// Makes a batch's calls at an endpoint, as many at once as its settings allow. What was answered in an earlier run
    /// is not asked again.
    ///
    /// - Parameter dataClass: Of lines that this program did not write.
    /// - Throws: ``ModelError`` when going on would be of no use; what was answered by then is kept.
    package func runBatch(
        _ path: String,
        at name: String?,
        to out: String?,
        dataClass: DataClass?,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> BatchReport {
        let endpoint = try batchEndpoint(name)
        let requests = try BatchFile.requests(path)
        let out = out ?? (path.hasSuffix(".jsonl") ? String(path.dropLast(6)) : path) + ".results.jsonl"
        guard out != path else { throw UsageError("--out is the file of requests itself; name another") }
        let classes = try classes(of: requests, path, dataClass)
        let done = try BatchFile.done(out, of: requests)
        try write(done.map(\.line), to: out)
        let doneIDs = Set(done.map(\.id))
        let tasks = zip(requests, classes).filter { !doneIDs.contains($0.0.id) }
        let gateways = try gateways(for: tasks.map(\.0), path, endpoint)
        let prompts = try prompts()
        let file = try GrowingLines(out)
        var failures: [String] = []
        var count = 0
        defer { file.sync() }
        do {
            try await withThrowingTaskGroup(of: BatchResult.self) { group in
                func add(_ task: (BatchRequest, DataClass)) {
                    let (request, dataClass) = task
                    let named = BatchName(request.id)
                    let prompt = named.flatMap { prompts[$0.promptName] }
                    let hash = prompt.flatMap { $0.version == named?.promptVersion ? $0.hash : nil } ?? ""
                    guard let gateway = gateways[named?.run ?? ""] else { return }
                    group.addTask { try await gateway.result(of: request, dataClass: dataClass, promptHash: hash) }
                }
                var next = 0
                func fill() {
                    guard next < tasks.count else { return }
                    add(tasks[next])
                    next += 1
                }
                for _ in 0..<endpoint.width { fill() }
                while let result = try await group.next() {
                    try file.add(result.line)
                    count += 1
                    if let error = result.error { failures.append("  ✗ \(result.id): \(error)") }
                    progress("\(done.count + count) of \(requests.count)…")
                    fill()
                }
            }
        } catch let error as ModelError {
            throw ModelError(
                code: error.code,
                endpoint: error.endpoint,
                message: error.code == .refused && done.isEmpty && count == 0
                    ? error.message
                    : error.message + "; \(done.count + count - failures.count) of \(requests.count) request(s) are "
                        + "answered, in \(out): run it again to go on"
            )
        }
        var said = ["\(done.count + count - failures.count) of \(requests.count) request(s) answered, in \(out)"]
        if !done.isEmpty { said.append("  \(done.count) of them in an earlier run") }
        said += failures.sorted().prefix(10)
        if failures.count > 10 { said.append("  … and \(failures.count - 10) more") }
        if !failures.isEmpty { said.append("Run it again to ask those that failed once more") }
        return BatchReport(text: said.joined(separator: "\n"), isWhole: failures.isEmpty)
    }

    /// Writes the report of the night that a batch was written for, with the batch's answers, checked like any other.
    package func readBatch(
        _ paths: [String],
        for name: String?,
        to folder: String?,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> BatchReport {
        let endpoint = try batchEndpoint(name)
        let results = try BatchFile.results(paths)
        let runs = Set(results.keys.compactMap { BatchName($0)?.run }).sorted()
        guard let run = runs.first else {
            throw UsageError(
                "\(paths.joined(separator: ", ")) holds no result of a batch that 'telltale batch write' wrote"
            )
        }
        guard runs.count == 1 else {
            throw UsageError(
                "the results belong to several batches (\(runs.joined(separator: ", "))); read one at a time"
            )
        }
        let request = try NightlyRequest(batch: run, out: folder)
        let night = try await night(request)
        let mine = results.filter { BatchName($0.key) != nil }
        let answers = BatchAnswers(
            mine,
            endpoint: endpoint,
            run: run,
            audit: try SQLiteAuditLog(path: layout.store),
            log: CallLog(layout, zone: configuration.zone, run: run)
        )
        let source = " batch " + SHA256.hex(of: mine.values.map(\.line).sorted().joined(separator: "\n"))
        let written = try await nightly(request, night, model: answers, source: source, progress: progress)
        var said = [written.text()]
        if written.resumed == 0 {
            said.append("\(answers.answered) request(s) answered by the batch")
            said += answers.failures.prefix(10).map { "  ✗ \($0)" }
        }
        if answers.missing > 0 {
            said.append("\(answers.missing) request(s) have no result; their part of the report is without a summary")
        }
        if written.resumed == 0, answers.unused > 0 {
            said.append(
                "\(answers.unused) result(s) answer another question: the store, the prompt or the settings have changed "
                    + "since the batch was written; write it again"
            )
        }
        return BatchReport(
            text: said.joined(separator: "\n"),
            isWhole: answers.missing == 0 && answers.failures.isEmpty && (answers.unused == 0 || written.resumed > 0)
        )
    }

    // MARK: What a batch needs

    /// The endpoint that is named, or the first whose calls can be written as a batch.
    private func batchEndpoint(_ name: String?) throws -> Endpoint {
        let all = configuration.endpoints
        guard !all.isEmpty else {
            throw UsageError(
                "no endpoint is configured; a batch is written for a model: see 'endpoints' in telltale.yaml"
            )
        }
        if let name {
            guard let settings = all.first(where: { $0.name == name }) else {
                let hint = NearestWord.find(name, among: all.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
                throw UsageError("there is no endpoint '\(name)' in \(layout.configuration)\(hint)")
            }
            let endpoint = try Endpoint(settings)
            guard endpoint.takesBatches else {
                throw UsageError(
                    "endpoint '\(name)' (\(settings.dialect)) does not talk as OpenAI's batches do; choose another"
                )
            }
            return endpoint
        }
        for settings in all {
            let endpoint = try Endpoint(settings)
            if endpoint.takesBatches { return endpoint }
        }
        throw UsageError("no endpoint in \(layout.configuration) talks as OpenAI's batches do")
    }

    private func write(_ lines: [String], to path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try LocalFile.makeFolder(String(path[..<slash]))
        }
        try LocalFile.write(lines.map { $0 + "\n" }.joined(), to: path)
    }

    private func classes(of requests: [BatchRequest], _ path: String, _ given: DataClass?) throws -> [DataClass] {
        let written = try writtenBatches()
        return try requests.map { request in
            // What a line says of itself counts only as this workspace wrote it: anybody can edit a file.
            let isOwn = written.contains(BatchFile.digest(request))
            let own = isOwn ? BatchName(request.id)?.dataClass : nil
            guard let dataClass = own.map({ max($0, given ?? $0) }) ?? given else {
                throw UsageError(
                    "\(path): the class of data of '\(request.id)' is not known, for this workspace did not write the line "
                        + "as it is; say it with --class, such as --class internal"
                )
            }
            return dataClass
        }
    }

    private func rememberBatch(_ lines: [BatchRequest]) throws {
        let known = try writtenBatches()
        let new = lines.map { BatchFile.digest($0) }.filter { !known.contains($0) }
        let file = try GrowingLines(layout.writtenBatches)
        for digest in new { try file.add(digest) }
        file.sync()
    }

    private func writtenBatches() throws -> Set<String> {
        guard LocalFile.exists(layout.writtenBatches) else { return [] }
        return Set(try LocalFile.text(layout.writtenBatches).split(separator: "\n").map(String.init))
    }

    /// One for each night in the file, so that the record of each call names it; they share a budget.
    private func gateways(
        for requests: [BatchRequest],
        _ path: String,
        _ endpoint: Endpoint
    ) throws -> [String: BatchGateway] {
        let audit = try SQLiteAuditLog(path: layout.store)
        let budget = try budget(CallLog(layout, zone: configuration.zone))
        let transport = CurlTransport()
        var gateways: [String: BatchGateway] = [:]
        for request in requests {
            let run = BatchName(request.id)?.run ?? ""
            guard gateways[run] == nil else { continue }
            let log = CallLog(layout, zone: configuration.zone, run: run.isEmpty ? "batch \(path)" : run)
            gateways[run] = BatchGateway(
                endpoint: endpoint,
                transport: transport,
                audit: audit,
                user: Workspace.user,
                budget: budget,
                onCall: { log.add($0) },
                now: { Timestamp.now() }
            )
        }
        return gateways
    }
}

extension NightlyRequest {
    /// The night that a batch's requests were written for: `nightly-2026-03-01` or `nightly-2026-03-01-CDU-100`.
    init(batch run: String, out: String?) throws {
        let rest = run.dropFirst("nightly-".count)
        guard run.hasPrefix("nightly-"), rest.utf8.count >= 10 else {
            throw UsageError("the results are of '\(run)', which is no night")
        }
        let unit = rest.dropFirst(11)
        self.init(date: String(rest.prefix(10)), unit: unit.isEmpty ? nil : String(unit), out: out, usesModel: true)
    }
}
