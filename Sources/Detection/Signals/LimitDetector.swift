import Plant

/// Readings beyond a tag's alarm limits, with deadband and delay.
struct LimitDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    func findings(in series: ReadingSeries) -> [Finding] {
        let high = merged(
            outer: tag.limits.highHigh.map { excursions(series, $0, above: true) } ?? [],
            inner: tag.limits.high.map { excursions(series, $0, above: true) } ?? [],
            series,
            above: true
        )
        let low = merged(
            outer: tag.limits.lowLow.map { excursions(series, $0, above: false) } ?? [],
            inner: tag.limits.low.map { excursions(series, $0, above: false) } ?? [],
            series,
            above: false
        )
        return (high + low).sorted { $0.window.from < $1.window.from }
    }

    private var deadband: Double {
        if let own = tag.limits.deadband { return own }
        guard let low = tag.rangeLow, let high = tag.rangeHigh else { return 0 }
        return abs(high - low) * settings.deadbandShare
    }

    private func excursions(_ series: ReadingSeries, _ limit: Double, above: Bool) -> [Excursion] {
        let back = above ? limit - deadband : limit + deadband
        return Excursion.find(
            in: series,
            lasting: settings.limitDelay,
            isBeyond: { above ? series.values[$0] > limit : series.values[$0] < limit },
            isBack: { above ? series.values[$0] <= back : series.values[$0] >= back },
            isWorse: { above ? series.values[$0] > series.values[$1] : series.values[$0] < series.values[$1] }
        )
    }

    /// One finding for an excursion past both limits.
    private func merged(outer: [Excursion], inner: [Excursion], _ series: ReadingSeries, above: Bool) -> [Finding] {
        let alone = outer.filter { far in !inner.contains { $0.first <= far.first && far.last <= $0.last } }
        return (inner + alone).map { run in
            let isFar = outer.contains { run.first <= $0.first && $0.last <= run.last }
            let limit =
                isFar ? (above ? tag.limits.highHigh : tag.limits.lowLow) : (above ? tag.limits.high : tag.limits.low)
            let name = (above ? "high" : "low") + (isFar ? (above ? " high" : " low") : "")
            let extreme = series.values[run.extreme]
            let reference = limit ?? extreme
            return Finding(
                kind: .limit,
                tag: tag.name,
                asset: tag.asset,
                window: run.window(in: series),
                severity: isFar ? .high : .medium,
                message: SignalText(tag).sentence(
                    "\(above ? "rose to" : "fell to") \(SignalText(tag).value(extreme)), "
                        + "beyond the \(name) limit \(SignalText(tag).value(reference))"
                ),
                value: extreme,
                reference: reference,
                unit: tag.unit
            )
        }
    }
}
