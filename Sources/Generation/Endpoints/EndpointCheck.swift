package import HTTPTransport
import Plant

/// What looking at an endpoint found, each point in words.
package struct EndpointReport: Sendable, Hashable {
    package enum Mark: String, Sendable {
        case good = "✓"
        case bad = "✗"
        /// Works, but somebody should know.
        case note = "•"
    }

    package struct Finding: Sendable, Hashable {
        package let mark: Mark
        package let text: String
    }

    package private(set) var findings: [Finding] = []

    package var isGood: Bool { !findings.contains { $0.mark == .bad } }

    package var text: String {
        findings.map { "\($0.mark.rawValue) \($0.text)" }.joined(separator: "\n")
    }

    mutating func add(_ mark: Mark, _ text: String) {
        findings.append(Finding(mark: mark, text: text))
    }
}

/// Looks at an endpoint: is it there, does it let us in, does it serve the model, how long is its context, what can it
/// do, how fast is it, and what should be changed. The question it asks holds nothing of the plant.
package struct EndpointCheck: Sendable {
    let endpoint: Endpoint
    let transport: any HTTPTransport
    let time: GatewayTime

    package init(
        endpoint: Endpoint,
        transport: any HTTPTransport,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.endpoint = endpoint
        self.transport = transport
        time = GatewayTime(clock)
    }

    package func run() async throws -> EndpointReport {
        var report = EndpointReport()
        guard try await checkModels(&report) else { return report }
        if try await checkAnswer(&report) { try await checkTools(&report) }
        try await checkServer(&report)
        for caution in endpoint.dialect.cautions(for: endpoint.entry) { report.add(.note, "\(dialect) \(caution)") }
        if let entry = endpoint.entry {
            if let licence = entry.licence { report.add(.note, "licence of \(entry.name): \(licence)") }
            if let remark = entry.remark { report.add(.note, remark) }
        } else {
            report.add(.note, "the catalogue does not know \(endpoint.model): it is sampled as the prompts ask")
        }
        return report
    }

    private var dialect: String { endpoint.dialect.name }

    // MARK: The model list

    /// False when there is no sense in going on.
    private func checkModels(_ report: inout EndpointReport) async throws -> Bool {
        guard let request = endpoint.dialect.modelList(endpoint) else {
            report.add(
                .note,
                "\(dialect) has no list of models; the answer below shows whether \(endpoint.model) is served"
            )
            return true
        }
        let response: HTTPResponse
        let body: [UInt8]
        do {
            response = try await transport.send(request)
            body = try await response.collect(upTo: 4 << 20)
        } catch let error as TransportError {
            report.add(.bad, "not reachable: \(error.message)")
            return false
        }
        switch response.status {
        case 200: break
        case 401, 403:
            report.add(
                .bad,
                "reachable, but not authorised (HTTP \(response.status): \(ServerWords.fit(ErrorBody.message(body)))): "
                    + (endpoint.key == nil ? "set key_env or key_file" : "check the key that key_env or key_file names")
            )
            return false
        case 404, 405, 501:
            report.add(
                .note,
                "reachable; it has no list of models (HTTP \(response.status)); check that url ends as it should, often in /v1"
            )
            return true
        default:
            report.add(
                .bad,
                "reachable, but answered HTTP \(response.status) to the list of models: "
                    + endpoint.dialect.failure(status: response.status, body: body).message
            )
            return false
        }
        guard let served = try? endpoint.dialect.servedModels(body) else {
            report.add(
                .bad,
                "reachable, but its list of models is not JSON as \(dialect) sends it; check url and dialect"
            )
            return false
        }
        report.add(.good, "reachable" + (endpoint.key == nil ? ", without a key" : ", the key is accepted"))
        guard let model = served.first(where: { $0.name == endpoint.model }) else {
            let names = served.map(\.name.shown).sorted().prefix(10).joined(separator: ", ")
            report.add(
                .bad,
                "does not serve '\(endpoint.model)'; set model to one of: \(names.isEmpty ? "(none)" : names)"
            )
            return false
        }
        report.add(.good, "serves \(endpoint.model)")
        checkContext(model.context, &report)
        return true
    }

    private func checkContext(_ served: Int?, _ report: inout EndpointReport) {
        let known = endpoint.entry?.context
        switch (served, endpoint.contextTokens) {
        case (let served?, let set?) where set > served:
            report.add(
                .bad,
                "context \(served) tokens, fewer than the \(set) of context_tokens: lower it, or remove it"
            )
        case (let served?, _): report.add(.good, "context \(served) tokens, as the server says")
        case (nil, let set?):
            report.add(.good, "context \(set) tokens, as context_tokens says; the server does not tell")
        case (nil, nil):
            if let known {
                report.add(
                    .note,
                    "context \(known) tokens, as the model was made for; the server does not tell: set context_tokens if it runs with less"
                )
            } else {
                report.add(
                    .note,
                    "nobody tells the length of the context; set context_tokens, so that prompts are made to fit"
                )
            }
        }
    }

    // MARK: An answer

    private static let schema = #"{"type":"object","properties":{"ready":{"type":"boolean"}},"required":["ready"]}"#

    /// True when an answer came.
    private func checkAnswer(_ report: inout EndpointReport) async throws -> Bool {
        let request = ModelRequest(
            promptName: "endpoint-check",
            promptVersion: "1",
            promptHash: "",
            system: "You answer with JSON only.",
            user: #"Reply with {"ready": true}"#,
            outputSchema: EndpointCheck.schema,
            language: .english,
            dataClass: .public,
            maximumOutputTokens: 64
        )
        var refused: [JSONRung] = []
        for rung in endpoint.dialect.rungs(for: endpoint.entry) {
            let start = time.elapsed()
            do {
                let chat = ChatCall(transport: transport, time: time)
                let raw = try await chat.run(ChatPlan(request, endpoint, rung: rung), onText: nil).value
                report.add(.good, "answers; " + words(raw, took: time.elapsed() - start))
                add(rung, refused, raw, &report)
                return true
            } catch let failure as CallFailure {
                if failure.isAboutFormat {
                    refused.append(rung)
                    continue
                }
                report.add(.bad, "does not answer: \(failure.error.message)" + advice(failure.error))
                return false
            }
        }
        report.add(.bad, "refuses every way of asking for JSON, even none; check dialect")
        return false
    }

    private func add(_ rung: JSONRung, _ refused: [JSONRung], _ raw: RawReply, _ report: inout EndpointReport) {
        let way =
            switch rung {
            case .schema: "takes a JSON schema"
            case .object: "takes a JSON schema beside json_object"
            case .prompt: "takes no JSON schema; replies are mended and asked for again where needed"
            }
        let advice =
            refused.isEmpty || dialect != "openai"
            ? ""
            : " (it refused \(refused.map { "\($0)" }.joined(separator: ", ")): naming its dialect saves that call)"
        report.add(rung == .prompt ? .note : .good, way + advice)
        if raw.inputTokens == nil {
            report.add(.note, "does not tell tokens used; limits and budgets go by estimates")
        } else {
            report.add(.good, "tells the tokens used at the end of a stream")
        }
        if let model = raw.model, model != endpoint.model {
            report.add(.note, "says that '\(model.shown)' answered, not '\(endpoint.model)'")
        }
        for remark in raw.remarks { report.add(.note, remark) }
        do {
            let schema = try JSONValue(text: EndpointCheck.schema)
            let ladder = try ReplyLadder(raw, schema: schema, endpoint: endpoint)
            for note in ladder.notes where !raw.remarks.contains(note) { report.add(.note, note) }
            if !ladder.problems.isEmpty {
                report.add(.note, "did not reply with the JSON asked for: \(ladder.problems.joined(separator: "; "))")
            }
        } catch let failure as CallFailure {
            report.add(.bad, failure.error.message)
        } catch {
            report.add(.bad, "\(error)")
        }
    }

    private func words(_ raw: RawReply, took: Duration) -> String {
        guard let first = raw.firstText else { return "nothing but an ending came, after \(took.words)" }
        let rest = took - first
        guard let tokens = raw.outputTokens, tokens > 1 else {
            return "first text after \(first.words), end after \(took.words)"
        }
        let each = rest / (tokens - 1)
        return "first text after \(first.words), then \(Int((each / .milliseconds(1)).rounded())) ms a token"
    }

    private func advice(_ error: ModelError) -> String {
        switch error.code {
        case .unauthorised: "; check the key"
        case .rateLimited: "; it is busy: set requests_per_minute, or try later"
        case .unreachable: "; raise first_byte_timeout if the server is loading a model"
        default: ""
        }
    }
}
