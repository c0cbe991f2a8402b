import Pipeline
import Plant
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole program over `fixtures/`, from files to bytes.
@Suite struct `Scenarios` {
    static let fixtures: String = {
        var path = #filePath
        if !path.hasPrefix("/") { path = "/" + path }
        return "/" + path.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures"
    }()

    static let folders: [String] = {
        let names = (try? LocalFile.names(in: fixtures)) ?? []
        return names.filter { LocalFile.exists("\(fixtures)/\($0)/scenario.md") }
    }()

    @Test func `are all there`() {
        let needed = [
            "changed-prompt", "corrupt-rows", "endpoint-dies", "exchanger-fouling", "injected-instructions",
            "pump-seal-leak", "quiet-day", "stuck-transmitter", "unanswerable",
        ]
        #expect(Set(needed).isSubset(of: Self.folders))
    }

    @Test(arguments: folders)
    func `replay byte for byte`(name: String) async throws {
        let folder = "\(Self.fixtures)/\(name)"
        let report = try await RecordedScenario.replay([folder], speed: 0, updating: false) { _ in }
        if LocalFile.exists(folder + "/expected/refusal.txt") {
            #expect(report.hasDifferences)
            let refusal = try LocalFile.text(folder + "/expected/refusal.txt")
            #expect(report.scenarios[0].differences == ["refused: " + refusal])
        } else {
            #expect(!report.hasDifferences, "\(report.text())")
        }
    }
}

/// Cassettes with something going wrong on the way.
@Suite struct `Scenarios under faults` {
    private func replayed(_ name: String, _ faults: [String]) async throws -> ReplayReport {
        let folder = "\(Scenarios.fixtures)/\(name)"
        return try await RecordedScenario.replay([folder], speed: 0, faults: faults, updating: false) { _ in }
    }

    @Test(arguments: [["split"], ["delay=1ms"], ["429", "retry-after=0"], ["split,delay=1ms"]])
    func `give the same bytes when the fault can be overcome`(faults: [String]) async throws {
        let report = try await replayed("injected-instructions", faults)
        #expect(!report.hasDifferences, "\(report.text())")
        #expect(report.text().contains("the same bytes in spite of the faults"), "\(report.text())")
    }

    @Test func `say in the answer what a connection that broke took away`() async throws {
        let report = try await replayed("injected-instructions", ["cut=120"])
        #expect(!report.hasDifferences, "\(report.text())")
        #expect(report.text().contains("what the others say they lack"), "\(report.text())")
    }

    @Test(arguments: ["cut", "cut=-1", "200", "700", "delay=5", "split=2", "429x0", "retry-after=2", "slow"])
    func `are refused with words that name no fault`(word: String) async throws {
        await #expect(throws: UsageError.self) { try await replayed("quiet-day", [word]) }
    }

    @Test func `do not become what is expected`() async throws {
        await #expect(throws: UsageError.self) {
            try await RecordedScenario.replay([], speed: 0, faults: ["429"], updating: true) { _ in }
        }
    }

    @Test func `can be read before they are played`() throws {
        let text = try RecordedScenario.show("\(Scenarios.fixtures)/injected-instructions")
        #expect(text.contains("recorded: llama-cpp-python"))
        #expect(text.contains("system:\n  You answer questions of refinery engineers"))
        #expect(text.contains("no secret found"))
        #expect(text.contains("content:"))
    }
}
