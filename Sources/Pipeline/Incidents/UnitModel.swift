import Detection
import Plant
import Storage

/// What a model of a unit's normal operation says of the time around an incident.
struct UnitVerdicts: Sendable, Codable, Hashable {
    struct Sample: Sendable, Codable, Hashable {
        var time: Timestamp
        /// The largest statistic in parts of its limit.
        var severity: Double
    }

    struct Share: Sendable, Codable, Hashable {
        var tag: TagName
        /// 0…1, over the samples of the incident beyond the limit.
        var share: Double
    }

    var window: TimeWindow
    /// What the model learnt from.
    var learntFrom: TimeWindow
    var tags: Int
    var samples: [Sample]
    var contributions: [Share]
}

/// Learns normal operation of a unit from the week before an incident and judges the incident by it.
struct UnitModel: Sendable {
    private static let sampleSeconds: Int64 = 300
    private static let learningDays: Int64 = 7
    private static let widest = 60
    /// The share of normal samples that may pass the limit.
    private static let falseAlarmRate = 0.01

    let store: SQLiteStore
    let tree: AssetTree
    let tags: [TagName: Tag]

    /// - Parameter others: Incidents whose time is no normal operation.
    /// - Returns: `nil` when there is less than half a day of normal operation before the incident.
    @concurrent
    func verdicts(on incident: Incident, in window: TimeWindow, others: [Incident]) async throws -> UnitVerdicts? {
        let step = UnitModel.sampleSeconds
        let start = min(incident.onset ?? incident.window.from, window.from).seconds / step * step
        let from = Timestamp(seconds: start - UnitModel.learningDays * 86_400)
        let count = Int((window.to.seconds - from.seconds + step - 1) / step)
        guard count > 0, count < 20_000 else { return nil }
        let whole = TimeWindow(from: from, to: from.adding(seconds: Int64(count) * step))
        let names = members(of: incident, without: sick(whole, [incident] + others))
        guard names.count > 1 else { return nil }
        var columns: [[Double]] = []
        for name in names {
            let points = try await store.trend(of: name, in: whole, stretches: count)
            columns.append(points.map { $0.mean ?? .nan })
        }
        let learning = Int((start - from.seconds) / step)
        // A slow drift is in the data of weeks; leaving those out would leave nothing.
        let unit = Set(
            others.filter { $0.id != incident.id && $0.kind == .process && $0.window.seconds < 2 * 86_400 }.map(
                \.window
            )
        )
        var normal: [[Double]] = []
        var first: Int?
        for row in 0..<learning {
            let time = from.adding(seconds: Int64(row) * step)
            guard !unit.contains(where: { $0.widened(bySeconds: 1_800).contains(time) }) else { continue }
            let values = columns.map { $0[row] }
            guard values.contains(where: { !$0.isNaN }) else { continue }
            normal.append(values)
            first = first ?? row
        }
        guard normal.count >= 144,
            let detector = FaultDetector(rows: normal, falseAlarmRate: UnitModel.falseAlarmRate)
        else { return nil }
        var verdicts = judged(detector, columns, names, from: from, learning: learning, incident, window)
        // Where readings begin later, so did the learning.
        verdicts.learntFrom.from = from.adding(seconds: Int64(first ?? 0) * step)
        return verdicts
    }

    private func judged(
        _ detector: FaultDetector,
        _ columns: [[Double]],
        _ names: [TagName],
        from: Timestamp,
        learning: Int,
        _ incident: Incident,
        _ window: TimeWindow
    ) -> UnitVerdicts {
        var stream = detector.stream()
        var samples: [UnitVerdicts.Sample] = []
        var shares = [Double](repeating: 0, count: names.count)
        // Moving averages settle in the hours before.
        for row in max(0, learning - 100)..<(columns.first?.count ?? 0) {
            let time = from.adding(seconds: Int64(row) * UnitModel.sampleSeconds)
            let verdict = stream.add(columns.map { $0[row] })
            guard window.contains(time) else { continue }
            samples.append(UnitVerdicts.Sample(time: time, severity: verdict.severity))
            guard incident.window.widened(bySeconds: UnitModel.sampleSeconds).contains(time) else { continue }
            for item in verdict.contributions { shares[item.column] += item.share }
        }
        let total = shares.reduce(0, +)
        let contributions = zip(names, shares).filter { $0.1 > 0 }
            .map { UnitVerdicts.Share(tag: $0.0, share: $0.1 / total) }
            .sorted { ($1.share, $0.tag) < ($0.share, $1.tag) }
        return UnitVerdicts(
            window: window,
            learntFrom: TimeWindow(from: from, to: from.adding(seconds: Int64(learning) * UnitModel.sampleSeconds)),
            tags: names.count,
            samples: samples,
            contributions: contributions
        )
    }

    /// Tags whose instrument was sick at some time of the model: what they read is neither normal operation nor upset.
    private func sick(_ window: TimeWindow, _ incidents: [Incident]) -> Set<TagName> {
        Set(
            incidents.filter { $0.kind == .instrument && $0.window.overlaps(window) }
                .flatMap { $0.findings.compactMap(\.tag) }
        )
    }

    /// The incident's own tags, then others of its unit, as many as a model may hold.
    private func members(of incident: Incident, without sick: Set<TagName>) -> [TagName] {
        var names: [TagName] = []
        for name in incident.findings.compactMap(\.tag) where !names.contains(name) { names.append(name) }
        let home = incident.asset ?? incident.assets.first
        // Below the site: the unit.
        let unit = home.map { asset -> AssetID in
            let above = tree.ancestors(of: asset)
            return above.count >= 2 ? above[above.count - 2] : asset
        }
        let within = Set(unit.map { tree.subtree(of: $0) } ?? [])
        names += tags.values.filter { $0.asset.map(within.contains) ?? false && !names.contains($0.name) }
            .map(\.name).sorted()
        let judged = names.filter { name in
            guard !sick.contains(name) else { return false }
            switch tags[name]?.kind {
            case .measurement, .output: return true
            case .analyser, .setpoint, .status, nil: return false
            }
        }
        return Array(judged.prefix(UnitModel.widest))
    }
}
