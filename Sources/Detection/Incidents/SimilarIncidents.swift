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
                ($1.likeness, $1.incident.window.from, $0.incident.id) < (
                    $0.likeness, $0.incident.window.from, $1.incident.id
                )
            }
            .prefix(limit)
            .map(\.self)
    }

    private func match(_ incident: Incident, _ other: Incident) -> Match? {
        guard other.id != incident.id, other.kind == incident.kind else { return nil }
        var likeness = 0.0
        var reasons: [String] = []
        if let asset = incident.asset, other.asset == asset {
            likeness += 0.35
            reasons.append("same equipment \(asset.rawValue)")
        } else if let mine = equipmentClass(incident), mine == equipmentClass(other) {
            likeness += 0.25
            let name = EquipmentClass.coded(mine).map { "\($0.name) (\(mine))" } ?? mine
            reasons.append("same equipment class, \(name): \(other.asset?.rawValue ?? "")")
        } else {
            return nil
        }
        let mine = IncidentSignature(incident)
        let theirs = IncidentSignature(other)
        let said = mine.said.intersection(theirs.said)
        let shown = mine.shown.intersection(theirs.shown)
        likeness += 0.35 * share(said, mine.said.union(theirs.said))
        likeness += 0.25 * share(shown, mine.shown.union(theirs.shown))
        if !said.isEmpty {
            // In the order in which this incident shows them.
            reasons.append("same signs: " + mine.order.filter(said.contains).joined(separator: ", "))
        } else if !shown.isEmpty {
            reasons.append("same signs: " + shown.sorted().prefix(3).joined(separator: ", "))
        }
        if let first = mine.firstLetters, first == theirs.firstLetters {
            likeness += 0.05
            if said.isEmpty { reasons.append("the same kind of signal, \(first), moved first") }
        }
        guard likeness >= 0.4 else { return nil }
        if let distance = distance(incident, other) { reasons.append(distance) }
        return Match(incident: other, likeness: min(1, likeness), reasons: reasons)
    }

    private func share(_ part: Set<String>, _ whole: Set<String>) -> Double {
        whole.isEmpty ? 0 : Double(part.count) / Double(whole.count)
    }

    private func distance(_ incident: Incident, _ other: Incident) -> String? {
        let days = Int((incident.window.from.seconds(since: other.window.from) / 86_400).rounded())
        switch days {
        case ...0: return nil
        case 1: return "the day before"
        case ..<60: return "\(days) days before"
        case ..<700: return "\(Int((Double(days) / 30.44).rounded())) months before"
        default: return "\(Int((Double(days) / 365.25).rounded())) years before"
        }
    }

    private func equipmentClass(_ incident: Incident) -> String? {
        incident.asset.flatMap { assets[$0]?.equipmentClass }
    }
}
