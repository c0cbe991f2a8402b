import Plant
import Retrieval
import Storage

extension Workspace {
    /// Finds records and passages by their words.
    package func search(_ text: String, asset: String?, limit: Int) async throws -> FoundRecords {
        let index = try await searchIndex()
        var assets: [AssetID] = []
        if let asset {
            let tree = AssetTree(try await store.assets())
            guard tree[AssetID(asset)] != nil else { throw unknown(asset, in: tree) }
            assets = tree.subtree(of: AssetID(asset))
        }
        var found: [FoundRecords.Item] = []
        for hit in index.search(text, filter: SearchFilter(assets: assets), limit: max(1, min(limit, 1_000))) {
            guard let colon = hit.id.firstIndex(of: ":"), let kind = RecordKind(rawValue: String(hit.id[..<colon]))
            else { continue }
            let id = String(hit.id[hit.id.index(after: colon)...])
            guard let record = try await store.records(RecordQuery(kinds: [kind], ids: [id]), limit: 1).first
            else { continue }
            found.append(FoundRecords.Item(record: record, score: hit.score, matched: hit.matched))
        }
        return FoundRecords(items: found, zone: configuration.zone)
    }
}

/// Search results with why each matched.
package struct FoundRecords: Sendable {
    struct Item: Codable, Sendable {
        var record: Record
        var score: Double
        var matched: [String]
    }

    let items: [Item]
    let zone: SiteTimeZone

    package func json() throws -> String { try JSONText.pretty(items) }

    package func text() -> String {
        guard !items.isEmpty else { return "Nothing was found." }
        let words = Wording(language: .english, zone: zone)
        return items.map { item in
            let score = DecimalText.rounded(item.score, decimals: 2)
            return "\(score)  \(words.record(item.record))\n      \(item.record.source.description); matched: "
                + item.matched.joined(separator: ", ")
        }.joined(separator: "\n")
    }
}
