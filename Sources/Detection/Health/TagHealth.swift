package import Plant

/// Judges the health of one tag's signal over a stretch of readings.
///
/// Frozen, out of range, bad quality and drift are told by the signal detectors; noise, spikes, saturation and gaps
/// here. A set point, an output and a state are judged for gaps only, and an analyser, which samples and holds, is
/// never called noisy or spiking.
package struct TagHealth: Sendable {
    private let tag: Tag
    private let settings: DetectionSettings

    /// A gap is at least this long, in seconds, and ten times the usual time between readings.
    static let shortestGap = 1_800.0
    /// Seconds that noise is told over.
    private static let block = 7_200.0
    /// Noise in blocks this many times the tag's usual noise is a complaint.
    private static let noiseRatio = 4.0

    package init(tag: Tag, settings: DetectionSettings = DetectionSettings()) {
        self.tag = tag
        self.settings = settings
    }

    /// Complaints that overlap a window, in order of time.
    ///
    /// - Parameters:
    ///   - series: Readings of the window and of some days before it, with ascending times.
    ///   - days: See ``SignalDetector/findings(in:days:window:)``.
    ///   - until: A time up to which other tags have readings, where this may have ended before.
    package func complaints(
        in series: ReadingSeries,
        days: [TrendPoint],
        window: TimeWindow,
        until: Timestamp? = nil
    ) -> [TagComplaint] {
        var found = SignalDetector(tag: tag, settings: settings).findings(in: series, days: days, window: window)
            .compactMap { TagComplaint($0) }
        let used = series.times.indices.filter { series.qualities[$0].isUsable }
        found += gaps(series, used, until)
        if tag.kind == .measurement {
            found += saturated(series) + spikes(series, used) + noise(series, used)
        }
        return TagComplaint.merged(found.filter { $0.window.overlaps(window) })
    }

    // MARK: Gaps

    private func gaps(_ series: ReadingSeries, _ used: [Int], _ until: Timestamp?) -> [TagComplaint] {
        let steps = zip(used, used.dropFirst()).map { Double(series.times[$1] - series.times[$0]) / 1e9 }
        guard steps.count >= 10 else { return [] }
        let usual = steps.sorted()[steps.count / 2]
        let least = max(TagHealth.shortestGap, usual * 10)
        var found = zip(steps.indices, steps).filter { $0.1 >= least }.map { place, seconds in
            TagComplaint(
                kind: .missing,
                window: TimeWindow(
                    from: Timestamp(nanoseconds: series.times[used[place]]),
                    to: Timestamp(nanoseconds: series.times[used[place + 1]])
                ),
                evidence: SignalText(tag).sentence(
                    "has no usable reading for \(SignalText.duration(seconds)); usual is one every "
                        + "\(DecimalText.significant(usual)) s"
                ),
                value: seconds,
                limit: least
            )
        }
        if let until, let last = used.last.map({ Timestamp(nanoseconds: series.times[$0]) }),
            until.seconds(since: last) >= least
        {
            let seconds = until.seconds(since: last)
            found.append(
                TagComplaint(
                    kind: .missing,
                    window: TimeWindow(from: last, to: until),
                    evidence: SignalText(tag).sentence(
                        "has had no usable reading for the last \(SignalText.duration(seconds)); usual is one every "
                            + "\(DecimalText.significant(usual)) s, and other tags go on"
                    ),
                    value: seconds,
                    limit: least
                )
            )
        }
        return found
    }

    // MARK: Saturation

    private func saturated(_ series: ReadingSeries) -> [TagComplaint] {
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low else { return [] }
        let margin = (high - low) * 0.002
        // A flow of 0 is no saturation; a level of 0 may be: only a range that starts elsewhere tells.
        func isAtEnd(_ index: Int) -> Bool {
            let value = series.values[index]
            return abs(value - high) <= margin || (low != 0 && abs(value - low) <= margin)
        }
        return Excursion.find(
            in: series,
            lasting: settings.badQualityDuration,
            isBeyond: isAtEnd,
            isBack: { !isAtEnd($0) },
            isWorse: { _, _ in false }
        ).map { run in
            let value = series.values[run.first]
            let end = abs(value - high) <= margin ? high : low
            let text = SignalText(tag)
            return TagComplaint(
                kind: .saturated,
                window: run.window(in: series),
                evidence: text.sentence("stays at the end of its range, \(text.value(end)): the true value is beyond"),
                value: value,
                limit: end
            )
        }
    }

    // MARK: Spikes

    private func spikes(_ series: ReadingSeries, _ used: [Int]) -> [TagComplaint] {
        guard used.count >= 50 else { return [] }
        let values = used.map { series.values[$0] }
        let changes = zip(values, values.dropFirst()).map { abs($1 - $0) }
        let usual = max(1.4826 * RobustStatistics(changes).median, 1e-12)
        let range = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? 0
        // Without a range, what the signal usually spans stands for it: one that mostly rests changes by nothing as a rule.
        let spanned = range > 0 ? range : 2 * TagHealth.span(values)
        let least = max(
            15 * usual,
            range > 0 ? range * 0.05 : max(spanned * 0.25, abs(RobustStatistics(values).median) * 0.1)
        )
        guard least > 0, spanned > 0 else { return [] }
        var at: [Int] = []
        for place in 1..<(values.count - 1) {
            let before = values[place - 1]
            let after = values[place + 1]
            let distance = min(abs(values[place] - before), abs(values[place] - after))
            let sameSide = (values[place] - before) * (values[place] - after) > 0
            // What comes back to where it was is a spike; what stays is a step.
            if sameSide, distance > least, abs(after - before) <= distance / 3 { at.append(place) }
        }
        return TagHealth.runs(at) { series.times[used[$0]] }.compactMap { run in
            complaint(ofSpikes: run, series, used, values, least)
        }
    }

    /// Spikes with no more than a day between them.
    private static func runs(_ at: [Int], time: (Int) -> Int64) -> [[Int]] {
        var runs: [[Int]] = []
        for place in at {
            if let last = runs.last?.last, time(place) - time(last) <= 86_400_000_000_000 {
                runs[runs.count - 1].append(place)
            } else {
                runs.append([place])
            }
        }
        return runs
    }

    private func complaint(
        ofSpikes at: [Int],
        _ series: ReadingSeries,
        _ used: [Int],
        _ values: [Double],
        _ least: Double
    ) -> TagComplaint? {
        // Without a range nothing says how far is far.
        let isRanged = tag.rangeLow != nil && tag.rangeHigh != nil
        guard at.count >= (isRanged ? 2 : 3), let first = at.first, let last = at.last else { return nil }
        let worst = at.max { abs(values[$0] - values[$0 - 1]) < abs(values[$1] - values[$1 - 1]) } ?? first
        let text = SignalText(tag)
        return TagComplaint(
            kind: .spiking,
            window: TimeWindow(
                from: Timestamp(nanoseconds: series.times[used[first]]),
                to: Timestamp(nanoseconds: series.times[used[last]] + 1)
            ),
            evidence: text.sentence(
                "has \(at.count) single readings far from those beside them, the furthest "
                    + "\(text.value(values[worst])) between \(text.value(values[worst - 1])) and "
                    + "\(text.value(values[worst + 1])); more than \(text.value(least)) away counts"
            ),
            value: values[worst],
            limit: least
        )
    }

    /// What nine of ten values lie within.
    private static func span(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted[sorted.count * 95 / 100] - sorted[sorted.count * 5 / 100]
    }

    private static func reach(_ series: ReadingSeries, _ used: [Int]) -> Double {
        guard let first = used.first else { return 0 }
        var low = series.values[first]
        var high = low
        for index in used {
            low = min(low, series.values[index])
            high = max(high, series.values[index])
        }
        return high - low
    }

    // MARK: Noise

    private func noise(_ series: ReadingSeries, _ used: [Int]) -> [TagComplaint] {
        var blocks: [(from: Int, to: Int, noise: Double)] = []
        var start = 0
        while start < used.count {
            var end = start
            let limit = series.times[used[start]] + Int64(TagHealth.block * 1e9)
            while end < used.count, series.times[used[end]] < limit { end += 1 }
            if end - start >= 20 {
                // Second differences: a ramp is no noise.
                let bends = (start + 2..<end).map { place in
                    series.values[used[place]] - 2 * series.values[used[place - 1]] + series.values[used[place - 2]]
                }
                let deviation = 1.4826 * RobustStatistics(bends.map(abs)).median / 6.0.squareRoot()
                blocks.append((used[start], used[end - 1], deviation))
            }
            start = end
        }
        guard blocks.count >= 12 else { return [] }
        let usual = RobustStatistics(blocks.map(\.noise)).median
        let range = tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } ?? 0
        // What a quarter of the time is as restless is the signal's way; one that mostly rests has no scatter to go by.
        let restless = blocks.map(\.noise).sorted()[blocks.count * 3 / 4]
        let floor = range > 0 ? range * 0.002 : TagHealth.reach(series, used) * 0.02
        let least = max(usual * TagHealth.noiseRatio, restless * 2, floor)
        guard least > 0 else { return [] }
        let compared =
            usual * 100 > least
            ? { (worst: Double) in "\(DecimalText.significant(worst / usual, digits: 2)) times its usual " }
            : { _ in "where it usually hardly moves: " }
        var found: [TagComplaint] = []
        var run: [(from: Int, to: Int, noise: Double)] = []
        func close() {
            defer { run = [] }
            guard run.count >= 2, let first = run.first, let last = run.last else { return }
            let worst = run.map(\.noise).max() ?? 0
            let text = SignalText(tag)
            found.append(
                TagComplaint(
                    kind: .noisy,
                    window: TimeWindow(
                        from: Timestamp(nanoseconds: series.times[first.from]),
                        to: Timestamp(nanoseconds: series.times[last.to] + 1)
                    ),
                    evidence: text.sentence(
                        "scatters by \(text.value(worst)) (standard deviation), " + compared(worst) + text.value(usual)
                    ),
                    value: worst,
                    limit: least
                )
            )
        }
        for block in blocks {
            if block.noise > least { run.append(block) } else { close() }
        }
        close()
        return found
    }
}
