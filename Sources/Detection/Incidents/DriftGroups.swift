import Plant

/// Slow drifts of one unit at one time are one thing: a fouled exchanger shows in its own temperatures, in the
/// furnace behind it and in what the furnace burns.
struct DriftGroups: Sendable {
    let places: PlantPlaces
    let assets: AssetTree
    let tags: [TagName: Tag]

    /// A drift that stands alone must be this share of its range; drifts that agree need less.
    private static let aloneShare = 0.1

    func episodes(_ drifts: [Finding]) -> [Episode] {
        var groups: [Episode] = []
        for drift in drifts {
            let unit = places.unit(of: drift.asset)
            let home = groups.firstIndex { group in
                places.unit(of: group.findings.first?.asset) == unit && group.window.overlaps(drift.window)
            }
            if let home {
                groups[home].add(drift, until: drift.window.to)
            } else {
                groups.append(Episode(drift, until: drift.window.to))
            }
        }
        return groups.filter(isWorthwhile)
    }

    /// The leading sign of the equipment that drifts most: the sum of its signs, each as a share of its range.
    ///
    /// Slow drifts of one cause begin together, and no reading tells which came first. Then what the equipment is there
    /// for leads: of a heat exchanger its temperatures, with the pressure drop that goes with them behind.
    func heart(of episode: Episode) -> Finding? {
        var weights: [AssetID: Double] = [:]
        for finding in episode.findings {
            guard let asset = finding.asset else { continue }
            weights[asset, default: 0] += share(finding)
        }
        let asset = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let own = episode.findings.filter { $0.asset == asset }
        let exchanged = asset.flatMap { assets[$0]?.equipmentClass } == "HE" ? own.filter(isTemperature) : []
        return (exchanged.isEmpty ? own : exchanged)
            .max { (share($0), $1.tag?.rawValue ?? "") < (share($1), $0.tag?.rawValue ?? "") }
    }

    private func isTemperature(_ finding: Finding) -> Bool {
        let unit = finding.tag.flatMap { tags[$0]?.unit }
        return unit.flatMap { UnitOfMeasure($0) }?.dimension == .temperature
    }

    private func isWorthwhile(_ episode: Episode) -> Bool {
        let perAsset = Dictionary(grouping: episode.findings) { $0.asset }
        return perAsset.values.contains { $0.count >= 2 }
            || episode.findings.contains { share($0) >= DriftGroups.aloneShare }
    }

    private func share(_ finding: Finding) -> Double {
        guard let value = finding.value, let reference = finding.reference else { return 0 }
        let tag = finding.tag.flatMap { tags[$0] }
        let range = tag.flatMap { tag in tag.rangeLow.flatMap { low in tag.rangeHigh.map { abs($0 - low) } } }
        let span = range ?? abs(reference)
        return span > 0 ? abs(value - reference) / span : 0
    }
}
