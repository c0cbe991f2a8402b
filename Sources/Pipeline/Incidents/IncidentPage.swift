import Detection
import Plant
import Storage

/// An incident as one HTML page with its pictures; nothing is loaded from anywhere.
struct IncidentPage: Sendable {
    let shown: ShownIncident
    let alarms: [Timestamp]
    let trends: [String]
    let verdicts: UnitVerdicts?
    let window: TimeWindow

    func html() -> String {
        let words = shown.words
        let incident = shown.incident
        let heading = IncidentHeadings(language: words.language)
        let report = ReportWording(language: words.language)
        let title = words.title(incident)
        var body = [
            "<h1>\(HTMLText.line(title, words.language)) <span class=\"severity \(incident.severity.rawValue)\">"
                + "\(report.severity(incident.severity))</span></h1>",
            "<p class=\"muted\">\(HTMLText.escape(incident.id)), <bdi>\(HTMLText.escape(words.window(incident.window)))</bdi></p>",
        ]
        if incident.kind == .instrument {
            body.append("<p>\(heading.instrumentFault)</p>")
        } else if let first = words.firstOut(incident) {
            body.append("<p>\(HTMLText.line(first, words.language))</p>")
        }
        if shown.asked != incident.id {
            body.append("<p>\(HTMLText.line(heading.formerly(shown.asked), words.language))</p>")
        }
        if incident.assets.count > 1 {
            let names = incident.assets.map(\.rawValue).joined(separator: ", ")
            body.append("<p>\(heading.equipment): <bdi>\(HTMLText.escape(names))</bdi></p>")
        }
        if let corrections = incident.corrections {
            let wording = CorrectionWording(language: words.language, words: words)
            let items = corrections.map { correction in
                "<li dir=\"auto\">"
                    + wording.lines(correction).map { HTMLText.line($0, words.language) }.joined(separator: "<br>")
                    + "</li>"
            }
            body.append("<h2>\(wording.heading)</h2><ul>\(items.joined())</ul>")
        }
        if !shown.mechanisms.isEmpty {
            let wording = MechanismWording(words: words)
            body.append("<h2>\(wording.heading)</h2>")
            for story in shown.mechanisms {
                let items = wording.lines(story).map { "<li dir=\"auto\">\(HTMLText.line($0, words.language))</li>" }
                body.append(
                    "<p><b>\(HTMLText.line(wording.title(story), words.language))</b></p><ul>\(items.joined())</ul>"
                )
            }
        }
        body += pictures(heading, words)
        body.append("<h2>\(heading.timeline)</h2>")
        let lines = incident.timeline.map {
            "<li dir=\"auto\">\(HTMLText.line(words.timeline($0, of: incident), words.language))</li>"
        }
        body.append("<ul>\(lines.joined(separator: "\n"))</ul>")
        if !shown.similar.isEmpty {
            let items = shown.similar.map {
                "<li>\(HTMLText.line(words.similar($0, to: incident), words.language))</li>"
            }
            body.append("<h2>\(heading.similar)</h2><ul>\(items.joined())</ul>")
        }
        return HTMLText.page(title: title, language: words.language, body: body.joined(separator: "\n"))
    }

    private func pictures(_ heading: IncidentHeadings, _ words: Wording) -> [String] {
        var parts = ["<h2>\(heading.findings)</h2>"]
        parts.append(
            TimelinePicture(
                incident: shown.incident,
                window: window,
                zone: shown.zone,
                title: heading.findings,
                words: words
            ).svg()
        )
        if parts.last?.isEmpty == false { parts.append(PictureLegend(language: words.language).html()) }
        parts.append(
            AlarmRatePicture(activations: alarms, window: window, zone: shown.zone, title: heading.alarmRate).svg()
        )
        if !trends.isEmpty { parts.append("<h2>\(heading.trends)</h2>") }
        parts += trends
        if let verdicts {
            let picture = ModelPicture(
                verdicts: verdicts,
                zone: shown.zone,
                title: heading.statistic,
                contributions: heading.contributions,
                limit: heading.limit,
                words: words
            )
            parts.append("<h2>\(heading.model)</h2>")
            let basis = heading.basis(tags: verdicts.tags, words.window(verdicts.learntFrom))
            parts.append("<p class=\"muted\">\(HTMLText.line(basis, words.language))</p>")
            parts.append(picture.statistic())
            parts.append(picture.bars())
        }
        return parts.filter { !$0.isEmpty }
    }
}

extension Workspace {
    /// Writes an incident's page with its pictures.
    package func saveIncidentPage(_ shown: ShownIncident, to path: String) async throws {
        try LocalFile.write(try await incidentPage(shown).html(), to: path)
    }

    func incidentPage(_ shown: ShownIncident) async throws -> IncidentPage {
        let incident = shown.incident
        let window = incident.window.widened(bySeconds: max(3_600, Int64(incident.window.seconds / 3)))
        let tree = AssetTree(try await store.assets())
        let tags = shown.words.tags
        let alarms = try await store.records(RecordQuery(kinds: [.alarm], window: window), limit: nil)
            .compactMap { Alarm($0) }
            .filter { $0.transition == .activation }.map(\.time)
        var names: [TagName] = incident.firstOut.map { [$0] } ?? []
        for name in incident.findings.compactMap(\.tag) where !names.contains(name) { names.append(name) }
        let marks = incident.timeline.filter { $0.record != nil }.prefix(24).map { entry in
            TrendPicture.Mark(entry, text: shown.words.timeline(entry, of: incident))
        }
        var trends: [String] = []
        for name in names.prefix(8) {
            guard let tag = tags[name] else { continue }
            let points = try await store.trend(of: name, in: window, stretches: 320)
            var picture = TrendPicture(tag, points: points, window: window, marks: Array(marks), zone: zone)
            picture.title = shown.words.shortName(name)
            picture.span = incident.window
            let svg = picture.svg()
            if !svg.isEmpty { trends.append(svg) }
        }
        let model = UnitModel(store: store, tree: tree, tags: tags)
        let others = try await store.incidents(overlapping: nil, assets: [])
        return IncidentPage(
            shown: shown,
            alarms: alarms,
            trends: trends,
            verdicts: try await model.verdicts(on: incident, in: window, others: others),
            window: window
        )
    }

    private var zone: SiteTimeZone { configuration.zone }
}

extension TrendPicture.Mark {
    /// A line of a timeline that a record stands behind.
    init(_ entry: TimelineEntry, text: String) {
        let kind: Kind =
            entry.record?.hasPrefix("work_order") == true
            ? .workOrder : entry.record?.hasPrefix("note") == true ? .note : .alarm
        self.init(time: entry.time, kind: kind, text: text)
    }
}
