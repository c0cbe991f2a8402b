import Plant

/// What the store says of the plant itself, kept beside the search index so that a question need not read it anew.
struct SiteSummary: Codable, Sendable {
    struct Value: Codable, Sendable {
        var value: String
        var description: String?
    }

    var revision: Int64
    var assets: [Asset]
    /// Equipment that records name and no list of assets does.
    var named: [Asset]
    var tags: [Tag]
    /// Field name → values that occur, with what they stand for where the records say it.
    var values: [String: [Value]]
    /// First to last moment of readings and records.
    var span: TimeWindow?
    var kinds: [RecordKind]
    var sources: [String]

    private static let described = [
        RecordField.code: RecordField.codeDescription,
        RecordField.secondaryCode: RecordField.secondaryCodeDescription,
    ]
    private static let plain = [
        RecordField.group, RecordField.category, RecordField.maintenance, RecordField.priority, RecordField.status,
    ]

    /// - Parameter records: Every record of the store.
    init(_ reader: any PlantReader, records: [Record]) async throws {
        revision = try await reader.revision()
        assets = try await reader.assets()
        tags = try await reader.tags()
        sources = try await reader.sources().map(\.path)
        var span: TimeWindow?
        for tag in tags {
            guard let covered = try await reader.span(of: tag.name) else { continue }
            span = span.map { $0.union(covered) } ?? covered
        }
        var found: [String: [String: String]] = [:]
        var kinds: Set<RecordKind> = []
        var named: Set<AssetID> = []
        for record in records {
            kinds.insert(record.kind)
            if record.kind != .alarm, let asset = record.asset, SiteSummary.isNumber(asset.rawValue) {
                named.insert(asset)
            }
            if let time = record.time {
                let moment = TimeWindow(from: time, to: time.adding(seconds: 1))
                span = span.map { $0.union(moment) } ?? moment
            }
            for (name, description) in SiteSummary.described {
                guard let value = record.fields[name] else { continue }
                found[name, default: [:]][value] = record.fields[description] ?? found[name]?[value] ?? ""
            }
            for name in SiteSummary.plain {
                guard let value = record.fields[name] else { continue }
                found[name, default: [:]][value] = ""
            }
        }
        let listed = Set(assets.map(\.id.rawValue) + tags.map(\.name.rawValue))
        self.named = named.filter { !listed.contains($0.rawValue) }.sorted().map { Asset(id: $0, name: "") }
        self.span = span
        self.kinds = RecordKind.allCases.filter(kinds.contains)
        values = found.mapValues { values in
            values.sorted { $0.key < $1.key }
                .map { Value(value: $0.key, description: $0.value.isEmpty ? nil : $0.value) }
        }
    }

    /// Equipment has a number, `P-101A` or `CWC04013`: anything else in that column may be any text.
    private static func isNumber(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.count <= 40 && !bytes.contains(0x20) && bytes.contains { $0 &- 0x30 < 10 }
            && bytes.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x80 }
    }
}
