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
