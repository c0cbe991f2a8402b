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

    /// Which come first, where the question says so.
    package enum Order: String, Codable, Sendable, CaseIterable {
        case newest
        case oldest
        /// Groups with the highest counts first.
        case mostFrequent = "most_frequent"
        case leastFrequent = "least_frequent"
        /// Records with the greatest value of ``Understanding/measure`` first.
        case largest
        case smallest
    }

    /// A figure to work out over the records instead of counting them.
    package struct Measure: Codable, Sendable, Hashable {
        package enum Aggregate: String, Codable, Sendable, CaseIterable {
            case total
            case mean
            case maximum
            case minimum
            /// Each group's part of the whole, in percent of the records counted.
            case share
        }

        /// A numeric field of ``RecordField``; `nil` stands for the records themselves.
        package var field: String?
        package var aggregate: Aggregate

        package init(field: String?, aggregate: Aggregate) {
            self.field = field
            self.aggregate = aggregate
        }
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
    package var order: Order?
    /// How many records or groups to show: `top 3`, `the last one`.
    package var limit: Int?
    package var measure: Measure?
    /// Each period that the question names, in its order; ``window`` is the smallest that holds them all.
    package var windows: [TimeWindow]
    /// Records called by their own number: `WO16228`.
    package var records: [String]
    /// Source files called by name that were imported.
    package var files: [String]
    /// Whether it asks what was measured, not what happened: `the highest vibration of P-101A`.
    package var asksForValues: Bool

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
        assumptions: [String] = [],
        order: Order? = nil,
        limit: Int? = nil,
        measure: Measure? = nil,
        windows: [TimeWindow] = [],
        records: [String] = [],
        files: [String] = [],
        asksForValues: Bool = false
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
        self.order = order
        self.limit = limit
        self.measure = measure
        self.windows = windows
        self.records = records
        self.files = files
        self.asksForValues = asksForValues
    }
}
