package import Plant

/// A unit that was taken out of service or put into it, which is work and not an upset.
///
/// It is a shutdown when at least two machines stopped, none tripped, and what was out of its limits before the first
/// stop was low only: flows and temperatures that were brought down. High readings of consequence before it say that
/// something drove the operators to it. That the same machines run again later ends the shutdown. It is a start-up when machines started and none stopped or tripped.
package enum ModeChange: String, Sendable, Hashable {
    case shutdown
    case startUp = "start_up"

    private static let machines = 2

    package init?(_ findings: [Finding]) {
        guard !findings.contains(where: { $0.kind == .trip }) else { return nil }
        let stops = findings.filter { $0.kind == .stop }
        let starts = findings.filter { $0.kind == .start }
        // A machine that stopped while its twin started was changed over.
        let stopped = Set(stops.compactMap(\.asset))
        let started = Set(starts.compactMap(\.asset))
        let times = stops.map(\.window.from)
        if stopped.count >= ModeChange.machines, let first = times.min(), let last = times.max(),
            started.isSubset(of: stopped), starts.allSatisfy({ $0.window.from > last })
        {
            let driven = findings.contains { finding in
                finding.window.from < first && finding.severity >= .high && ModeChange.isHigh(finding)
                    && (finding.kind == .limit || finding.kind == .alarm)
            }
            guard !driven else { return nil }
            self = .shutdown
        } else if started.count >= ModeChange.machines, stopped.isEmpty {
            self = .startUp
        } else {
            return nil
        }
    }

    private static func isHigh(_ finding: Finding) -> Bool {
        guard let value = finding.value, let reference = finding.reference else { return false }
        return value > reference
    }
}
