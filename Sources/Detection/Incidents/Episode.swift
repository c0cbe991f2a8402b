import Plant

/// Findings that are taken to be one happening, while incidents are being put together.
struct Episode: Sendable {
    /// In the order of ``FindingMerger/precedes(_:_:)``.
    private(set) var findings: [Finding]
    private(set) var from: Timestamp
    /// When the last sign that counts was over; standing alarms of stopped equipment do not count.
    private(set) var end: Timestamp
    private(set) var assets: Set<AssetID?>

    init(_ finding: Finding, until end: Timestamp) {
        findings = [finding]
        from = finding.window.from
        self.end = end
        assets = [finding.asset]
    }

    /// Of findings in any order, at least one.
    init(all findings: [Finding]) {
        self.findings = findings.sorted(by: FindingMerger.precedes)
        from = findings.map(\.window.from).min() ?? TimeWindow.always.from
        end = findings.map(\.window.to).max() ?? from
        assets = Set(findings.map(\.asset))
    }

    mutating func add(_ finding: Finding, until end: Timestamp) {
        let place = findings.lastIndex { !FindingMerger.precedes(finding, $0) }.map { $0 + 1 } ?? 0
        findings.insert(finding, at: place)
        from = min(from, finding.window.from)
        self.end = max(self.end, end)
        assets.insert(finding.asset)
    }

    mutating func absorb(_ other: Episode) {
        findings = (findings + other.findings).sorted(by: FindingMerger.precedes)
        from = min(from, other.from)
        end = max(end, other.end)
        assets.formUnion(other.assets)
    }

    /// The equipment that tripped first, else that which moved first.
    func mainAsset(_ first: Finding?) -> AssetID? {
        let tripped = findings.first { $0.kind == .trip && $0.asset != nil }?.asset
        return tripped ?? first?.asset ?? findings.first { $0.asset != nil }?.asset
    }

    var window: TimeWindow { TimeWindow(from: from, to: max(end, from.adding(seconds: 1))) }

    var hasTrip: Bool { findings.contains { $0.kind == .trip } }

    /// Whether it is more than a remark: a trip, or a far limit for some minutes.
    var isSerious: Bool {
        hasTrip
            || findings.contains {
                $0.severity >= .high && ($0.kind == .limit || $0.kind == .alarm) && $0.window.seconds >= 120
            }
    }

    /// Tags that say by a limit or an alarm that something is wrong.
    var speakingTags: Set<TagName> {
        Set(findings.filter { $0.kind == .limit || $0.kind == .alarm || $0.kind == .trip }.compactMap(\.tag))
    }

    /// What moved first. A change of rate counts only when its tag shows something lasting as well, a stop only when
    /// the equipment tripped, and a start never. At the moment of a stop everything moves: then the stop came first.
    var firstOut: Finding? {
        let lasting = Set(findings.filter { isLasting($0.kind) }.compactMap(\.tag))
        let tripped = Set(findings.filter { $0.kind == .trip }.compactMap(\.asset))
        let candidates = findings.filter { finding in
            guard let tag = finding.tag else { return false }
            switch finding.kind {
            case .rateOfChange: return lasting.contains(tag)
            case .stop: return finding.asset.map(tripped.contains) ?? false
            case .start, .chattering: return false
            default: return true
            }
        }
        guard let first = candidates.first(where: { !isRemark($0, among: candidates) }) else {
            return findings.first { $0.tag != nil }
        }
        let stop = candidates.first { $0.kind == .stop || $0.kind == .trip }
        if let stop, stop.window.from.seconds(since: first.window.from) <= 0 { return stop }
        return first
    }

    /// Whether one signal was away from its usual more than an hour before anything else, on equipment that shows
    /// nothing more: it happened to last until then.
    private func isRemark(_ finding: Finding, among candidates: [Finding]) -> Bool {
        guard finding.kind == .deviation else { return false }
        let others = candidates.filter { $0.tag != finding.tag }
        guard let next = others.first, !others.contains(where: { $0.asset == finding.asset }) else { return false }
        return next.window.from.seconds(since: finding.window.from) > 3_600
    }

    private func isLasting(_ kind: Finding.Kind) -> Bool {
        switch kind {
        case .limit, .alarm, .trip, .deviation, .oscillation: true
        default: false
        }
    }
}
