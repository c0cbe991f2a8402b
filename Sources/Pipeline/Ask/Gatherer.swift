import Detection
import Plant
import Retrieval

/// Looks up, in the store and the index, everything an answer may rest on.
struct Gatherer: Sendable {
    let reader: GuardedReader
    let finder: TextFinder
    let site: Site
    let zone: SiteTimeZone

    // MARK: Scope

    func scope(_ question: String, _ understanding: Understanding, asOf: Timestamp) -> Scope {
        var assets: [AssetID] = []
        for asset in understanding.assets {
            for below in site.tree.subtree(of: asset) where !assets.contains(below) { assets.append(below) }
        }
        return Scope(question: question, asOf: asOf, understanding: understanding, assets: assets, dataSpan: site.span)
    }

    // MARK: Counts and lists

    func counted(_ scope: Scope) async throws -> Counted? {
        let understanding = scope.understanding
        guard scope.isAnswerable else { return nil }
        let asksForRecords =
            !understanding.kinds.isEmpty || !understanding.fields.isEmpty || !understanding.records.isEmpty
        switch understanding.intent {
        case .count, .list, .distribution: break
        case .compare, .summary, .status, .history, .find:
            guard understanding.grouping != nil, asksForRecords else { return nil }
        default: return nil
        }
        guard asksForRecords || understanding.grouping != nil || !scope.assets.isEmpty || understanding.window != nil
        else { return nil }
        let kinds = understanding.kinds.isEmpty ? site.countableKinds : understanding.kinds
        var query = RecordQuery(
            kinds: kinds,
            assets: scope.assets,
            window: understanding.window,
            fields: understanding.fields
        )
        query.ids = understanding.records
        var records = try await reader.records(query, limit: nil)
        if understanding.windows.count > 1 {
            records = records.filter { record in
                record.time.map { time in understanding.windows.contains { $0.contains(time) } } ?? false
            }
        }
        let counting = Counting(zone: zone, knownGroups: site.values[RecordField.group] ?? [])
        let arranged = arranged(records, understanding)
        let result = counting.result(
            of: understanding.limit == nil || understanding.grouping != nil ? records : arranged,
            grouping: understanding.grouping,
            wanted: understanding.fields[RecordField.group] ?? []
        )
        return Counted(result: result, records: arranged, kinds: kinds)
    }

    /// Newest first or the first few, where the question asks for that.
    private func arranged(_ records: [Record], _ understanding: Understanding) -> [Record] {
        var arranged = records
        if understanding.order == .newest { arranged.reverse() }
        if let limit = understanding.limit, understanding.grouping == nil { arranged = Array(arranged.prefix(limit)) }
        return arranged
    }

    // MARK: Incidents

    func stories(_ scope: Scope) async throws -> [Story] {
        let understanding = scope.understanding
        // "How did it change in these weeks?" asks what happened; "how is it done?" names no period.
        let asks: [Understanding.Intent] = [.why, .status, .summary, .history, .compare, .find]
        guard scope.isAnswerable,
            asks.contains(understanding.intent) || (understanding.intent == .how && understanding.window != nil),
            !understanding.kinds.contains(.passage)
        else { return [] }
        guard !scope.assets.isEmpty || understanding.window != nil || understanding.intent != .find else { return [] }
        let related = scope.assets + scope.understanding.tags.compactMap { site.tags[$0]?.asset }
        var incidents = try await reader.incidents(overlapping: understanding.window, assets: related)
            .filter { $0.kind != .alarms || understanding.window != nil }
        incidents.sort { ($1.severity, $1.window.from, $0.id) < ($0.severity, $0.window.from, $1.id) }
        if understanding.window == nil {
            incidents.sort { ($1.window.from, $0.id) < ($0.window.from, $1.id) }
            if scope.assets.isEmpty { incidents = Gatherer.spokenOf(incidents, understanding.terms) }
            incidents = Array(incidents.prefix(understanding.intent == .history ? 3 : 1))
        }
        guard !incidents.isEmpty else { return [] }
        let all = try await reader.incidents(overlapping: nil, assets: [])
        var stories: [Story] = []
        for incident in incidents.prefix(3) {
            stories.append(try await story(incident, among: all))
        }
        return stories
    }

    /// Those that say the most of a question's words, where they say two or more; else all.
    static func spokenOf(_ incidents: [Incident], _ terms: [String]) -> [Incident] {
        let words = Set(terms.map { $0.lowercased() }.filter { $0.utf8.count > 2 })
        guard words.count > 1 else { return incidents }
        let counts = incidents.map { incident in
            let text = ([incident.title] + incident.findings.map(\.message)).joined(separator: "\n").lowercased()
            return words.count { text.contains($0) }
        }
        guard let most = counts.max(), most > 1 else { return incidents }
        return zip(incidents, counts).filter { $0.1 == most }.map(\.0)
    }

    func story(_ incident: Incident, among all: [Incident]) async throws -> Story {
        let related = try await reader.related(to: incident)
        let similar = SimilarIncidents(assets: site.tree)
            .matches(for: incident, among: all.filter { $0.window.to <= incident.window.from })
        var story = Story(incident: incident, related: related, similar: similar)
        story.dataClass = reader.rules.dataClass(of: incident, related: related)
        for match in similar.prefix(Story.similarTold) {
            story.similarClasses.append(try await reader.dataClass(of: match.incident))
        }
        return story
    }

    // MARK: Text

    func found(_ scope: Scope) async throws -> FoundForQuestion {
        let understanding = scope.understanding
        guard scope.isAnswerable else { return FoundForQuestion() }
        switch understanding.intent {
        case .count, .distribution: return FoundForQuestion()
        case .list where !understanding.kinds.isEmpty: return FoundForQuestion()
        default: break
        }
        // What was written of the equipment, at the time asked about or, for precedents, at any time.
        let anyTime = understanding.window == nil || [.history, .how].contains(understanding.intent)
        let text = scope.question
        let meaning = try await finder.meaning(of: text)
        var found = FoundForQuestion(notes: meaning.notes)
        // Where nothing but the words says what is asked for, the nearest text is no answer: it has to share some.
        let isAboutWords = scope.assets.isEmpty && understanding.tags.isEmpty && understanding.window == nil
        func isWanted(_ text: FoundText) -> Bool { !isAboutWords || FunctionWords.holdsMore(text.hit.matched) }
        var items = try await finder.records(
            for: text,
            meaning,
            filter: SearchFilter(
                kinds: understanding.kinds.isEmpty ? [.workOrder, .note, .event] : understanding.kinds,
                assets: scope.assets,
                window: anyTime && understanding.kinds.isEmpty ? nil : understanding.window
            ),
            limit: 8,
            isWanted: isWanted,
            notes: &found.notes
        )
        if understanding.kinds.isEmpty || understanding.kinds.contains(.passage) {
            let headings = PassageSubjects(site.tree, asked: scope.understanding.assets)
            let passages = try await finder.records(
                for: text,
                meaning,
                filter: SearchFilter(kinds: [.passage]),
                limit: 8,
                isWanted: isWanted,
                notes: &found.notes
            ).filter { !headings.isOfOther($0.record) }
            let own =
                passages.filter { headings.isOfAsked($0.record) } + passages.filter { !headings.isOfAsked($0.record) }
            if understanding.intent == .how {
                items.insert(contentsOf: own.prefix(4), at: 0)
            } else {
                items += own.prefix(4)
            }
        }
        for item in items
        where !found.records.contains(where: { $0.kind == item.record.kind && $0.id == item.record.id }) {
            found.records.append(item.record)
        }
        return found
    }

    // MARK: Trends

    func trends(_ scope: Scope, _ stories: [Story]) async throws -> [TrendSeries] {
        guard scope.isAnswerable else { return [] }
        var trends: [TrendSeries] = []
        for name in scope.understanding.tags.prefix(6) {
            if let trend = try await asked(name, scope, stories) { trends.append(trend) }
        }
        var wanted: [(TagName, TimeWindow)] = []
        for story in stories.prefix(2) {
            let window = widened(story.incident)
            var tags: [TagName] = story.incident.firstOut.map { [$0] } ?? []
            for tag in story.incident.findings.compactMap(\.tag) where !tags.contains(tag) { tags.append(tag) }
            for tag in tags.prefix(3) { wanted.append((tag, window)) }
        }
        for (name, window) in wanted.prefix(max(0, 6 - trends.count)) {
            guard let tag = site.tags[name], !trends.contains(where: { $0.tag.name == name && $0.window == window })
            else { continue }
            let series = try await reader.readings(of: name, in: window)
            if !series.isEmpty { trends.append(TrendSeries(tag: tag, window: window, series: series)) }
        }
        return trends
    }

    /// A tag that the question means: in its period, around the trip it speaks of, or on its last day.
    private func asked(_ name: TagName, _ scope: Scope, _ stories: [Story]) async throws -> TrendSeries? {
        guard let tag = site.tags[name] else { return nil }
        let tripped = stories.compactMap { story in
            story.incident.findings.first { $0.kind == .trip }.map { (story.incident, $0.window.from) }
        }.first
        let window: TimeWindow
        if let given = scope.understanding.window {
            window = given
        } else if let tripped, Gatherer.speaksOfTrip(scope.question) {
            window = widened(tripped.0)
        } else if let span = try await reader.span(of: name) {
            // The day up to now or, where nothing is that new, to the last reading; in whole minutes.
            let minute: Int64 = 60_000_000_000
            let end = (min(span.to, max(scope.asOf, span.from)).nanoseconds / minute + 1) * minute
            window = TimeWindow(
                from: Timestamp(nanoseconds: end - 1_440 * minute),
                to: Timestamp(nanoseconds: end)
            )
        } else {
            return nil
        }
        let series = try await reader.readings(of: name, in: window)
        guard !series.isEmpty else { return nil }
        let trip = tripped.map(\.1).flatMap { window.contains($0) ? $0 : nil }
        return TrendSeries(tag: tag, window: window, series: series, isAsked: true, trip: trip)
    }

    private static func speaksOfTrip(_ question: String) -> Bool {
        let words = question.lowercased()
        return ["trip", "shutdown", "트립", "정지", "توقف", "فصل"].contains { words.contains($0) }
    }

    private func widened(_ incident: Incident) -> TimeWindow {
        incident.window.widened(bySeconds: max(1_800, Int64(incident.window.seconds / 4)))
    }
}
