import Plant

/// Stops and starts of equipment that a status tag tells (0: stopped).
struct StateDetector: Sendable {
    let tag: Tag

    func findings(in series: ReadingSeries) -> [Finding] {
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
