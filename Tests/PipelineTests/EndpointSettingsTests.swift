import Generation
import HTTPTransport
import Plant
import Storage
import Testing

@testable import Pipeline

/// Knows no address.
private struct Stranger: HTTPTransport {
    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        HTTPResponse(status: 404, headers: [:], body: HTTPBody(Array(#"{"error":{"message":"no such page"}}"#.utf8)))
    }
}

@Suite struct `A look at endpoints` {
    @Test func `leaves each request in the audit log, and where it went`() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/w"
        do { _ = try Workspace.create(at: path) }
        let yaml = "endpoints: [{name: a, url: \"http://127.0.0.1:9/v1\", model: m, dialect: vllm, residency: kr}]\n"
        try LocalFile.write(yaml, to: path + "/telltale.yaml")
        let workspace = try Workspace.open(at: path, writing: false, environment: [:])
        let report = try await workspace.checkEndpoints(transport: Stranger())
        #expect(!report.allAnswer)
        let entries = try await workspace.store.auditEntries(limit: 100)
        #expect(entries.count >= 4 && entries.count.isMultiple(of: 2))
        #expect(entries.allSatisfy { $0.promptName == "endpoint-check" && $0.residency == "kr" })
        #expect(entries.contains { $0.verdict == "sent: POST /v1/chat/completions" })
        #expect(entries.contains { $0.verdict == "answered: HTTP 404" })
        #expect(try await workspace.verifyAudit().isIntact)
    }
}

@Suite struct `Settings of endpoints` {
    func endpoint(_ more: String) throws -> EndpointSettings {
        let yaml = "endpoints: [{name: a, url: http://h/v1, model: m\(more.isEmpty ? "" : ", " + more)}]"
        return try #require(try Configuration(yaml: yaml, file: "telltale.yaml").endpoints.first)
    }

    @Test func `leave what depends on the server to its dialect`() throws {
        let endpoint = try Endpoint(endpoint("dialect: vllm-rbln"))
        #expect(endpoint.width == 1)
        #expect(endpoint.limits.firstByte == 600)
        #expect(try Endpoint(self.endpoint("")).width == 2)
        #expect(try Endpoint(self.endpoint("dialect: vllm-rbln, width: 8, first_byte_timeout: 9")).width == 8)
    }

    @Test(arguments: [
        ("ftp://x/v1", "http or https"), ("127.0.0.1:8000/v1", "no scheme"), ("http://", "no host"),
        ("http://exa mple/v1", "blank"), ("http://127.0.0.1:99999/v1", "port"), ("http://h/v1#frag", "fragment"),
        ("http://user:pass@h/v1", "key_file"), ("http://h/v1?api_key=sk-1", "query"), ("http://:80/v1", "no host"),
    ])
    func `refuse an address that cannot work or holds a key`(url: String, word: String) {
        let yaml = "endpoints:\n  - name: a\n    url: \"\(url)\"\n    model: m\n"
        let error = #expect(throws: ConfigurationError.self) { try Configuration(yaml: yaml, file: "telltale.yaml") }
        #expect(error?.description.contains(word) == true, "\(String(describing: error))")
        #expect(error?.description.contains("telltale.yaml:3") == true)
        #expect(error?.description.contains("user:pass") == false)
    }

    @Test(arguments: ["http://127.0.0.1:8000/v1", "https://api.upstage.ai/v1", "http://[::1]:8000/v1", "http://h"])
    func `take an address that can work`(url: String) throws {
        let yaml = "endpoints: [{name: a, url: \"\(url)\", model: m}]"
        #expect(try Configuration(yaml: yaml, file: "telltale.yaml").endpoints.first?.url == url)
    }

    @Test func `reach the endpoint`() throws {
        let endpoint = try Endpoint(
            endpoint(
                "requests_per_minute: 60, tokens_per_minute: 9000, queue_timeout: 7, failures_to_pause: 2, pause: 3, "
                    + "hedge: 0.1, price_input: 1.5, price_output: 3, thinking: true, sampling: prompt, "
                    + "catalogue: exaone-4.0, addresses: [10.0.0.0/8], context_tokens: 4096"
            )
        )
        #expect(endpoint.pace.requestsPerMinute == 60 && endpoint.pace.tokensPerMinute == 9_000)
        #expect(endpoint.pace.queue == 7 && endpoint.pace.failures == 2 && endpoint.pace.pause == 3)
        #expect(endpoint.hedgedShare == 0.1 && endpoint.price == TokenPrice(input: 1.5, output: 3))
        #expect(endpoint.thinks && !endpoint.isSampledAsModel)
        #expect(endpoint.entry?.name == "EXAONE 4.0" && endpoint.contextTokens == 4_096)
        #expect(endpoint.allowedAddresses?.count == 1)
    }

    @Test(arguments: [
        ("dialect: vlm", "did you mean 'vllm'"), ("catalogue: nothing", "catalogue does not know"),
        ("addresses: [ten]", "no address"), ("hedge: 2", "0.0 to 0.5"), ("sampling: mine", "model, prompt"),
        ("requests_per_minute: 0", "1 to"),
    ])
    func `that are wrong are refused in words that help`(more: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try endpoint(more) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test func `are shown with limits, context and licence`() throws {
        let text = EndpointWording(
            try endpoint("requests_per_minute: 60, catalogue: EXAONE-4.0-32B, dialect: furiosa-llm")
        ).text
        for words in [
            "2 calls at once", "60 requests a minute", "furiosa-llm", "context 131072", "thinking off",
            "non-commercial",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
    }

    @Test func `of a budget are read, and nothing is a budget without any`() throws {
        let budget = try Configuration(yaml: "budget: {tokens_per_day: 5, money_per_run: 2.5}", file: "t").budget
        #expect(budget.tokensPerDay == 5 && budget.moneyPerRun == 2.5 && !budget.isEmpty)
        #expect(try Configuration(yaml: "", file: "t").budget.isEmpty)
    }
}

@Suite struct `The record of calls` {
    @Test func `adds up a day of the plant, whoever wrote its lines`() throws {
        let folder = "/tmp/telltale-calls-\(UInt64.random(in: 0...UInt64.max))"
        defer { LocalFile.removeFolder(folder) }
        let zone = try SiteTimeZone("+09:00")
        let log = CallLog(WorkspaceLayout(folder: folder), zone: zone)
        let evening = try #require(Timestamp(iso: "2026-03-01T14:59:00Z"))
        let midnight = try #require(Timestamp(iso: "2026-03-01T15:00:00Z"))
        for (time, tokens) in [(evening, 10), (evening, 20), (midnight, 400)] {
            log.add(trace(time, tokens: tokens))
        }
        #expect(try log.usage(on: evening).tokens == 30)
        #expect(try log.usage(on: midnight) == Usage(tokens: 400, money: 0.5, seconds: 2))
        #expect(try log.usage(on: try #require(Timestamp(iso: "2026-03-09T00:00:00Z"))) == Usage())
    }

    private func trace(_ time: Timestamp, tokens: Int) -> CallTrace {
        CallTrace(
            time: time,
            endpoint: "a",
            host: "h",
            dialect: "vllm",
            operation: "chat",
            requestModel: "m",
            promptName: "answer",
            promptVersion: "1",
            promptHash: "",
            dataClass: .internal,
            isInteractive: true,
            queued: 0,
            took: 2,
            attempt: 1,
            inputTokens: tokens,
            outcome: "answered",
            cost: 0.5
        )
    }
}
