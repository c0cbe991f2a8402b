/// How detection weighs what it sees. Every figure has a default that needs no tuning for a site to start.
package struct DetectionSettings: Sendable, Hashable, Codable {
    // MARK: Signals

    /// A limit must be passed for this long, in seconds, before it counts.
    package var limitDelay = 60.0
    /// Deadband where a tag has none, as a share of its range.
    package var deadbandShare = 0.01
    /// A signal that holds one value for this long, in seconds, may be frozen…
    package var frozenDuration = 5_400.0
    /// …if it holds it this many times longer than it usually rests.
    package var frozenRatio = 8.0
    /// An analyser may repeat a result; this many of its own sampling periods without a change say it is stuck.
    package var analyserRepeats = 24.0
    /// Bad quality for this long, in seconds, is worth a line.
    package var badQualityDuration = 1_800.0
    /// Bad quality for this long, in seconds, is an incident of the instrument.
    package var badQualityIncident = 14_400.0
    /// Hours before a moment that say what is usual then.
    package var baselineHours = 72
    /// Robust standard deviations from recent behaviour.
    package var deviationScore = 8.0
    /// How long a deviation must last, in seconds.
    package var deviationDuration = 1_800.0
    /// Days that a slow drift is judged over, at least.
    package var driftDays = 7
    /// A drift changes a signal by at least this share of its range.
    package var driftShare = 0.04
    /// An oscillation swings this many times wider than the signal usually does.
    package var oscillationRatio = 2.5
    /// How long an oscillation must last, in seconds.
    package var oscillationDuration = 7_200.0

    // MARK: Alarms (ISA-18.2, EEMUA 191)

    /// A flood starts with more activations than this within ten minutes…
    package var floodStart = 10
    /// …and ends when fewer than this lie within ten minutes.
    package var floodEnd = 5
    /// An alarm chatters when it is activated this many times…
    package var chatterCount = 3
    /// …within this many seconds.
    package var chatterSeconds = 60.0
    /// An alarm that returns within this many seconds is fleeting.
    package var fleetingSeconds = 30.0
    /// An alarm that stands longer than this, in seconds, is stale.
    package var staleSeconds = 86_400.0

    // MARK: Incidents

    /// Findings of related assets within this time, in seconds, belong together.
    package var incidentGap = 3_600.0
    /// What starts elsewhere in the unit within this time, in seconds, of a serious incident is its consequence.
    package var consequenceGap = 900.0
    /// Signs that deviate together, without any limit, that make an incident.
    package var deviatingTags = 3

    package init() {}
}
