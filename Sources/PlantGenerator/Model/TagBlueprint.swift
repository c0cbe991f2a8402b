import Plant

/// A tag and how it behaves when nothing is wrong.
struct TagBlueprint: Sendable {
    /// How the value comes about.
    enum Source: Sendable, Hashable {
        /// Follows throughput and weather, with slow noise of its own.
        case free
        /// The measured value of a control loop.
        case controlled
        /// The set point of the loop whose measured value is this tag.
        case setpoint(of: String)
        /// The output to the valve of the loop whose measured value is this tag.
        case output(of: String)
        /// Running or open (1), stopped or shut (0).
        case status
        /// A laboratory or on-line analyser that shows one sample until the next, so many seconds later.
        case analyser(seconds: Int)
    }

    var name: String
    var english: String
    var korean: String
    var unit: String
    var asset: String
    var kind: TagKind
    var source: Source
    var low: Double
    var high: Double
    var limits: TagLimits
    /// The normal value.
    var base: Double
    /// Change of the value for a throughput twice the normal.
    var load: Double
    /// Change of the value for each degree of outdoor temperature.
    var ambient: Double
    /// Standard deviation of the slow noise, and its time constant in seconds.
    var noise: Double
    var memory: Double
    /// Standard deviation of the transmitter's own noise.
    var white: Double
    var decimals: Int
    /// The transmitter's smallest step, in units of the last decimal.
    var step: Int
    /// For a controlled value: change of the value for 1 % of output, and the output at rest.
    var loopGain: Double
    var loopRest: Double

    var description: String { korean.isEmpty ? english : english + " / " + korean }
}

/// A place or a piece of equipment, in the plant's own list.
struct AssetBlueprint: Sendable {
    var id: String
    var english: String
    var korean: [String]
    var parent: String
    /// The ISO 14224 equipment class.
    var equipmentClass: String
}
