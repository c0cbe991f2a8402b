import Plant

/// A night's report as Markdown.
struct NightlyMarkdown {
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

    func text() -> String {
        var lines = ["# " + plain(say.title(report.site, report.date)), ""]
        lines.append(say.window(words.window(report.window), zone: report.zone))
        lines.append(contentsOf: ["", "## " + say.atAGlance, ""])
        if report.isQuiet { lines.append(contentsOf: [report.isBlank ? say.nothingTaken : say.quiet, ""]) }
        lines.append("| \(say.unit) | \(say.incidents) | \(say.activations) | \(say.opened) |")
        lines.append("|---|---|---|---|")
        for unit in report.units {
            let worst = unit.incidents.map(\.incident.severity).max().map { " (\(say.severity($0)))" } ?? ""
            lines.append(
                "| \(cell(unit.unit.rawValue)) \(cell(unit.name)) | \(unit.incidents.count)\(worst) "
                    + "| \(unit.alarms.activations) | \(unit.opened.count) |"
            )
        }
        for unit in report.units { lines.append(contentsOf: section(unit)) }
        lines.append("")
        return lines.joined(separator: "\n")
    }

    private func section(_ unit: UnitDay) -> [String] {
        var lines = ["", "## \(plain(unit.unit.rawValue)) \(plain(unit.name))", ""]
        if unit.incidents.isEmpty {
            lines.append(unit.isBlank ? say.nothingTaken : say.quiet)
        }
        for section in unit.incidents { lines.append(contentsOf: incident(section)) }
        if !unit.summary.isEmpty {
            lines.append(contentsOf: ["", "### " + say.summary, ""])
            for statement in unit.summary {
                let citations =
                    statement.citations.isEmpty ? "" : " [" + statement.citations.joined(separator: ", ") + "]"
                let text = plain(statement.text) + citations
                lines.append(
                    statement.verdict == .supported
                        ? "- " + text : "- ~~\(text)~~ (\(statement.reasons.joined(separator: "; ")))"
                )
            }
        } else {
            lines.append(contentsOf: ["", "_" + say.withoutModel + "_"])
            lines.append(contentsOf: unit.made.degraded.flatMap { ["", plain($0)] })
        }
        lines.append(contentsOf: ["", "### " + say.alarms, ""])
        lines.append("- \(say.activations): \(unit.alarms.activations)")
        let average = DecimalText.rounded(unit.alarms.averagePerTenMinutes, decimals: 2)
        lines.append("- " + say.rate(average: average, peak: unit.alarms.peakPerTenMinutes))
        list(say.floods, unit.alarms.floods, into: &lines)
        list(say.chattering, unit.alarms.chattering, into: &lines)
        list(say.mostFrequent, unit.alarms.mostFrequent, into: &lines)
        list(say.standing, unit.alarms.standing, into: &lines)
        if !(unit.opened.isEmpty && unit.closed.isEmpty && unit.repeats.isEmpty) {
            lines.append(contentsOf: ["", "### " + say.maintenance, ""])
            list(say.opened, unit.opened, into: &lines)
            list(say.closed, unit.closed, into: &lines)
            list(say.repeats, unit.repeats, into: &lines)
        }
        if !unit.notes.isEmpty {
            lines.append(contentsOf: ["", "### " + say.notes, ""])
            lines.append(contentsOf: unit.notes.map { "- " + plain($0) })
        }
        lines.append(contentsOf: ["", "### " + say.coverage, "", "- " + say.coverage(unit.coverage)])
        lines.append(contentsOf: unit.coverage.gaps.map { "- " + plain($0) })
        if !unit.evidence.isEmpty {
            lines.append(contentsOf: ["", "### " + say.evidence, ""])
            for evidence in unit.evidence {
                lines.append("- \(evidence.id): \(plain(evidence.source))")
            }
        }
        return lines
    }

    private func incident(_ section: UnitDay.IncidentSection) -> [String] {
        let incident = section.incident
        var lines = ["### \(plain(section.title)) (\(say.severity(incident.severity)))", ""]
        lines.append("\(incident.id), \(words.window(incident.window))")
        if incident.kind == .instrument { lines.append(contentsOf: ["", say.instrumentFault]) }
        if let first = section.firstOut { lines.append(contentsOf: ["", plain(first)]) }
        if !section.corrections.isEmpty {
            let heading = CorrectionWording(language: report.language, words: words).heading
            lines.append(contentsOf: ["", "**\(heading)**", ""])
            lines.append(contentsOf: section.corrections.map { "- " + plain($0) })
        }
        if !section.mechanisms.isEmpty {
            lines.append(contentsOf: ["", "**\(MechanismWording(words: words).heading)**", ""])
            for mechanism in section.mechanisms {
                lines.append("- " + plain(mechanism.title))
                lines.append(contentsOf: mechanism.lines.map { "  - " + plain($0) })
            }
        }
        lines.append(contentsOf: ["", "**\(say.timeline)**", ""])
        lines.append(contentsOf: section.timeline.map { "- " + plain($0) })
        if !section.similar.isEmpty {
            lines.append(contentsOf: ["", "**\(say.similar)**", ""])
            lines.append(contentsOf: section.similar.map { "- " + plain($0) })
        }
        lines.append("")
        return lines
    }

    private func list(_ name: String, _ items: [String], into lines: inout [String]) {
        guard !items.isEmpty else { return }
        lines.append("- \(name):")
        lines.append(contentsOf: items.map { "  - " + plain($0) })
    }

    /// A plant's text with everything that Markdown or HTML would act on taken out of force.
    private func plain(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\n", "\r": result += " "
            case "<": result += "&lt;"
            case "[", "]", "*", "`", "|", "\\":
                result += "\\"
                result.unicodeScalars.append(character)
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private func cell(_ text: String) -> String { plain(text) }
}
