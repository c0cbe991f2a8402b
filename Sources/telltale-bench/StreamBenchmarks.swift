import Generation
import HTTPTransport
import Plant
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Long streams, many streams at once, and a night's worth of calls to a slow endpoint, through the whole gateway.
struct StreamBenchmarks: Sendable {
    private static let chunks = 10_000
    private static let streams = 1_000
    private static let piecesEach = 100
    private static let width = 64
    private static let delay = 200

    let port: UInt16
    /// Where the audit log is written.
    let store: String

    @concurrent
    func run() async throws -> [BenchmarkFigure] {
        StreamBenchmarks.allowDescriptors()
        let gateway = try gateway(width: StreamBenchmarks.streams)
        for _ in 0..<3 { try await ask("chunks-\(StreamBenchmarks.chunks)", StreamBenchmarks.chunks, gateway) }
        let clock = ContinuousClock()
        var each: [Double] = []
        for _ in 0..<15 {
            let start = clock.now
            try await ask("chunks-\(StreamBenchmarks.chunks)", StreamBenchmarks.chunks, gateway)
            each.append(start.duration(to: clock.now) / .microseconds(1) / Double(StreamBenchmarks.chunks))
        }
        let rate = try await many(gateway)
        return [
            BenchmarkFigure(name: "gateway.stream_chunk", value: median(each), unit: "us", samples: each.count),
            BenchmarkFigure(
                name: "gateway.streams1000",
                value: rate,
                unit: "chunks/s",
                samples: StreamBenchmarks.streams
            ),
            BenchmarkFigure(name: "gateway.streams1000.memory", value: FaultRun.memory(), unit: "MiB", samples: 1),
            try await nightly(),
        ]
    }

    /// All at once; each has to come to its end.
    private func many(_ gateway: Gateway) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<StreamBenchmarks.streams {
                group.addTask {
                    try await ask("chunks-\(StreamBenchmarks.piecesEach)", StreamBenchmarks.piecesEach, gateway)
                }
            }
        }
        let pieces = Double(StreamBenchmarks.streams * StreamBenchmarks.piecesEach)
        return pieces / (start.duration(to: clock.now) / .seconds(1))
    }

    /// Calls to an endpoint that takes 200 ms for each, 64 at once: how near to what is possible.
    private func nightly() async throws -> BenchmarkFigure {
        let gateway = try gateway(width: StreamBenchmarks.width)
        let calls = 10_000
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<calls {
                group.addTask { try await ask("delay-\(StreamBenchmarks.delay)", nil, gateway, isInteractive: false) }
            }
        }
        let ideal = Double(calls * StreamBenchmarks.delay) / Double(StreamBenchmarks.width) / 1_000
        let share = ideal / (start.duration(to: clock.now) / .seconds(1)) * 100
        return BenchmarkFigure(name: "gateway.nightly64", value: share, unit: "% of ideal", samples: calls)
    }

    private func gateway(width: Int) throws -> Gateway {
        Gateway(
            endpoints: [
                Endpoint(
                    name: "stub",
                    url: "http://127.0.0.1:\(port)/v1",
                    model: "m",
                    highestClass: .internal,
                    width: width,
                    contextTokens: 100_000
                )
            ],
            transport: CurlTransport(),
            audit: try SQLiteAuditLog(path: store),
            user: "benchmark",
            now: { Timestamp(seconds: 1_767_225_600) }
        )
    }

    private func ask(_ what: String, _ pieces: Int?, _ gateway: Gateway, isInteractive: Bool = true) async throws {
        let request = ModelRequest(
            promptName: "answer",
            promptVersion: "1",
            promptHash: String(repeating: "a", count: 64),
            system: "You answer from numbered evidence.",
            user: "why does pump P-101 vibrate? \(what)",
            language: .english,
            dataClass: .internal,
            isInteractive: isInteractive
        )
        let seen = Counter()
        let reply = try await gateway.reply(to: request) { _ in seen.add() }
        guard reply.finishReason == "stop", pieces == nil || seen.value == pieces else {
            throw GatewayBenchmarks.WrongAnswer()
        }
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func add() { count.add(1, ordering: .relaxed) }
    }

    /// A thousand connections need as many descriptors, and some.
    static func allowDescriptors() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 8_192))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
