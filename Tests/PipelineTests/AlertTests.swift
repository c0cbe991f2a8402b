import HTTPTransport
import Plant
import Synchronization
import Testing

@testable import Pipeline

/// Answers with what it was given, and keeps what was sent.
private final class Receiver: HTTPTransport {
    private let state: Mutex<(answers: [Int], requests: [HTTPRequest])>

    init(_ answers: [Int]) { state = Mutex((answers, [])) }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let status = state.withLock { state in
            state.requests.append(request)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let status else {
            throw TransportError(code: .couldNotConnect, message: "nobody there", mayHaveBeenReceived: false)
        }
        return HTTPResponse(status: status, headers: [:], body: HTTPBody(Array("words".utf8)))
    }
}

private final class Keeper: AuditLog {
    private let kept = Mutex<[AuditEntry]>([])
    var verdicts: [String] { kept.withLock { $0.map(\.verdict) } }

    func append(_ entry: AuditEntry) async throws { kept.withLock { $0.append(entry) } }
}

/// A clock whose sleeps take no time.
private struct Hurried: Clock {
    typealias Instant = ContinuousClock.Instant
    var now: Instant { ContinuousClock().now }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws { try Task.checkCancellation() }
}

@Suite struct `Alerts` {
    private let keeper = Keeper()

    private func event(_ dataClass: DataClass = .internal, kind: AlertEvent.Kind = .incident) -> AlertEvent {
        AlertEvent(
            key: "I-20260301-P-101A-0210",
            kind: kind,
            title: "P-101A: \"seal\" 누설",
            description: "02:10  VT-101A rises",
            severity: .critical,
            site: "Ulsan",
            asset: kind == .incident ? "P-101A" : nil,
            from: Timestamp(seconds: 1_772_330_000),
            to: kind == .incident ? Timestamp(seconds: 1_772_333_600) : nil,
            dataClass: dataClass
        )
    }

    private func settings(_ more: String = "") throws -> AlertSettings {
        let yaml = "alerts: [{name: ops, url: 'http://h:9093', highest_class: internal\(more)}]"
        return try #require(try Configuration(yaml: yaml, file: "telltale.yaml").alerts.first)
    }

    private func send(_ events: [AlertEvent], _ receiver: Receiver, _ more: String = "") async throws -> AlertDelivery {
        try await AlertSender(
            settings(more),
            key: "hush",
            transport: receiver,
            audit: keeper,
            user: "me",
            clock: Hurried(),
            now: { Timestamp(seconds: 0) }
        ).send(events)
    }

    @Test func `reach Alertmanager all at once, as its second API takes them`() async throws {
        let receiver = Receiver([200])
        let delivery = try await send([event(), event(kind: .failure)], receiver)
        #expect(delivery == AlertDelivery(receiver: "ops", sent: 2, problems: []))
        let request = try #require(receiver.requests.first)
        #expect(request.url == "http://h:9093/api/v2/alerts")
        #expect(request.headers["authorization"] == "Bearer hush")
        let alerts = try #require(try JSONValue(bytes: request.body).array)
        #expect(
            alerts[0]["labels"]?.text()
                == #"{"alertname":"TelltaleIncident","asset":"P-101A","event_key":"I-20260301-P-101A-0210","#
                + #""severity":"critical","site":"Ulsan","source":"telltale"}"#
        )
        #expect(alerts[0]["annotations"]?["summary"]?.string == #"P-101A: "seal" 누설"#)
        #expect(alerts[0]["startsAt"]?.string == "2026-03-01T01:53:20Z")
        // An end would say that it is resolved.
        #expect(alerts[0]["endsAt"] == nil)
        #expect(alerts[1]["labels"]?["alertname"]?.string == "TelltaleRunFailed")
        #expect(keeper.verdicts == ["sent", "answered: HTTP 200"])
    }

    @Test func `reach Cloudforet one by one, with nothing but text beside them`() async throws {
        let receiver = Receiver([200, 200])
        let delivery = try await send([event(), event(kind: .failure)], receiver, ", shape: cloudforet")
        #expect(delivery.sent == 2)
        #expect(receiver.requests.map(\.url) == ["http://h:9093", "http://h:9093"])
        let data = try #require(try JSONValue(bytes: receiver.requests[0].body)["data"])
        #expect(data["event_key"]?.string == "I-20260301-P-101A-0210")
        #expect(data["event_type"]?.string == "ALERT" && data["severity"]?.string == "CRITICAL")
        #expect(data["resource"]?["resource_id"]?.string == "P-101A")
        #expect(data["additional_info"]?.object?.values.allSatisfy { $0.string != nil } == true)
        #expect(data["occurred_at"]?.string == "2026-03-01T01:53:20Z")
        #expect(try JSONValue(bytes: receiver.requests[1].body)["data"]?["event_type"]?.string == "ERROR")
    }

    @Test func `above what a receiver may get are refused before anything is sent`() async throws {
        let receiver = Receiver([200])
        let delivery = try await send([event(.restricted)], receiver)
        #expect(delivery.sent == 0 && receiver.requests.isEmpty)
        #expect(delivery.problems.first?.contains("highest_class") == true)
        #expect(keeper.verdicts.first?.hasPrefix("refused") == true)
    }

    @Test(arguments: [([503, 429, 200], 3, 1), ([400], 1, 0), ([], 3, 0), ([500, 500, 500, 200], 3, 0)])
    func `are tried again where that may help, and their failure is told`(
        answers: [Int],
        calls: Int,
        sent: Int
    ) async throws {
        let receiver = Receiver(answers)
        let delivery = try await send([event()], receiver)
        #expect(receiver.requests.count == calls)
        #expect(delivery.sent == sent)
        #expect(delivery.problems.isEmpty == (sent == 1))
        #expect(keeper.verdicts.count == calls * 2)
    }

    @Test(arguments: [("severity: severe", "severity"), ("shape: pager", "shape"), ("addresses: [x]", "no address")])
    func `with settings that cannot be are refused`(more: String, words: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try settings(", " + more) }
        #expect("\(try #require(error))".contains(words))
    }
}

@Suite struct `Metrics` {
    @Test func `are written as Prometheus reads them`() {
        var text = MetricsText()
        text.add("a_total", "counter", help: "Some.", [([("endpoint", "x\"\\\n")], 3), ([], 0.25)])
        text.add("none", "gauge", help: "Nothing.", [])
        #expect(
            text.text
                == "# HELP a_total Some.\n# TYPE a_total counter\na_total{endpoint=\"x\\\"\\\\\\n\"} 3\na_total 0.25\n"
        )
    }
}
