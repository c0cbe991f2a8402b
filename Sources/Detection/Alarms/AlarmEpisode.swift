package import Plant

/// One alarm from its activation to its return to normal.
package struct AlarmEpisode: Sendable, Hashable {
    /// The record of the activation.
    package var activation: Alarm
    /// When the alarm returned; `nil` while it stands, and where the journal does not say.
    package var to: Timestamp?
    /// The journal has another activation of the alarm before any return: when it went is unknown.
    package var lacksReturn: Bool

    package var from: Timestamp { activation.time }
    package var tag: TagName { activation.tag }
    package var condition: String { activation.condition }

    /// Still standing when the journal ends.
    package var isStanding: Bool { to == nil && !lacksReturn }

    /// How long it stood, in seconds, up to some moment at most; `nil` where the journal does not say.
    package func seconds(until end: Timestamp) -> Double? {
        lacksReturn ? nil : max(0, min(to ?? end, end).seconds(since: from))
    }

    /// Every activation with its return, in order of time.
    ///
    /// - Parameter alarms: In any order.
    package static func all(_ alarms: [Alarm]) -> [AlarmEpisode] {
        var open: [AlarmAnalysis.Key: Int] = [:]
        var found: [AlarmEpisode] = []
        for alarm in AlarmAnalysis.ordered(alarms) {
            let key = AlarmAnalysis.Key(alarm)
            switch alarm.transition {
            case .activation:
                if let earlier = open[key] { found[earlier].lacksReturn = true }
                open[key] = found.count
                found.append(AlarmEpisode(activation: alarm, to: nil, lacksReturn: false))
            case .returnToNormal:
                if let index = open.removeValue(forKey: key) { found[index].to = alarm.time }
            case .acknowledgement, .shelving, .suppression: break
            }
        }
        return found
    }

    /// The most alarms that stood longer than 24 hours at one time, looked at once a day.
    package static func mostStale(
        _ episodes: [AlarmEpisode],
        in window: TimeWindow,
        settings: DetectionSettings = DetectionSettings()
    ) -> Int {
        let long = episodes.filter { episode in
            episode.seconds(until: window.to).map { $0 > settings.staleSeconds } ?? false
        }
        var most = 0
        var moment = window.to
        while moment > window.from {
            let there = long.filter { episode in
                episode.from < moment && (episode.to ?? window.to) >= moment
                    && moment.seconds(since: episode.from) > settings.staleSeconds
            }
            most = max(most, there.count)
            moment = moment.adding(seconds: -86_400)
        }
        return most
    }
}
