import Detection
import Plant

/// What `telltale alarms --kpi --json` prints.
package struct AlarmFiguresReport: Codable, Sendable {
    struct Figure: Codable, Sendable {
        var name: String
        var title: String
        var value: Double
        var unit: String
        var guideline: String
        var verdict: AlarmGuideline.Verdict
    }

    struct Count: Codable, Sendable {
        var tag: TagName
        var condition: String
        var count: Int
        /// Of all activations, 0…1.
        var share: Double
    }

    struct Flood: Codable, Sendable {
        var from: Timestamp
        var to: Timestamp
        var minutes: Double
        var activations: Int
        var peak_per_10_min: Int
        var first: TagName
        var operator_position: String?
    }

    struct Priority: Codable, Sendable {
        var priority: String
        var activations: Int
        var share: Double
        var guideline: String
        var within: Bool
    }

    /// An operator position, a unit or a shift.
    struct Group: Codable, Sendable {
        var kind: String
        var name: String
        var hours: Double
        var activations: Int
        var average_per_10_min: Double
        var peak_per_10_min: Int
        var floods: Int
        var flood_share: Double
        var chattering: Int
        var band: String
    }

    struct Relation: Codable, Sendable {
        var leader: String
        var follower: String
        var leads: Int
        var support: Int
        var confidence: Double
        var expected_by_chance: Double
        var median_lag_seconds: Double
    }

    struct Delay: Codable, Sendable {
        var tag: TagName
        var condition: String
        var on_delay_seconds: Double
        var off_delay_seconds: Double
        var activations: Int
        var activations_with_delay: Int
        var enough: Bool
    }

    struct Delays: Codable, Sendable {
        var activations: Int
        var activations_with_delays: Int
        var settings: [Delay]
    }

    struct Deadband: Codable, Sendable {
        var tag: TagName
        var condition: String
        var limit: Double
        var deadband: Double
        var suggested: Double
        var unit: String?
        var crossings: Int
        var crossings_with_deadband: Int
        var sample_seconds: Double
        var enough: Bool
    }

    var schema = "telltale.alarms-kpi/1"
    var asset: String?
    var from: Timestamp
    var to: Timestamp
    var activations: Int
    var band: String
    var figures: [Figure]
    var floods: [Flood]
    var most_frequent: [Count]
    var chattering: [Count]
    var fleeting: [Count]
    var standing: [Count]
    var stale: [Count]
    var priorities: [Priority]
    var priority_not_stated: Int
    var groups: [Group] = []
    var related: [Relation] = []
    var delays = Delays(activations: 0, activations_with_delays: 0, settings: [])
    var deadbands: [Deadband] = []
    var lookFirst: [String] = []
    var zone: SiteTimeZone = .utc

    enum CodingKeys: String, CodingKey {
        case schema, asset, from, to, activations, band, figures, floods, most_frequent, chattering, fleeting
        case standing, stale, priorities, priority_not_stated, groups, related, delays, deadbands
        case lookFirst = "look_first"
    }

    package func json() throws -> String { try JSONText.pretty(self) }
}

extension AlarmFiguresReport {
    init(_ alarms: [Alarm], in window: TimeWindow, asset: String?, zone: SiteTimeZone) {
        let analysis = AlarmAnalysis(alarms, in: window)
        let stale = AlarmEpisode.mostStale(AlarmEpisode.all(alarms), in: window)
        let priorities = AlarmPriorities(analysis.priorities)
        func listed(_ counts: [AlarmAnalysis.Count]) -> [Count] {
            counts.map { Count(tag: $0.tag, condition: $0.condition, count: $0.count, share: $0.share) }
        }
        self.init(
            asset: asset,
            from: window.from,
            to: window.to,
            activations: analysis.activations,
            band: analysis.band.rawValue,
            figures: AlarmGuideline.figures(of: analysis, mostStale: stale).map {
                Figure(
                    name: $0.name,
                    title: $0.title,
                    value: $0.value,
                    unit: $0.unit,
                    guideline: $0.guideline,
                    verdict: $0.verdict
                )
            },
            floods: analysis.floods.map {
                Flood(
                    from: $0.window.from,
                    to: $0.window.to,
                    minutes: $0.minutes,
                    activations: $0.activations,
                    peak_per_10_min: $0.peak,
                    first: $0.first,
                    operator_position: $0.operatorPosition
                )
            },
            most_frequent: listed(Array(analysis.mostFrequent.prefix(10))),
            chattering: listed(analysis.chattering),
            fleeting: listed(analysis.fleeting),
            standing: listed(analysis.standing),
            stale: listed(analysis.stale),
            priorities: priorities.shares.map {
                Priority(
                    priority: $0.level.rawValue,
                    activations: $0.activations,
                    share: $0.share,
                    guideline: $0.guideline,
                    within: $0.isWithin
                )
            },
            priority_not_stated: priorities.unstated,
            zone: zone
        )
    }
}

extension AlarmFiguresReport.Relation {
    init(_ relation: AlarmRelation) {
        self.init(
            leader: relation.leader.description,
            follower: relation.follower.description,
            leads: relation.leads,
            support: relation.support,
            confidence: relation.confidence,
            expected_by_chance: relation.expected,
            median_lag_seconds: relation.medianLag
        )
    }
}

extension AlarmFiguresReport.Delays {
    init(_ suggestions: [AlarmDelaySuggestion], activations: Int) {
        self.init(
            activations: activations,
            activations_with_delays: activations - suggestions.reduce(0) { $0 + $1.removed },
            settings: suggestions.map {
                AlarmFiguresReport.Delay(
                    tag: $0.name.tag,
                    condition: $0.name.condition,
                    on_delay_seconds: $0.delay.on,
                    off_delay_seconds: $0.delay.off,
                    activations: $0.before,
                    activations_with_delay: $0.after,
                    enough: $0.isEnough
                )
            }
        )
    }
}

extension AlarmFiguresReport.Deadband {
    init(_ suggestion: AlarmDeadbandSuggestion) {
        self.init(
            tag: suggestion.name.tag,
            condition: suggestion.name.condition,
            limit: suggestion.limit,
            deadband: suggestion.now,
            suggested: suggestion.suggested,
            unit: suggestion.unit,
            crossings: suggestion.before,
            crossings_with_deadband: suggestion.after,
            sample_seconds: suggestion.sampleSeconds,
            enough: suggestion.isEnough
        )
    }
}
