package import Plant

/// A deadband for one limit, with what it would have changed, told from the tag's own readings.
package struct AlarmDeadbandSuggestion: Sendable, Hashable {
    package var name: AlarmName
    package var limit: Double
    /// In the tag's unit.
    package var now: Double
    package var suggested: Double
    package var unit: String?
    /// Times that the readings passed the limit with the deadband of now.
    package var before: Int
    package var after: Int
    /// The usual time between two readings, in seconds: what comes and goes faster is not seen here.
    package var sampleSeconds: Double
    package var isEnough: Bool
}

/// Suggests deadbands from readings: how often a limit would have been passed with each of the customary ones.
package struct AlarmDeadbandAdvisor: Sendable {
    /// Shares of the transmitter's range.
    package var shares = [0.0, 0.005, 0.01, 0.02, 0.03, 0.05]
    package var wantedPerDay = 1.0
    package var leastActivations = 5

    package init() {}

    /// - Parameters:
    ///   - series: The tag's readings, with ascending times.
    ///   - conditions: Those that came up in the journal: `HI`, `LOLO`…
    package func suggest(_ series: ReadingSeries, tag: Tag, conditions: [String]) -> [AlarmDeadbandSuggestion] {
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low, series.count > 2 else { return [] }
        let used = series.times.indices.filter { series.qualities[$0].isUsable }
        guard let first = used.first, let last = used.last, used.count > 2 else { return [] }
        let days = max(1, Double(series.times[last] - series.times[first]) / 86_400e9)
        let steps = zip(used, used.dropFirst()).map { Double(series.times[$1] - series.times[$0]) / 1e9 }.sorted()
        let wanted = Int(wantedPerDay * days)
        return conditions.sorted().compactMap { condition in
            guard let side = AlarmDeadbandAdvisor.side(condition, tag.limits) else { return nil }
            func count(_ deadband: Double) -> Int { crossings(series, used, side, deadband) }
            let now = tag.limits.deadband ?? 0
            let before = count(now)
            guard before >= leastActivations, before > wanted else { return nil }
            let candidates = shares.map { $0 * (high - low) }.filter { $0 > now }.map { ($0, count($0)) }
            guard let least = candidates.map(\.1).min(), least < before else { return nil }
            let bound = least <= wanted ? wanted : Int(Double(least) * 1.1)
            guard let chosen = candidates.first(where: { $0.1 <= bound }) else { return nil }
            return AlarmDeadbandSuggestion(
                name: AlarmName(tag: tag.name, condition: condition),
                limit: side.limit,
                now: now,
                suggested: chosen.0,
                unit: tag.unit,
                before: before,
                after: chosen.1,
                sampleSeconds: steps[steps.count / 2],
                isEnough: chosen.1 <= wanted
            )
        }
    }

    private struct Side {
        var limit: Double
        var isHigh: Bool
    }

    private static func side(_ condition: String, _ limits: TagLimits) -> Side? {
        switch condition.uppercased() {
        case "HI": limits.high.map { Side(limit: $0, isHigh: true) }
        case "HIHI": limits.highHigh.map { Side(limit: $0, isHigh: true) }
        case "LO": limits.low.map { Side(limit: $0, isHigh: false) }
        case "LOLO": limits.lowLow.map { Side(limit: $0, isHigh: false) }
        default: nil
        }
    }

    private func crossings(_ series: ReadingSeries, _ used: [Int], _ side: Side, _ deadband: Double) -> Int {
        var count = 0
        var isBeyond = false
        for index in used {
            let distance = side.isHigh ? series.values[index] - side.limit : side.limit - series.values[index]
            if isBeyond {
                if distance <= -deadband { isBeyond = false }
            } else if distance > 0 {
                isBeyond = true
                count += 1
            }
        }
        return count
    }
}
