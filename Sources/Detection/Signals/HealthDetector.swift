import Plant

/// Signs that an instrument is sick: held at one value, outside its own range, or of bad quality for long.
struct HealthDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    func findings(in series: ReadingSeries) -> [Finding] {
        (frozen(series) + lost(series) + outOfRange(series) + badQuality(series)).sorted {
            $0.window.from < $1.window.from
        }
    }

    // MARK: Frozen

    /// A measurement that holds exactly one value far longer than it ever does.
    ///
    /// What samples and holds rests all the time, so it is measured against its own habit, told from the data whatever
    /// the tag says of itself. Set points, outputs and states may rest as they like.
    private func frozen(_ series: ReadingSeries) -> [Finding] {
        guard tag.kind == .measurement || tag.kind == .analyser else { return [] }
        let rests = Rest.all(in: series)
        guard rests.count >= 20, let habit = RestingHabit(rests, in: series) else { return [] }
        let samplesAndHolds = tag.kind == .analyser || habit.isSampleAndHold
        // A signal that rested as long again and again (dead-banded by its historian, or set by hand) may do so.
        let needed =
            samplesAndHolds
            ? max(
                settings.frozenDuration,
                habit.usual * settings.analyserRepeats,
                habit.long * 3,
                habit.thirdLongest * 3
            )
            : max(settings.frozenDuration, habit.long * settings.frozenRatio, habit.thirdLongest * 3)
        // While equipment stands still says nothing of how its signals rest.
        let awake = rests.filter { !isAtRest(series.values[$0.first]) }
        let resting = awake.map { $0.seconds(in: series) }.filter { $0 >= settings.frozenDuration }.reduce(0, +)
        let standing = rests.filter { isAtRest(series.values[$0.first]) }.reduce(0) { $0 + $1.seconds(in: series) }
        let whole = Rest(first: rests[0].first, last: rests[rests.count - 1].last).seconds(in: series) - standing
        return awake.compactMap { rest in
            let length = rest.seconds(in: series)
            guard length >= needed, rest.last - rest.first >= 10 else { return nil }
            // A signal that rests for hours in a quarter of the other time goes by steps.
            guard (resting - length) * 4 < whole - length else { return nil }
            let text = SignalText(tag)
            return Finding(
                kind: .frozen,
                tag: tag.name,
                asset: tag.asset,
                window: window(series, rest.first, rest.last),
                severity: .medium,
                message: text.frozen(at: series.values[rest.first], for: length),
                value: series.values[rest.first],
                unit: tag.unit
            )
        }
    }

    /// A measurement that goes to an end of its range between two readings and stays exactly there, as one does whose
    /// wire came off. Equipment that stops looks alike: ``IncidentBuilder`` asks what else happened. Told from a frozen
    /// one by its `reference`, the end of the range.
    private func lost(_ series: ReadingSeries) -> [Finding] {
        guard tag.kind == .measurement || tag.kind == .analyser, let low = tag.rangeLow, let high = tag.rangeHigh,
            high > low
        else { return [] }
        let rests = Rest.all(in: series)
        var found: [Finding] = []
        for (before, rest) in zip(rests, rests.dropFirst()) {
            let value = series.values[rest.first]
            guard let end = [low, high].first(where: { abs(value - $0) <= (high - low) * 0.002 }),
                abs(series.values[before.last] - value) >= (high - low) * 0.2, rest.last - rest.first >= 10,
                rest.seconds(in: series) >= settings.frozenDuration,
                // After a gap nothing went from one reading to the next.
                Double(series.times[rest.first] - series.times[before.last]) / 1e9
                    <= 3 * rest.seconds(in: series) / Double(rest.last - rest.first)
            else { continue }
            found.append(
                Finding(
                    kind: .frozen,
                    tag: tag.name,
                    asset: tag.asset,
                    window: window(series, rest.first, rest.last),
                    severity: .medium,
                    message: SignalText(tag).frozen(at: value, for: rest.seconds(in: series)),
                    value: value,
                    reference: end,
                    unit: tag.unit
                )
            )
        }
        return found
    }

    /// Zero, or an end of the range: equipment that stands still, or a signal driven into its stop, is not frozen.
    private func isAtRest(_ value: Double) -> Bool {
        if value == 0 { return true }
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low else { return false }
        let margin = (high - low) * 0.005
        return value <= low + margin || value >= high - margin
    }

    // MARK: Range and quality

    private func outOfRange(_ series: ReadingSeries) -> [Finding] {
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low else { return [] }
        let margin = (high - low) * 0.01
        func distance(_ index: Int) -> Double { max(series.values[index] - high, low - series.values[index]) }
        return Excursion.find(
            in: series,
            lasting: max(settings.limitDelay, 120),
            isBeyond: { distance($0) > margin },
            isBack: { distance($0) <= margin },
            isWorse: { distance($0) > distance($1) }
        ).map { run in
            let text = SignalText(tag)
            let extreme = series.values[run.extreme]
            return Finding(
                kind: .outOfRange,
                tag: tag.name,
                asset: tag.asset,
                window: run.window(in: series),
                severity: .medium,
                message: text.sentence(
                    "read \(text.value(extreme)), outside the transmitter's range "
                        + "\(text.value(low)) to \(text.value(high))"
                ),
                value: extreme,
                reference: extreme > high ? high : low,
                unit: tag.unit
            )
        }
    }

    private func badQuality(_ series: ReadingSeries) -> [Finding] {
        var found: [Finding] = []
        var first: Int?
        func close(_ last: Int) {
            guard let start = first else { return }
            first = nil
            let length = Double(series.times[last] - series.times[start]) / 1e9
            guard length >= settings.badQualityDuration else { return }
            found.append(
                Finding(
                    kind: .badQuality,
                    tag: tag.name,
                    asset: tag.asset,
                    window: window(series, start, last),
                    severity: .low,
                    message: SignalText(tag).withoutValue(for: length)
                )
            )
        }
        for index in series.times.indices {
            // An empty cell says that nothing was written down, not that the instrument failed.
            if series.qualities[index].isUsable {
                if index > 0 { close(index - 1) }
            } else if first == nil, series.qualities[index] != .blank {
                first = index
            }
        }
        if series.count > 0 { close(series.count - 1) }
        return found
    }

    private func window(_ series: ReadingSeries, _ first: Int, _ last: Int) -> TimeWindow {
        TimeWindow(
            from: Timestamp(nanoseconds: series.times[first]),
            to: Timestamp(nanoseconds: series.times[last] + 1)
        )
    }
}
