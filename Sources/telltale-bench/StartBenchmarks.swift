/// From the start of the process to the end of its answer.
struct StartBenchmarks {
    let program: Program
    /// A folder for a workspace, empty.
    let folder: String

    func run() throws -> [BenchmarkFigure] {
        let plant = folder + "/plant"
        let workspace = folder + "/workspace"
        try program.run(["generate-plant", "--scenario", "pump-seal-leak", "--out", plant])
        try program.run(["init", workspace])
        try program.run(["ingest", plant + "/data", "--workspace", workspace])
        let question = [
            "ask", "Why did P-101A trip on 2026-03-02?", "--as-of", "2026-03-03 08:00", "--no-model", "--json",
            "--workspace", workspace,
        ]
        return try measure("start.version", ["--version"], runs: 30) + measure("start.ask", question, runs: 15)
    }

    private func measure(_ name: String, _ arguments: [String], runs: Int) throws -> [BenchmarkFigure] {
        try program.run(arguments)
        let outcomes = try (0..<runs).map { _ in try program.run(arguments) }
        return [
            BenchmarkFigure(name: name, value: median(outcomes.map(\.milliseconds)), unit: "ms", samples: runs),
            BenchmarkFigure(name: name + ".rss", value: median(outcomes.map(\.mebibytes)), unit: "MiB", samples: runs),
        ]
    }
}
