package import Plant

/// What a check needs to know of the plant.
package struct VerificationContext: Sendable {
    /// The plant's clock: times without a zone are read in it.
    package var zone: SiteTimeZone
    package var assets: [Asset]
    package var tags: [Tag]
    /// When the question was asked: what "yesterday" is counted from.
    package var asOf: Timestamp
    /// The pressure of the air at the plant in kPa absolute, between gauge and absolute pressures.
    package var atmosphere: Double

    package init(
        zone: SiteTimeZone,
        assets: [Asset] = [],
        tags: [Tag] = [],
        asOf: Timestamp,
        atmosphere: Double = UnitOfMeasure.standardAtmosphere
    ) {
        self.zone = zone
        self.assets = assets
        self.tags = tags
        self.asOf = asOf
        self.atmosphere = atmosphere
    }
}

/// Holds what a model said against what its evidence says.
///
/// For each statement: its citations must exist; every name, number with its unit, date and time must be in the cited
/// evidence, after conversion, rounding and change of time zone; quotations must be word for word; what happened must
/// not be turned round; it must be in the language asked for; and its words must come from the evidence. It is
/// *contradicted* when the evidence says otherwise of the same thing, *unsupported* when the evidence does not say so.
///
/// What the question says is no evidence. Its period may be said again where the evidence is without dates, its numbers
/// only as the question's ("you asked about 45 bar"), and its equipment only to say that nothing is known of it.
package struct Verifier: Sendable {
    private let plant: KnownPlant

    /// Builds an index of the plant's names; keep the verifier for many checks.
    package init(context: VerificationContext) {
        var tags: [TagName: Tag] = [:]
        for tag in context.tags { tags[tag.name] = tag }
        plant = KnownPlant(
            zone: context.zone,
            asOf: context.asOf,
            atmosphere: context.atmosphere,
            names: NameIndex(assets: context.assets, tags: context.tags),
            tree: AssetTree(context.assets),
            tags: tags,
            tagIdentifiers: tags.keys.sorted().map { Identifier($0.rawValue) }
        )
    }

    /// Sets verdict, reasons and need of confirmation of each statement; their order and text stay.
    ///
    /// Reasons are English sentences that begin with what was checked and a colon: `number: 45 barg is not in E1`.
    package func check(
        _ statements: [Statement],
        against evidence: [Evidence],
        question: String,
        language: Language
    ) -> [Statement] {
        guard !statements.isEmpty else { return [] }
        let facts = evidence.map { EvidenceFacts($0, plant: plant) }
        let asked = TextScanner(names: plant.names, today: plant.today).scan(question, limit: 10_000)
        return statements.map { statement in
            var check = StatementCheck(statement, evidence: facts, question: asked, language: language, plant: plant)
            return check.run()
        }
    }
}
