import Plant

/// A signal against its own past: sudden rates, lasting deviations, slow drifts, stops and starts.
struct BehaviourDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    // MARK: Rate of change

    func rates(in series: ReadingSeries) -> [Finding] {
        guard let limit = tag.limits.ratePerMinute, limit > 0, tag.kind == .measurement else { return [] }
        var found: [Finding] = []
        var previous: Int?
        for index in series.times.indices where series.qualities[index].isUsable {
            defer { previous = index }
            guard let before = previous else { continue }
            let minutes = Double(series.times[index] - series.times[before]) / 6e10
            guard minutes > 0, minutes <= 30 else { continue }
            let rate = (series.values[index] - series.values[before]) / max(minutes, 1)
            guard abs(rate) > limit else { continue }
            let window = TimeWindow(
                from: Timestamp(nanoseconds: series.times[before]),
                to: Timestamp(nanoseconds: series.times[index] + 1)
            )
            if let last = found.last, window.from <= last.window.to.adding(seconds: 300) {
                found[found.count - 1].window.to = window.to
                continue
            }
            found.append(
                Finding(
                    kind: .rateOfChange,
                    tag: tag.name,
                    asset: tag.asset,
                    window: window,
                    severity: .low,
                    message: SignalText(tag).sentence(
                        "changed by \(SignalText(tag).value(rate)) a minute, more than \(SignalText(tag).value(limit))"
                    ),
                    value: rate,
                    reference: limit,
                    unit: tag.unit
                )
            )
        }
        return found
    }

    // MARK: Deviation

    /// Lasting distance from the median of the series, in robust standard deviations (1.4826 × MAD).
    ///
    /// - Parameter window: Where to look; the rest of the series is what is usual.
    func deviations(in series: ReadingSeries, window: TimeWindow) -> [Finding] {
        guard tag.kind == .measurement || tag.kind == .analyser else { return [] }
        let usable = series.values.indices.filter { series.qualities[$0].isUsable }
        guard usable.count >= 100 else { return [] }
        let usual = RobustStatistics(usable.map { series.values[$0] })
        let floor = max(
            usual.deviation,
            abs(usual.median) * 0.01,
            tag.rangeLow.flatMap { low in tag.rangeHigh.map { ($0 - low) * 0.01 } } ?? 0
        )
        guard floor > 0 else { return [] }
        let bound = settings.deviationScore * floor
        return Excursion.find(
            in: series,
            lasting: settings.deviationDuration,
            isBeyond: { abs($0 - usual.median) > bound },
            isBack: { abs($0 - usual.median) <= bound * 0.8 },
            isWorse: { abs($0 - usual.median) > abs($1 - usual.median) }
        )
        .filter { $0.window(in: series).overlaps(window) }
        .map { run in
            Finding(
                kind: .deviation,
                tag: tag.name,
                asset: tag.asset,
                window: run.window(in: series),
                severity: .low,
                message: SignalText(tag).sentence(
                    "went to \(SignalText(tag).value(run.extreme)), far from its usual \(SignalText(tag).value(usual.median))"
                ),
                value: run.extreme,
                reference: usual.median,
                unit: tag.unit
            )
        }
    }

    // MARK: Drift

    /// A slow change of level over days that noise, day and night do not explain: the line through the daily means
    /// (Theil–Sen) moves by more than six times what the days scatter around it, and nearly all pairs of days agree on
    /// its direction (Kendall).
    func drift(_ days: [TrendPoint]) -> Finding? {
        guard tag.kind == .measurement else { return nil }
        let used = days.filter { $0.mean != nil && $0.count > 0 }
        let levels = used.compactMap(\.mean)
        guard levels.count >= settings.driftDays, let first = used.first, let last = used.last else { return nil }
        var slopes: [Double] = []
        var agreement = 0
        for later in levels.indices {
            for earlier in 0..<later {
                let slope = (levels[later] - levels[earlier]) / Double(later - earlier)
                slopes.append(slope)
                agreement += slope > 0 ? 1 : slope < 0 ? -1 : 0
            }
        }
        let slope = RobustStatistics(slopes).median
        let residuals = levels.enumerated().map { $1 - slope * Double($0) }
        let scatter = RobustStatistics(residuals)
        let change = slope * Double(levels.count - 1)
        let tau = Double(agreement) / Double(max(1, slopes.count))
        let span = tag.rangeLow.flatMap { low in tag.rangeHigh.map { $0 - low } } ?? abs(scatter.median) * 2
        guard abs(tau) >= 0.8, abs(change) > 6 * scatter.deviation, abs(change) > 0.04 * span else { return nil }
        let from = scatter.median
        return Finding(
            kind: .drift,
            tag: tag.name,
            asset: tag.asset,
            window: TimeWindow(from: first.window.from, to: last.window.to),
            severity: .medium,
            message: SignalText(tag).sentence(
                "drifted from about \(SignalText(tag).value(from)) to \(SignalText(tag).value(from + change)) over "
                    + "\(levels.count) days"
            ),
            value: from + change,
            reference: from,
            unit: tag.unit
        )
    }

    // MARK: States

    /// Stops and starts of equipment that a status tag tells (0: stopped).
    func states(in series: ReadingSeries) -> [Finding] {
        guard tag.kind == .status else { return [] }
        var found: [Finding] = []
        var previous: Double?
        for index in series.times.indices where series.qualities[index].isUsable {
            let value = series.values[index]
            defer { previous = value }
            guard let before = previous, (before != 0) != (value != 0) else { continue }
            let moment = Timestamp(nanoseconds: series.times[index])
            found.append(
                Finding(
                    kind: value == 0 ? .stop : .start,
                    tag: tag.name,
                    asset: tag.asset,
                    window: TimeWindow(from: moment, to: moment.adding(seconds: 1)),
                    severity: .low,
                    message: SignalText(tag).sentence(value == 0 ? "shows a stop" : "shows a start"),
                    value: value
                )
            )
        }
        return found
    }
}
