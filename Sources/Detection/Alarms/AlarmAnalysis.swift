package import Plant

/// Figures of an alarm journal by ISA-18.2 / IEC 62682 and EEMUA 191.
///
/// The targets are per operator position; give it the alarms of one position, or of one unit, to hold them against.
package struct AlarmAnalysis: Sendable {
    package let window: TimeWindow
    package let activations: Int
    package let averagePerTenMinutes: Double
    package let peakPerTenMinutes: Int
    package let band: Band
    /// Ten-minute periods, counted from the window's start, with more than ten activations: 0…1. Target: below 0.01.
    package let busyShare: Double
    /// Each operator position has its own.
    package let floods: [Flood]
    /// Of the window, 0…1. Target: below 0.01.
    package let floodShare: Double
    /// Three or more activations of one alarm within a minute.
    package let chattering: [Count]
    /// Returned to normal within half a minute, without chattering.
    package let fleeting: [Count]
    /// Most frequent first.
    package let mostFrequent: [Count]
    /// What the ten most frequent alarms make of the load, 0…1.
    package let topTenShare: Double
    /// Activated and not returned at the end of the window.
    package let standing: [Count]
    /// Standing for more than 24 hours.
    package let stale: [Count]
    package let priorities: [String: Int]

    /// - Parameter alarms: In any order; those before the window only tell what was standing when it began.
    package init(_ alarms: [Alarm], in window: TimeWindow, settings: DetectionSettings = DetectionSettings()) {
        let ordered = AlarmAnalysis.ordered(alarms.filter { $0.time < window.to })
        let active = ordered.filter { $0.transition == .activation && window.contains($0.time) }
        let times = active.map(\.time)
        self.window = window
        activations = active.count
        averagePerTenMinutes = Double(active.count) / max(1, window.seconds / 600)
        band = Band(averagePerTenMinutes: averagePerTenMinutes)
        peakPerTenMinutes = AlarmFloods.peak(times)
        busyShare = AlarmAnalysis.busyShare(times, window)
        let found = AlarmAnalysis.floods(active, settings)
        floods = found
        let flooded = found.reduce(0) { $0 + min($1.window.to, window.to).seconds(since: $1.window.from) }
        floodShare = window.seconds > 0 ? min(1, flooded / window.seconds) : 0

        var byKey: [Key: [Timestamp]] = [:]
        var priorities: [String: Int] = [:]
        for alarm in active {
            byKey[Key(alarm), default: []].append(alarm.time)
            priorities[alarm.priority ?? "not stated", default: 0] += 1
        }
        self.priorities = priorities
        let total = active.count
        mostFrequent = AlarmAnalysis.listed(byKey.mapValues(\.count), of: total)
        topTenShare = mostFrequent.prefix(10).reduce(0) { $0 + $1.share }
        let chatter = byKey.filter { !ChatterRun.find($0.value, settings).isEmpty }
        chattering = AlarmAnalysis.listed(chatter.mapValues(\.count), of: total)

        var since: [Key: Timestamp] = [:]
        var short: [Key: Int] = [:]
        for alarm in ordered {
            let key = Key(alarm)
            switch alarm.transition {
            // Another activation says that it went meanwhile, though the journal lacks the return.
            case .activation: since[key] = alarm.time
            case .returnToNormal:
                guard let start = since.removeValue(forKey: key) else { continue }
                if window.contains(start), chatter[key] == nil,
                    alarm.time.seconds(since: start) <= settings.fleetingSeconds
                {
                    short[key, default: 0] += 1
                }
            case .acknowledgement, .shelving, .suppression: break
            }
        }
        fleeting = AlarmAnalysis.listed(short, of: total)
        standing = AlarmAnalysis.listed(since.mapValues { _ in 1 }, of: total)
        let old = since.filter { window.to.seconds(since: $0.value) > settings.staleSeconds }
        stale = AlarmAnalysis.listed(old.mapValues { _ in 1 }, of: total)
    }

    /// In order of time. Journals with whole seconds have an alarm go and come at one time: of one that stood before, the
    /// return comes first, of any other the activation, and so on by turns.
    static func ordered(_ alarms: [Alarm]) -> [Alarm] {
        var ordered = alarms.sorted {
            ($0.time, $0.tag, $0.condition, $0.transition.rawValue, $0.recordID)
                < ($1.time, $1.tag, $1.condition, $1.transition.rawValue, $1.recordID)
        }
        var standing: Set<Key> = []
        var start = 0
        while start < ordered.count {
            let key = Key(ordered[start])
            var end = start + 1
            while end < ordered.count, ordered[end].time == ordered[start].time, Key(ordered[end]) == key { end += 1 }
            if end - start > 1 { byTurns(&ordered[start..<end], stands: standing.contains(key)) }
            for alarm in ordered[start..<end] {
                if alarm.transition == .activation { standing.insert(key) }
                if alarm.transition == .returnToNormal { standing.remove(key) }
            }
            start = end
        }
        return ordered
    }

    private static func byTurns(_ group: inout ArraySlice<Alarm>, stands: Bool) {
        var comings = group.filter { $0.transition == .activation }[...]
        var goings = group.filter { $0.transition == .returnToNormal }[...]
        guard !comings.isEmpty, !goings.isEmpty else { return }
        let rest = group.filter { $0.transition != .activation && $0.transition != .returnToNormal }
        var result: [Alarm] = []
        var isOn = stands
        while let next = isOn ? goings.popFirst() ?? comings.popFirst() : comings.popFirst() ?? goings.popFirst() {
            isOn = next.transition == .activation
            result.append(next)
        }
        group.replaceSubrange(group.startIndex..<group.endIndex, with: result + rest)
    }

    /// Floods of every operator position, in order of time.
    ///
    /// - Parameter active: Activations in order of time.
    static func floods(_ active: [Alarm], _ settings: DetectionSettings) -> [Flood] {
        Dictionary(grouping: active) { $0.operatorPosition ?? "" }.sorted { $0.key < $1.key }
            .flatMap { AlarmFloods(settings: settings).find($0.value) }
            .sorted { ($0.window.from, $0.operatorPosition ?? "") < ($1.window.from, $1.operatorPosition ?? "") }
    }

    private static func listed(_ counts: [Key: Int], of total: Int) -> [Count] {
        counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .map {
                Count(
                    tag: $0.key.tag,
                    condition: $0.key.condition,
                    count: $0.value,
                    share: total > 0 ? Double($0.value) / Double(total) : 0
                )
            }
    }

    private static func busyShare(_ times: [Timestamp], _ window: TimeWindow) -> Double {
        let periods = max(1, Int((window.seconds / 600).rounded(.up)))
        var counts: [Int: Int] = [:]
        for time in times { counts[Int(time.seconds(since: window.from) / 600), default: 0] += 1 }
        return Double(counts.values.filter { $0 > 10 }.count) / Double(periods)
    }
}
