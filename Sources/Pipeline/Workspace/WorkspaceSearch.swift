import Plant
import Retrieval
import Storage

extension Workspace {
    /// Finds records and passages by their words and, where that is configured, by their meaning.
    package func search(
        _ text: String,
        asset: String?,
        limit: Int,
        usesVectors: Bool = true
    ) async throws -> FoundRecords {
        let index = try await searchIndex()
        var assets: [AssetID] = []
        if let asset {
            let tree = try await site().tree
            guard tree[AssetID(asset)] != nil else { throw unknown(asset, in: tree) }
            assets = tree.subtree(of: AssetID(asset))
        }
        let finder =
            usesVectors
            ? TextFinder(self, index: index, budget: try callBudget()) : TextFinder(words: index, reader: store)
        let meaning = try await finder.meaning(of: text)
        var notes = meaning.notes
        let items = try await finder.records(
            for: text,
            meaning,
            filter: SearchFilter(assets: assets),
            limit: max(1, min(limit, 1_000)),
            notes: &notes
        )
        return FoundRecords(
            items: items.map {
                FoundRecords.Item(
                    record: $0.record,
                    score: $0.text.hit.score,
                    matched: $0.text.hit.matched,
                    cosine: $0.text.cosine
                )
            },
            zone: configuration.zone,
            notes: notes
        )
    }
}

/// Search results with why each matched.
package struct FoundRecords: Sendable {
    struct Item: Codable, Sendable {
        var record: Record
        var score: Double
        var matched: [String]
        /// How near it is in meaning, from -1 to 1; `nil` without vectors.
        var cosine: Double?
    }

    let items: [Item]
    let zone: SiteTimeZone
    /// What a reader has to know of how they were looked up.
    package let notes: [String]

    package func json() throws -> String { try JSONText.pretty(items) }

    package func text() -> String {
        let words = Wording(language: .english, zone: zone)
        var lines = items.isEmpty ? ["Nothing was found."] : []
        for item in items {
            lines.append("\(DecimalText.rounded(item.score, decimals: 2))  \(words.record(item.record))")
            var reasons = item.matched.isEmpty ? [] : ["matched: " + item.matched.joined(separator: ", ")]
            if let cosine = item.cosine {
                reasons.append("near in meaning: \(DecimalText.rounded(cosine, decimals: 2))")
            }
            lines.append("      " + ([item.record.source.description] + reasons).joined(separator: "; "))
        }
        return (lines + notes.map { "Note: " + $0 }).joined(separator: "\n")
    }
}
