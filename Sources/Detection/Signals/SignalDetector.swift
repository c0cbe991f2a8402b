package import Plant

/// Everything that one tag's readings tell of.
package struct SignalDetector: Sendable {
    /// Raised when other findings are made of the same readings: what was found before is then looked for again.
    package static let version = 2

    private let tag: Tag
    private let settings: DetectionSettings

    package init(tag: Tag, settings: DetectionSettings = DetectionSettings()) {
        self.tag = tag
        self.settings = settings
    }

    /// Findings that overlap a window, in order of time.
    ///
    /// - Parameters:
    ///   - series: Readings of the window and of some days before it, which say what is usual. In any order.
    ///   - days: The tag's days (one ``TrendPoint`` each) up to the end of the window, for slow drifts; may be empty.
    ///   - window: Where findings are wanted.
    package func findings(in series: ReadingSeries, days: [TrendPoint] = [], window: TimeWindow) -> [Finding] {
        let series = SignalDetector.ordered(series)
        let health = HealthDetector(tag: tag, settings: settings).findings(in: series)
        var process = LimitDetector(tag: tag, settings: settings).findings(in: series)
        process += RateDetector(tag: tag, settings: settings).findings(in: series)
        process += DeviationDetector(tag: tag, settings: settings, days: days).findings(in: series)
        process += OscillationDetector(tag: tag, settings: settings).findings(in: series)
        process += StateDetector(tag: tag).findings(in: series)
        if let drift = DriftDetector(tag: tag, settings: settings).finding(days) { process.append(drift) }
        // What a sick instrument reads says nothing of the process.
        // Whether one at an end of its range is sick only the rest of the plant can tell.
        let sick = health.filter { $0.kind != .badQuality && !($0.kind == .frozen && $0.reference != nil) }.map(
            \.window
        )
        process.removeAll { finding in finding.kind != .drift && sick.contains { $0.overlaps(finding.window) } }
        return (health + process)
            .filter { $0.window.overlaps(window) }
            .sorted { ($0.window.from, $0.kind.rawValue) < ($1.window.from, $1.kind.rawValue) }
    }

    /// The series with ascending times; of two readings of one moment the later in the series stays.
    private static func ordered(_ series: ReadingSeries) -> ReadingSeries {
        let times = series.times
        if times.indices.dropFirst().allSatisfy({ times[$0 - 1] < times[$0] }) { return series }
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var result = ReadingSeries(tag: series.tag)
        for index in order {
            if let last = result.times.last, last == times[index] {
                result.values[result.count - 1] = series.values[index]
                result.qualities[result.count - 1] = series.qualities[index]
            } else {
                result.append(series[index])
            }
        }
        return result
    }
}
