import Pipeline
import Plant
import Retrieval

/// Exact search over vectors of as many passages: every question is compared with each of them. The numbers of the
/// vectors are drawn, which makes no difference to how long comparing takes.
struct VectorBenchmarks {
    let passages: PlantPassages
    let questions: Int
    let folder: String

    static let dimension = 384
    private static let batch = 5_000

    func run() throws -> [BenchmarkFigure] {
        let space = VectorSpace(model: "drawn", dimension: VectorBenchmarks.dimension)
        let path = folder + "/vectors"
        let catalogue = VectorCatalogue((0..<passages.count).map(passages.document), revision: 0)
        var draws = DrawnNumbers()
        var keys: [VectorKey] = []
        var seen: Set<VectorKey> = []
        for item in catalogue.items where seen.insert(item.key).inserted { keys.append(item.key) }
        for from in stride(from: 0, to: keys.count, by: VectorBenchmarks.batch) {
            try VectorFile.append(
                keys[from..<min(from + VectorBenchmarks.batch, keys.count)].map { ($0, draws.vector()) },
                at: path,
                space: space
            )
        }
        let index = VectorIndex(catalogue, in: try VectorFile(path: path, space: space))
        let asked = (0..<questions + 5).map { _ in draws.vector() }
        for question in asked.prefix(5) { _ = try index.nearness(to: question, limit: 100) }
        let clock = ContinuousClock()
        var milliseconds: [Double] = []
        for question in asked.dropFirst(5) {
            let start = clock.now
            _ = try index.nearness(to: question, limit: 100)
            milliseconds.append(start.duration(to: clock.now) / .milliseconds(1))
        }
        milliseconds.sort()
        let name = "retrieval.vectors.\(index.count)x\(VectorBenchmarks.dimension)"
        return [(0.5, "p50"), (0.99, "p99")].map { share, suffix in
            BenchmarkFigure(
                name: name + "." + suffix,
                value: milliseconds[min(milliseconds.count - 1, Int(Double(milliseconds.count) * share))],
                unit: "ms",
                samples: milliseconds.count
            )
        }
    }
}

/// The same numbers from -1 to 1 on any machine (G. Marsaglia, "Xorshift RNGs", 2003).
private struct DrawnNumbers {
    private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func vector() -> [Float] {
        (0..<VectorBenchmarks.dimension).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
        }
    }
}
