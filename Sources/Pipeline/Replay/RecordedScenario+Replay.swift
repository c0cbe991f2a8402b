import FoundationEssentials
import Generation
import HTTPTransport
import Plant

extension RecordedScenario {
    /// Runs scenarios from their cassettes and compares every byte with what is expected. Nothing is sent anywhere.
    ///
    /// - Parameters:
    ///   - folders: RecordedScenario folders; without any, every folder in `fixtures/`, where one that must be refused counts
    ///     as passed when it is.
    ///   - faults: What goes wrong on the way: `delay=200ms`, `429`, `503x3`, `cut=120`, `split`. An answer may then
    ///     differ from what is expected if it says what it lacks.
    ///   - updating: Writes what came out as what is expected from now on.
    package static func replay(
        _ folders: [String],
        speed: Double,
        faults: [String] = [],
        updating: Bool,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> ReplayReport {
        guard speed >= 0, speed.isFinite else {
            throw UsageError("--speed is 0 for no pauses, 1 for those of the recording, N for N times as fast")
        }
        let read = try ReplayFaults.read(faults)
        guard !updating || !read.isAny else {
            throw UsageError("--update does not go with --fault: what is expected is what comes without faults")
        }
        let isWholeSet = folders.isEmpty
        let chosen = isWholeSet ? try all(in: "fixtures") : folders
        var report = ReplayReport(scenarios: [])
        for folder in chosen {
            let scenario = try RecordedScenario(folder: folder)
            progress("replaying \(scenario.name)…")
            report.scenarios.append(
                try await scenario.replay(speed: speed, faults: read, updating: updating, refusalPasses: isWholeSet)
            )
        }
        return report
    }

    static func all(in folder: String) throws -> [String] {
        guard LocalFile.isFolder(folder) else {
            throw UsageError("there is no folder '\(folder)' here; name scenario folders")
        }
        return try LocalFile.names(in: folder).map { folder + "/" + $0 }
            .filter { LocalFile.exists($0 + "/scenario.md") }
    }

    func replay(
        speed: Double,
        faults: CassetteFaults,
        updating: Bool,
        refusalPasses: Bool
    ) async throws -> ReplayedScenario {
        let scratch = ScratchFolder.path("replay", name)
        defer { LocalFile.removeFolder(scratch) }
        let cassettes = try cassettes()
        let player =
            cassettes.isEmpty
            ? nil : CassettePlayer(cassettes, speed: speed, faults: faults, digest: { SHA256.hex(of: $0) })
        do {
            var outcome = try await outcome(
                player,
                endpoint: try .recorded(cassettes.first?.origin, attempts: faults.isAny ? 3 : 1),
                scratch: scratch
            )
            for unused in faults.isAny ? [] : player?.unused() ?? [] {
                outcome["unused recordings"] = (outcome["unused recordings"] ?? "") + unused + "\n"
            }
            if updating {
                try keep(outcome)
                return ReplayedScenario(name: name, files: outcome.count, differences: [], note: "written as expected")
            }
            let differing = try differences(outcome)
            guard faults.isAny, player != nil, !mustBeRefused else {
                return ReplayedScenario(
                    name: name,
                    files: outcome.count,
                    differences: differing,
                    note: faults.isAny ? "no cassette, so no fault" : nil
                )
            }
            return FaultedReplay(outcome: outcome, differences: differing).judged(name)
        } catch {
            guard let refusal = RootCause.of(error) as? ModelError, refusal.code == .replayMiss else { throw error }
            let text = refusal.message + "\n"
            if updating, mustBeRefused { try LocalFile.write(text, to: folder + "/expected/refusal.txt") }
            if mustBeRefused, refusalPasses || updating {
                return ReplayedScenario(name: name, files: 0, differences: [], note: "refused, as it must be")
            }
            return ReplayedScenario(name: name, files: 0, differences: ["refused: " + text], note: nil)
        }
    }

    private func keep(_ outcome: [String: String]) throws {
        guard !mustBeRefused else {
            throw UsageError("\(folder) must be refused, but replayed without complaint")
        }
        let path = folder + "/expected"
        LocalFile.removeFolder(path)
        try LocalFile.makeFolder(path)
        for (name, text) in outcome.sorted(by: { $0.key < $1.key }) where name != "unused recordings" {
            try LocalFile.write(text, to: path + "/" + name)
        }
    }

    private func differences(_ outcome: [String: String]) throws -> [String] {
        let path = folder + "/expected"
        if mustBeRefused { return ["replayed, though it must be refused"] }
        let expected = LocalFile.isFolder(path) ? try LocalFile.names(in: path) : []
        var found: [String] = []
        for name in Set(expected).union(outcome.keys).sorted() {
            guard let came = outcome[name] else {
                found.append("\(name): expected, but did not come out")
                continue
            }
            guard expected.contains(name) else {
                found.append(
                    "\(name): came out, but is not expected" + (name == "unused recordings" ? ":\n" + came : "")
                )
                continue
            }
            let wanted = try LocalFile.text(path + "/" + name)
            if let difference = LineDifference.first(wanted, came) { found.append("\(name): " + difference) }
        }
        return found
    }
}

/// The first line in which two texts differ.
enum LineDifference {
    static func first(_ expected: String, _ came: String) -> String? {
        guard expected != came else { return nil }
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let right = came.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
        func shown(_ lines: [Substring]) -> String {
            line < lines.count ? String(lines[line].prefix(300)) : "(nothing)"
        }
        return "line \(line + 1) differs\n      expected: \(shown(left))\n      came:     \(shown(right))"
    }
}

/// What became of one scenario.
package struct ReplayedScenario: Sendable {
    package var name: String
    package var files: Int
    package var differences: [String]
    package var note: String?
}

/// What became of a replay.
package struct ReplayReport: Sendable {
    package var scenarios: [ReplayedScenario]

    package var hasDifferences: Bool { scenarios.contains { !$0.differences.isEmpty } }

    package func text() -> String {
        var lines: [String] = []
        for scenario in scenarios {
            guard !scenario.differences.isEmpty else {
                lines.append("✓ \(scenario.name): \(scenario.note ?? "\(scenario.files) files, the same bytes")")
                continue
            }
            lines.append("✗ \(scenario.name)")
            lines.append(contentsOf: scenario.differences.map { "    " + $0 })
        }
        return lines.joined(separator: "\n")
    }
}
