/// What a question was taken to ask. Shown with the answer, so that a reader can put it right.
package struct Understanding: Codable, Sendable, Hashable {
    package enum Intent: String, Codable, Sendable, CaseIterable {
        case why
        case count
        case list
        /// How many per code, month, group…: a count with ``Understanding/grouping``.
        case distribution
        case compare
        case history
        case how
        case status
        case summary
        /// Anything else: find what there is.
        case find
    }

    /// What a count is broken down by.
    package enum Grouping: String, Codable, Sendable, CaseIterable {
        case day
        case week
        case month
        case year
        case asset
        case kind
        /// ``RecordField/group``
        case group
        /// ``RecordField/code``
        case code
        /// ``RecordField/category``
        case category
        /// ``RecordField/maintenance``
        case maintenance
        /// ``RecordField/priority``
        case priority
    }

    package var language: Language
    package var intent: Intent
    package var assets: [AssetID]
    package var tags: [TagName]
    /// `nil` when the question names no time.
    package var window: TimeWindow?
    package var kinds: [RecordKind]
    package var grouping: Grouping?
    /// Further conditions on ``Record/fields``: name → accepted values. Names are those of ``RecordField``.
    package var fields: [String: [String]]
    /// Words left to search for.
    package var terms: [String]
    /// Names in the question that stand for nothing in the store: equipment, files, codes.
    package var unknown: [String]
    /// Choices taken where the question can be read in two ways, in the question's language.
    package var assumptions: [String]

    package init(
        language: Language,
        intent: Intent = .find,
        assets: [AssetID] = [],
        tags: [TagName] = [],
        window: TimeWindow? = nil,
        kinds: [RecordKind] = [],
        grouping: Grouping? = nil,
        fields: [String: [String]] = [:],
        terms: [String] = [],
        unknown: [String] = [],
        assumptions: [String] = []
    ) {
        self.language = language
        self.intent = intent
        self.assets = assets
        self.tags = tags
        self.window = window
        self.kinds = kinds
        self.grouping = grouping
        self.fields = fields
        self.terms = terms
        self.unknown = unknown
        self.assumptions = assumptions
    }
}
