import HTTPTransport
import Plant

/// What became of a scenario under faults: an answer is the same, or says what it lacks, or is wrong.
struct FaultedReplay: Sendable {
    let outcome: [String: String]
    /// `NAME: how it differs`
    let differences: [String]

    func judged(_ name: String) -> ReplayedScenario {
        var told: [String] = []
        var untold: [String] = []
        for difference in differences {
            let file = String(difference.prefix { $0 != ":" })
            let lacks = outcome[file].map(degraded) ?? []
            if lacks.isEmpty {
                untold.append(difference)
            } else {
                told.append("\(file): " + lacks.joined(separator: "; "))
            }
        }
        let note =
            told.isEmpty
            ? "\(outcome.count) files, the same bytes in spite of the faults"
            : "\(outcome.count - told.count) files are the same; what the others say they lack:\n      "
                + told.joined(separator: "\n      ")
        return ReplayedScenario(name: name, files: outcome.count, differences: untold, note: note)
    }

    private func degraded(_ text: String) -> [String] {
        guard let answer = try? JSONValue(text: text) else { return [] }
        return answer["made"]?["degraded"]?.array?.compactMap(\.string) ?? []
    }
}
