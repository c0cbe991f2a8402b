package import Plant

/// An alarm that usually follows another: a consequence that tells the operator nothing new, or a common cause.
package struct AlarmRelation: Sendable, Hashable {
    package var leader: AlarmName
    package var follower: AlarmName
    /// Times the leader came.
    package var leads: Int
    /// Times the follower came within the lag after it.
    package var support: Int
    /// Times that chance alone would give, at the follower's average rate.
    package var expected: Double
    /// From leader to follower, in seconds.
    package var medianLag: Double

    /// Of the leader's comings, 0…1.
    package var confidence: Double { leads > 0 ? Double(support) / Double(leads) : 0 }
}

/// A tag with the condition that came up on it.
package struct AlarmName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var tag: TagName
    package var condition: String

    package init(tag: TagName, condition: String) {
        self.tag = tag
        self.condition = condition
    }

    init(_ key: AlarmAnalysis.Key) {
        self.init(tag: key.tag, condition: key.condition)
    }

    package static func < (left: AlarmName, right: AlarmName) -> Bool {
        (left.tag, left.condition) < (right.tag, right.condition)
    }

    /// `LI-1016A LO`
    package var description: String { condition.isEmpty ? tag.rawValue : tag.rawValue + " " + condition }
}

/// Finds which alarms follow which.
///
/// An alarm that chatters comes once for this: an activation within the lag of the one before is the same coming. A
/// relation is reported when it was seen several times, in at least half of the leader's comings, and several times
/// as often as chance would have it.
package struct AlarmRelations: Sendable {
    /// In seconds.
    package var lag = 600.0
    package var leastSupport = 3
    package var leastConfidence = 0.5
    package var leastLift = 4.0
    /// A leader and follower that name each other are reported once, in the order that is more usual.
    package init() {}

    /// Strongest first.
    ///
    /// - Parameter alarms: In any order.
    package func find(_ alarms: [Alarm], in window: TimeWindow) -> [AlarmRelation] {
        let comings = comings(alarms, in: window)
        var counts: [AlarmName: Int] = [:]
        for coming in comings { counts[coming.name, default: 0] += 1 }
        var lags: [Pair: [Double]] = [:]
        for index in comings.indices {
            var seen: Set<AlarmName> = [comings[index].name]
            var next = index + 1
            while next < comings.count {
                let seconds = comings[next].time.seconds(since: comings[index].time)
                guard seconds <= lag else { break }
                if seconds > 0, seen.insert(comings[next].name).inserted {
                    lags[Pair(leader: comings[index].name, follower: comings[next].name), default: []].append(seconds)
                }
                next += 1
            }
        }
        let span = max(window.seconds, lag)
        var found: [AlarmRelation] = []
        for (pair, seconds) in lags {
            let leads = counts[pair.leader] ?? 0
            // The chance of at least one coming of the follower in a stretch of the lag's length.
            let expectedShare = min(1, Double(counts[pair.follower] ?? 0) * lag / span)
            let relation = AlarmRelation(
                leader: pair.leader,
                follower: pair.follower,
                leads: leads,
                support: seconds.count,
                expected: expectedShare * Double(leads),
                medianLag: seconds.sorted()[seconds.count / 2]
            )
            guard relation.support >= leastSupport, relation.confidence >= leastConfidence,
                Double(relation.support) >= leastLift * relation.expected
            else { continue }
            let reverse = lags[Pair(leader: pair.follower, follower: pair.leader)]?.count ?? 0
            if reverse > relation.support || (reverse == relation.support && pair.follower < pair.leader) { continue }
            found.append(relation)
        }
        return found.sorted {
            ($1.support, $1.confidence, $0.leader, $0.follower) < ($0.support, $0.confidence, $1.leader, $1.follower)
        }
    }

    private struct Pair: Hashable {
        var leader: AlarmName
        var follower: AlarmName
    }

    private struct Coming {
        var name: AlarmName
        var time: Timestamp
    }

    private func comings(_ alarms: [Alarm], in window: TimeWindow) -> [Coming] {
        var last: [AlarmName: Timestamp] = [:]
        var found: [Coming] = []
        for alarm in AlarmAnalysis.ordered(alarms)
        where alarm.transition == .activation && window.contains(alarm.time) {
            let name = AlarmName(tag: alarm.tag, condition: alarm.condition)
            if let before = last[name], alarm.time.seconds(since: before) <= lag {
                last[name] = alarm.time
                continue
            }
            last[name] = alarm.time
            found.append(Coming(name: name, time: alarm.time))
        }
        return found
    }
}
