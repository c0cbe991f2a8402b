import Plant
import Storage

/// The store with every record and tag as guarded as the settings of now want it: what may go to an endpoint is read
/// through it.
struct GuardedReader: PlantReader {
    let store: SQLiteStore
    let rules: DataClassRules

    func records(_ query: RecordQuery, limit: Int?) async throws -> [Record] {
        try await store.records(query, limit: limit).map { record in
            var record = record
            record.dataClass = rules.dataClass(of: record)
            return record
        }
    }

    func tags() async throws -> [Tag] {
        try await store.tags().map { tag in
            var tag = tag
            tag.dataClass = rules.dataClass(of: tag)
            return tag
        }
    }

    func assets() async throws -> [Asset] { try await store.assets() }
    func span(of tag: TagName) async throws -> TimeWindow? { try await store.span(of: tag) }
    func readings(of tag: TagName, in window: TimeWindow) async throws -> ReadingSeries {
        try await store.readings(of: tag, in: window)
    }
    func trend(of tag: TagName, in window: TimeWindow, stretches: Int) async throws -> [TrendPoint] {
        try await store.trend(of: tag, in: window, stretches: stretches)
    }
    func count(_ query: RecordQuery) async throws -> Int { try await store.count(query) }
    func incidents(overlapping window: TimeWindow?, assets: [AssetID]) async throws -> [Incident] {
        try await store.incidents(overlapping: window, assets: assets)
    }
    func incident(_ id: String) async throws -> Incident? { try await store.incident(id) }
    func sources() async throws -> [SourceFile] { try await store.sources() }
    func quarantine(file: String?) async throws -> [QuarantinedRow] { try await store.quarantine(file: file) }
    func revision() async throws -> Int64 { try await store.revision() }
}

extension GuardedReader {
    /// How guarded an incident is, by everything that takes part in it.
    func dataClass(of incident: Incident) async throws -> DataClass {
        rules.dataClass(of: incident, related: try await related(to: incident))
    }

    /// The records that belong to an incident, by kind.
    func related(to incident: Incident) async throws -> [Record] {
        var related: [Record] = []
        for kind in RecordKind.allCases {
            let prefix = kind.rawValue + ":"
            let ids = incident.related.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            guard !ids.isEmpty else { continue }
            related += try await records(RecordQuery(kinds: [kind], ids: ids), limit: nil)
        }
        return related
    }
}

extension Workspace {
    /// The store as the settings of now guard it, and the site as it is seen through that.
    func guarded() async throws -> (reader: GuardedReader, site: Site) {
        let site = try await site()
        let rules = DataClassRules(
            configuration,
            tree: site.tree,
            tags: site.tags.values,
            sources: try await store.sourceGuards()
        )
        return (GuardedReader(store: store, rules: rules), site.guarded(by: rules))
    }
}
