#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files of readings from CSV to a store that can be asked, as `telltale ingest` does it.
struct IngestBenchmarks {
    let program: Program
    /// A folder for the files and stores, empty.
    let folder: String
    let tags: Int
    let sampleSeconds: Int

    func run() throws -> [BenchmarkFigure] {
        var figures: [BenchmarkFigure] = []
        for layout in ["wide", "long"] {
            let plant = "\(folder)/\(layout)"
            try program.run([
                "generate-plant", "--seed", "1", "--days", "1", "--tags", "\(tags)", "--sample-seconds",
                "\(sampleSeconds)", "--layout", layout, "--out", plant,
            ])
            var outcomes: [Program.Outcome] = []
            for turn in 0..<3 {
                let workspace = "\(folder)/\(layout)-\(turn)"
                try program.run(["init", workspace])
                try program.run(["ingest", plant + "/data/tags.csv", "--workspace", workspace])
                outcomes.append(try program.run(["ingest", plant + "/data/readings", "--workspace", workspace]))
            }
            let readings = Double(tags * 86_400 / sampleSeconds)
            let seconds = median(outcomes.map(\.milliseconds)) / 1_000
            figures += [
                BenchmarkFigure(
                    name: "ingest.\(layout)",
                    value: readings / seconds,
                    unit: "readings/s",
                    samples: outcomes.count
                ),
                BenchmarkFigure(
                    name: "ingest.\(layout).rss",
                    value: median(outcomes.map(\.mebibytes)),
                    unit: "MiB",
                    samples: outcomes.count
                ),
            ]
            guard layout == "wide" else { continue }
            let stored = size("\(folder)/wide-0/.telltale/store.sqlite")
            figures.append(
                BenchmarkFigure(
                    name: "ingest.bytes_per_reading",
                    value: stored / readings,
                    unit: "bytes",
                    samples: 1
                )
            )
        }
        return figures
    }

    private func size(_ path: String) -> Double {
        var status = stat()
        return stat(path, &status) == 0 ? Double(status.st_size) : 0
    }
}
