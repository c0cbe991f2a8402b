import Detection
import Plant

/// Incidents as a list, in the workspace's language.
package struct IncidentListing: Sendable {
    let incidents: [Incident]
    let words: Wording

    package func json() throws -> String { try JSONText.pretty(incidents) }

    package func text() -> String {
        let heading = IncidentHeadings(language: words.language)
        guard !incidents.isEmpty else { return heading.none }
        return incidents.map { incident in
            "\(incident.id)  [\(heading.weight(incident))]  \(words.window(incident.window))\n"
                + "    \(words.title(incident))"
        }.joined(separator: "\n")
    }
}

/// One incident with its trends and earlier ones like it, in the workspace's language.
package struct ShownIncident: Sendable {
    let incident: Incident
    let similar: [SimilarIncidents.Match]
    let trends: [TrendSeries]
    let zone: SiteTimeZone
    let words: Wording

    package func json() throws -> String { try JSONText.pretty(incident) }

    package func text() -> String {
        let heading = IncidentHeadings(language: words.language)
        var lines = [
            words.title(incident), "\(incident.id)  [\(heading.weight(incident))]",
            words.window(incident.window),
        ]
        if incident.kind == .instrument {
            lines.append(heading.instrumentFault)
        } else if let first = words.firstOut(incident) {
            lines.append(first)
        }
        if incident.assets.count > 1 {
            lines.append("\(heading.equipment): " + incident.assets.map(\.rawValue).joined(separator: ", "))
        }
        lines.append(contentsOf: ["", heading.timeline])
        lines.append(contentsOf: incident.timeline.map { "  " + words.timeline($0, of: incident) })
        if !trends.isEmpty {
            lines.append(contentsOf: ["", heading.trends])
            lines.append(contentsOf: trends.map { TrendStrip($0, zone: zone).text() })
        }
        if !similar.isEmpty {
            lines.append(contentsOf: ["", heading.similar])
            for match in similar {
                lines.append("  \(match.incident.id)  \(words.title(match.incident))")
                lines.append("      " + words.reasons(match, of: incident))
            }
        }
        return lines.joined(separator: "\n")
    }
}

/// Headings of an incident's page, per language.
private struct IncidentHeadings {
    let language: Language

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    /// `high, process`
    func weight(_ incident: Incident) -> String {
        let kind =
            switch incident.kind {
            case .process: say("공정", "process", "عملية")
            case .instrument: say("계기", "instrument", "جهاز قياس")
            case .alarms: say("알람", "alarms", "إنذارات")
            }
        return ReportWording(language: language).severity(incident.severity) + say(", ", ", ", "، ") + kind
    }

    var none: String { say("사건 없음.", "No incidents.", "لا توجد حوادث.") }
    var equipment: String { say("관련 설비", "Equipment", "المعدات") }
    var timeline: String { say("경과", "Timeline", "التسلسل الزمني") }
    var trends: String { say("추세", "Trends", "الاتجاهات") }
    var similar: String { say("전에 있었던 비슷한 일", "Seen before", "حدث من قبل") }
    var instrumentFault: String {
        say("계기 이상이며 공정 이상이 아닙니다.", "An instrument fault, not a process upset.", "عطل جهاز قياس وليس خللاً في العملية.")
    }
}
