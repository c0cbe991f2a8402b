import HTTPTransport
import Plant
import Storage
import Synchronization
import Testing

@testable import Pipeline

@Suite struct `Reading a PI archive` {
    static let fixtures: String = {
        let path: String = #filePath
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/pi-web-api/"
    }()

    private static func settings(_ url: String = "https://pi.example/piwebapi") -> ArchiveSettings {
        var settings = ArchiveSettings(name: "history", url: url)
        settings.server = "PISRV01"
        settings.points = ["TI-1001", "PI-1002", "GONE-1", #"\\AFSRV\Refinery\CDU\P-101A|Running"#]
        settings.maximumCount = 10
        settings.from = Timestamp(iso: "2026-03-01T00:00:00Z")
        return settings
    }

    private static let run = TagName(#"AFSRV\Refinery\CDU\P-101A|Running"#)

    @Test func `pages join without gaps, qualities are kept, and the next round goes on`() async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w")
        try LocalFile.makeFolder(workspace.layout.live)
        let cassette = try Cassette(json: LocalFile.read(Self.fixtures + "recorded.json"))
        #expect(cassette.origin.kind == .constructed)
        let player = CassettePlayer([cassette]) { SHA256.hex(of: $0) }
        let clock = CountingClock()
        let told = Mutex<[String]>([])
        var settings = Self.settings()
        settings.overlap = 600
        func reader() throws -> ArchiveReader {
            ArchiveReader(
                settings,
                client: try ArchiveClient(settings, transport: player, clock: clock),
                store: workspace.store,
                layout: workspace.layout
            ) { event in told.withLock { $0.append(event.text()) } }
        }
        let first = try reader()
        let flow = try await first.read(to: #require(Timestamp(iso: "2026-03-01T01:00:00Z")))
        #expect(flow.stored == 25 + 8 + 3 && flow.replaced == 0)
        #expect(clock.seconds == [7, 2], "it waited as it was asked to")
        #expect(told.withLock { $0 }.count == 1 && told.withLock { $0[0] }.contains("GONE-1"))
        let store = workspace.store
        #expect(try await store.readings(of: "TI-1001", in: .always).values == (0..<25).map { 350 + Double($0) })
        let pressure = try await store.readings(of: "PI-1002", in: .always)
        #expect(
            pressure.qualities
                == [.good, .uncertain, .uncertain, .sensorFailure, .timeout, .bad, .bad, .good]
        )
        #expect(pressure.times[0] % 1_000_000_000 == 123_456_700)
        let running = try await store.readings(of: Self.run, in: .always)
        #expect(running.values[..<2] == [1, 0] && running.qualities == [.good, .good, .digitalState])
        let tag = try #require(try await store.tags().first { $0.name == "TI-1001" })
        #expect(tag.unit == "degC" && tag.description == "Furnace outlet")

        // Another start of the program reads on from a little before where this one ended.
        told.withLock { $0 = [] }
        let second = try await first.read(to: #require(Timestamp(iso: "2026-03-01T02:00:00Z")))
        #expect(second.stored == 2 && second.unchanged == 2)
        #expect(told.withLock { $0 } == ["! pi:history: PI-1002: The data archive is not available."])
        #expect(player.unused().isEmpty)
    }

    @Test(arguments: [
        (401, "credentials"), (403, "may not read"), (404, "no such thing"), (302, "redirects"), (400, "question"),
    ]) func `an answer that is no success says what to do`(status: Int, remedy: String) async throws {
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w")
        let transport = ScriptedTransport { _ in (status, #"{"Errors":["as the server says"]}"#) }
        let error = await #expect(throws: ArchiveFault.self) {
            _ = try await workspace.readArchive(
                Self.settings(),
                from: nil,
                to: Timestamp(seconds: 1_800_000_000),
                transport: transport,
                clock: CountingClock(),
                report: { _ in }
            )
        }
        let text = try #require(error).description
        #expect(text.contains(remedy) && text.contains("as the server says") && transport.urls.count == 1)
    }

    @Test(arguments: [429, 502, 503, 504]) func `patience has an end`(status: Int) async throws {
        let transport = ScriptedTransport { _ in (status, "") }
        let clock = CountingClock()
        let client = try ArchiveClient(Self.settings(), transport: transport, clock: clock)
        await #expect(throws: ArchiveFault.self) { try await client.get("points", []) }
        #expect(clock.seconds == [1, 2, 4, 8, 16] && transport.urls.count == 6)
    }

    @Test func `an answer that broke off is no answer`() async throws {
        let transport = ScriptedTransport { url in
            url.contains("multiple")
                ? (200, #"{"Items":[{"Identifier":"x","Object":{"WebId":"W","Name":"TI-1001"},"Exception":null}]}"#)
                : (200, #"{"Items":[],"WebException":{"Errors":["Error occurred during writing"],"StatusCode":500}}"#)
        }
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w")
        await #expect(throws: (any Error).self) {
            _ = try await workspace.readArchive(
                Self.settings(),
                from: nil,
                to: Timestamp(seconds: 1_800_000_000),
                transport: transport,
                clock: CountingClock(),
                report: { _ in }
            )
        }
        #expect(try await workspace.store.span(of: "TI-1001") == nil)
    }

    @Test func `interpolated values are asked for on whole steps`() async throws {
        let transport = ScriptedTransport { url in
            guard url.contains("interpolated") else {
                return (
                    200, #"{"Items":[{"Identifier":"x","Object":{"WebId":"W","Name":"TI-1001"},"Exception":null}]}"#
                )
            }
            let item = #"{"Timestamp":"2026-03-01T00:00:00Z","Value":1.5,"Good":true}"#
            return (200, #"{"Items":[{"WebId":"W","Items":["# + item + "]}]}")
        }
        let scratch = try Scratch()
        let workspace = try Workspace.create(at: scratch.path + "/w")
        var settings = Self.settings()
        settings.points = ["TI-1001"]
        settings.values = .interpolated
        settings.interval = 60
        let end = try #require(Timestamp(iso: "2026-03-01T00:25:30Z"))
        _ = try await workspace.readArchive(
            settings,
            from: Timestamp(iso: "2026-02-28T23:59:59Z"),
            to: end,
            transport: transport,
            clock: CountingClock(),
            report: { _ in }
        )
        let spans = transport.urls.filter { $0.contains("interpolated") }.map { url in
            url.split(separator: "&").filter { $0.contains("Time=") }.map { $0.suffix(11).prefix(10) }.joined(
                separator: "–"
            )
        }
        #expect(spans == ["%3A00%3A00–%3A09%3A00", "%3A10%3A00–%3A19%3A00", "%3A20%3A00–%3A25%3A00"])
    }

    @Test func `secrets go into the header and need TLS`() async throws {
        let scratch = try Scratch()
        try LocalFile.write("geheim\n", to: scratch.path + "/password")
        let yaml = { (url: String, more: String) in
            "live:\n  pi:\n    - {name: h, url: \"\(url)\", server: S, points: [A], \(more)}\n"
        }
        let login = "username: user, password_file: \(scratch.path)/password"
        let configuration = try Configuration(yaml: yaml("https://pi.example/piwebapi/", login), file: "t.yaml")
        let settings = try #require(configuration.live.archives.first)
        let transport = ScriptedTransport { _ in (200, "{}") }
        _ = try await ArchiveClient(settings, transport: transport, clock: CountingClock()).get(
            "points",
            [("a", "ä b")]
        )
        #expect(transport.authorizations == ["Basic dXNlcjpnZWhlaW0="])
        #expect(transport.urls == ["https://pi.example/piwebapi/points?a=%C3%A4%20b"])
        for (url, more, text) in [
            ("http://pi.example/piwebapi", login, "without TLS"), ("https://p", "auth: kerberos", "not supported"),
            ("https://p", "auth: basic", "needs username"), ("https://p", "sever: x", "did you mean 'server'"),
        ] {
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration(yaml: yaml(url, more), file: "t.yaml")
            }
            #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
        }
    }
}

/// Answers as a test says.
private final class ScriptedTransport: HTTPTransport {
    private let answer: @Sendable (String) -> (Int, String)
    private let requests = Mutex<[HTTPRequest]>([])

    init(_ answer: @escaping @Sendable (String) -> (Int, String)) {
        self.answer = answer
    }

    var urls: [String] { requests.withLock { $0.map(\.url) } }
    var authorizations: [String] { requests.withLock { $0.compactMap { $0.headers["Authorization"] } } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        requests.withLock { $0.append(request) }
        let (status, body) = answer(request.url)
        return HTTPResponse(status: status, headers: [:], body: HTTPBody(Array(body.utf8)))
    }
}

/// A clock on which waiting takes no time.
private final class CountingClock: Clock, Sendable {
    typealias Duration = Swift.Duration
    typealias Instant = ContinuousClock.Instant

    private let waits = Mutex<[Double]>([])

    var now: Instant { ContinuousClock.now }
    var minimumResolution: Duration { .zero }
    /// Rounded to tenths.
    var seconds: [Double] { waits.withLock { $0 } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let left = ContinuousClock.now.duration(to: deadline)
        let seconds = Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18
        waits.withLock { $0.append((seconds * 10).rounded() / 10) }
    }
}
