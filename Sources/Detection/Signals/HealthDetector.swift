import Plant

/// Signs that an instrument is sick: held at one value, outside its own range, or of bad quality for long.
struct HealthDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    func findings(in series: ReadingSeries) -> [Finding] {
        (frozen(series) + outOfRange(series) + badQuality(series)).sorted { $0.window.from < $1.window.from }
    }

    // MARK: Frozen

    private struct Rest {
        var first: Int
        var last: Int
    }

    /// A measurement that holds exactly one value far longer than it ever does. What samples and holds has long rests
    /// all the time, so it is measured against its own habit; set points, outputs and states may rest as they like.
    private func frozen(_ series: ReadingSeries) -> [Finding] {
        guard tag.kind == .measurement else { return [] }
        var rests: [Rest] = []
        for index in series.times.indices where series.qualities[index].isUsable {
            if let last = rests.last, series.values[last.last] == series.values[index] {
                rests[rests.count - 1].last = index
            } else {
                rests.append(Rest(first: index, last: index))
            }
        }
        guard rests.count >= 20 else { return [] }
        let lengths = rests.map { Double(series.times[$0.last] - series.times[$0.first]) / 1e9 }
        let usual = lengths.sorted()[min(lengths.count - 1, lengths.count * 95 / 100)]
        let needed = max(settings.frozenDuration, usual * settings.frozenRatio)
        return zip(rests, lengths).compactMap { rest, length in
            guard length >= needed, rest.last - rest.first >= 10, !isAtRest(series.values[rest.first]) else { return nil }
            return Finding(
                kind: .frozen,
                tag: tag.name,
                asset: tag.asset,
                window: window(series, rest.first, rest.last),
                severity: .medium,
                message: SignalText(tag).sentence(
                    "held \(SignalText(tag).value(series.values[rest.first])) without any change for "
                        + SignalText.duration(length)
                ),
                value: series.values[rest.first],
                unit: tag.unit
            )
        }
    }

    /// Zero, or the foot of the range: equipment that stands still reads one value and is not frozen.
    private func isAtRest(_ value: Double) -> Bool {
        if value == 0 { return true }
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low else { return false }
        return value <= low + (high - low) * 0.005
    }

    // MARK: Range and quality

    private func outOfRange(_ series: ReadingSeries) -> [Finding] {
        guard let low = tag.rangeLow, let high = tag.rangeHigh, high > low else { return [] }
        let margin = (high - low) * 0.01
        return Excursion.find(
            in: series,
            lasting: max(settings.limitDelay, 120),
            isBeyond: { $0 > high + margin || $0 < low - margin },
            isBack: { $0 <= high + margin && $0 >= low - margin },
            isWorse: { max($0 - high, low - $0) > max($1 - high, low - $1) }
        ).map { run in
            Finding(
                kind: .outOfRange,
                tag: tag.name,
                asset: tag.asset,
                window: run.window(in: series),
                severity: .medium,
                message: SignalText(tag).sentence(
                    "read \(SignalText(tag).value(run.extreme)), outside the transmitter's range "
                        + "\(SignalText(tag).value(low)) to \(SignalText(tag).value(high))"
                ),
                value: run.extreme,
                reference: run.extreme > high ? high : low,
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
                    message: SignalText(tag).sentence("had no good value for " + SignalText.duration(length))
                )
            )
        }
        for index in series.times.indices {
            if series.qualities[index].isUsable {
                if index > 0 { close(index - 1) }
            } else if first == nil {
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
