import Detection
import Plant
import Storage

extension Workspace {
    package func incidents(asset: String?, from: String?, to: String?) async throws -> IncidentListing {
        var window: TimeWindow?
        if from != nil || to != nil {
            window = TimeWindow(
                from: try from.map { try moment($0, named: "--from") } ?? TimeWindow.always.from,
                to: try to.map { try moment($0, named: "--to") } ?? TimeWindow.always.to
            )
        }
        if let from, let to, window?.isEmpty ?? false { throw UsageError("--to '\(to)' is not after --from '\(from)'") }
        let tree = AssetTree(try await store.assets())
        var assets: [AssetID] = []
        if let asset {
            assets = try subtree(named: asset, in: tree)
        }
        let found = try await store.incidents(overlapping: window, assets: assets)
        return IncidentListing(incidents: found.reversed(), words: try await words())
    }

    /// The equipment that a name given by a user means, and all below it: in its own spelling or, where there is none,
    /// in every one that has its letters and digits.
    func subtree(named name: String, in tree: AssetTree) throws -> [AssetID] {
        let exact = AssetID(name)
        if tree[exact] != nil { return tree.subtree(of: exact) }
        let key = name.spellingKey
        let alike = tree.assets.keys.filter { $0.rawValue.spellingKey == key }.sorted()
        guard !alike.isEmpty, !key.isEmpty else { throw unknown(name, in: tree) }
        return alike.flatMap(tree.subtree)
    }

    func unknown(_ asset: String, in tree: AssetTree) -> UsageError {
        let names = tree.assets.keys.map(\.rawValue)
        let hint = NearestWord.find(asset, among: names).map { "; did you mean '\($0)'?" } ?? ""
        return UsageError("there is no asset '\(asset)' in the store\(hint)")
    }

    package func incident(_ id: String) async throws -> ShownIncident {
        guard let incident = try await findIncident(id) else {
            let ids = try await store.incidents(overlapping: nil, assets: []).map(\.id)
            let hint = NearestWord.find(id, among: ids).map { "; did you mean '\($0)'?" } ?? "."
            throw UsageError("there is no incident '\(id)'\(hint) List them with 'telltale incidents'")
        }
        let all = try await store.incidents(overlapping: nil, assets: [])
        let tree = AssetTree(try await store.assets())
        let tags = try await store.tags()
        let similar = SimilarIncidents(assets: tree)
            .matches(for: incident, among: all.filter { $0.window.to <= incident.window.from })
        var trends: [TrendSeries] = []
        let window = incident.window.widened(bySeconds: max(1_800, Int64(incident.window.seconds / 4)))
        var names: [TagName] = []
        for name in incident.findings.compactMap(\.tag) where !names.contains(name) { names.append(name) }
        for name in names.prefix(5) {
            guard let tag = tags.first(where: { $0.name == name }) else { continue }
            let series = try await store.readings(of: name, in: window)
            if !series.isEmpty { trends.append(TrendSeries(tag: tag, window: window, series: series)) }
        }
        let words = try await words()
        let search = MechanismSearch(knowledge: try equipment(), assets: tree, tags: words.tags)
        return ShownIncident(
            incident: incident,
            asked: id,
            similar: similar,
            mechanisms: try await MechanismGatherer(store: store, search: search).stories(of: incident),
            trends: trends,
            zone: configuration.zone,
            words: words
        )
    }

    /// By its id, one it had before late data came, or one that a person merged into it.
    private func findIncident(_ id: String) async throws -> Incident? {
        if let incident = try await store.incident(everCalled: id) { return incident }
        let state = try await store.incidentState()
        let names = Set([id, state.former[id]].compactMap(\.self))
        return try await store.incidents(overlapping: nil, assets: []).first { incident in
            incident.corrections?.contains { $0.kind == .merge && !names.isDisjoint(with: $0.incidents) } ?? false
        }
    }

    package static var accountName: String { user }

    /// The sentences of the workspace's language, with the plant's names for its tags.
    func words() async throws -> Wording {
        let tags = try await store.tags()
        return Wording(
            language: configuration.language,
            zone: configuration.zone,
            tags: Dictionary(tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        )
    }
}
