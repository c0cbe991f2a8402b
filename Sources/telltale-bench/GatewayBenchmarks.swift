import HTTPTransport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Calls to an endpoint on loopback that answers at once.
enum GatewayBenchmarks {
    private static let body = Array(
        #"{"model":"stub","messages":[{"role":"user","content":"hello"}],"max_tokens":16}"#.utf8
    )

    /// - Parameter url: The endpoint's base URL.
    @concurrent
    static func run(url: String) async throws -> [BenchmarkFigure] {
        let transport = CurlTransport()
        let request = HTTPRequest(
            method: "POST",
            url: url + "/chat/completions",
            headers: [("Content-Type", "application/json")],
            body: body
        )
        for _ in 0..<50 { try await call(request, transport) }
        let clock = ContinuousClock()
        var microseconds: [Double] = []
        for _ in 0..<500 {
            let spent = try await clock.measure { try await call(request, transport) }
            microseconds.append(Double(spent.components.attoseconds) / 1e12 + Double(spent.components.seconds) * 1e6)
        }
        let calls = 6_000
        let width = 32
        let spent = try await clock.measure {
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<width {
                    group.addTask {
                        for _ in 0..<(calls / width) { try await call(request, transport) }
                    }
                }
            }
        }
        let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        return [
            BenchmarkFigure(name: "gateway.call", value: median(microseconds), unit: "us", samples: microseconds.count),
            BenchmarkFigure(
                name: "gateway.throughput32",
                value: Double(calls / width * width) / seconds,
                unit: "calls/s",
                samples: calls / width * width
            ),
            BenchmarkFigure(name: "gateway.rss", value: peakMemory(), unit: "MiB", samples: 1),
        ]
    }

    private static func call(_ request: HTTPRequest, _ transport: CurlTransport) async throws {
        let response = try await transport.send(request)
        _ = try await response.collect(upTo: 1 << 20)
        guard response.status == 200 else {
            throw TransportError(
                code: .connectionLost,
                url: request.url,
                message: "answered HTTP \(response.status)",
                mayHaveBeenReceived: true
            )
        }
    }

    private static func peakMemory() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) / 1_024
    }
}
