import Plant

/// When which equipment stood still, from stops, trips and starts among the findings.
///
/// Standing equipment has low pressures, constant temperatures and alarms that nobody resets; these neither keep an
/// incident open nor make an instrument suspect.
struct Stoppages: Sendable {
    private let windows: [AssetID: [TimeWindow]]
    /// How long alarms of equipment that has stopped still count, in seconds.
    private static let aftermath: Int64 = 900
    /// How long a standing alarm keeps an incident open, in seconds.
    private static let patience: Int64 = 7_200

    init(_ findings: [Finding]) {
        var down: [AssetID: [TimeWindow]] = [:]
        var open: [AssetID: Timestamp] = [:]
        for finding in findings.sorted(by: FindingMerger.precedes) {
            guard let asset = finding.asset else { continue }
            switch finding.kind {
            case .stop, .trip: open[asset] = open[asset] ?? finding.window.from
            case .start:
                // What starts without having stopped stood still before the record began.
                let since = open.removeValue(forKey: asset) ?? (down[asset] == nil ? TimeWindow.always.from : nil)
                if let since { down[asset, default: []].append(TimeWindow(from: since, to: finding.window.from)) }
            default: break
            }
        }
        for (asset, since) in open {
            down[asset, default: []].append(TimeWindow(from: since, to: TimeWindow.always.to))
        }
        windows = down
    }

    func isDown(_ asset: AssetID?, during window: TimeWindow) -> Bool {
        guard let asset else { return false }
        return (windows[asset] ?? []).contains { $0.overlaps(window) }
    }

    /// Whether equipment stood still at a moment, and had for long enough to have settled.
    func isSettled(_ asset: AssetID?, at moment: Timestamp) -> Bool {
        guard let asset else { return false }
        let settled = moment.adding(seconds: -Stoppages.aftermath)
        return (windows[asset] ?? []).contains { $0.from < settled && moment < $0.to }
    }

    /// Until when a finding keeps an incident open.
    func end(of finding: Finding) -> Timestamp {
        var end = finding.window.to
        if finding.kind == .alarm || finding.kind == .trip || finding.kind == .deviation {
            end = min(end, finding.window.from.adding(seconds: Stoppages.patience))
        }
        guard let asset = finding.asset else { return end }
        for window in windows[asset] ?? [] where window.overlaps(TimeWindow(from: finding.window.from, to: end)) {
            let settled = max(window.from, finding.window.from).adding(seconds: Stoppages.aftermath)
            end = min(end, settled)
        }
        return end
    }
}
