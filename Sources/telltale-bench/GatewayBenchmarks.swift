import Generation
import HTTPTransport
import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Calls to an endpoint on loopback that answers at once: what is measured is the client.
///
/// `gateway.…` is the whole way that a question takes, with everything on: policy, audit log on disk, retries, the
/// answer streamed and put together. `transport.…` is the HTTP client alone, as the peers are measured.
struct GatewayBenchmarks {
    private static let question = #""messages":[{"content":"why does pump P-101 vibrate?","role":"user"}],"model":"m""#

    /// The endpoint's base URL, such as `http://127.0.0.1:18999/v1`.
    let url: String
    /// Where the audit log is written.
    let store: String

    @concurrent
    func run() async throws -> [BenchmarkFigure] {
        let transport = CurlTransport()
        let gateway = Gateway(
            endpoints: [Endpoint(name: "stub", url: url, model: "m", highestClass: .internal, width: 64)],
            transport: transport,
            audit: try SQLiteAuditLog(path: store),
            user: "benchmark",
            now: { Timestamp(seconds: 1_767_225_600) }
        )
        let asked = ModelRequest(
            promptName: "answer",
            promptVersion: "1",
            promptHash: String(repeating: "a", count: 64),
            system: "You answer from numbered evidence.",
            user: "why does pump P-101 vibrate?",
            language: .english,
            dataClass: .internal,
            evidenceHashes: [String(repeating: "b", count: 64)]
        )
        for _ in 0..<50 { try await ask(asked, gateway) }
        let one = try await times(500) { try await ask(asked, gateway) }
        let throughput = try await callsPerSecond(8_000, width: 32) { try await ask(asked, gateway) }
        let memory = peakMemory()
        return [
            BenchmarkFigure(name: "gateway.call", value: median(one), unit: "us", samples: one.count),
            BenchmarkFigure(name: "gateway.throughput32", value: throughput, unit: "calls/s", samples: 8_000),
            BenchmarkFigure(name: "gateway.rss", value: memory, unit: "MiB", samples: 1),
            // Of the rest, pages of the program's file and of libraries, other programs have a share.
            BenchmarkFigure(name: "gateway.private", value: privateMemory(), unit: "MiB", samples: 1),
            try await FirstChunk.measure(with: transport),
        ] + (try await alone(transport))
    }

    /// The HTTP client without the gateway.
    private func alone(_ transport: CurlTransport) async throws -> [BenchmarkFigure] {
        let call = request("{\(Self.question)}")
        let stream = request("{\(Self.question),\"stream\":true}")
        for _ in 0..<50 { try await answer(call, transport) }
        let one = try await times(500) { try await answer(call, transport) }
        let streamed = try await times(100) { try await events(stream, transport) }
        let throughput = try await callsPerSecond(12_000, width: 32) { try await answer(call, transport) }
        return [
            BenchmarkFigure(name: "transport.call", value: median(one), unit: "us", samples: one.count),
            BenchmarkFigure(name: "transport.throughput32", value: throughput, unit: "calls/s", samples: 12_000),
            BenchmarkFigure(name: "transport.stream21", value: median(streamed), unit: "us", samples: streamed.count),
        ]
    }

    private func ask(_ request: ModelRequest, _ gateway: Gateway) async throws {
        let reply = try await gateway.reply(to: request, onText: nil)
        guard reply.text.hasPrefix("tok0 ") else { throw WrongAnswer() }
    }

    private func request(_ body: String) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            url: url + "/chat/completions",
            headers: ["Content-Type": "application/json"],
            body: Array(body.utf8)
        )
    }

    /// One call, with what the model said taken out of the answer, as the peers are measured.
    private func answer(_ request: HTTPRequest, _ transport: CurlTransport) async throws {
        let value = try JSONValue(bytes: try await transport.send(request).collect(upTo: 1 << 20))
        guard value["choices"]?.array?.first?["message"]?["content"]?.string != nil else { throw WrongAnswer() }
    }

    /// One streamed answer, event by event.
    private func events(_ request: HTTPRequest, _ transport: CurlTransport) async throws {
        var parser = ServerSentEventParser()
        var count = 0
        for try await chunk in try await transport.send(request).body {
            for event in try parser.feed(chunk) where event.data != "[DONE]" {
                _ = try JSONValue(text: event.data)
                count += 1
            }
        }
        guard count == 21 else { throw WrongAnswer() }
    }

    private func times(_ count: Int, _ body: () async throws -> Void) async throws -> [Double] {
        let clock = ContinuousClock()
        var microseconds: [Double] = []
        for _ in 0..<count {
            let start = clock.now
            try await body()
            microseconds.append(start.duration(to: clock.now) / .microseconds(1))
        }
        return microseconds
    }

    private func callsPerSecond(
        _ count: Int,
        width: Int,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<width {
                group.addTask { for _ in 0..<(count / width) { try await body() } }
            }
        }
        return Double(count / width * width) / (start.duration(to: clock.now) / .seconds(1))
    }

    /// The most memory this process ever had.
    private func peakMemory() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) / 1_024
    }

    /// Memory that nobody shares: what was written to.
    private func privateMemory() -> Double {
        guard let file = fopen("/proc/self/smaps_rollup", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let words = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.split { $0 == 0x20 || $0 == 0x0A }
            if words.count > 1, String(decoding: words[0], as: UTF8.self) == "Private_Dirty:" {
                return (Double(String(decoding: words[1], as: UTF8.self)) ?? 0) / 1_024
            }
        }
        return 0
    }

    struct WrongAnswer: Error {}
}
