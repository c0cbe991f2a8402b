package import Plant

/// Earlier incidents that are like one, with the reasons in words.
package struct SimilarIncidents: Sendable {
    package struct Match: Sendable, Hashable {
        package var incident: Incident
        /// Between 0 and 1.
        package var likeness: Double
        /// In English.
        package var reasons: [String]
        /// What the reasons tell, for a sentence in another language.
        package var grounds: [Ground]
    }

    /// One thing that two incidents share, or how far apart they are.
    package enum Ground: Sendable, Hashable {
        case equipment(AssetID)
        case equipmentClass(String, AssetID?)
        /// Parts of the English title, in its order.
        case signs([String])
        /// Kinds of findings by kind of signal, as `limit LI low`.
        case shown([String])
        case movedFirst(String)
        case daysBefore(Int)
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
        var grounds: [Ground] = []
        if let asset = incident.asset, other.asset == asset {
            likeness += 0.35
            grounds.append(.equipment(asset))
        } else if let mine = equipmentClass(incident), mine == equipmentClass(other) {
            likeness += 0.25
            grounds.append(.equipmentClass(mine, other.asset))
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
            grounds.append(.signs(mine.order.filter(said.contains)))
        } else if !shown.isEmpty {
            grounds.append(.shown(Array(shown.sorted().prefix(3))))
        }
        if let first = mine.firstLetters, first == theirs.firstLetters {
            likeness += 0.05
            if said.isEmpty { grounds.append(.movedFirst(first)) }
        }
        guard likeness >= 0.4 else { return nil }
        let days = Int((incident.window.from.seconds(since: other.window.from) / 86_400).rounded())
        if days > 0 { grounds.append(.daysBefore(days)) }
        let wording = LikenessWording(language: .english, tags: [:])
        return Match(
            incident: other,
            likeness: min(1, likeness),
            reasons: grounds.map { wording.text($0, of: incident) },
            grounds: grounds
        )
    }

    private func share(_ part: Set<String>, _ whole: Set<String>) -> Double {
        whole.isEmpty ? 0 : Double(part.count) / Double(whole.count)
    }

    private func equipmentClass(_ incident: Incident) -> String? {
        incident.asset.flatMap { assets[$0]?.equipmentClass }
    }
}
