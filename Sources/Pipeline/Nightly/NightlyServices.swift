import Detection
import Generation
import Plant
import Retrieval
import Storage
import TaskGraph
import Verification

/// Makes one unit's day from the store; a model, where there is one, adds a summary that is checked.
struct NightlyServices: Sendable {
    let store: GuardedReader
    let site: Site
    let zone: SiteTimeZone
    let language: Language
    let settings: AnswerSettings
    let prompts: PromptLibrary
    /// How equipment fails, built in and the site's own.
    let equipment: EquipmentKnowledge
    /// A hash of the site's own equipment file; empty where there is none.
    var equipmentFile = ""
    let model: (any LanguageModel)?
    /// Where answers come from, when it is not an endpoint.
    var source = ""

    /// Part of the journal's fingerprint: another language, zone, equipment file or prompt, or no model, makes another
    /// section.
    var version: String {
        let made = "4 \(language.rawValue) \(zone.identifier) \(equipmentFile) "
        return made + (model == nil ? "without model" : (prompts["nightly-unit"]?.hash ?? "") + source)
    }

    func unitDay(_ task: UnitTask, _ context: StageContext) async throws -> UnitDay {
        let assets = site.tree.subtree(of: task.unit)
        let words = Wording(language: language, zone: zone, tags: site.tags)
        let incidents = try await store.incidents(overlapping: task.window, assets: assets)
        let all = try await store.incidents(overlapping: nil, assets: [])
        var sections: [UnitDay.IncidentSection] = []
        for incident in incidents { sections.append(try await section(incident, all, words)) }
        let orders = try await store.records(
            RecordQuery(kinds: [.workOrder], assets: assets, window: task.window),
            limit: nil
        )
        let ended = try await closed(task.window, assets)
        let notes = try await store.records(RecordQuery(kinds: [.note], window: task.window), limit: nil)
            .filter { note in note.asset.map(assets.contains) ?? mentions(note, assets) }
        var day = UnitDay(
            unit: task.unit,
            name: site.tree[task.unit]?.name ?? "",
            window: task.window,
            coverage: try await coverage(assets, task.window, words),
            incidents: sections,
            alarms: try await alarms(assets, task.window, words),
            opened: orders.map(words.record),
            closed: ended.map(words.record),
            repeats: try await repeats(orders, words),
            notes: notes.prefix(12).map(words.record),
            summary: [],
            evidence: [],
            made: Making()
        )
        try await summarise(&day, incidents, orders + notes, task, context)
        return day
    }

    // MARK: Sections

    private func section(
        _ incident: Incident,
        _ all: [Incident],
        _ words: Wording
    ) async throws -> UnitDay.IncidentSection {
        let similar = SimilarIncidents(assets: site.tree)
            .matches(for: incident, among: all.filter { $0.window.to <= incident.window.from })
        let window = incident.window.widened(bySeconds: max(3_600, Int64(incident.window.seconds / 3)))
        var names: [TagName] = incident.firstOut.map { [$0] } ?? []
        for name in incident.findings.compactMap(\.tag) where !names.contains(name) { names.append(name) }
        let marks = incident.timeline.filter { $0.record != nil }.prefix(12).map { entry in
            TrendPicture.Mark(entry, text: words.timeline(entry, of: incident))
        }
        var pictures = [
            TimelinePicture(
                incident: incident,
                window: window,
                zone: zone,
                title: IncidentHeadings(language: language).findings,
                words: words
            ).svg()
        ].filter { !$0.isEmpty }
        for name in names.prefix(4) {
            guard let tag = site.tags[name] else { continue }
            let points = try await store.trend(of: name, in: window, stretches: 320)
            var picture = TrendPicture(tag, points: points, window: window, marks: Array(marks), zone: zone)
            picture.title = words.shortName(name)
            picture.span = incident.window
            let svg = picture.svg()
            if !svg.isEmpty { pictures.append(svg) }
        }
        let search = MechanismSearch(knowledge: equipment, assets: site.tree, tags: site.tags)
        let told = MechanismWording(words: words)
        let mechanisms = try await MechanismGatherer(store: store, search: search).stories(of: incident)
        return UnitDay.IncidentSection(
            incident: incident,
            title: words.title(incident),
            firstOut: words.firstOut(incident),
            timeline: incident.timeline.prefix(25).map { words.timeline($0, of: incident) },
            similar: similar.map { words.similar($0, to: incident) },
            corrections: (incident.corrections ?? []).flatMap {
                CorrectionWording(language: language, words: words).lines($0)
            },
            mechanisms: mechanisms.map { UnitDay.Mechanism(title: told.title($0), lines: told.lines($0)) },
            pictures: pictures
        )
    }

    private func coverage(
        _ assets: [AssetID],
        _ window: TimeWindow,
        _ words: Wording
    ) async throws -> UnitDay.Coverage {
        var coverage = UnitDay.Coverage(tags: 0, tagsWithReadings: 0, goodReadings: 0, gaps: [])
        for tag in site.tags.values.sorted(by: { $0.name < $1.name }) where tag.asset.map(assets.contains) ?? false {
            coverage.tags += 1
            // Ten-minute stretches tell a gap that a reader would care for.
            let points = try await store.trend(of: tag.name, in: window, stretches: max(1, Int(window.seconds / 600)))
            let good = points.reduce(0) { $0 + $1.count }
            coverage.goodReadings += good
            guard good > 0 else { continue }
            coverage.tagsWithReadings += 1
            var start: Timestamp?
            for point in points + [
                TrendPoint(
                    window: TimeWindow(from: window.to, to: window.to),
                    minimum: nil,
                    maximum: nil,
                    mean: nil,
                    count: 1,
                    unusable: 0
                )
            ] {
                if point.count == 0 {
                    start = start ?? point.window.from
                } else if let from = start {
                    if point.window.from.seconds(since: from) >= 1_800 {
                        let gap = TimeWindow(from: from, to: point.window.from)
                        coverage.gaps.append("\(tag.name.rawValue): \(words.window(gap))")
                    }
                    start = nil
                }
            }
        }
        return coverage
    }

    private func alarms(_ assets: [AssetID], _ window: TimeWindow, _ words: Wording) async throws
        -> UnitDay.AlarmSection
    {
        let before = TimeWindow(from: window.from.adding(seconds: -7 * 86_400), to: window.to)
        let alarms = try await store.records(RecordQuery(kinds: [.alarm], assets: assets, window: before), limit: nil)
            .compactMap { Alarm($0) }
        let analysis = AlarmAnalysis(alarms, in: window)
        func listed(_ counts: [AlarmAnalysis.Count]) -> [String] {
            counts.prefix(10).map { "\($0.tag.rawValue) \($0.condition): \($0.count)" }
        }
        return UnitDay.AlarmSection(
            activations: analysis.activations,
            averagePerTenMinutes: analysis.averagePerTenMinutes,
            peakPerTenMinutes: analysis.peakPerTenMinutes,
            floods: analysis.floods.map { flood in
                "\(words.window(flood.window)): " + words.flood(flood.activations, peak: flood.peak)
            },
            chattering: listed(analysis.chattering),
            mostFrequent: listed(analysis.mostFrequent),
            standing: analysis.standing.prefix(10).map { "\($0.tag.rawValue) \($0.condition)" },
            strip: AlarmRatePicture(
                activations: alarms.filter { $0.transition == .activation }.map(\.time),
                window: window,
                zone: zone,
                title: IncidentHeadings(language: language).alarmRate
            ).svg()
        )
    }

    private func closed(_ window: TimeWindow, _ assets: [AssetID]) async throws -> [Record] {
        let earlier = TimeWindow(from: window.from.adding(seconds: -90 * 86_400), to: window.to)
        return try await store.records(RecordQuery(kinds: [.workOrder], assets: assets, window: earlier), limit: nil)
            .filter { $0.end.map(window.contains) ?? false }
    }

    /// Work orders whose equipment had one with the same code within a year.
    private func repeats(_ orders: [Record], _ words: Wording) async throws -> [String] {
        var found: [String] = []
        for order in orders {
            guard let asset = order.asset, let time = order.time, let code = order.fields[RecordField.code],
                order.fields[RecordField.maintenance] != "preventive"
            else { continue }
            let year = TimeWindow(from: time.adding(seconds: -365 * 86_400), to: time)
            let earlier = try await store.records(
                RecordQuery(kinds: [.workOrder], assets: [asset], window: year, fields: [RecordField.code: [code]]),
                limit: nil
            )
            if let last = earlier.last, let before = last.time {
                let days = Int(time.seconds(since: before) / 86_400)
                found.append("\(asset.rawValue) \(code): \(order.id) ← \(last.id), \(words.days(days))")
            }
        }
        return found
    }

    private func mentions(_ note: Record, _ assets: [AssetID]) -> Bool {
        let text = note.title + " " + note.text
        return assets.contains { $0.rawValue.utf8.count >= 4 && text.contains($0.rawValue) }
    }

    // MARK: Summary

    private func summarise(
        _ day: inout UnitDay,
        _ incidents: [Incident],
        _ records: [Record],
        _ task: UnitTask,
        _ context: StageContext
    ) async throws {
        guard let model, !incidents.isEmpty || !records.isEmpty else { return }
        let text = EvidenceText(zone: zone)
        var told: [Evidence] = []
        for incident in incidents {
            told.append(text.evidence(incident, dataClass: try await store.dataClass(of: incident)))
        }
        let candidates = (told + records.map(text.evidence)).enumerated()
            .map { EvidenceCandidate(evidence: $1, relevance: 1 / Double($0 + 1)) }
        let evidence = EvidencePacker(tokenBudget: settings.evidenceTokens).pack(candidates)
        let request = try ModelPrompt(prompts: prompts, zone: zone, settings: settings)
            .unitDay(task.unit, day: task.date, language: language, evidence: evidence)
        do {
            let reply = try await model.reply(to: request, onText: nil)
            let context = VerificationContext(
                zone: zone,
                assets: site.vocabulary.assets,
                tags: site.vocabulary.tags,
                asOf: task.window.to
            )
            day.summary = Verifier(context: context).check(
                ReplyReader().read(reply.text).statements,
                against: evidence,
                question: "",
                language: language
            )
            day.evidence = evidence
            day.made = Making(
                model: reply.model,
                endpoint: reply.endpoint,
                prompt: request.promptName,
                promptVersion: request.promptVersion,
                promptHash: request.promptHash,
                inputTokens: reply.inputTokens,
                outputTokens: reply.outputTokens,
                degraded: reply.degraded
            )
        } catch let error as ModelError where error.code != .replayMiss {
            context.degrade("no model answered: \(error)")
            day.made.degraded = ["no model answered: \(error)"]
        }
    }
}
