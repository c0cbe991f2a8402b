package import Plant

/// Everything `telltale.yaml` can say, with defaults for all of it.
package struct Configuration: Sendable {
    /// What the site calls itself, for the head of reports.
    package var site = "Telltale plant"
    /// The plant's time zone; times without a zone are in it.
    package var zone: SiteTimeZone = .utc
    /// The language of answers when a question does not decide it, and of reports.
    package var language: Language = .english
    package var shifts: [ShiftSettings] = [
        ShiftSettings(name: "day", startHour: 7, endHour: 19),
        ShiftSettings(name: "night", startHour: 19, endHour: 7),
    ]
    /// The class of records that no rule below names.
    package var dataClass: DataClass = .internal
    package var sources: [SourceRule] = []
    package var assetClasses: [AssetID: DataClass] = [:]
    /// In order of preference; a question goes to the first that is allowed and answers.
    package var endpoints: [EndpointSettings] = []
    /// What turns texts into vectors; `nil`: searching goes by words alone.
    package var vectors: VectorSettings?
    /// What orders findings anew; `nil`: nothing does.
    package var rerank: RerankSettings?
    /// What reads documents; `nil`: poppler and tesseract do.
    package var documents: DocumentSettings?
    /// Every endpoint, whatever it is for.
    package var allEndpoints: [EndpointSettings] {
        endpoints + [vectors?.endpoint, rerank?.endpoint, documents?.endpoint].compactMap(\.self)
    }
    /// What calls to endpoints may use.
    package var budget = BudgetSettings()
    /// Who is told of severe incidents and of runs that failed.
    package var alerts: [AlertSettings] = []
    package var answers = AnswerSettings()
    package var nightly = NightlySettings()
    /// What is taken in by itself.
    package var live = LiveSettings()
    /// A folder of prompts that take the place of the built-in ones.
    package var prompts: String?
    /// A CSV file of the site's own words in several languages, added to the built-in ones when searching.
    package var glossary: String?
    /// A YAML file of the site's own equipment: how it fails, what shows it, curves and constants.
    package var equipment: String?
    /// The folder that holds `telltale.yaml`; relative paths start here.
    package var folder = "."

    package init() {}
}

/// A shift of the plant, in local clock hours; one that ends before it starts crosses midnight.
package struct ShiftSettings: Sendable, Hashable {
    package var name: String
    package var startHour: Int
    package var endHour: Int

    package init(name: String, startHour: Int, endHour: Int) {
        self.name = name
        self.startHour = startHour
        self.endHour = endHour
    }
}

/// How files that match a pattern are read.
package struct SourceRule: Sendable, Hashable {
    /// A path pattern with `*`, matched against the end of a file's path: `documents/*`.
    package var pattern: String
    package var dataClass: DataClass?
    /// A mapping file.
    package var mapping: String?

    package init(pattern: String, dataClass: DataClass? = nil, mapping: String? = nil) {
        self.pattern = pattern
        self.dataClass = dataClass
        self.mapping = mapping
    }
}

/// How answers are made and shown.
package struct AnswerSettings: Sendable, Hashable {
    package enum Unsupported: String, Sendable, CaseIterable {
        /// Shown struck through, with the reason.
        case strike
        case leaveOut = "leave_out"
    }

    package var unsupported: Unsupported = .strike
    /// How much evidence is packed for a model, in tokens.
    package var evidenceTokens = 2_400
    package var maximumOutputTokens = 900
}

/// What the nightly report covers.
package struct NightlySettings: Sendable, Hashable {
    /// Assets that get a section each; empty: those directly below the top of the tree.
    package var units: [AssetID] = []
    /// Units worked on at once.
    package var width = 4
    /// The local hour at which a plant day starts.
    package var dayStartHour = 0
}
