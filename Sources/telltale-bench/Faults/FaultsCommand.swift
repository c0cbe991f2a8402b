import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension TelltaleBench {
    struct Faults: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Calls to a server that misbehaves in every way: nothing leaks, nothing is unaccounted for.",
            discussion: "Example:\n  telltale-bench faults --calls 100000 --seed 7"
        )

        @Option(help: "How many questions.")
        var calls = 100_000

        @Option(help: "How many at once.")
        var width = 64

        @Option(help: "Which faults, in which order.")
        var seed: UInt64 = 1

        @Flag(help: .hidden)
        var serve = false

        func validate() throws {
            guard calls > 0, (1...4_096).contains(width) else {
                throw ValidationError("--calls must be at least 1, and --width from 1 to 4096")
            }
        }

        func run() async throws {
            if serve {
                StreamBenchmarks.allowDescriptors()
                let server = try FaultServer()
                print(server.port)
                fflush(nil)
                server.run()
                return
            }
            let report = try await withScratchFolder { folder in
                let server = try ServerProcess(CommandLine.arguments[0], ["faults", "--serve"], folder: folder)
                defer { server.stop() }
                return try await FaultRun(calls: calls, width: width, seed: seed, port: server.port(), folder: folder)
                    .run()
            }
            for line in report.lines { print(line) }
            if !report.isGood { throw ExitCode(1) }
        }
    }
}

/// This program once more, as a server in a process of its own, so that what it opens is not counted with the client's.
struct ServerProcess {
    private let process: pid_t
    private let output: String

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ program: String, _ arguments: [String], folder: String) throws {
        output = folder + "/server"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        guard posix_spawnp(&process, program, &actions, nil, words, environ) == 0 else {
            throw Failure(description: "\(program) could not be started")
        }
        self.process = process
    }

    /// The port that it says it listens on.
    func port() throws -> UInt16 {
        for _ in 0..<500 {
            if let file = fopen(output, "r") {
                defer { fclose(file) }
                var line = [CChar](repeating: 0, count: 32)
                if fgets(&line, 32, file) != nil {
                    let digits = line.prefix { (0x30...0x39).contains($0) }.map { UInt8(bitPattern: $0) }
                    if let port = UInt16(String(decoding: digits, as: UTF8.self)) { return port }
                }
            }
            usleep(10_000)
        }
        throw Failure(description: "the server did not say its port")
    }

    func stop() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }
}
