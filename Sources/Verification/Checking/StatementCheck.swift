import Plant

/// Holds one statement against the evidence it cites.
struct StatementCheck {
    let plant: KnownPlant
    let evidence: [EvidenceFacts]
    let question: ScannedText
    let language: Language
    let numbers: QuantityMatcher
    let moments: MomentMatcher

    let statement: Statement
    let scanned: ScannedText
    let quotations: [Range<Int>]
    /// Evidence the statement cites; all of it when it says that something is in none.
    let cited: [EvidenceFacts]
    let isAbsence: Bool
    let mentions: [ConceptMention]

    var failures: [Failure] = []
    /// Names, numbers, dates, times and quotations that were found in the evidence.
    var anchors = 0

    init(
        _ statement: Statement,
        evidence: [EvidenceFacts],
        question: ScannedText,
        language: Language,
        plant: KnownPlant
    ) {
        self.plant = plant
        self.evidence = evidence
        self.question = question
        self.language = language
        numbers = QuantityMatcher(atmosphere: plant.atmosphere)
        moments = MomentMatcher(plant: plant)
        self.statement = statement
        let scanned = TextScanner(names: plant.names, today: plant.today).scan(statement.text, limit: 20_000)
        self.scanned = scanned
        quotations = Quotations.find(in: scanned.scalars)
        let plain = PlainText.collapsed(scanned.scalars)
        isAbsence = WordLists.absence.contains { plain.contains($0) }
        let inline = Citations.taken(from: statement.text).ids
        let ids = Set((statement.citations + inline).map { $0.uppercased() })
        let cited = evidence.filter { ids.contains($0.evidence.id.uppercased()) }
        self.cited = isAbsence ? evidence : cited
        mentions = scanned.sentences.flatMap { ConceptMentions.find(in: $0, of: scanned.scalars) }
        checkCitations(inline)
    }

    /// The statement with its verdict.
    mutating func run() -> Statement {
        var result = statement
        result.needsConfirmation = Instruction.isGiven(in: scanned)
        if !LanguageCheck.isWritten(scanned, in: language, quotations: quotations) {
            fail(.language, "the statement is not in the language asked for (\(language.rawValue))")
        }
        if !cited.isEmpty || isAbsence {
            checkNames()
            checkMoments()
            checkQuantities()
            checkQuotations()
            checkPolarity()
            if isAbsence { checkAbsence() } else { checkGrounding() }
        }
        result.reasons = []
        for failure in failures where !result.reasons.contains(failure.text) { result.reasons.append(failure.text) }
        result.verdict =
            failures.isEmpty
            ? .supported : failures.contains(where: \.isContradiction) ? .contradicted : .unsupported
        return result
    }

    mutating func fail(_ kind: Failure.Kind, _ message: String, contradiction: Bool = false) {
        failures.append(Failure(kind: kind, message: message, isContradiction: contradiction))
    }

    /// `E1`, or `E1, E2`, for messages.
    var citedIDs: String {
        cited.isEmpty ? "the evidence" : cited.prefix(6).map(\.evidence.id).joined(separator: ", ")
    }

    private mutating func checkCitations(_ inline: [String]) {
        let known = Set(evidence.map { $0.evidence.id.uppercased() })
        var seen: Set<String> = []
        for id in statement.citations + inline where !known.contains(id.uppercased()) && seen.insert(id).inserted {
            fail(.citation, "\(id) is not among the evidence")
        }
        if statement.citations.isEmpty, inline.isEmpty, !isAbsence {
            fail(.citation, "the statement cites no evidence")
        }
    }

    private mutating func checkQuotations() {
        let texts = cited.map(\.plain)
        for range in quotations {
            let quotation = scanned.scalars[range]
            let words = PlainText.string(quotation).split(separator: " ").count
            // A single quoted word is a manner of speaking, unless it is long.
            guard words >= 2 || quotation.count >= 8 else { continue }
            if Quotations.isVerbatim(quotation, in: texts) {
                anchors += 1
            } else {
                fail(.quotation, "“\(PlainText.string(quotation))” does not stand word for word in \(citedIDs)")
            }
        }
    }
}
