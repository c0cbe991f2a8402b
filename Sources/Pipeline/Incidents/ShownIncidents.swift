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
    /// The id that was asked for, which may be one that it had before.
    let asked: String
    let similar: [SimilarIncidents.Match]
    /// How its equipment may have failed, with what speaks for it.
    let mechanisms: [MechanismStory]
    let trends: [TrendSeries]
    let zone: SiteTimeZone
    let words: Wording

    package func json() throws -> String { try JSONText.pretty(IncidentJSON(self)) }

    /// The findings, numbered from 1.
    package func findingsText() -> String {
        incident.findings.enumerated().map { index, finding in
            "\(index + 1)  \(words.moment(finding.window.from))  \(finding.message)"
        }.joined(separator: "\n")
    }

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
        if asked != incident.id { lines.append(heading.formerly(asked)) }
        if let corrections = incident.corrections {
            let wording = CorrectionWording(language: words.language, words: words)
            lines.append(
                contentsOf: ["", wording.heading] + corrections.flatMap { wording.lines($0) }.map { "  " + $0 }
            )
        }
        if !mechanisms.isEmpty {
            let wording = MechanismWording(words: words)
            lines.append(contentsOf: ["", wording.heading])
            for story in mechanisms {
                lines.append("  " + wording.title(story))
                lines.append(contentsOf: wording.lines(story).map { "    - " + $0 })
            }
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
struct IncidentHeadings {
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

    func formerly(_ id: String) -> String {
        say("\(id)로 불리던 사건입니다.", "It was called \(id) before.", "كانت تسمى \(id) من قبل.")
    }

    var none: String { say("사건 없음.", "No incidents.", "لا توجد حوادث.") }
    var equipment: String { say("관련 설비", "Equipment", "المعدات") }
    var timeline: String { say("경과", "Timeline", "التسلسل الزمني") }
    var trends: String { say("추세", "Trends", "الاتجاهات") }
    var findings: String { say("무엇이 언제", "What and when", "ماذا ومتى") }
    var alarmRate: String { say("10분당 알람", "Alarms per 10 minutes", "إنذارات لكل 10 دقائق") }
    var model: String { say("정상 운전 모델과 비교", "Against a model of normal operation", "مقارنة بنموذج التشغيل المعتاد") }
    var statistic: String {
        say("정상에서 벗어난 정도 (한계 = 1)", "Distance from normal operation (limit = 1)", "البعد عن التشغيل المعتاد (الحد = 1)")
    }
    var contributions: String {
        say("벗어남에 기여한 신호", "What made the distance", "ما أسهم في هذا البعد")
    }
    var limit: String { say("한계, 오경보 1 %", "limit, 1 % false alarms", "الحد، إنذارات كاذبة 1 %") }

    func basis(tags: Int, _ window: String) -> String {
        say(
            "신호 \(tags)개의 정상 운전을 \(window) 기간에서 학습함 (다른 사건 제외, 5분 평균).",
            "Learnt from \(tags) tags over \(window), without other incidents, in means of 5 minutes.",
            "مُتعلَّم من \(tags) إشارة خلال \(window)، دون الحوادث الأخرى، بمتوسطات 5 دقائق."
        )
    }

    var similar: String { say("전에 있었던 비슷한 일", "Seen before", "حدث من قبل") }
    var instrumentFault: String {
        say("계기 이상이며 공정 이상이 아닙니다.", "An instrument fault, not a process upset.", "عطل جهاز قياس وليس خللاً في العملية.")
    }
}
