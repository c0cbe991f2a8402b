package import Plant

/// Reads what a question asks for, in Korean, English or Arabic: equipment, time, kinds of record, conditions, and
/// what is to be done with them. Nothing is guessed silently: what a name may mean and was not taken for is said.
package struct QuestionReader: Sendable {
    private let site: SiteVocabulary
    private let zone: SiteTimeZone
    private let shifts: [Shift]
    private let names: NameTable
    private let conditions: FieldConditionTable

    package init(site: SiteVocabulary, zone: SiteTimeZone, shifts: [Shift] = Shift.three) {
        self.site = site
        self.zone = zone
        self.shifts = shifts.isEmpty ? Shift.three : shifts
        names = NameTable(site)
        conditions = FieldConditionTable(site.fieldValues)
    }

    /// - Parameters:
    ///   - asOf: the moment that `yesterday` and the like are counted from.
    ///   - language: of the answer; `nil` takes the question's.
    package func understand(_ question: String, asOf: Timestamp, language: Language? = nil) -> Understanding {
        var text = QuestionText(question)
        let language = language ?? QuestionReader.language(of: text)
        let wording = Wording(language: language)
        let finder = NameFinder(table: names, wording: wording)

        var found = finder.find(in: &text)
        let matches = conditions.find(in: &text)
        let time = TimeReader(zone: zone, shifts: shifts, dataSpan: site.dataSpan).read(
            text,
            asOf: asOf,
            wording: wording
        )
        for range in time.tokens { text.useTokens(widened(range, text)) }
        let everyMention = Lexicon.shared.mentions(in: &text)
        let mentions = everyMention.filter { !isComparison($0, text) }
        let thresholds = thresholds(text, everyMention)
        finder.numbers(in: &text, &found)
        finder.unknownNames(in: &text, &found)

        let quantities = MeasuredQuantity.allCases.filter { !$0.tokens(in: text).isEmpty }
        let isMeasured =
            !quantities.isEmpty && matches.isEmpty && found.targets.allSatisfy { $0.tag == nil }
            && !mentions.contains { asksForRecords($0, text) }

        var decision = QuestionDecision(
            site: site,
            mentions: isMeasured ? mentions.filter { !QuestionReader.ofValues.contains($0.meaning) } : mentions,
            matches: matches,
            wording: wording
        )
        decision.limit = limit(&text, mentions)
        decision.windows = time.windows
        decision.assetCount = found.targets.filter { $0.asset != nil }.count
        var terms = leftover(text)
        decision.decide(text: text, hasTerms: !terms.isEmpty)
        terms += decision.terms
        let assets = found.targets.compactMap(\.asset)
        let measured =
            isMeasured && decision.kinds.isEmpty && decision.fields.isEmpty
            ? MeasuredTags(site: site, wording: wording).find(quantities, in: text, of: assets) : MeasuredTags.Found()
        return Understanding(
            language: language,
            intent: decision.intent,
            assets: assets,
            tags: found.targets.compactMap(\.tag) + measured.tags,
            window: time.window,
            kinds: decision.kinds,
            grouping: decision.grouping,
            fields: decision.fields,
            terms: terms,
            unknown: found.unknown,
            assumptions: found.assumptions + time.assumptions + decision.assumptions
                + thresholds.map(wording.thresholdNotApplied) + measured.assumptions,
            order: decision.order,
            limit: decision.limit,
            measure: decision.measure,
            windows: time.windows,
            records: found.records,
            files: found.files,
            asksForValues: !measured.tags.isEmpty && [.find, .list, .compare].contains(decision.intent)
        )
    }

    /// Said of values as well as of records: the highest pressure is no list of the longest work orders.
    private static let ofValues: Set<Meaning> = [
        .most, .least, .longest, .shortest, .mean, .total, .newest, .oldest, .status, .count,
    ]

    private func asksForRecords(_ mention: Lexicon.Mention, _ text: QuestionText) -> Bool {
        // `몇 도` asks for degrees, `몇 건` for records.
        if mention.meaning == .count { return text.written(mention.start, mention.end) != "몇" }
        let records: Set<Meaning> = [
            .workOrder, .alarm, .alert, .anomaly, .event, .note, .passage, .preventive, .corrective, .how, .history,
            .labour, .duration, .cost, .predict, .share, .distribution,
        ]
        return records.contains(mention.meaning)
    }

    /// The language of most words, names left aside.
    private static func language(of text: QuestionText) -> Language {
        var counts: [Language: Int] = [:]
        for token in text.tokens {
            switch token.kind {
            case .hangul: counts[.korean, default: 0] += 2
            case .arabic: counts[.arabic, default: 0] += 2
            case .latin where token.end - token.start > 1: counts[.english, default: 0] += 1
            default: break
            }
        }
        let korean = counts[.korean] ?? 0
        let arabic = counts[.arabic] ?? 0
        let english = counts[.english] ?? 0
        if korean >= arabic, korean > 0, korean >= english { return .korean }
        return arabic > 0 && arabic >= english ? .arabic : .english
    }

    /// The words before an expression of time that only lead to it.
    private func widened(_ range: Range<Int>, _ text: QuestionText) -> Range<Int> {
        var start = range.lowerBound
        let leading: Set = [
            "since", "until", "till", "before", "after", "between", "the", "year", "month", "of", "in", "during", "منذ",
            "حتي",
            "قبل", "بعد", "بين", "عام", "سنه", "يوم", "شهر",
        ]
        while start > 0, leading.contains(text.tokens[start - 1].text) { start -= 1 }
        return start..<range.upperBound
    }

    /// `10건 이상` and `5 bar 이상` compare; they speak of no anomaly.
    private func isComparison(_ mention: Lexicon.Mention, _ text: QuestionText) -> Bool {
        guard mention.meaning == .anomaly, text.written(mention.start, mention.end) == "이상" else { return false }
        guard let index = text.tokens.firstIndex(where: { $0.start == mention.start }), index > 0 else { return false }
        let before = text.tokens[index - 1]
        return before.kind == .digits
            || index > 1 && text.tokens[index - 2].kind == .digits && before.end - before.start <= 2
    }

    /// Least and greatest numbers that a question sets, such as `10건 이상` and `at least 5`, which are not applied.
    private func thresholds(_ text: QuestionText, _ mentions: [Lexicon.Mention]) -> [String] {
        var result: [String] = []
        for mention in mentions where isComparison(mention, text) {
            if let index = text.tokens.firstIndex(where: { $0.start == mention.start }) {
                let first = text.tokens[max(0, index - (text.tokens[index - 1].kind == .digits ? 1 : 2))]
                result.append(text.written(first.start, mention.end))
            }
        }
        let openings = [["more", "than"], ["at", "least"], ["less", "than"], ["at", "most"], ["fewer", "than"]]
        for index in text.tokens.indices where index >= 2 && text.tokens[index].kind == .digits {
            if openings.contains([text.tokens[index - 2].text, text.tokens[index - 1].text]) {
                result.append(text.written(text.tokens[index - 2].start, text.tokens[index].end))
            }
        }
        return result
    }

    /// `top 3`, `상위 3개`, `the last five`.
    private func limit(_ text: inout QuestionText, _ mentions: [Lexicon.Mention]) -> Int? {
        let ranking: Set<Meaning> = [.most, .least, .newest, .oldest, .longest, .shortest]
        for mention in mentions where ranking.contains(mention.meaning) {
            for index in text.tokens.indices where !text.isTokenUsed(index) {
                let token = text.tokens[index]
                guard let value = token.number ?? CalendarWords.numbers[token.stem], value > 0, value <= 1_000 else {
                    continue
                }
                let isAfter = token.start >= mention.end && token.start - mention.end <= 2
                let isBefore = token.end <= mention.start && mention.start - token.end <= 2
                let next = index + 1 < text.tokens.count ? text.tokens[index + 1] : nil
                let isCounted = next.map { ["개", "건", "가지", "대", "개의", "건의", "가지의"].contains($0.text) } ?? false
                guard isAfter || isBefore || isCounted else { continue }
                text.useTokens(index..<(isCounted ? index + 2 : index + 1))
                return value
            }
        }
        return nil
    }

    /// Words that nothing was made of, to be searched for.
    private func leftover(_ text: QuestionText) -> [String] {
        var result: [String] = []
        for (index, token) in text.tokens.enumerated() where token.kind != .mark {
            if token.kind == .hangul {
                var at = token.start
                while at < token.end {
                    guard !text.isUsed[at] else {
                        at += 1
                        continue
                    }
                    var end = at
                    while end < token.end, !text.isUsed[end] { end += 1 }
                    let run = text.folded.scalars[at..<end]
                    let follows = at > token.start || at > 0 && text.isUsed[at - 1]
                    let length = run.count - HangulParticles.lengthAtEnd(of: run, leaving: 1)
                    if !(follows && (run.count == 1 || HangulParticles.isParticle(run) || isEnding(run))) {
                        result.append(text.written(at, at + length))
                    }
                    at = end
                }
            } else if !text.isTokenUsed(index), token.end - token.start > 1 {
                result.append(text.written(token.start, token.end))
            }
        }
        return result.filter { !$0.isEmpty }
    }

    /// Endings that Korean hangs onto a word that is understood: 했나요, 인지, 들을.
    private func isEnding(_ run: ArraySlice<UInt32>) -> Bool {
        guard let last = run.last, run.count <= 5 else { return false }
        return "요다까나지줘은는이가을를의에도로과와".unicodeScalars.contains { $0.value == last }
    }
}
