import Plant

/// A figure of an alarm journal beside what ISA-18.2 / IEC 62682 and EEMUA 191 ask for.
package struct AlarmGuideline: Sendable, Hashable {
    package enum Verdict: String, Sendable, Codable, CaseIterable {
        case within
        /// Beyond the target and within the greatest value that is held to be manageable.
        case above
        /// Beyond that too; where the guideline has only one bound, beyond that one.
        case tooMuch = "too_much"
        /// There is nothing to hold it against.
        case unjudged
    }

    /// A short stable word: `average_per_10_min`.
    package var name: String
    package var title: String
    package var value: Double
    /// What the value is counted in: `per 10 min`, `%`; empty for counts.
    package var unit: String
    /// The guideline in words.
    package var guideline: String
    package var verdict: Verdict

    /// The figures of one operator position; those of a unit or a shift are held against the same bounds.
    ///
    /// - Parameter mostStale: See ``AlarmEpisode/mostStale(_:in:settings:)``.
    package static func figures(of analysis: AlarmAnalysis, mostStale: Int) -> [AlarmGuideline] {
        let days = max(analysis.window.seconds / 86_400, 1e-9)
        let isShort = days < 1
        func judged(
            _ name: String,
            _ title: String,
            _ value: Double,
            _ unit: String = "",
            _ guideline: String,
            target: Double,
            greatest: Double
        ) -> AlarmGuideline {
            let verdict: Verdict = value <= target ? .within : value <= greatest ? .above : .tooMuch
            return AlarmGuideline(
                name: name,
                title: title,
                value: value,
                unit: unit,
                guideline: guideline,
                verdict: verdict
            )
        }
        var figures = [
            judged(
                "average_per_10_min",
                "average rate",
                analysis.averagePerTenMinutes,
                "per 10 min",
                "about 1, at most 2 per 10 min",
                target: 1,
                greatest: 2
            ),
            judged(
                "peak_per_10_min",
                "peak rate",
                Double(analysis.peakPerTenMinutes),
                "per 10 min",
                "at most 10 in any 10 min",
                target: 10,
                greatest: 10
            ),
            judged(
                "busy_share",
                "10-min periods with more than 10",
                analysis.busyShare * 100,
                "%",
                "below 1 %",
                target: 1,
                greatest: 1
            ),
            judged(
                "flood_share",
                "time in floods",
                analysis.floodShare * 100,
                "%",
                "below 1 %",
                target: 1,
                greatest: 1
            ),
            judged(
                "top_ten_share",
                "load of the ten most frequent",
                analysis.topTenShare * 100,
                "%",
                "1 to 5 %, or a plan for each",
                target: 5,
                greatest: 5
            ),
            judged(
                "chattering",
                "chattering alarms",
                Double(analysis.chattering.count),
                "",
                "none, or a plan for each",
                target: 0,
                greatest: 0
            ),
            judged(
                "fleeting",
                "fleeting alarms",
                Double(analysis.fleeting.count),
                "",
                "none, or a plan for each",
                target: 0,
                greatest: 0
            ),
            judged(
                "stale",
                "stale alarms (over 24 h), most at a time",
                Double(mostStale),
                "",
                "fewer than 5 on any day",
                target: 4,
                greatest: 4
            ),
        ]
        figures.insert(
            judged(
                "average_per_day",
                "average a day",
                Double(analysis.activations) / days,
                "per day",
                "about 150, at most 300 a day",
                target: 150,
                greatest: 300
            ),
            at: 1
        )
        // A share of a handful of alarms, or a day's rate of an hour, says nothing.
        for index in figures.indices {
            let isRate = figures[index].name == "average_per_day"
            let isShare = figures[index].name == "top_ten_share"
            if (isRate && isShort) || (isShare && analysis.mostFrequent.count <= 20) {
                figures[index].verdict = .unjudged
            }
        }
        return figures
    }
}

/// How the activations are spread over priorities, beside the guideline's 80 / 15 / 5.
package struct AlarmPriorities: Sendable, Hashable {
    package enum Level: String, Sendable, CaseIterable {
        case low
        case medium
        case high
        /// A word that is not known, or none.
        case other

        /// Bounds that the guideline's "about" is read with: shares of all activations, 0…1.
        var guideline: (text: String, range: ClosedRange<Double>)? {
            switch self {
            case .low: ("about 80 %", 0.65...1)
            case .medium: ("about 15 %", 0...0.25)
            case .high: ("about 5 %", 0...0.10)
            case .other: nil
            }
        }
    }

    package struct Share: Sendable, Hashable {
        package var level: Level
        package var activations: Int
        /// Of the activations with a known priority, 0…1.
        package var share: Double
        package var guideline: String
        package var isWithin: Bool
    }

    package let shares: [Share]
    /// Activations whose priority is not stated, or unknown.
    package let unstated: Int

    /// - Parameter counts: Activations by the journal's own words for priorities.
    package init(_ counts: [String: Int]) {
        var sums: [Level: Int] = [:]
        for (word, count) in counts { sums[AlarmPriorities.level(word), default: 0] += count }
        unstated = sums[.other] ?? 0
        let known = sums.values.reduce(0, +) - unstated
        shares = Level.allCases.compactMap { level in
            guard known > 0, let guideline = level.guideline else { return nil }
            let count = sums[level] ?? 0
            let share = Double(count) / Double(known)
            return Share(
                level: level,
                activations: count,
                share: share,
                guideline: guideline.text,
                isWithin: guideline.range.contains(share)
            )
        }
    }

    /// The guideline's three levels; emergency and critical count as high.
    static func level(_ word: String) -> Level {
        switch word.lowercased() {
        case "low", "l", "3", "4", "advisory", "journal", "낮음", "하", "منخفض": .low
        case "medium", "med", "m", "2", "warning", "보통", "중", "متوسط": .medium
        case "high", "h", "1", "critical", "emergency", "urgent", "높음", "긴급", "상", "عالي": .high
        default: .other
        }
    }
}
