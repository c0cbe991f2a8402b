import Detection
import Plant
import Storage

/// How a person splits an incident.
package enum IncidentCut: Sendable {
    /// At this local time: what starts then or later is split off.
    case at(String)
    /// Numbers as `telltale incident ID --findings` shows them, or tags, all of whose findings are meant.
    case findings([String])
}

extension Workspace {
    /// Makes one incident of several; the first id stays.
    package func mergeIncidents(_ ids: [String], reason: String, by: String) async throws -> CorrectionReport {
        var state = try await store.incidentState()
        let corrector = try await IncidentFinder(workspace: self).corrector()
        let shown = corrector.shown(state)
        guard ids.count > 1 else { throw UsageError("name at least two incidents to be merged") }
        let members = try ids.map { try shownIncident($0, in: shown, state) }
        guard Set(members.map(\.id)).count == members.count else {
            throw UsageError("the same incident is named twice; name each once")
        }
        let correction = IncidentCorrection(
            number: (state.corrections.last?.number ?? 0) + 1,
            kind: .merge,
            incidents: members.map(\.id),
            reason: try spoken(reason),
            by: by,
            time: Timestamp.now()
        )
        state.corrections.append(correction)
        return try await keep(state, corrector, correction)
    }

    /// Splits findings off an incident.
    package func splitIncident(
        _ id: String,
        _ cut: IncidentCut,
        reason: String,
        by: String
    ) async throws -> CorrectionReport {
        var state = try await store.incidentState()
        let corrector = try await IncidentFinder(workspace: self).corrector()
        let shown = corrector.shown(state)
        let incident = try shownIncident(id, in: shown, state)
        var correction = IncidentCorrection(
            number: (state.corrections.last?.number ?? 0) + 1,
            kind: .split,
            incidents: [incident.id],
            reason: try spoken(reason),
            by: by,
            time: Timestamp.now()
        )
        switch cut {
        case .at(let text): correction.at = try moment(text, named: "--at")
        case .findings(let names): correction.findings = try marked(names, in: incident)
        }
        guard let parts = IncidentCorrector.parts(of: incident, correction) else {
            let window = Wording(language: .english, zone: configuration.zone).window(incident.window)
            throw UsageError(
                "that would leave one part of \(incident.id) empty: its \(incident.findings.count) finding(s) start "
                    + "within \(window); 'telltale incident \(incident.id) --findings' lists them"
            )
        }
        let taken = Set(shown.map(\.id) + state.found.map(\.id) + state.corrections.compactMap(\.into))
        correction.into = corrector.name(of: parts.goes, taken: taken)
        state.corrections.append(correction)
        return try await keep(state, corrector, correction)
    }

    /// Takes a correction back; that it was made, and why it was taken back, stays.
    package func withdrawCorrection(_ number: Int, reason: String, by: String) async throws -> CorrectionReport {
        var state = try await store.incidentState()
        guard let place = state.corrections.firstIndex(where: { $0.number == number }) else {
            throw UsageError("there is no correction \(number). List them with 'telltale incident corrections'")
        }
        let correction = state.corrections[place]
        guard correction.withdrawn == nil else {
            throw UsageError("correction \(number) was taken back before; nothing was changed")
        }
        let later = state.corrections.first { other in
            other.number > number && other.withdrawn == nil
                && !Set(other.incidents).isDisjoint(with: correction.incidents + [correction.into].compactMap(\.self))
        }
        if let later {
            throw UsageError(
                "correction \(later.number) (\(later.kind.rawValue)) builds on correction \(number); take that back "
                    + "first with 'telltale incident undo \(later.number)'"
            )
        }
        state.corrections[place].withdrawn = IncidentCorrection.Withdrawal(
            by: by,
            time: Timestamp.now(),
            reason: reason
        )
        return try await keep(
            state,
            try await IncidentFinder(workspace: self).corrector(),
            state.corrections[place]
        )
    }

    /// Every correction ever made, oldest first.
    package func corrections() async throws -> CorrectionReport {
        let state = try await store.incidentState()
        return CorrectionReport(corrections: state.corrections, incidents: [], zone: configuration.zone)
    }

    private func keep(
        _ state: IncidentState,
        _ corrector: IncidentCorrector,
        _ correction: IncidentCorrection
    ) async throws -> CorrectionReport {
        let before = try await store.revision()
        let shown = corrector.shown(state)
        try await store.replaceIncidents(state, shown: shown)
        try await IncidentFinder(workspace: self).keepMarker(ifItWas: before)
        try await refreshDerived()
        let concerned = Set(correction.incidents + [correction.into].compactMap(\.self))
        return CorrectionReport(
            corrections: [correction],
            incidents: shown.filter { concerned.contains($0.id) },
            zone: configuration.zone
        )
    }

    private func shownIncident(_ id: String, in shown: [Incident], _ state: IncidentState) throws -> Incident {
        if let place = IncidentCorrector.place(of: id, in: shown, former: state.former) { return shown[place] }
        let merged = shown.first { incident in incident.corrections?.contains { $0.incidents.contains(id) } ?? false }
        if let merged { throw UsageError("\(id) was merged into \(merged.id); name that") }
        let hint = NearestWord.find(id, among: shown.map(\.id)).map { "; did you mean '\($0)'?" } ?? "."
        throw UsageError("there is no incident '\(id)'\(hint) List them with 'telltale incidents'")
    }

    private func spoken(_ reason: String) throws -> String {
        let text = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { throw UsageError("--reason is empty; say in a sentence why, for whoever reads it") }
        return text
    }

    private func marked(_ names: [String], in incident: Incident) throws -> [IncidentCorrection.FindingMark] {
        var marks: [IncidentCorrection.FindingMark] = []
        for name in names {
            if let number = Int(name) {
                guard incident.findings.indices.contains(number - 1) else {
                    throw UsageError(
                        "\(incident.id) has no finding \(number); 'telltale incident \(incident.id) --findings' "
                            + "lists its \(incident.findings.count)"
                    )
                }
                marks.append(IncidentCorrection.FindingMark(incident.findings[number - 1]))
                continue
            }
            let own = incident.findings.filter { $0.tag?.rawValue == name }
            guard !own.isEmpty else {
                let tags = incident.findings.compactMap { $0.tag?.rawValue }
                let hint = NearestWord.find(name, among: tags).map { "; did you mean '\($0)'?" } ?? ""
                throw UsageError("\(incident.id) has no finding of a tag '\(name)'\(hint)")
            }
            marks += own.map { IncidentCorrection.FindingMark($0) }
        }
        guard !marks.isEmpty else { throw UsageError("--findings names none") }
        return marks
    }
}
