import ArgumentParser
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
        subcommands: [Graph.self, Gateway.self]
    )

    struct Graph: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The task graph: chain, fan-out, map, and a durable chain on SQLite.",
            discussion: "Example:\n  telltale-bench graph --json"
        )

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            let folder = "/tmp/telltale-bench-\(getpid())"
            mkdir(folder, 0o755)
            defer {
                for suffix in ["", "-wal", "-shm"] { unlink(folder + "/store.sqlite" + suffix) }
                rmdir(folder)
            }
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            show(try await GraphBenchmarks.run(journal: SQLiteRunJournal(store: store)), json: json)
        }
    }

    struct Gateway: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Calls to an endpoint that answers at once.",
            discussion: "Example:\n  telltale-bench gateway http://127.0.0.1:18999/v1 --json"
        )

        @Argument(help: "The endpoint's base URL.")
        var url: String

        @Flag(help: "As JSON lines.")
        var json = false

        func run() async throws {
            show(try await GatewayBenchmarks.run(url: url), json: json)
        }
    }
}

private func show(_ figures: [BenchmarkFigure], json: Bool) {
    for figure in figures {
        print(json ? figure.json : "\(figure.name)  \(figure.value) \(figure.unit)  (\(figure.samples) samples)")
    }
}
