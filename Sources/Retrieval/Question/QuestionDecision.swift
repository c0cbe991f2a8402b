import Plant

/// From what was recognised in a question to what is to be done.
struct QuestionDecision {
    let site: SiteVocabulary
    let mentions: [Lexicon.Mention]
    let matches: [FieldConditionTable.Match]
    let wording: Wording

    var windows: [TimeWindow] = []
    var assetCount = 0
    var limit: Int?

    private(set) var intent = Understanding.Intent.find
    private(set) var kinds: [RecordKind] = []
    private(set) var grouping: Understanding.Grouping?
    private(set) var fields: [String: [String]] = [:]
    private(set) var order: Understanding.Order?
    private(set) var measure: Understanding.Measure?
    private(set) var assumptions: [String] = []
    private(set) var terms: [String] = []
    private let has: Set<Meaning>

    init(
        site: SiteVocabulary,
        mentions: [Lexicon.Mention],
        matches: [FieldConditionTable.Match],
        wording: Wording
    ) {
        self.site = site
        self.mentions = mentions
        self.matches = matches
        self.wording = wording
        has = Set(mentions.map(\.meaning))
    }

    mutating func decide(text: QuestionText, hasTerms: Bool) {
        decideGrouping(text)
        decideMeasure()
        decideOrder(text)
        decideKinds()
        decideIntent(hasTerms, text)
        decideFields(text)
    }

    // MARK: - Grouping, measure, order

    private mutating func decideGrouping(_ text: QuestionText) {
        let explicit: [(Meaning, Understanding.Grouping)] = [
            (.byMaintenance, .maintenance), (.byGroup, .group), (.byCode, .code), (.byCategory, .category),
            (.byPriority, .priority), (.byAsset, .asset), (.byKind, .kind), (.byDay, .day), (.byWeek, .week),
            (.byMonth, .month), (.byYear, .year),
        ]
        if let first = mentions.first(where: { mention in explicit.contains { $0.0 == mention.meaning } }) {
            grouping = explicit.first { $0.0 == first.meaning }?.1
        } else if has.contains(.preventive), has.contains(.corrective) {
            grouping = .maintenance
        } else if has.contains(.share), has.contains(.preventive) || has.contains(.corrective) {
            grouping = .maintenance
        } else {
            let asked: [(Meaning, Understanding.Grouping)] = [
                (.month, .month), (.year, .year), (.week, .week), (.day, .day), (.asset, .asset),
            ]
            if let found = asked.first(where: { has.contains($0.0) }) {
                grouping = found.1
            } else if isRanked || has.contains(.distribution) || has.contains(.share) || has.contains(.compare) {
                if has.contains(.code), !hasCondition(RecordField.code) { grouping = .code }
                if has.contains(.category), !hasCondition(RecordField.category) { grouping = .category }
                if has.contains(.group) { grouping = .group }
                if grouping == nil, has.contains(.priority) { grouping = .priority }
                if grouping == nil, isRanked, let asked = rankedNoun(text) {
                    grouping = asked
                    if limit == nil { limit = 1 }
                }
            }
        }
    }

    private var isRanked: Bool { has.contains(.most) || has.contains(.least) }

    /// What is ranked when no `which` says so: `가장 많은 설비는`, `the month with the most alerts`.
    private func rankedNoun(_ text: QuestionText) -> Understanding.Grouping? {
        let nouns: [([String], Understanding.Grouping)] = [
            (["설비", "장비", "기기", "칠러", "냉동기", "펌프", "equipment", "chiller", "asset", "machine", "pump"], .asset),
            (["달은", "달이", "달", "month"], .month), (["해는", "해가", "연도", "년도", "year"], .year),
            (["날은", "날이", "날", "day"], .day), (["주는", "week"], .week), (["부품", "component"], .category),
        ]
        guard let rank = mentions.first(where: { $0.meaning == .most || $0.meaning == .least }) else { return nil }
        for token in text.tokens {
            let isAfter = token.start >= rank.end - 1 && token.kind == .hangul
            guard isAfter || token.kind == .latin && assetCount == 0 else { continue }
            if let found = nouns.first(where: {
                $0.0.contains { token.kind == .hangul ? token.text.hasPrefix($0) : token.text == $0 }
            }) {
                return found.1
            }
        }
        return nil
    }

    private func hasCondition(_ field: String) -> Bool {
        matches.contains { $0.entries.first?.field == field }
    }

    private mutating func decideMeasure() {
        let field: String? =
            has.contains(.labour)
            ? RecordField.labourHours
            : has.contains(.duration) ? RecordField.durationHours : has.contains(.cost) ? RecordField.cost : nil
        if has.contains(.longest) || has.contains(.shortest) {
            measure = Understanding.Measure(
                field: field ?? RecordField.durationHours,
                aggregate: has.contains(.longest) ? .maximum : .minimum
            )
        } else if let field {
            measure = Understanding.Measure(field: field, aggregate: has.contains(.mean) ? .mean : .total)
        } else if has.contains(.share) || has.contains(.predict) {
            measure = Understanding.Measure(field: nil, aggregate: .share)
        }
    }

    private mutating func decideOrder(_ text: QuestionText) {
        if has.contains(.longest) {
            order = .largest
        } else if has.contains(.shortest) {
            order = .smallest
        } else if isRanked {
            order = has.contains(.most) ? .mostFrequent : .leastFrequent
            if grouping == nil { grouping = .code }
            if limit == nil {
                let asking: Set<Meaning> = [.month, .year, .week, .day, .asset, .code, .category]
                let isSingle = mentions.contains { mention in
                    guard asking.contains(mention.meaning) else { return false }
                    let words = text.written(mention.start, mention.end).lowercased()
                    return ["which", "what", "어느", "어떤", "무슨", "몇", "اي"].contains { words.hasPrefix($0) }
                }
                if isSingle { limit = 1 }
            }
        } else if has.contains(.newest) {
            order = .newest
        } else if has.contains(.oldest) {
            order = .oldest
        }
        guard limit == nil,
            order == .newest || order == .oldest || measure?.aggregate == .maximum || measure?.aggregate == .minimum
        else {
            return
        }
        let ranks: Set<Meaning> = [.newest, .oldest, .longest, .shortest]
        let words = mentions.filter { ranks.contains($0.meaning) }.map { text.written($0.start, $0.end) }
        let isVague = words.allSatisfy { ["최근", "최신"].contains($0) }
        let isPlural = mentions.contains {
            [.workOrder, .alarm, .alert, .anomaly, .event, .note].contains($0.meaning)
                && text.written($0.start, $0.end).lowercased().hasSuffix("s")
        }
        if !isVague, !isPlural { limit = 1 }
    }

    // MARK: - Kinds and event groups

    private var groups: [String] { (site.fieldValues[RecordField.group] ?? []).map(\.value).sorted() }

    private func group(_ name: String) -> String? {
        let wanted = name.lowercased()
        return groups.first { $0.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" } == wanted }
    }

    private mutating func decideKinds() {
        var hasAlert = has.contains(.alert)
        var hasAlarm = has.contains(.alarm)
        var hasAnomaly = has.contains(.anomaly)
        let mayHaveEvents = site.kinds.isEmpty || site.kinds.contains(.event)
        if hasAlarm, let alert = group("alert"), !site.kinds.contains(.alarm) {
            hasAlarm = false
            hasAlert = true
            assumptions.append(wording.alarmsAreAlerts(alert))
        }
        if hasAlert, !mayHaveEvents || (!groups.isEmpty && group("alert") == nil) {
            hasAlert = false
            hasAlarm = true
            assumptions.append(wording.alertsAreAlarms)
        }
        if hasAnomaly, !mayHaveEvents || (!groups.isEmpty && group("anomaly") == nil) { hasAnomaly = false }
        let hasWorkOrder = has.contains(.workOrder) || has.contains(.preventive) || has.contains(.corrective)
        let hasEvent = (has.contains(.event) && mayHaveEvents) || (grouping == .group && !hasWorkOrder)
        var wanted: [String] = []
        if hasAlert { wanted.append(group("alert") ?? "ALERT") }
        if hasAnomaly { wanted.append(group("anomaly") ?? "ANOMALY") }
        if hasEvent {
            kinds.append(.event)
            if has.contains(.workOrder) {
                if isWorkOrderEvent || !wanted.isEmpty {
                    wanted.append(group("workorder") ?? "WORK_ORDER")
                } else {
                    kinds.append(.workOrder)
                }
            }
            if wanted.isEmpty, grouping != .group, !kinds.contains(.workOrder) {
                assumptions.append(wording.allEvents(groups))
            }
        } else if !wanted.isEmpty {
            kinds.append(.event)
            if has.contains(.workOrder) {
                if let workOrders = group("workorder") {
                    wanted.append(workOrders)
                    assumptions.append(wording.workOrderEvents)
                } else {
                    kinds.append(.workOrder)
                    wanted = []
                }
            }
        } else if hasWorkOrder {
            kinds.append(.workOrder)
            if group("workorder") != nil { assumptions.append(wording.workOrderRecords) }
        }
        if hasAlarm { kinds.append(.alarm) }
        if has.contains(.note) { kinds.append(.note) }
        if has.contains(.passage) { kinds.append(.passage) }
        // `such as alerts and anomalies` gives examples, and so does naming every group there is.
        if !wanted.isEmpty, !has.contains(.suchAs) { fields[RecordField.group] = wanted.sorted() }
    }

    /// `work order event`, one right after the other.
    private var isWorkOrderEvent: Bool {
        zip(mentions, mentions.dropFirst()).contains { left, right in
            left.meaning == .workOrder && right.meaning == .event && right.start - left.end <= 2
        }
    }

    // MARK: - Intent

    private mutating func decideIntent(_ hasTerms: Bool, _ text: QuestionText) {
        if has.contains(.predict) {
            intent = .distribution
            grouping = grouping ?? .code
            if kinds.isEmpty { kinds = [.workOrder] }
            assumptions.append(wording.noForecast)
        } else if has.contains(.compare), windows.count > 1 || assetCount > 1 || grouping == .maintenance {
            intent = .compare
            if grouping == nil { grouping = assetCount > 1 ? .asset : longestWindow > 300 * 86_400 ? .year : .month }
            if assetCount > 1 {
                countFailures(text)
                if isRanked, grouping == .code, !has.contains(.code), !has.contains(.byCode) {
                    grouping = .asset
                    order = nil
                }
            }
        } else if has.contains(.why) {
            intent = .why
            kinds = []
            fields = [:]
        } else if has.contains(.share) {
            intent = .distribution
            grouping = grouping ?? .code
        } else if has.contains(.history) {
            intent = .history
        } else if has.contains(.how) {
            intent = .how
            kinds = kinds.filter { $0 == .passage }
            fields = [:]
        } else if measure != nil {
            intent = measure?.aggregate == .maximum || measure?.aggregate == .minimum ? .list : .count
            if grouping != nil { intent = .distribution }
        } else if grouping != nil {
            intent = .distribution
            if isRanked, grouping == .asset, matches.isEmpty { countFailures(text) }
        } else if has.contains(.distribution) {
            intent = .distribution
            grouping = kinds == [.event] && fields[RecordField.group]?.count != 1 ? .group : .code
            if grouping == .code { assumptions.append(wording.byCode) }
        } else if has.contains(.count) {
            intent = .count
        } else if has.contains(.summary) {
            intent = .summary
        } else if has.contains(.status) {
            intent = .status
        } else if has.contains(.list), !kinds.isEmpty || !matches.isEmpty {
            intent = .list
        } else if order == .newest || order == .oldest, !kinds.isEmpty {
            intent = .list
        } else if !kinds.isEmpty, !hasTerms {
            intent = .list
        } else {
            intent = .find
        }
    }

    /// How often equipment failed is told by its work orders.
    private mutating func countFailures(_ text: QuestionText) {
        let isSaid = text.tokens.contains { token in
            ["fail", "broke", "고장", "تعطل", "اعطال", "عطل"].contains { token.text.hasPrefix($0) }
        }
        guard kinds.isEmpty, isSaid, site.kinds.isEmpty || site.kinds.contains(.workOrder) else { return }
        kinds = [.workOrder]
        assumptions.append(wording.failuresAreWorkOrders)
    }

    private var longestWindow: Double { windows.map(\.seconds).max() ?? 0 }

    private var isCounted: Bool {
        switch intent {
        case .count, .list, .distribution, .compare, .summary: true
        default: false
        }
    }

    // MARK: - Conditions

    private mutating func decideFields(_ text: QuestionText) {
        if has.contains(.preventive) != has.contains(.corrective), grouping != .maintenance, intent != .why,
            intent != .how
        {
            fields[RecordField.maintenance] = [has.contains(.preventive) ? "preventive" : "corrective"]
        }
        if has.contains(.priority), grouping != .priority, let value = priority(text) {
            fields[RecordField.priority] = [value]
        }
        for match in matches {
            guard let field = match.entries.first?.field else { continue }
            if match.isNegated {
                decideOthers(match, field)
                continue
            }
            if !match.isExact, !isCounted {
                terms.append(match.words)
                continue
            }
            let values = match.entries.map(\.value)
            fields[field] = Array(Set((fields[field] ?? []) + values)).sorted()
            if !match.isExact { assumptions.append(wording.condition(match.words, field, values.sorted())) }
            if kinds.isEmpty {
                let known = match.entries.flatMap(\.kinds)
                kinds =
                    known.isEmpty || known.contains(.workOrder)
                    ? [.workOrder] : Array(Set(known)).sorted { $0.rawValue < $1.rawValue }
            }
        }
        if kinds.isEmpty, measure?.field != nil || fields[RecordField.priority] != nil { kinds = [.workOrder] }
        if intent == .find, !fields.isEmpty, terms.isEmpty, !matches.isEmpty { intent = .list }
    }

    /// The most values of a field that stand for all but one.
    private static let fewValues = 40

    /// All values of a field but those named.
    private mutating func decideOthers(_ match: FieldConditionTable.Match, _ field: String) {
        let named = Set(match.entries.map(\.value))
        let others = (site.fieldValues[field] ?? []).map(\.value).filter { !named.contains($0) }.sorted()
        guard !others.isEmpty, others.count <= QuestionDecision.fewValues else {
            assumptions.append(wording.notLeftOut(match.words, named.sorted()))
            return
        }
        fields[field] = others
        assumptions.append(wording.condition(match.words, field, others))
        if kinds.isEmpty {
            let known = match.entries.flatMap(\.kinds)
            kinds =
                known.isEmpty || known.contains(.workOrder)
                ? [.workOrder] : Array(Set(known)).sorted { $0.rawValue < $1.rawValue }
        }
    }

    /// The value named beside the word priority: a figure, or one of the site's own.
    private func priority(_ text: QuestionText) -> String? {
        guard let mention = mentions.first(where: { $0.meaning == .priority }) else { return nil }
        let known = (site.fieldValues[RecordField.priority] ?? []).map(\.value)
        let near = text.tokens.filter { $0.start >= mention.start - 12 && $0.start <= mention.end + 5 }
        let after = near.filter { $0.start >= mention.end } + near.filter { $0.start < mention.start }.reversed()
        for token in after {
            if let value = known.first(where: { $0.lowercased() == token.text }) { return value }
            if known.isEmpty, let number = token.number, number < 100 { return token.text }
        }
        return nil
    }
}
