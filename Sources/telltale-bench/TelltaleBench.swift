import ArgumentParser
import Pipeline
import Storage
import TaskGraph

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct TelltaleBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telltale-bench",
        abstract: "Measures Telltale; one line a figure.",
        discussion: "Example:\n  telltale-bench graph --json",
        subcommands: [Graph.self, Start.self, Gateway.self, Faults.self, Ingest.self, Window.self, Retrieval.self]
    )

    struct Graph: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The task graph: chain, fan-out, map, and a durable chain on SQLite.",
            discussion: "Example:\n  telltale-bench graph --json"
        )

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            try await withScratchFolder { folder in
                let store = try SQLiteStore(path: folder + "/store.sqlite")
                show(try await GraphBenchmarks.run(journal: SQLiteRunJournal(store: store)), json: json)
            }
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whole processes: telltale --version, and telltale ask on the pump seal leak.",
            discussion: "Example:\n  telltale-bench start --json"
        )

        @OptionGroup
        var program: ProgramOption

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            try await withScratchFolder { folder in
                show(try StartBenchmarks(program: program.program, folder: folder).run(), json: json)
            }
        }
    }

    struct Gateway: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Calls to an endpoint that answers at once, with policy, audit log and retries on.",
            discussion: "Example:\n  telltale-bench gateway http://127.0.0.1:18999/v1 --json"
        )

        @Argument(help: "The endpoint's base URL.")
        var url: String

        @Flag(help: "Also long streams, a thousand streams at once, and a night of slow calls.")
        var streams = false

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            try await withScratchFolder { folder in
                let store = folder + "/store.sqlite"
                _ = try SQLiteStore(path: store)
                show(try await GatewayBenchmarks(url: url, store: store).run(), json: json)
                guard streams else { return }
                let server = try ServerProcess(CommandLine.arguments[0], ["faults", "--serve"], folder: folder)
                defer { server.stop() }
                show(try await StreamBenchmarks(port: server.port(), store: store).run(), json: json)
            }
        }
    }

    struct Ingest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A generated day of readings from CSV to a store that can be asked.",
            discussion: "Example:\n  telltale-bench ingest --tags 200 --sample-seconds 1 --json"
        )

        @OptionGroup
        var program: ProgramOption

        @Option(help: "How many tags.")
        var tags = 200

        @Option(help: "Seconds between readings.")
        var sampleSeconds = 10

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            try await withScratchFolder { folder in
                let benchmarks = IngestBenchmarks(
                    program: program.program,
                    folder: folder,
                    tags: tags,
                    sampleSeconds: sampleSeconds
                )
                show(try benchmarks.run(), json: json)
            }
        }
    }
}

extension TelltaleBench {
    struct Window: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A day and a year's trend of one tag out of a year of one-second readings.",
            discussion: "Example:\n  telltale-bench window --tags 3 --json"
        )

        @Option(help: "How many tags; each takes some 40 MB.")
        var tags = 3

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            try await withScratchFolder { folder in
                let path = folder + "/store.sqlite"
                let benchmarks = WindowBenchmarks(store: try SQLiteStore(path: path), path: path, tags: tags)
                show(try await benchmarks.run(), json: json)
            }
        }
    }
}

struct ProgramOption: ParsableArguments {
    @Option(help: "The telltale to measure. Without it, the one beside this program.")
    var telltale: String?

    var program: Program {
        let here = CommandLine.arguments.first ?? ""
        let folder = here.lastIndex(of: "/").map { String(here[...$0]) } ?? "./"
        return Program(path: telltale ?? folder + "telltale")
    }
}

/// A folder of its own, which is gone afterwards.
func withScratchFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = "/tmp/telltale-bench-\(getpid())"
    try LocalFile.makeFolder(folder)
    defer { LocalFile.removeFolder(folder) }
    return try await body(folder)
}

func show(_ figures: [BenchmarkFigure], json: Bool) {
    for figure in figures {
        print(json ? figure.json : "\(figure.name)  \(figure.value) \(figure.unit)  (\(figure.samples) samples)")
    }
}
