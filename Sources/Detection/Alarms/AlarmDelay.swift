package import Plant

/// How long an alarm's condition must hold before it is shown, and must be gone before it is cleared.
package struct AlarmDelay: Sendable, Hashable, Codable {
    /// On-delay in seconds.
    package var on: Double
    /// Off-delay in seconds.
    package var off: Double

    package init(on: Double, off: Double) {
        self.on = on
        self.off = off
    }

    package static let none = AlarmDelay(on: 0, off: 0)

    /// What an operator waits: an on-delay holds back news, an off-delay only keeps an old alarm on the screen.
    var cost: Double { on + off / 2 }

    /// Activations that an operator would have seen of one alarm.
    ///
    /// An activation whose return the journal lacks, and one that still stands, is always seen.
    ///
    /// - Parameter episodes: Of one tag and condition, in order of time.
    package func activations(_ episodes: [AlarmEpisode]) -> Int {
        var count = 0
        var clear: Timestamp?
        for episode in episodes {
            if let gone = clear, episode.from.seconds(since: gone) < off {
                clear = episode.to
                continue
            }
            clear = nil
            guard let to = episode.to else {
                count += 1
                continue
            }
            if to.seconds(since: episode.from) >= on {
                count += 1
                clear = to
            }
        }
        return count
    }
}

/// A delay for one alarm, with what it would have changed.
package struct AlarmDelaySuggestion: Sendable, Hashable {
    package var name: AlarmName
    package var delay: AlarmDelay
    /// Activations as the journal has them.
    package var before: Int
    /// Activations with the delay.
    package var after: Int
    /// Days that the journals cover.
    package var days: Double
    /// The alarm comes no more often than it should with the delay; where not, its limit or its loop needs a look.
    package var isEnough: Bool

    package var removed: Int { before - after }
}

/// The alarms of a stretch of time at one place.
package struct AlarmJournal: Sendable {
    package var name: String
    package var alarms: [Alarm]
    package var window: TimeWindow

    package init(name: String, alarms: [Alarm], window: TimeWindow) {
        self.name = name
        self.alarms = alarms
        self.window = window
    }

    /// From the first to the last record.
    package init(name: String, alarms: [Alarm]) {
        let times = alarms.map(\.time)
        self.init(
            name: name,
            alarms: alarms,
            window: TimeWindow(
                from: times.min() ?? Timestamp(seconds: 0),
                to: (times.max() ?? Timestamp(seconds: 0)).adding(seconds: 1)
            )
        )
    }

    /// Cut into stretches of some days, so that what a delay would have hidden can be told week by week.
    package func cut(days: Int) -> [AlarmJournal] {
        let step = Int64(max(1, days)) * 86_400
        var parts: [AlarmJournal] = []
        var from = window.from
        while from < window.to {
            let to = min(from.adding(seconds: step), window.to)
            let part = TimeWindow(from: from, to: to)
            parts.append(AlarmJournal(name: name, alarms: alarms.filter { part.contains($0.time) }, window: part))
            from = to
        }
        return parts
    }

    /// Each alarm's activations, in order of time.
    var episodes: [AlarmName: [AlarmEpisode]] {
        Dictionary(grouping: AlarmEpisode.all(alarms)) { AlarmName(tag: $0.tag, condition: $0.condition) }
    }
}
