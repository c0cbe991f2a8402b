import Plant

/// Lasting distance from recent behaviour, in robust standard deviations (1.4826 × MAD).
///
/// What has gone as far on one in four days of the weeks before is a habit, however far it is from what is usual: equipment
/// that now and then stands by, unloads or is switched over.
struct DeviationDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings
    /// The tag's days before and up to the readings; may be empty.
    var days: [TrendPoint] = []

    /// Days that make a habit, at least.
    private static let habit = 3

    private func isHabit(_ value: Double, above: Bool, at time: Timestamp) -> Bool {
        var reached = 0
        var all = 0
        for day in days where day.window.to <= time {
            guard let low = day.minimum, let high = day.maximum else { continue }
            all += 1
            if above ? high >= value : low <= value { reached += 1 }
        }
        return reached >= DeviationDetector.habit && reached * 4 >= all
    }

    func findings(in series: ReadingSeries) -> [Finding] {
        guard tag.kind == .measurement || tag.kind == .analyser else { return [] }
        let baseline = RollingBaseline(series, hours: settings.baselineHours)
        let range = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? 0
        // What a run is held against stays what was usual when it began, however long it lasts.
        var anchor: RollingBaseline.Usual?
        var isAbove = false
        // What is away from the usual when the usual first becomes known did not depart from it.
        var wasUsual = false
        func score(_ index: Int, _ usual: RollingBaseline.Usual) -> Double {
            let least = max(usual.deviation, range * 0.01, range == 0 ? abs(usual.median) * 0.01 : 0)
            return least > 0 ? abs(series.values[index] - usual.median) / least : 0
        }
        return Excursion.find(
            in: series,
            lasting: settings.deviationDuration,
            isBeyond: { index in
                guard let usual = baseline.usual(at: index) else { return false }
                anchor = usual
                isAbove = series.values[index] > usual.median
                let isFar = score(index, usual) > settings.deviationScore
                if !isFar { wasUsual = true }
                return isFar && wasUsual
            },
            isBack: { index in
                guard let usual = baseline.usual(at: index), let anchor else { return true }
                if isAbove != (series.values[index] > anchor.median) { return true }
                let bound = settings.deviationScore * 0.8
                // It is over when the value is back, or when the new level has become the usual one.
                return score(index, anchor) <= bound || score(index, usual) <= bound
            },
            isWorse: { left, right in
                guard let anchor else { return false }
                return abs(series.values[left] - anchor.median) > abs(series.values[right] - anchor.median)
            }
        )
        .compactMap { run in
            guard let usual = baseline.usual(at: run.first) else { return nil }
            let values = (run.first...run.last).filter { series.qualities[$0].isUsable }.map { series.values[$0] }
            let middle = RobustStatistics(values).median
            let time = Timestamp(nanoseconds: series.times[run.first])
            guard !isHabit(middle, above: middle > usual.median, at: time) else { return nil }
            let text = SignalText(tag)
            let extreme = series.values[run.extreme]
            return Finding(
                kind: .deviation,
                tag: tag.name,
                asset: tag.asset,
                window: run.window(in: series),
                severity: .low,
                message: text.sentence(
                    "\(extreme > usual.median ? "rose" : "fell") to \(text.value(extreme)), far from its usual "
                        + text.value(usual.median)
                ),
                value: extreme,
                reference: usual.median,
                unit: tag.unit
            )
        }
    }
}
