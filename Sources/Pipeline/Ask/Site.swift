import Plant
import Retrieval

/// The plant as questions see it.
struct Site: Sendable {
    /// What the lists of assets say, and beside it the equipment that only records name.
    let tree: AssetTree
    private(set) var tags: [TagName: Tag]
    /// Field name → values that occur.
    let values: [String: [String]]
    let span: TimeWindow?
    /// Kinds of record that a question without a kind counts.
    let countableKinds: [RecordKind]
    let vocabulary: SiteVocabulary

    init(_ summary: SiteSummary) {
        let assets = summary.assets + summary.named
        tree = AssetTree(assets)
        tags = Dictionary(summary.tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        values = summary.values.mapValues { $0.map(\.value) }
        span = summary.span
        countableKinds = summary.kinds.filter { $0 != .passage }
        vocabulary = SiteVocabulary(
            assets: assets,
            tags: summary.tags,
            fieldValues: summary.values.mapValues { $0.map { FieldValue($0.value, description: $0.description) } },
            sourceFiles: summary.sources,
            dataSpan: summary.span,
            kinds: summary.kinds
        )
    }

    func guarded(by rules: DataClassRules) -> Site {
        var site = self
        site.tags = tags.mapValues { tag in
            var tag = tag
            tag.dataClass = rules.dataClass(of: tag)
            return tag
        }
        return site
    }
}
