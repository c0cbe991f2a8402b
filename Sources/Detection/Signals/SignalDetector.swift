package import Plant

/// Everything that one tag's readings tell of.
package struct SignalDetector: Sendable {
    private let tag: Tag
    private let settings: DetectionSettings

    package init(tag: Tag, settings: DetectionSettings = DetectionSettings()) {
        self.tag = tag
        self.settings = settings
    }

    /// Findings that overlap a window, in order of time.
    ///
    /// - Parameters:
    ///   - series: Readings of the window and of some days before it, which say what is usual.
    ///   - days: The tag's days (``TrendPoint`` each) up to the end of the window, for slow drifts; may be empty.
    ///   - window: Where findings are wanted.
    package func findings(in series: ReadingSeries, days: [TrendPoint] = [], window: TimeWindow) -> [Finding] {
        let health = HealthDetector(tag: tag, settings: settings).findings(in: series)
        let behaviour = BehaviourDetector(tag: tag, settings: settings)
        var process: [Finding] = []
        if tag.kind == .measurement || tag.kind == .analyser {
            process += LimitDetector(tag: tag, settings: settings).findings(in: series)
            process += behaviour.rates(in: series)
            process += behaviour.deviations(in: series, window: window)
        }
        process += behaviour.states(in: series)
        if let drift = behaviour.drift(days) { process.append(drift) }
        // What a sick instrument reads says nothing of the process.
        let sick = health.filter { $0.kind != .badQuality }.map(\.window)
        process.removeAll { finding in finding.kind != .drift && sick.contains { $0.overlaps(finding.window) } }
        return (health + process)
            .filter { $0.window.overlaps(window) }
            .sorted { ($0.window.from, $0.kind.rawValue) < ($1.window.from, $1.kind.rawValue) }
    }
}
