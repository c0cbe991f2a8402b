package import Plant

/// Leads from the ids that incidents had before late data came to the ones they have now.
///
/// An id tells when and where an incident started; data that come later may tell that anew. The id follows, so that the
/// same data always make the same ids, and the former one goes on leading to the incident.
package enum FormerNames {
    /// - Parameters:
    ///   - former: What was known before.
    ///   - earlier: What was found the last time.
    ///   - found: What was found now.
    package static func updated(
        _ former: [String: String],
        from earlier: [Incident],
        to found: [Incident]
    ) -> [String: String] {
        let ids = Set(found.map(\.id))
        var result = former
        var byTag: [TagName: [Int]] = [:]
        for (index, incident) in found.enumerated() {
            for tag in Set(incident.findings.compactMap(\.tag)) { byTag[tag, default: []].append(index) }
        }
        for incident in earlier where !ids.contains(incident.id) {
            result[incident.id] = successor(of: incident, among: found, byTag)
        }
        for (old, now) in result where !ids.contains(now) { result[old] = result[now] ?? now }
        return result.filter { ids.contains($0.value) && !ids.contains($0.key) }
    }

    /// The incident of the same kind that tells most of the same findings.
    private static func successor(
        of incident: Incident,
        among found: [Incident],
        _ byTag: [TagName: [Int]]
    ) -> String? {
        var shared: [Int: Int] = [:]
        for finding in incident.findings {
            guard let tag = finding.tag else { continue }
            for index in byTag[tag] ?? [] where found[index].kind == incident.kind {
                let isShared = found[index].findings.contains { other in
                    other.tag == tag && other.kind == finding.kind && other.window.overlaps(finding.window)
                }
                if isShared { shared[index, default: 0] += 1 }
            }
        }
        let best = shared.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { found[$0.key].id }
    }
}
