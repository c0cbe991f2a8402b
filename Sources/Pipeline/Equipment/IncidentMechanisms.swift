import Detection
import Plant
import Storage

/// A likely mechanism of an incident with the records that bear on it.
struct MechanismStory: Sendable {
    var likely: LikelyMechanism
    /// Earlier work orders of the same item with the same failure mode, newest first.
    var earlier: [Record]
}

extension Workspace {
    /// What is known of equipment: built in, and what the site adds.
    func equipment() throws -> EquipmentKnowledge {
        let builtIn = try EquipmentFile.builtIn()
        guard let path = configuration.equipment else { return builtIn }
        return builtIn.adding(try EquipmentFile.read(try LocalFile.text(path), file: path))
    }
}

/// Looks up in the store what a search for mechanisms needs.
struct MechanismGatherer: Sendable {
    let store: any PlantReader
    let search: MechanismSearch

    func stories(of incident: Incident) async throws -> [MechanismStory] {
        guard incident.kind != .alarms else { return [] }
        var calculated: [AssetID: [CalculatedChange]] = [:]
        if incident.kind == .process {
            for asset in incident.assets.prefix(6) { calculated[asset] = try await changes(of: asset, incident) }
        }
        var stories: [MechanismStory] = []
        for likely in search.mechanisms(of: incident, calculated: calculated) {
            stories.append(MechanismStory(likely: likely, earlier: try await earlier(likely, incident)))
        }
        return stories
    }

    /// Calculations that differ enough between the day before and the incident's last quarter before any trip.
    private func changes(of asset: AssetID, _ incident: Incident) async throws -> [CalculatedChange] {
        let start = min(incident.onset ?? incident.window.from, incident.window.from)
        let end = incident.findings.first { $0.kind == .trip }?.window.from ?? incident.window.to
        guard end.seconds(since: start) >= 600 else { return [] }
        let length = Int64(end.seconds(since: start))
        // A slow drift starts within its own window.
        let isSlow = length > 2 * 86_400
        let before =
            isSlow
            ? TimeWindow(from: start, to: start.adding(seconds: 86_400))
            : TimeWindow(from: start.adding(seconds: -86_400), to: start.adding(seconds: -1_800))
        let during = TimeWindow(from: end.adding(seconds: isSlow ? -86_400 : -max(300, length / 4)), to: end)
        var found: [CalculatedChange] = []
        for ready in search.calculations(for: asset) {
            guard let past = try await value(ready, before), let now = try await value(ready, during), past != 0,
                abs(now - past) >= ready.calculation.change * abs(past)
            else { continue }
            found.append(
                CalculatedChange(
                    name: ready.calculation.name,
                    formula: ready.calculation.formula.description,
                    before: past,
                    during: now,
                    tags: ready.calculation.inputs.compactMap { ready.inputs[$0.name] }
                )
            )
        }
        return found
    }

    private func value(_ ready: MechanismSearch.Ready, _ window: TimeWindow) async throws -> Double? {
        var known = ready.site
        for (name, tag) in ready.inputs {
            guard let mean = try await store.trend(of: tag, in: window, stretches: 1).first?.mean else { return nil }
            known[name] = .number(mean)
        }
        return ready.calculation.formula.value(known)
    }

    private func earlier(_ likely: LikelyMechanism, _ incident: Incident) async throws -> [Record] {
        guard let mode = likely.mechanism.mode else { return [] }
        let past = TimeWindow(from: TimeWindow.always.from, to: incident.window.from)
        let orders = try await store.records(
            RecordQuery(kinds: [.workOrder], assets: [likely.asset], window: past),
            limit: nil
        )
        return orders.filter { order in
            order.fields[RecordField.code]?.uppercased() == mode
                || order.fields[RecordField.failureMode]?.uppercased() == mode
        }.reversed()
    }
}
