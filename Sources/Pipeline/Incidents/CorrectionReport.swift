import Plant

/// What people corrected, for people and programs.
package struct CorrectionReport: Sendable {
    private struct Output: Encodable {
        let schema = "telltale.incident-corrections/1"
        var corrections: [IncidentCorrection]
        /// As they are now; only after a correction.
        var incidents: [Incident]?
    }

    let corrections: [IncidentCorrection]
    let incidents: [Incident]
    let zone: SiteTimeZone

    package func json() throws -> String {
        try JSONText.pretty(Output(corrections: corrections, incidents: incidents.isEmpty ? nil : incidents))
    }

    package func text() -> String {
        guard !corrections.isEmpty else { return "Nobody has merged or split an incident." }
        let words = Wording(language: .english, zone: zone)
        let wording = CorrectionWording(language: .english, words: words)
        var lines = corrections.flatMap { wording.lines($0) }
        for incident in incidents {
            lines.append("\(incident.id)  [\(incident.severity.rawValue)]  \(words.window(incident.window))")
            lines.append("    \(incident.title)")
        }
        if let correction = corrections.first, corrections.count == 1, !incidents.isEmpty,
            correction.withdrawn == nil
        {
            lines.append("Take it back with: telltale incident undo \(correction.number)")
        }
        return lines.joined(separator: "\n")
    }
}

/// Corrections in a reader's language.
struct CorrectionWording {
    let language: Language
    let words: Wording

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    var heading: String { say("사람이 바로잡음", "Corrected by a person", "صحّحه شخص") }

    func lines(_ correction: IncidentCorrection) -> [String] {
        let ids = correction.incidents.joined(separator: ", ")
        let what =
            switch correction.kind {
            case .merge: say("병합: \(ids)", "merged: \(ids)", "دُمجت: \(ids)")
            case .split:
                say(
                    "분리: \(ids)에서 \(correction.into ?? "")",
                    "split: \(correction.into ?? "") from \(ids)",
                    "فُصلت: \(correction.into ?? "") عن \(ids)"
                )
            }
        var lines = [
            "\(correction.number). \(what) (\(correction.by), \(words.moment(correction.time)))",
            "    \(correction.reason)",
        ]
        if let withdrawn = correction.withdrawn {
            let reason = withdrawn.reason.isEmpty ? "" : ": " + withdrawn.reason
            let what = say("취소함", "taken back", "أُلغي")
            lines.append("    \(what) (\(withdrawn.by), \(words.moment(withdrawn.time)))\(reason)")
        }
        return lines
    }
}
