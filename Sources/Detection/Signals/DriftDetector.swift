import Plant

/// A slow change of level over days that noise, day and night do not explain.
///
/// The days' means must move by more than six times what single days scatter around a smooth course, and by a share of
/// the tag's range; the line through them (Theil–Sen) gives the direction, and either nearly all pairs of days agree on
/// it (Kendall's tau) or a ramp between two levels explains the days.
struct DriftDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    func finding(_ days: [TrendPoint]) -> Finding? {
        guard tag.kind == .measurement else { return nil }
        let used = whole(days)
        let levels = used.compactMap(\.mean)
        guard levels.count >= settings.driftDays, let first = used.first, let last = used.last else { return nil }
        let places = used.map { $0.window.from.seconds(since: first.window.from) / 86_400 }
        var slopes: [Double] = []
        var agreement = 0
        for later in levels.indices {
            for earlier in 0..<later {
                let slope = (levels[later] - levels[earlier]) / (places[later] - places[earlier])
                slopes.append(slope)
                agreement += slope > 0 ? 1 : slope < 0 ? -1 : 0
            }
        }
        let slope = RobustStatistics(slopes).median
        let residuals = RobustStatistics(zip(levels, places).map { $0 - slope * $1 })
        let tau = Double(agreement) / Double(max(1, slopes.count))
        let ramp = ramp(levels, places)
        let onset = ramp.onset
        let from = RobustStatistics(Array(levels[...onset])).median
        let to = RobustStatistics(Array(levels.suffix(3))).median
        let change = to - from
        let span = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? abs(residuals.median) * 2
        let isClear = abs(tau) >= 0.8 || (abs(tau) >= 0.55 && ramp.explained >= 0.9)
        // A jump from one day to the next is no drift.
        let jump = levels.indices.dropFirst().map { abs(levels[$0] - levels[$0 - 1]) }.max() ?? 0
        guard isClear, change * slope > 0, jump < 0.6 * abs(change), abs(change) > 6 * scatter(levels),
            abs(change) > 3 * residuals.deviation, abs(change) > settings.driftShare * span
        else { return nil }
        let text = SignalText(tag)
        return Finding(
            kind: .drift,
            tag: tag.name,
            asset: tag.asset,
            window: TimeWindow(from: used[onset].window.from, to: last.window.to),
            severity: .medium,
            message: text.sentence(
                "drifted from about \(text.value(from)) to \(text.value(to)) over \(levels.count - onset) days"
            ),
            value: to,
            reference: from,
            unit: tag.unit,
            period: Double(levels.count - onset) * 86_400
        )
    }

    /// Where a level line turns into a slope: the first day of the ramp between two levels that fits best (least
    /// squares), and the share of the days' variance that the ramp explains.
    private func ramp(_ levels: [Double], _ places: [Double]) -> (onset: Int, explained: Double) {
        var best = 0
        var least = Double.infinity
        let count = Double(levels.count)
        let meanLevel = levels.reduce(0, +) / count
        for turn in 0...max(0, levels.count - 4) {
            for stop in min(turn + 3, levels.count - 1)..<levels.count {
                let ramp = places.map { min(max(0, $0 - places[turn]), places[stop] - places[turn]) }
                let meanRamp = ramp.reduce(0, +) / count
                var cross = 0.0
                var square = 0.0
                for (one, level) in zip(ramp, levels) {
                    cross += (one - meanRamp) * (level - meanLevel)
                    square += (one - meanRamp) * (one - meanRamp)
                }
                let slope = square > 0 ? cross / square : 0
                let error = zip(ramp, levels).reduce(0) { sum, pair in
                    let miss = pair.1 - meanLevel - slope * (pair.0 - meanRamp)
                    return sum + miss * miss
                }
                // A later turn must fit clearly better, so that a straight line is not given a level start.
                if error < least * 0.98 {
                    least = error
                    best = turn
                }
            }
        }
        let variance = levels.reduce(0) { $0 + ($1 - meanLevel) * ($1 - meanLevel) }
        return (best, variance > 0 ? 1 - least / variance : 0)
    }

    /// The standard deviation of single days around a smooth course, from second differences, which a bend in the
    /// course hardly touches.
    private func scatter(_ levels: [Double]) -> Double {
        let bends = levels.indices.dropFirst(2).map { abs(levels[$0] - 2 * levels[$0 - 1] + levels[$0 - 2]) }
        return 1.4826 * RobustStatistics(bends).median / 6.0.squareRoot()
    }

    /// Days with at least half the readings that a day usually has: half a night is no day.
    private func whole(_ days: [TrendPoint]) -> [TrendPoint] {
        let used = days.filter { $0.mean != nil && $0.count > 0 }.sorted { $0.window.from < $1.window.from }
        let counts = used.map(\.count).sorted()
        guard !counts.isEmpty else { return [] }
        let usual = counts[counts.count / 2]
        return used.filter { $0.count * 2 >= usual }
    }
}
