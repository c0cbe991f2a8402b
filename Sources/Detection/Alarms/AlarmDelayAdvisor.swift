import Plant

/// Suggests delays for the alarms that come too often.
///
/// For each alarm the mildest delay is taken, by what an operator waits, that brings it to at most ``wantedPerDay``
/// activations a day; where none does, the mildest that comes within a tenth of the best. An on-delay never hides an
/// alarm altogether: with it the alarm must still be seen in nearly all journals (or weeks) in which it came. Limits
/// of last resort and trips get no on-delay.
package struct AlarmDelayAdvisor: Sendable {
    /// Customary settings, in seconds; longer ones hide what an operator should act on.
    package var onDelays = [0.0, 15, 30, 60]
    package var offDelays = [0.0, 15, 30, 60, 120, 180, 300]
    package var wantedPerDay = 1.0
    /// Of the journals in which an alarm came, the share in which it must still come with an on-delay.
    package var leastKept = 0.95
    /// A delay that removes less than this share is not worth a change.
    package var leastRemoved = 0.25
    /// Fewer activations are no basis for a setting.
    package var leastActivations = 5

    package init() {}

    /// Most activations removed first.
    package func suggest(_ journals: [AlarmJournal]) -> [AlarmDelaySuggestion] {
        let days = journals.reduce(0) { $0 + $1.window.seconds } / 86_400
        var lists: [AlarmName: [[AlarmEpisode]]] = [:]
        for journal in journals {
            for (name, episodes) in journal.episodes { lists[name, default: []].append(episodes) }
        }
        return lists.compactMap { suggestion(for: $0.key, $0.value, days: days) }
            .sorted { ($1.removed, $0.name) < ($0.removed, $1.name) }
    }

    private func suggestion(for name: AlarmName, _ lists: [[AlarmEpisode]], days: Double) -> AlarmDelaySuggestion? {
        let before = lists.reduce(0) { $0 + $1.count }
        let wanted = Int(wantedPerDay * max(days, 1))
        // Without any return, nobody can say what a delay would have done.
        guard before >= leastActivations, before > wanted, lists.contains(where: { $0.contains { $0.to != nil } })
        else { return nil }
        var candidates: [(delay: AlarmDelay, after: Int)] = []
        for on in onDelays where on == 0 || mayWait(name, lists) {
            let held = AlarmDelay(on: on, off: 0)
            let kept = lists.count { held.activations($0) > 0 }
            guard on == 0 || Double(kept) >= leastKept * Double(lists.count) else { continue }
            for off in offDelays {
                let delay = AlarmDelay(on: on, off: off)
                candidates.append((delay, lists.reduce(0) { $0 + delay.activations($1) }))
            }
        }
        candidates.sort { ($0.delay.cost, $0.delay.on) < ($1.delay.cost, $1.delay.on) }
        let least = candidates.map(\.after).min() ?? before
        let bound = least <= wanted ? wanted : Int(Double(least) * 1.1)
        guard let chosen = candidates.first(where: { $0.after <= bound }),
            Double(before - chosen.after) >= max(3, leastRemoved * Double(before))
        else { return nil }
        return AlarmDelaySuggestion(
            name: name,
            delay: chosen.delay,
            before: before,
            after: chosen.after,
            days: days,
            isEnough: chosen.after <= wanted
        )
    }

    private func mayWait(_ name: AlarmName, _ lists: [[AlarmEpisode]]) -> Bool {
        let condition = name.condition.uppercased()
        if condition.contains("TRIP") || condition.contains("ESD") || condition == "SHUTDOWN" { return false }
        if ["HIHI", "LOLO", "HH", "LL", "PVHH", "PVLL", "PVHIHI", "PVLOLO"].contains(condition) { return false }
        return !lists.contains { $0.contains { AlarmPriorities.level($0.activation.priority ?? "") == .high } }
    }
}
