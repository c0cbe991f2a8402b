import Plant

/// Changes faster than the tag's own rate limit.
struct RateDetector: Sendable {
    let tag: Tag
    let settings: DetectionSettings

    func findings(in series: ReadingSeries) -> [Finding] {
        guard let limit = tag.limits.ratePerMinute, limit > 0, tag.kind == .measurement else { return [] }
        let text = SignalText(tag)
        var found: [Finding] = []
        var previous: Int?
        for index in series.times.indices where series.qualities[index].isUsable {
            defer { previous = index }
            guard let before = previous else { continue }
            let minutes = Double(series.times[index] - series.times[before]) / 6e10
            // Over a gap the change may have taken any time; within a minute noise counts as little as its share.
            guard minutes > 0, minutes <= 30 else { continue }
            let rate = (series.values[index] - series.values[before]) / max(minutes, 1)
            guard abs(rate) > limit else { continue }
            let window = TimeWindow(
                from: Timestamp(nanoseconds: series.times[index]),
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
                    message: text.sentence("changed by \(text.value(rate)) a minute, more than \(text.value(limit))"),
                    value: rate,
                    reference: rate < 0 ? -limit : limit,
                    unit: tag.unit
                )
            )
        }
        return found
    }
}
