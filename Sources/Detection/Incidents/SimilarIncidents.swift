package import Plant

/// Earlier incidents that are like one, with the reasons in words.
package struct SimilarIncidents: Sendable {
    package struct Match: Sendable, Hashable {
        package var incident: Incident
        /// Between 0 and 1.
        package var likeness: Double
        package var reasons: [String]
    }

    private let assets: AssetTree

    package init(assets: AssetTree) {
        self.assets = assets
    }

    /// The most alike first; nothing that shares neither equipment nor its class.
    package func matches(for incident: Incident, among others: [Incident], limit: Int = 3) -> [Match] {
        others.compactMap { other in match(incident, other) }
            .sorted {
                ($1.likeness, $1.incident.window.from, $0.incident.id) < ($0.likeness, $0.incident.window.from, $1.incident.id)
            }
            .prefix(limit)
            .map(\.self)
    }

    private func match(_ incident: Incident, _ other: Incident) -> Match? {
        guard other.id != incident.id, other.kind == incident.kind else { return nil }
        var likeness = 0.0
        var reasons: [String] = []
        if let asset = incident.asset, other.asset == asset {
            likeness += 0.4
            reasons.append("same equipment \(asset.rawValue)")
        } else if let mine = equipmentClass(incident), mine == equipmentClass(other) {
            likeness += 0.25
            reasons.append("same equipment class \(mine)")
        } else {
            return nil
        }
        let mine = signs(incident)
        let theirs = signs(other)
        let shared = mine.intersection(theirs)
        if !shared.isEmpty {
            likeness += 0.6 * Double(shared.count) / Double(max(1, mine.union(theirs).count))
            reasons.append("same signs: " + shared.sorted().prefix(3).joined(separator: ", "))
        }
        guard likeness >= 0.3 else { return nil }
        let days = Int(incident.window.from.seconds(since: other.window.from) / 86_400)
        if days >= 60 {
            reasons.append("\(days / 30) months before")
        } else if days > 0 {
            reasons.append(days == 1 ? "the day before" : "\(days) days before")
        }
        return Match(incident: other, likeness: likeness, reasons: reasons)
    }

    private func equipmentClass(_ incident: Incident) -> String? {
        incident.asset.flatMap { assets[$0]?.equipmentClass }
    }

    /// What was seen, without the number of the equipment: `limit PI low`, `trip`.
    private func signs(_ incident: Incident) -> Set<String> {
        Set(
            incident.findings.map { finding in
                let parts = (finding.tag?.rawValue ?? "").split(whereSeparator: { !$0.isLetter })
                let letters = parts.first(where: { (2...4).contains($0.count) }).map(String.init) ?? ""
                let direction =
                    finding.value.flatMap { value in finding.reference.map { value < $0 ? " low" : " high" } } ?? ""
                return "\(finding.kind.rawValue) \(letters)\(direction)"
            }
        )
    }
}
