import Detection
import Ingestion
import Plant

/// What `telltale eval alarms` prints: suggested delays judged on journals they were not chosen on.
package struct AlarmDelayReport: Codable, Sendable {
    struct Half: Codable, Sendable {
        var judged: String
        var journals: Int
        /// Delays chosen, on the other half.
        var settings: Int
        var activations: Double
        var activations_with_delays: Double
        var pairs_kept: Double
    }

    struct Journal: Codable, Sendable {
        var file: String
        var activations: Int
        var activations_with_delays: Int
        var pairs: Int
        var pairs_kept: Int
    }

    var schema = "telltale.eval-alarms/1"
    var journals: Int
    /// Mean of a journal.
    var activations: Double
    var activations_with_delays: Double
    /// Mean of a journal.
    var pairs: Double
    /// 0…1
    var pairs_kept: Double
    var halves: [Half]
    var files: [Journal]

    package func json() throws -> String { try JSONText.pretty(self) }

    package func text() -> String {
        func shown(_ value: Double) -> String { DecimalText.rounded(value, decimals: 1) }
        func percent(_ share: Double) -> String { DecimalText.rounded(share * 100, decimals: 1) + " %" }
        let rows = halves.map { half in
            [
                "\(half.judged) (\(half.journals))",
                "\(shown(half.activations)) → \(shown(half.activations_with_delays))",
                "\(percent(half.pairs_kept)) of the pairs kept", "\(half.settings) settings, chosen on the other half",
            ]
        }
        let all = [
            "all (\(journals))", "\(shown(activations)) → \(shown(activations_with_delays))",
            "\(percent(pairs_kept)) of the pairs kept", "\(shown(pairs)) pairs a journal",
        ]
        return "Activations a journal, before → with the suggested delays; every journal is judged by settings that\n"
            + "were chosen without it. A pair is a tag with a condition that came in a journal.\n\n"
            + TextTable(rows + [all]).lines.map { "  " + $0 }.joined(separator: "\n")
    }
}

extension Evaluation {
    /// Judges suggested delays on alarm journals, one file each.
    ///
    /// - Parameter mapping: A mapping file, where the journals' columns cannot be told.
    @concurrent
    package static func alarmDelays(_ paths: [String], mapping: String?) async throws -> AlarmDelayReport {
        let files = try paths.flatMap { try LocalFile.files(below: $0) }.sorted()
        let plan = try mapping.map { try Mapping(path: $0) }
        let settings = IngestionSettings(zone: .utc, mapping: plan, kind: .alarms)
        var journals: [AlarmJournal] = []
        for file in files {
            var alarms: [Alarm] = []
            _ = try await FileReader(path: file, settings: settings).read { batch, _ in
                alarms += batch.records.compactMap { Alarm($0) }
            }
            guard !alarms.isEmpty else {
                throw UsageError("'\(file)' holds no alarm that can be read; say how with --map, or leave it out")
            }
            journals.append(
                AlarmJournal(name: file.split(separator: "/").last.map(String.init) ?? file, alarms: alarms)
            )
        }
        guard journals.count >= 2 else {
            throw UsageError("name at least two journals: delays are chosen on one half and judged on the other")
        }
        let judged = AlarmDelayJudgement(journals)
        let overall = judged.overall
        let pairs = overall.journals.reduce(0) { $0 + $1.pairs }
        return AlarmDelayReport(
            journals: overall.journals.count,
            activations: overall.meanBefore,
            activations_with_delays: overall.meanAfter,
            pairs: Double(pairs) / Double(overall.journals.count),
            pairs_kept: overall.pairsKept,
            halves: judged.halves.map { half in
                AlarmDelayReport.Half(
                    judged: half.name,
                    journals: half.journals.count,
                    settings: half.settings,
                    activations: half.meanBefore,
                    activations_with_delays: half.meanAfter,
                    pairs_kept: half.pairsKept
                )
            },
            files: overall.journals.sorted { $0.name < $1.name }.map { journal in
                AlarmDelayReport.Journal(
                    file: journal.name,
                    activations: journal.before,
                    activations_with_delays: journal.after,
                    pairs: journal.pairs,
                    pairs_kept: journal.kept
                )
            }
        )
    }
}
