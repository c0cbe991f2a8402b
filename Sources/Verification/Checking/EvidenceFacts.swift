import Plant

/// Everything an item of evidence says that a statement can be held against.
struct EvidenceFacts {
    struct Sentence {
        var identifiers: [Identifier]
        var quantities: [Quantity]
        var times: [ClockTime]
        var dates: [PartialDate]
        var stems: Set<String>
        var mentions: [ConceptMention]
    }

    let evidence: Evidence
    let sentences: [Sentence]
    /// Names in the text, the source, the link, and those of the tag and the asset.
    let identifiers: [Identifier]
    /// The assets it is about, with what they are part of.
    let assets: Set<AssetID>
    /// Figures by name, with the unit they are in.
    let figures: [(name: String, quantity: Quantity)]
    let stems: Set<String>
    let concepts: Set<Int>
    /// The text for finding quotations in it.
    let plain: String
    let script: Script

    var quantities: [Quantity] { sentences.flatMap(\.quantities) + figures.map(\.quantity) }
    var times: [ClockTime] { sentences.flatMap(\.times) }
    var dates: [PartialDate] { sentences.flatMap(\.dates) }

    init(_ evidence: Evidence, plant: KnownPlant) {
        self.evidence = evidence
        let start = evidence.window.flatMap { $0.from > TimeWindow.always.from ? $0.from : nil }
        let today = plant.zone.civil(at: start ?? plant.asOf)
        let scanner = TextScanner(names: plant.names, today: today)
        let scanned = scanner.scan(evidence.text)
        let tag = evidence.tag.flatMap { plant.tags[$0] }
        let unit = (evidence.unit ?? tag?.unit).flatMap { UnitOfMeasure($0) }
        var identifiers: [Identifier] = []
        var assets: Set<AssetID> = []
        var sentences: [Sentence] = []
        for sentence in scanned.sentences {
            sentences.append(EvidenceFacts.read(sentence, scanned.scalars, plant, unit))
            for located in sentence.facts {
                if case .identifier(let identifier) = located.fact { identifiers.append(identifier) }
                if case .alias(_, let named) = located.fact { assets.formUnion(named) }
            }
        }
        for text in [evidence.source, EvidenceFacts.record(in: evidence.link)] {
            for case .identifier(let identifier) in scanner.scan(text).facts { identifiers.append(identifier) }
        }
        var extra: [String] = []
        if let name = evidence.tag {
            identifiers.append(Identifier(name.rawValue))
            if let tag { extra.append(tag.description) }
            if let asset = tag?.asset { assets.insert(asset) }
        }
        if let asset = evidence.asset {
            identifiers.append(Identifier(asset.rawValue))
            assets.insert(asset)
        }
        for identifier in identifiers {
            if let asset = plant.tree[AssetID(identifier.text)] { assets.insert(asset.id) }
        }
        for asset in assets.sorted() {
            assets.formUnion(plant.tree.ancestors(of: asset))
            if let known = plant.tree[asset] { extra += [known.name] + known.aliases }
        }
        extra += evidence.figures.keys.sorted().map { $0.split(separator: "_").joined(separator: " ") }
        extra.append(EvidenceFacts.kindWords[evidence.kind] ?? "")
        let described = scanner.scan(extra.joined(separator: "\n"))
        var stems = Set(sentences.flatMap(\.stems))
        var concepts = Set(sentences.flatMap { $0.mentions.map(\.concept) })
        for sentence in described.sentences {
            stems.formUnion(sentence.words.map { Stemmer.stem($0.text) })
            concepts.formUnion(sentence.words.flatMap { Glossary.concepts(of: $0.text) })
        }
        self.sentences = sentences
        self.identifiers = identifiers
        self.assets = assets
        self.stems = stems
        self.concepts = concepts
        figures = EvidenceFacts.figures(of: evidence, unit)
        plain = PlainText.collapsed(scanned.scalars)
        script = Script.dominant(in: scanned.scalars)
    }

    private static func read(
        _ sentence: ScannedSentence,
        _ text: [Unicode.Scalar],
        _ plant: KnownPlant,
        _ unit: UnitOfMeasure?
    ) -> Sentence {
        var result = Sentence(identifiers: [], quantities: [], times: [], dates: [], stems: [], mentions: [])
        for located in sentence.facts {
            if case .identifier(let identifier) = located.fact { result.identifiers.append(identifier) }
        }
        let named = result.identifiers.compactMap { plant.tags[TagName($0.text)]?.unit }
        let assumed = unit ?? (Set(named).count == 1 ? named.first.flatMap { UnitOfMeasure($0) } : nil)
        for located in sentence.facts {
            switch located.fact {
            case .quantity(var quantity):
                // A bare number in the text of a trend is in the trend's unit.
                if quantity.unit == nil, !quantity.isCount { quantity.unit = assumed }
                result.quantities.append(quantity)
            case .time(let time): result.times.append(time)
            case .date(let date): result.dates.append(date)
            default: continue
            }
        }
        result.stems = Set(sentence.words.map { Stemmer.stem($0.text) })
        result.mentions = ConceptMentions.find(in: sentence, of: text)
        return result
    }

    /// `record:work_order/WO-1` → `WO-1`
    private static func record(in link: String) -> String {
        let path = link.split(separator: "?", maxSplits: 1).first ?? ""
        let last = path.split(separator: "/").last ?? path
        return String(last.split(separator: ":").last ?? last)
    }

    private static func figures(of evidence: Evidence, _ unit: UnitOfMeasure?) -> [(name: String, quantity: Quantity)] {
        let endings: [(String, String)] = [
            ("_hours", "h"), ("_minutes", "min"), ("_seconds", "s"), ("_days", "d"), ("_percent", "%"), ("_pct", "%"),
        ]
        return evidence.figures.sorted { $0.key < $1.key }.map { name, value in
            let lower = name.lowercased()
            let ending = endings.first { lower.hasSuffix($0.0) }
            let isCount =
                evidence.kind == .count || ["count", "samples", "readings", "unusable", "n"].contains(lower)
                || lower.hasSuffix("_count")
            let own = ending.flatMap { UnitOfMeasure($0.1) } ?? (isCount ? nil : unit)
            let quantity = Quantity(
                value: value,
                decimals: 12,
                unit: own,
                isCount: isCount,
                text: DecimalText.significant(value, digits: 6) + (own.map { " " + $0.symbol } ?? "")
            )
            return (name, quantity)
        }
    }

    private static let kindWords: [Evidence.Kind: String] = [
        .trend: "trend reading 추세 اتجاه", .alarm: "alarm 경보 انذار", .event: "event alert 이벤트",
        .workOrder: "work order maintenance 작업 지시 امر عمل", .note: "note shift log 교대 일지", .passage: "document 문서",
        .incident: "incident 사고 حادث", .count: "count total 건수 عدد",
    ]
}

/// What the verifier knows of the plant.
struct KnownPlant {
    let zone: SiteTimeZone
    let asOf: Timestamp
    let atmosphere: Double
    let names: NameIndex
    let tree: AssetTree
    let tags: [TagName: Tag]
    /// The tags' names in their parts, in order.
    let tagIdentifiers: [Identifier]

    /// The plant's day of the question.
    var today: CivilTime { zone.civil(at: asOf) }
}
