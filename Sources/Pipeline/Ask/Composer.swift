import Detection
import Plant

/// Composes an answer from the evidence itself, for when no model is configured, allowed or reachable, and for
/// questions that a program answers better: counts, lists and breakdowns.
struct Composer: Sendable {
    let words: Wording
    let zone: SiteTimeZone
    /// Whether the evidence says when the first-out left its usual course. What is packed for a model does not, so that
    /// recorded calls keep matching.
    let tellsOnset: Bool

    /// An answer before its evidence is numbered: statements point at evidence by link.
    struct Draft: Sendable {
        var statements: [(text: String, links: [String])] = []
        var missing: [String] = []
        /// The most useful first.
        var evidence: [Evidence] = []

        mutating func say(_ text: String, _ evidence: [Evidence]) {
            statements.append((text, evidence.map(\.link)))
            self.evidence.append(contentsOf: evidence)
        }
    }

    func draft(_ gathered: Gathered) -> Draft {
        var draft = Draft()
        let understanding = gathered.scope.understanding
        guard gathered.scope.isAnswerable else {
            draft.missing = understanding.unknown.map(words.notInStore)
            return draft
        }
        if let counted = gathered.counted {
            count(counted, gathered, into: &draft)
            return draft
        }
        if let window = understanding.window, let span = gathered.scope.dataSpan, !window.overlaps(span) {
            draft.missing = [words.noReadings(in: window, span: span)]
            return draft
        }
        let asked = gathered.trends.filter(\.isAsked)
        if !asked.isEmpty, understanding.asksForValues {
            // A figure was asked for: that first, and of what happened the headline.
            for trend in asked { show(trend, into: &draft) }
            for story in gathered.stories.prefix(2) { headline(story, into: &draft) }
            return draft
        }
        for story in gathered.stories.prefix(3) { tell(story, understanding, into: &draft) }
        for trend in gathered.trends { show(trend, into: &draft) }
        find(gathered, into: &draft)
        if gathered.stories.isEmpty, draft.statements.isEmpty || asksWhatHappened(understanding) {
            nothing(gathered, into: &draft)
        }
        return draft
    }

    private func asksWhatHappened(_ understanding: Understanding) -> Bool {
        if [.why, .status, .summary].contains(understanding.intent) { return true }
        // Equipment and a period, and nothing in particular to find there.
        return understanding.intent == .find && understanding.window != nil && !understanding.assets.isEmpty
            && understanding.kinds.isEmpty && understanding.tags.isEmpty
    }

    // MARK: Counting

    private func count(_ counted: Counted, _ gathered: Gathered, into draft: inout Draft) {
        let understanding = gathered.scope.understanding
        let conditions = understanding.fields.sorted { $0.key < $1.key }
            .map { "\($0.key) " + $0.value.joined(separator: "/") }
        let scope = words.scope(assets: understanding.assets, window: understanding.window, conditions: conditions)
        let result = counted.result
        let total = words.counted(result.count, counted.kinds, scope: scope)
        var lines = [total]
        let isPeriod = understanding.grouping.map { [.day, .week, .month, .year].contains($0) } ?? false
        if let grouping = understanding.grouping, isPeriod {
            lines.append(words.periods(result.groups.count, of: grouping, total: result.count))
        }
        if !result.groups.isEmpty, !isPeriod || result.groups.count <= 31 {
            let ordered =
                isPeriod
                ? result.groups.sorted { $0.key < $1.key }
                : result.groups.sorted { left, right in
                    // What names nothing is no first of a ranking.
                    let isNamed = (Counting.isNamed(left.key), Counting.isNamed(right.key))
                    guard isNamed.0 == isNamed.1 else { return isNamed.0 }
                    return (right.value, left.key) < (left.value, right.key)
                }
            lines.append(words.groups(ordered.map { ($0.key, $0.value) }))
        }
        let evidence = Evidence(
            id: "",
            kind: .count,
            source: words.countedSource,
            asset: understanding.assets.first,
            window: understanding.window,
            text: (lines + groupLines(result)).joined(separator: "\n"),
            dataClass: counted.records.map(\.dataClass).max() ?? .public,
            link: "count:"
        )
        for (index, line) in lines.enumerated() {
            draft.statements.append((line, ["count:"]))
            if index == 0 { draft.evidence.append(evidence) }
        }
        let text = EvidenceText(zone: zone)
        draft.evidence.append(contentsOf: counted.records.prefix(Composer.evidenceListed).map(text.evidence))
        if result.count == 0 {
            draft.missing.append(absence(counted, gathered, scope: scope))
        }
    }

    /// How many of the records that were counted are shown one by one.
    static let evidenceListed = 200

    private func groupLines(_ result: CountedResult) -> [String] {
        result.groups.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    }

    private func absence(_ counted: Counted, _ gathered: Gathered, scope: String) -> String {
        if let window = gathered.scope.understanding.window, let span = gathered.scope.dataSpan, !window.overlaps(span)
        {
            return words.noReadings(in: window, span: span)
        }
        return words.noRecords(of: counted.kinds, scope: scope)
    }

    // MARK: What happened

    private func tell(_ story: Story, _ understanding: Understanding, into draft: inout Draft) {
        let text = EvidenceText(zone: zone)
        let incident = story.incident
        let evidence = text.evidence(incident, dataClass: story.dataClass, withOnset: tellsOnset)
        var told = incident
        if !tellsOnset { told.onset = nil }
        draft.say(words.incident(incident), [evidence])
        if incident.kind == .instrument {
            draft.say(words.instrumentOnly(incident), [evidence])
        }
        if let first = words.firstOut(told) { draft.say(first, [evidence]) }
        let related = Dictionary(
            story.related.map { ("\($0.kind.rawValue):\($0.id)", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        // Only what the evidence tells as well can be held against it.
        let lines = incident.timeline.prefix(EvidenceText.timelineListed).filter {
            $0.record.flatMap { related[$0] } == nil
        }
        for entry in TellingLines(incident).chosen(from: lines, limit: 8) {
            draft.say(words.timeline(entry, of: incident), [evidence])
        }
        for record in story.related.prefix(6) {
            draft.say(words.record(record), [text.evidence(record)])
        }
        for (similar, dataClass) in zip(story.similar, story.similarClasses) {
            draft.say(
                words.similar(similar, to: incident),
                [
                    text.evidence(
                        similar.incident,
                        dataClass: dataClass,
                        reasons: similar.reasons,
                        withOnset: tellsOnset
                    )
                ]
            )
        }
    }

    /// One line of an incident, with the evidence for it.
    private func headline(_ story: Story, into draft: inout Draft) {
        draft.say(
            words.incident(story.incident),
            [EvidenceText(zone: zone).evidence(story.incident, dataClass: story.dataClass, withOnset: tellsOnset)]
        )
    }

    private func show(_ trend: TrendSeries, into draft: inout Draft) {
        let text = EvidenceText(zone: zone)
        guard let figures = TrendFigures(trend.series),
            let evidence = text.evidence(trend.series, of: trend.tag, in: trend.window, trip: trend.trip)
        else {
            if trend.isAsked { draft.missing.append(words.noUsableValue(trend.tag, in: trend.window)) }
            return
        }
        let digits = figures.digits
        if trend.isAsked {
            func value(_ number: Double) -> String { DecimalText.rounded(number, decimals: digits) }
            if let trip = trend.trip, let at = trend.series.usableValue(at: trip) {
                draft.say(words.valueAtTrip(trend.tag, value(at), trip: trip), [evidence])
            }
            draft.say(words.figures(trend.tag, figures, in: trend.window), [evidence])
            return
        }
        draft.say(
            words.trend(
                trend.tag,
                minimum: DecimalText.rounded(figures.minimum, decimals: digits),
                maximum: DecimalText.rounded(figures.maximum, decimals: digits),
                window: trend.window
            ),
            [evidence]
        )
    }

    // MARK: What was found

    private func find(_ gathered: Gathered, into draft: inout Draft) {
        let text = EvidenceText(zone: zone)
        let told = Set(draft.evidence.map(\.link))
        for record in gathered.found.prefix(8) {
            let evidence = text.evidence(record)
            guard !told.contains(evidence.link) else { continue }
            draft.say(
                record.kind == .passage ? words.passage(record, for: gathered.scope.question) : words.record(record),
                [evidence]
            )
        }
    }

    private func nothing(_ gathered: Gathered, into draft: inout Draft) {
        let understanding = gathered.scope.understanding
        let scope = words.scope(assets: understanding.assets, window: understanding.window, conditions: [])
        if let window = understanding.window {
            guard let span = gathered.scope.dataSpan, window.overlaps(span) else {
                draft.missing.append(words.noReadings(in: window, span: gathered.scope.dataSpan))
                return
            }
        }
        if asksWhatHappened(understanding) {
            draft.missing.append(words.nothingHappened(scope: scope))
        } else {
            draft.missing.append(words.nothingFound())
        }
    }
}
