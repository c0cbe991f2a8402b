import HTTPTransport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Calls to an endpoint on loopback that answers at once: what is measured is the client.
enum GatewayBenchmarks {
    private static let question = #""messages":[{"content":"why does pump P-101 vibrate?","role":"user"}],"model":"m""#

    /// - Parameter url: The endpoint's base URL, such as `http://127.0.0.1:18999/v1`.
    @concurrent
    static func run(url: String) async throws -> [BenchmarkFigure] {
        let transport = CurlTransport()
        let call = request(url, "{\(question)}")
        let stream = request(url, "{\(question),\"stream\":true}")
        for _ in 0..<50 { try await answer(call, transport) }
        let one = try await times(500) { try await answer(call, transport) }
        let streamed = try await times(100) { try await events(stream, transport) }
        let throughput = try await callsPerSecond(12_000, width: 32) { try await answer(call, transport) }
        return [
            BenchmarkFigure(name: "gateway.call", value: median(one), unit: "us", samples: one.count),
            BenchmarkFigure(name: "gateway.throughput32", value: throughput, unit: "calls/s", samples: 12_000),
            BenchmarkFigure(name: "gateway.stream21", value: median(streamed), unit: "us", samples: streamed.count),
            try await FirstChunk.measure(with: transport),
            BenchmarkFigure(name: "gateway.rss", value: peakMemory(), unit: "MiB", samples: 1),
        ]
    }

    private static func request(_ url: String, _ body: String) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            url: url + "/chat/completions",
            headers: ["Content-Type": "application/json"],
            body: Array(body.utf8)
        )
    }

    /// One call, with what the model said taken out of the answer, as the peers are measured.
    private static func answer(_ request: HTTPRequest, _ transport: CurlTransport) async throws {
        let value = try JSONValue(bytes: try await transport.send(request).collect(upTo: 1 << 20))
        guard value["choices"]?.array?.first?["message"]?["content"]?.string != nil else { throw WrongAnswer() }
    }

    /// One streamed answer, event by event.
    private static func events(_ request: HTTPRequest, _ transport: CurlTransport) async throws {
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

    private static func times(_ count: Int, _ body: () async throws -> Void) async throws -> [Double] {
        let clock = ContinuousClock()
        var microseconds: [Double] = []
        for _ in 0..<count {
            let start = clock.now
            try await body()
            microseconds.append(start.duration(to: clock.now) / .microseconds(1))
        }
        return microseconds
    }

    private static func callsPerSecond(
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
    private static func peakMemory() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) / 1_024
    }

    struct WrongAnswer: Error {}
}
