import Detection
import Plant

/// Alarms as a list, newest first.
package struct AlarmListing: Sendable {
    let episodes: [AlarmEpisode]
    let window: TimeWindow
    let zone: SiteTimeZone

    private struct Item: Codable {
        var time: Timestamp
        var returned: Timestamp?
        var standing: Bool
        var seconds: Double?
        var tag: TagName
        var condition: String
        var asset: AssetID?
        var priority: String?
        var operator_position: String?
        var message: String
        var value: Double?
        var limit: Double?
        var record: String
    }

    private struct List: Codable {
        var schema = "telltale.alarms/1"
        var from: Timestamp
        var to: Timestamp
        var activations: Int
        var alarms: [Item]
    }

    package func json() throws -> String {
        try JSONText.pretty(
            List(
                from: window.from,
                to: window.to,
                activations: episodes.count,
                alarms: episodes.map { episode in
                    let alarm = episode.activation
                    return Item(
                        time: alarm.time,
                        returned: episode.to,
                        standing: episode.isStanding,
                        seconds: episode.to.map { $0.seconds(since: alarm.time) },
                        tag: alarm.tag,
                        condition: alarm.condition,
                        asset: alarm.asset,
                        priority: alarm.priority,
                        operator_position: alarm.operatorPosition,
                        message: alarm.message,
                        value: alarm.value,
                        limit: alarm.limit,
                        record: alarm.recordID
                    )
                }
            )
        )
    }

    /// - Parameter limit: Lines at most; what is left out is said.
    package func text(limit: Int) -> String {
        guard !episodes.isEmpty else { return "No alarms." }
        let words = Wording(language: .english, zone: zone)
        var lines = ["\(episodes.count) alarm activation(s), \(words.window(window)), newest first", ""]
        lines += episodes.prefix(max(1, limit)).map { line($0, words) }
        if episodes.count > limit {
            lines.append("… and \(episodes.count - limit) more: --limit \(episodes.count), or --json for all of them")
        }
        lines.append(contentsOf: ["", "How they stand against ISA-18.2 and EEMUA 191: telltale alarms --kpi"])
        return lines.joined(separator: "\n")
    }

    private func line(_ episode: AlarmEpisode, _ words: Wording) -> String {
        let alarm = episode.activation
        let stood =
            episode.to.map { "stood " + AlarmListing.duration($0.seconds(since: alarm.time)) }
            ?? (episode.lacksReturn ? "return not written down" : "still standing")
        let name = AlarmName(tag: alarm.tag, condition: alarm.condition).description
        let priority = alarm.priority.map { " [\($0)]" } ?? ""
        let figures = [
            alarm.value.map { "at " + DecimalText.significant($0) },
            alarm.limit.map { "limit " + DecimalText.significant($0) }, stood,
        ].compactMap(\.self).joined(separator: ", ")
        return "\(words.moment(alarm.time))  \(name)\(priority)  \(alarm.message)  (\(figures))"
    }

    /// `40 s`, `12 min`, `5 h 10 min`, `3 d 4 h`
    static func duration(_ seconds: Double) -> String {
        if seconds < 120 { return "\(Int(seconds.rounded())) s" }
        let minutes = Int((seconds / 60).rounded())
        if minutes < 120 { return "\(minutes) min" }
        if minutes < 2_880 { return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min") }
        return "\(minutes / 1_440) d" + (minutes % 1_440 < 60 ? "" : " \(minutes % 1_440 / 60) h")
    }
}
