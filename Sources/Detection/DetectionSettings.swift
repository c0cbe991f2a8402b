/// How detection weighs what it sees. Every figure has a default that needs no tuning for a site to start.
package struct DetectionSettings: Sendable, Hashable, Codable {
    /// A limit must be passed for this long, in seconds, before it counts.
    package var limitDelay: Double
    /// Deadband where a tag has none, as a share of its range.
    package var deadbandShare: Double
    /// A signal that holds one value for this long, in seconds, may be frozen…
    package var frozenDuration: Double
    /// …if it holds it this many times longer than its usual longest rest.
    package var frozenRatio: Double
    /// Bad quality for this long, in seconds, is worth a line.
    package var badQualityDuration: Double
    /// Robust standard deviations from recent behaviour.
    package var deviationScore: Double
    /// How long a deviation must last, in seconds.
    package var deviationDuration: Double
    /// Days that a slow drift is judged over, at least.
    package var driftDays: Int
    /// Findings of related assets within this time, in seconds, belong together.
    package var incidentGap: Double

    package init() {
        limitDelay = 60
        deadbandShare = 0.01
        frozenDuration = 5_400
        frozenRatio = 8
        badQualityDuration = 1_800
        deviationScore = 8
        deviationDuration = 1_800
        driftDays = 7
        incidentGap = 3_600
    }
}
