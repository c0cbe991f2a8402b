import Synchronization
import TaskGraph

/// The task graph with stages that do next to nothing: what is measured is the graph.
///
/// The cases and counts are those that the peers are measured with: 1,000 runs of a chain of four and 100 of a fan-out
/// of 100 after some to warm up, each run timed; the figure is the median run, divided by its stages.
enum GraphBenchmarks {
    /// Measures everything; the durable case on the journal given, or else in memory.
    static func run(journal: (any RunJournal)?) async throws -> [BenchmarkFigure] {
        let chain = try chain(durable: false)
        let fan = try fan(100)
        let map = try map(100)
        let durable = try self.chain(durable: true)
        let kept: any RunJournal = journal ?? InMemoryJournal()
        let number = Atomic<Int>(0)
        return [
            try await measure("graph.chain4.off", stages: 4, runs: 1000, warmUp: 50) {
                try await check(chain.run(0).output == 4)
            },
            try await measure("graph.chain4.on", stages: 4, runs: 1000, warmUp: 50) {
                let options = RunOptions(runID: "chain", events: CountingSink(), tracer: SpanRecorder(capacity: 64))
                try await check(chain.run(0, options: options).output == 4)
            },
            try await measure("graph.fan100", stages: 102, runs: 100, warmUp: 5) {
                try await check(fan.run(0).output == 200)
            },
            try await measure("graph.map100", stages: 102, runs: 100, warmUp: 5) {
                try await check(map.run(0).output == 200)
            },
            try await measure("graph.durable4", stages: 4, runs: 300, warmUp: 20) {
                let id = number.wrappingAdd(1, ordering: .relaxed).newValue
                let options = RunOptions(runID: "benchmark-\(id)", journal: kept)
                try await check(durable.run(0, options: options).output == 4)
            },
        ]
    }

    // MARK: Graphs

    private static func chain(durable: Bool) throws -> Graph<Int, Int> {
        let builder = GraphBuilder("chain")
        let start = builder.input("start", of: Int.self)
        var last = start
        for number in 0..<4 {
            last =
                durable
                ? builder.stage("n\(number)", durable: .standard, last) { _, value in value + 1 }
                : builder.stage("n\(number)", last) { _, value in value + 1 }
        }
        return try builder.build(inputs: start, output: last)
    }

    private static func fan(_ width: Int) throws -> Graph<Int, Int> {
        let builder = GraphBuilder("fan")
        let start = builder.input("start", of: Int.self)
        let source = builder.stage("source", start) { _, value in value + 1 }
        let workers = (0..<width).map { builder.stage("w\($0)", source) { _, value in value + 1 } }
        let total = builder.map("total", builder.gather("all", workers)) { $0.reduce(0, +) }
        return try builder.build(inputs: start, output: total)
    }

    private static func map(_ width: Int) throws -> Graph<Int, Int> {
        let builder = GraphBuilder("map")
        let start = builder.input("start", of: Int.self)
        let source = builder.stage("source", start) { _, value in [Int](repeating: value + 1, count: width) }
        let worked = builder.fanOut("work", over: source) { _, value in value + 1 }
        let total = builder.map("total", worked) { $0.reduce(0, +) }
        return try builder.build(inputs: start, output: total)
    }

    // MARK: Measuring

    @concurrent
    private static func measure(
        _ name: String,
        stages: Int,
        runs: Int,
        warmUp: Int,
        _ body: @Sendable () async throws -> Void
    ) async throws -> BenchmarkFigure {
        for _ in 0..<warmUp { try await body() }
        let clock = ContinuousClock()
        var times: [Double] = []
        times.reserveCapacity(runs)
        for _ in 0..<runs {
            let start = clock.now
            try await body()
            times.append(start.duration(to: clock.now) / .microseconds(1))
        }
        return BenchmarkFigure(name: name, value: median(times) / Double(stages), unit: "us", samples: runs)
    }

    private static func check(_ isRight: Bool) throws {
        guard isRight else { throw WrongResult() }
    }

    private struct WrongResult: Error {}
}

/// Takes events and counts them.
private final class CountingSink: EventSink {
    private let count = Atomic<Int>(0)

    func send(_ event: RunEvent) async {
        count.wrappingAdd(1, ordering: .relaxed)
    }

    func sendProgress(_ event: RunEvent) {
        count.wrappingAdd(1, ordering: .relaxed)
    }
}
