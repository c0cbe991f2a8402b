import Plant

/// What suggested delays are worth on journals that they were not chosen on.
///
/// Journals are numbered in the order given; delays are chosen on the odd ones and judged on the even ones, then the
/// other way round, so that every journal is judged once by settings that never saw it.
package struct AlarmDelayJudgement: Sendable {
    package struct Journal: Sendable, Hashable {
        package var name: String
        package var before: Int
        package var after: Int
        /// Pairs of tag and condition that came in the journal.
        package var pairs: Int
        /// Those that still come with the delays.
        package var kept: Int
        package var peakBefore: Int
    }

    /// One half judged by the other.
    package struct Half: Sendable, Hashable {
        /// `even journals` or `odd journals`: those judged.
        package var name: String
        package var journals: [Journal]
        package var settings: Int

        package var meanBefore: Double { AlarmDelayJudgement.mean(journals.map(\.before)) }
        package var meanAfter: Double { AlarmDelayJudgement.mean(journals.map(\.after)) }
        /// 0…1
        package var pairsKept: Double {
            let all = journals.reduce(0) { $0 + $1.pairs }
            return all > 0 ? Double(journals.reduce(0) { $0 + $1.kept }) / Double(all) : 1
        }
    }

    package let halves: [Half]
    /// Both halves together: every journal judged by settings that never saw it.
    package var overall: Half {
        Half(name: "all journals", journals: halves.flatMap(\.journals), settings: 0)
    }

    package init(_ journals: [AlarmJournal], advisor: AlarmDelayAdvisor = AlarmDelayAdvisor()) {
        let odd = journals.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        let even = journals.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        halves = [("even journals", odd, even), ("odd journals", even, odd)].map { name, chosen, judged in
            let suggestions = advisor.suggest(chosen)
            let delays = Dictionary(suggestions.map { ($0.name, $0.delay) }, uniquingKeysWith: { first, _ in first })
            return Half(
                name: name,
                journals: judged.map { AlarmDelayJudgement.judge($0, delays) },
                settings: suggestions.count
            )
        }
    }

    private static func judge(_ journal: AlarmJournal, _ delays: [AlarmName: AlarmDelay]) -> Journal {
        var result = Journal(name: journal.name, before: 0, after: 0, pairs: 0, kept: 0, peakBefore: 0)
        var times: [Timestamp] = []
        for (name, episodes) in journal.episodes {
            let after = (delays[name] ?? .none).activations(episodes)
            result.before += episodes.count
            result.after += after
            result.pairs += 1
            if after > 0 { result.kept += 1 }
            times += episodes.map(\.from)
        }
        result.peakBefore = AlarmFloods.peak(times.sorted())
        return result
    }

    private static func mean(_ values: [Int]) -> Double {
        values.isEmpty ? 0 : Double(values.reduce(0, +)) / Double(values.count)
    }
}
