import Generation
import HTTPTransport
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Workspace {
    /// One line for each call to a model that a run made, for people.
    ///
    /// - Parameter run: The newest run that called a model when `nil`.
    package func trace(_ run: String?) throws -> String {
        let calls = try calls(of: run)
        var lines = ["\(calls[0].run ?? "")  \(calls.count) call\(calls.count == 1 ? "" : "s")"]
        for call in calls {
            let model =
                call.responseModel.map { $0 == call.requestModel ? $0 : "\(call.requestModel) → \($0)" }
                ?? call.requestModel
            let tokens =
                "\(call.inputTokens.map(String.init) ?? "?") + \(call.outputTokens.map(String.init) ?? "?") tokens"
            let first = call.firstText.map { ", first text after \(shown($0)) s" } ?? ""
            let attempt = call.attempt > 1 ? ", try \(call.attempt)" : ""
            lines.append(
                "  \(call.time)  \(call.endpoint)  \(model)  \(call.promptName) \(call.promptVersion)  "
                    + "\(call.dataClass.rawValue)  \(tokens)  \(shown(call.took)) s\(first)\(attempt)  \(call.outcome)"
            )
            lines += (call.remarks ?? []).map { "      " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    /// The same as OTLP in JSON, for a collector or a file.
    package func traceJSON(_ run: String?) throws -> String {
        let calls = try calls(of: run)
        return CallSpans(run: calls[0].run ?? "", calls: calls, site: configuration.site).body.prettyText()
    }

    /// Sends them to a collector's `/v1/traces`. No word of a record, a prompt or a reply is in them.
    ///
    /// - Parameter headers: As in `OTEL_EXPORTER_OTLP_HEADERS`: `name=value,name=value`.
    /// - Throws: ``UsageError``, or ``ModelError`` when the collector does not take them.
    package func sendTrace(_ run: String?, to address: String, headers: String?) async throws -> String {
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
            throw UsageError("--otlp '\(address)' is no address; write http://127.0.0.1:4318")
        }
        let calls = try calls(of: run)
        let name = calls[0].run ?? ""
        let url =
            address.hasSuffix("/v1/traces")
            ? address : address.hasSuffix("/") ? address + "v1/traces" : address + "/v1/traces"
        var fields: HTTPHeaders = ["Content-Type": "application/json", "Accept": "application/json"]
        for pair in (headers ?? "").split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw UsageError("OTEL_EXPORTER_OTLP_HEADERS is not of the form name=value,name=value")
            }
            let value = PercentCoding.decoded(parts[1])
            for word in value.split(separator: " ") { ServerWords.hide(String(word)) }
            fields.append(String(parts[0].filter { $0 != " " }), value)
        }
        let bytes = Array(CallSpans(run: name, calls: calls, site: configuration.site).body.text().utf8)
        let request = HTTPRequest(
            method: "POST",
            url: url,
            headers: fields,
            body: bytes,
            limits: TimeLimits(connect: 5, firstByte: 20, idle: 20, total: 30)
        )
        let host = String(url.split(separator: "/").dropFirst().first?.split(separator: "@").last ?? "")
        let audit = try SQLiteAuditLog(path: layout.store)
        func note(_ verdict: String) async throws {
            try await audit.append(
                AuditEntry(
                    time: Timestamp.now(),
                    user: getenv("USER").map { String(cString: $0) } ?? "unknown",
                    endpoint: "otlp",
                    host: host,
                    model: nil,
                    dataClass: .internal,
                    promptName: "trace",
                    promptVersion: name,
                    promptHash: SHA256.hex(of: bytes),
                    evidenceHashes: [],
                    verdict: verdict
                )
            )
        }
        try await note("sent")
        let problem: String
        let kept: String
        do {
            let response = try await CurlTransport().send(request)
            let answer = try await response.collect(upTo: 1 << 20)
            let partial = (try? JSONValue(bytes: answer))?["partialSuccess"]
            let rejected = partial?["rejectedSpans"].flatMap { $0.integer ?? $0.string.flatMap { Int($0) } } ?? 0
            if (200..<300).contains(response.status), rejected == 0 {
                try await note("answered: HTTP \(response.status)")
                return "\(calls.count) call(s) of \(name) sent to \(url) as \(calls.count + 1) spans"
            }
            problem =
                rejected > 0
                ? "\(rejected) span(s) were rejected: "
                    + ServerWords.fit(partial?["errorMessage"]?.string ?? "no reason given")
                : "HTTP \(response.status): " + ServerWords.fit(String(decoding: answer.prefix(2_000), as: UTF8.self))
            // What the receiver says is shown, and not kept: it may say back what it was sent.
            kept = rejected > 0 ? "\(rejected) span(s) were rejected" : "HTTP \(response.status)"
        } catch let error as TransportError {
            try await note("failed: \(error.message)")
            throw ModelError(code: .unreachable, endpoint: "otlp", message: "\(url): \(error.message)")
        }
        try await note("failed: \(kept)")
        throw ModelError(code: .badRequest, endpoint: "otlp", message: "\(url): \(problem)")
    }

    private func calls(of run: String?) throws -> [CallTrace] {
        let calls = try CallLog(layout, zone: configuration.zone).calls(of: run)
        guard !calls.isEmpty else {
            throw UsageError(
                run.map { "no call to a model is recorded for a run '\($0)'; without a name the newest is shown" }
                    ?? "no run has called a model yet"
            )
        }
        return calls
    }

    private func shown(_ seconds: Double) -> String { "\((seconds * 1_000).rounded() / 1_000)" }
}
