package import Plant

/// Figures of an alarm journal by ISA-18.2 / IEC 62682 and EEMUA 191, for one operator position.
package struct AlarmAnalysis: Sendable {
    /// A stretch with more alarms than an operator can take in.
    package struct Flood: Sendable, Hashable {
        package var window: TimeWindow
        package var activations: Int
        /// Most activations in any ten minutes of it.
        package var peak: Int
    }

    /// A tag and condition with how often it came.
    package struct Count: Sendable, Hashable {
        package var tag: TagName
        package var condition: String
        package var count: Int
    }

    package let window: TimeWindow
    package let activations: Int
    package let averagePerTenMinutes: Double
    package let peakPerTenMinutes: Int
    /// More than ten activations in ten minutes, until fewer than five in ten.
    package let floods: [Flood]
    /// Three or more activations of one alarm within a minute.
    package let chattering: [Count]
    /// Most frequent first.
    package let mostFrequent: [Count]
    /// Activated and not returned at the end of the window.
    package let standing: [Count]
    /// Standing for more than 24 hours.
    package let stale: [Count]
    package let priorities: [String: Int]

    private struct Key: Hashable, Comparable {
        var tag: TagName
        var condition: String

        static func < (left: Key, right: Key) -> Bool {
            (left.tag, left.condition) < (right.tag, right.condition)
        }
    }

    /// - Parameter alarms: In any order; those outside the window only tell what was standing when it began.
    package init(_ alarms: [Alarm], in window: TimeWindow) {
        let ordered = alarms.filter { $0.time < window.to }.sorted { ($0.time, $0.recordID) < ($1.time, $1.recordID) }
        let active = ordered.filter { $0.transition == .activation && window.contains($0.time) }
        let times = active.map(\.time)
        self.window = window
        activations = active.count
        averagePerTenMinutes = Double(active.count) / max(1, window.seconds / 600)
        peakPerTenMinutes = AlarmAnalysis.peak(times)
        floods = AlarmAnalysis.floods(times)
        var counts: [Key: Int] = [:]
        var byKey: [Key: [Timestamp]] = [:]
        var priorities: [String: Int] = [:]
        for alarm in active {
            let key = Key(tag: alarm.tag, condition: alarm.condition)
            counts[key, default: 0] += 1
            byKey[key, default: []].append(alarm.time)
            priorities[alarm.priority ?? "not stated", default: 0] += 1
        }
        self.priorities = priorities
        mostFrequent = AlarmAnalysis.listed(counts)
        let chatter = byKey.filter { _, times in
            times.indices.contains { index in
                index + 2 < times.count && times[index + 2].seconds(since: times[index]) <= 60
            }
        }
        chattering = AlarmAnalysis.listed(chatter.mapValues(\.count))
        var since: [Key: Timestamp] = [:]
        for alarm in ordered {
            let key = Key(tag: alarm.tag, condition: alarm.condition)
            switch alarm.transition {
            case .activation: since[key] = since[key] ?? alarm.time
            case .returnToNormal: since[key] = nil
            default: break
            }
        }
        standing = AlarmAnalysis.listed(since.mapValues { _ in 1 })
        stale = AlarmAnalysis.listed(since.filter { window.to.seconds(since: $0.value) > 86_400 }.mapValues { _ in 1 })
    }

    private static func listed(_ counts: [Key: Int]) -> [Count] {
        counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .map { Count(tag: $0.key.tag, condition: $0.key.condition, count: $0.value) }
    }

    private static func peak(_ times: [Timestamp]) -> Int {
        var low = 0
        var peak = 0
        for high in times.indices {
            while times[high].seconds(since: times[low]) >= 600 { low += 1 }
            peak = max(peak, high - low + 1)
        }
        return peak
    }

    private static func floods(_ times: [Timestamp]) -> [Flood] {
        var floods: [Flood] = []
        var low = 0
        var current: (first: Int, last: Int)?
        func close() {
            guard let run = current else { return }
            let part = Array(times[run.first...run.last])
            floods.append(
                Flood(
                    window: TimeWindow(from: times[run.first], to: times[run.last].adding(seconds: 1)),
                    activations: part.count,
                    peak: peak(part)
                )
            )
            current = nil
        }
        for high in times.indices {
            while times[high].seconds(since: times[low]) >= 600 { low += 1 }
            let rate = high - low + 1
            if let run = current {
                if rate < 5 { close() } else { current = (run.first, high) }
            } else if rate > 10 {
                current = (low, high)
            }
        }
        close()
        return floods
    }

    // MARK: Findings

    /// What the alarm journal adds to incidents: one finding per alarm from activation to return, and the floods.
    package static func findings(_ alarms: [Alarm], tags: [TagName: Tag]) -> [Finding] {
        let ordered = alarms.sorted { ($0.time, $0.recordID) < ($1.time, $1.recordID) }
        var open: [Key: Int] = [:]
        var found: [Finding] = []
        for alarm in ordered {
            let key = Key(tag: alarm.tag, condition: alarm.condition)
            switch alarm.transition {
            case .activation:
                open[key] = found.count
                found.append(finding(alarm, tags[alarm.tag]))
            case .returnToNormal:
                guard let index = open.removeValue(forKey: key) else { continue }
                found[index].window.to = max(alarm.time, found[index].window.to)
                found[index].records.append(alarm.recordID)
            case .acknowledgement, .shelving, .suppression:
                if let index = open[key] { found[index].records.append(alarm.recordID) }
            }
        }
        return found
    }

    private static func finding(_ alarm: Alarm, _ tag: Tag?) -> Finding {
        let condition = alarm.condition.uppercased()
        let isTrip = condition.contains("TRIP") || condition == "SHUTDOWN" || condition == "ESD"
        let isFar = ["HIHI", "LOLO", "HH", "LL"].contains(condition)
        let priority = (alarm.priority ?? "").lowercased()
        let isUrgent = ["critical", "emergency", "urgent", "high", "1"].contains(priority)
        let unit = tag?.unit.map { " " + $0 } ?? ""
        let value = alarm.value.map { " at " + DecimalText.significant($0, digits: 4) + unit } ?? ""
        let limit = alarm.limit.map { ", limit " + DecimalText.significant($0, digits: 4) + unit } ?? ""
        let message = alarm.message.isEmpty ? alarm.tag.rawValue : alarm.message
        let name = message.contains(alarm.tag.rawValue) ? "" : alarm.tag.rawValue + " "
        return Finding(
            kind: isTrip ? .trip : .alarm,
            tag: alarm.tag,
            asset: alarm.asset ?? tag?.asset,
            window: TimeWindow(from: alarm.time, to: alarm.time.adding(seconds: 1)),
            severity: isTrip ? .critical : isFar || isUrgent ? .high : .medium,
            message: "\(isTrip ? "trip" : "alarm") \(alarm.condition): \(name)\(message)\(value)\(limit)",
            value: alarm.value,
            reference: alarm.limit,
            unit: tag?.unit,
            records: [alarm.recordID]
        )
    }
}
