import Plant
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Questions to a year of readings, one a second: a day of one tag, and the year's trend of a thousand pixels.
struct WindowBenchmarks {
    let store: SQLiteStore
    let path: String
    let tags: Int

    private static let from = Timestamp(seconds: 1_767_225_600)
    private static let days = 365
    private static let turns = 51

    func run() async throws -> [BenchmarkFigure] {
        try await fill()
        let late = try await latePiece()
        let clock = ContinuousClock()
        var day: [Double] = []
        var year: [Double] = []
        let whole = TimeWindow(
            from: WindowBenchmarks.from,
            to: WindowBenchmarks.from.adding(seconds: Int64(WindowBenchmarks.days) * 86_400)
        )
        for turn in 0..<WindowBenchmarks.turns {
            let tag = TagName("T\(turn % tags)")
            let start = WindowBenchmarks.from.adding(seconds: Int64(turn * 7) * 86_400)
            let window = TimeWindow(from: start, to: start.adding(seconds: 86_400))
            var count = 0
            let took = try await clock.measure { count = try await store.readings(of: tag, in: window).count }
            precondition(count == 86_400, "\(count) readings of a day of one-second readings")
            day.append(took.milliseconds)
            var points = 0
            let drawn = try await clock.measure {
                points = try await store.trend(of: tag, in: whole, stretches: 1_000).count
            }
            precondition(points == 1_000, "\(points) points of a trend of a thousand")
            year.append(drawn.milliseconds)
        }
        let stored = Double(size(path) + size(path + "-wal")) / Double(tags * WindowBenchmarks.days * 86_400)
        return [
            BenchmarkFigure(name: "ingest.window1d", value: median(day), unit: "ms", samples: day.count),
            BenchmarkFigure(name: "ingest.trend1y", value: median(year), unit: "ms", samples: year.count),
            BenchmarkFigure(name: "ingest.year.bytes_per_reading", value: stored, unit: "bytes", samples: 1),
            BenchmarkFigure(name: "ingest.late_day.written", value: late, unit: "MiB", samples: 1),
        ]
    }

    /// The value of a tag at a second: a slow swing and noise, with two decimals.
    static func value(_ second: Int) -> Double {
        let swing = 100 + 10 * sin(Double(second) / 5_000) + Double(second &* 7_919 % 1_000) / 1_000
        return (swing * 100).rounded() / 100
    }

    private func series(_ tag: TagName, _ seconds: some Sequence<Int>) -> ReadingSeries {
        var series = ReadingSeries(tag: tag)
        for second in seconds {
            series.append(
                Reading(
                    time: WindowBenchmarks.from.adding(seconds: Int64(second)),
                    value: WindowBenchmarks.value(second)
                )
            )
        }
        return series
    }

    /// A day is left out of the middle, to come in late.
    private static let lateDay = 180

    private func fill() async throws {
        for day in 0..<WindowBenchmarks.days where day != WindowBenchmarks.lateDay {
            var batch = ImportBatch()
            for tag in 0..<tags {
                batch.series.append(series(TagName("T\(tag)"), day * 86_400..<(day + 1) * 86_400))
            }
            _ = try await store.commit(batch)
        }
    }

    /// What a day of readings that come in late makes the store write, in MiB.
    private func latePiece() async throws -> Double {
        let before = written()
        for hour in (0..<24).reversed() {
            var batch = ImportBatch()
            let start = (WindowBenchmarks.lateDay * 24 + hour) * 3_600
            for tag in 0..<tags { batch.series.append(series(TagName("T\(tag)"), start..<start + 3_600)) }
            _ = try await store.commit(batch)
        }
        return Double(written() - before) / 1_048_576
    }

    /// Bytes that this process has handed to files.
    private func written() -> Int {
        guard let file = fopen("/proc/self/io", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        while fgets(&line, CInt(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            if text.hasPrefix("wchar: ") { return Int(text.dropFirst(7).dropLast()) ?? 0 }
        }
        return 0
    }

    private func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

extension Duration {
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
