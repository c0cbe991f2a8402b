import Plant

/// A night's report as one HTML page, pictures included.
struct NightlyPage {
    let report: NightlyReport
    let zone: SiteTimeZone
    private let say: ReportWording
    private let words: Wording

    init(_ report: NightlyReport, zone: SiteTimeZone) {
        self.report = report
        self.zone = zone
        say = ReportWording(language: report.language)
        words = Wording(language: report.language, zone: zone)
    }

    func html() -> String {
        let title = say.title(report.site, report.date)
        var body = ["<h1>\(HTMLText.line(title, report.language))</h1>"]
        body.append(
            "<p class=\"muted\">\(HTMLText.line(say.window(words.window(report.window), zone: report.zone), report.language))</p>"
        )
        body.append("<h2>\(say.atAGlance)</h2>")
        if report.isQuiet { body.append("<p>\(report.isBlank ? say.nothingTaken : say.quiet)</p>") }
        body.append(
            "<table><tr><th>\(say.unit)</th><th>\(say.incidents)</th><th>\(say.activations)</th><th>\(say.opened)</th></tr>"
        )
        for unit in report.units {
            let worst = unit.incidents.map(\.incident.severity).max().map { " " + badge($0) } ?? ""
            body.append(
                "<tr><td><a href=\"#\(anchor(unit))\">\(HTMLText.escape(unit.unit.rawValue + " " + unit.name))</a></td>"
                    + "<td>\(unit.incidents.count)\(worst)</td><td>\(unit.alarms.activations)</td><td>\(unit.opened.count)</td></tr>"
            )
        }
        body.append("</table>")
        for unit in report.units { body.append(contentsOf: section(unit)) }
        return HTMLText.page(title: title, language: report.language, body: body.joined(separator: "\n"))
    }

    private func section(_ unit: UnitDay) -> [String] {
        var parts = ["<h2 id=\"\(anchor(unit))\">\(HTMLText.escape(unit.unit.rawValue + " " + unit.name))</h2>"]
        if unit.incidents.isEmpty { parts.append("<p>\(unit.isBlank ? say.nothingTaken : say.quiet)</p>") }
        if unit.incidents.contains(where: { !$0.pictures.isEmpty }) {
            parts.append(PictureLegend(language: report.language).html())
        }
        for section in unit.incidents { parts.append(contentsOf: incident(section)) }
        if unit.summary.isEmpty {
            let reasons = ([say.withoutModel] + unit.made.degraded).joined(separator: " ")
            parts.append("<p class=\"muted\">\(HTMLText.escape(reasons))</p>")
        } else {
            parts.append("<h3>\(say.summary)</h3>")
            parts.append(StatementList(unit.summary, anchorPrefix: anchor(unit)).html())
        }
        parts.append("<h3>\(say.alarms)</h3>")
        let average = DecimalText.rounded(unit.alarms.averagePerTenMinutes, decimals: 2)
        parts.append(
            "<p>\(say.activations): \(unit.alarms.activations). "
                + HTMLText.line(say.rate(average: average, peak: unit.alarms.peakPerTenMinutes), report.language)
                + "</p>"
        )
        parts.append(unit.alarms.strip)
        parts.append(list(say.floods, unit.alarms.floods))
        parts.append(list(say.chattering, unit.alarms.chattering))
        parts.append(list(say.mostFrequent, unit.alarms.mostFrequent))
        parts.append(list(say.standing, unit.alarms.standing))
        if !(unit.opened.isEmpty && unit.closed.isEmpty && unit.repeats.isEmpty) {
            parts.append("<h3>\(say.maintenance)</h3>")
            parts.append(list(say.opened, unit.opened))
            parts.append(list(say.closed, unit.closed))
            parts.append(list(say.repeats, unit.repeats))
        }
        if !unit.notes.isEmpty { parts.append("<h3>\(say.notes)</h3>" + items(unit.notes)) }
        parts.append("<h3>\(say.coverage)</h3><p>\(HTMLText.line(say.coverage(unit.coverage), report.language))</p>")
        if !unit.coverage.gaps.isEmpty { parts.append(items(unit.coverage.gaps)) }
        if !unit.evidence.isEmpty {
            parts.append("<h3>\(say.evidence)</h3>")
            parts.append(EvidenceList(unit.evidence, anchorPrefix: anchor(unit)).html())
        }
        return parts.filter { !$0.isEmpty }
    }

    private func incident(_ section: UnitDay.IncidentSection) -> [String] {
        let incident = section.incident
        var parts = ["<h3>\(HTMLText.line(section.title, report.language)) \(badge(incident.severity))</h3>"]
        parts.append(
            "<p class=\"muted\">\(HTMLText.escape(incident.id)), <bdi>\(HTMLText.escape(words.window(incident.window)))</bdi></p>"
        )
        if incident.kind == .instrument { parts.append("<p>\(say.instrumentFault)</p>") }
        if let first = section.firstOut { parts.append("<p>\(HTMLText.line(first, report.language))</p>") }
        if !section.corrections.isEmpty {
            let heading = CorrectionWording(language: report.language, words: words).heading
            parts.append("<p><b>\(heading)</b></p>" + items(section.corrections))
        }
        if !section.mechanisms.isEmpty {
            parts.append("<p><b>\(MechanismWording(words: words).heading)</b></p>")
            for mechanism in section.mechanisms {
                parts.append("<p>\(HTMLText.line(mechanism.title, report.language))</p>" + items(mechanism.lines))
            }
        }
        parts.append(contentsOf: section.pictures)
        parts.append("<p><b>\(say.timeline)</b></p>" + items(section.timeline))
        if !section.similar.isEmpty { parts.append("<p><b>\(say.similar)</b></p>" + items(section.similar)) }
        return parts
    }

    private func badge(_ severity: Severity) -> String {
        "<span class=\"severity \(severity.rawValue)\">\(say.severity(severity))</span>"
    }

    private func anchor(_ unit: UnitDay) -> String {
        "unit-" + HTMLText.escape(unit.unit.rawValue.filter { !$0.isWhitespace })
    }

    private func list(_ name: String, _ entries: [String]) -> String {
        entries.isEmpty ? "" : "<p><b>\(name)</b></p>" + items(entries)
    }

    private func items(_ entries: [String]) -> String {
        "<ul>" + entries.map { "<li dir=\"auto\">\(HTMLText.line($0, report.language))</li>" }.joined() + "</ul>"
    }
}
