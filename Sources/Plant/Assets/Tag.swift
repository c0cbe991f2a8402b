/// The name of a measured or set point in the historian: `11-PI-1010.PV`.
package struct TagName: Hashable, Comparable, Codable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ text: String) {
        rawValue = text
    }

    package init(stringLiteral value: String) {
        rawValue = value
    }

    package static func < (left: TagName, right: TagName) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a tag is for; detection treats each kind differently.
package enum TagKind: String, Codable, Sendable, CaseIterable {
    case measurement
    case setpoint
    case output
    /// An analyser that samples and holds: its steps are not a frozen signal.
    case analyser
    /// An on/off or running/stopped state.
    case status
}

/// A tag with what the plant knows of it. Every figure is in the tag's own unit of measure.
package struct Tag: Codable, Sendable, Hashable, Identifiable {
    package var name: TagName
    package var description: String
    /// The unit of measure as the plant writes it: `barg`, `degC`, `m3/h`.
    package var unit: String?
    package var asset: AssetID?
    package var kind: TagKind
    /// The transmitter's range.
    package var rangeLow: Double?
    package var rangeHigh: Double?
    package var limits: TagLimits
    package var dataClass: DataClass

    package var id: TagName { name }

    package init(
        name: TagName,
        description: String = "",
        unit: String? = nil,
        asset: AssetID? = nil,
        kind: TagKind = .measurement,
        rangeLow: Double? = nil,
        rangeHigh: Double? = nil,
        limits: TagLimits = TagLimits(),
        dataClass: DataClass = .internal
    ) {
        self.name = name
        self.description = description
        self.unit = unit
        self.asset = asset
        self.kind = kind
        self.rangeLow = rangeLow
        self.rangeHigh = rangeHigh
        self.limits = limits
        self.dataClass = dataClass
    }
}

/// Alarm limits of a tag; any may be missing.
package struct TagLimits: Codable, Sendable, Hashable {
    package var lowLow: Double?
    package var low: Double?
    package var high: Double?
    package var highHigh: Double?
    /// How far the value must come back before a limit counts as left.
    package var deadband: Double?
    /// The fastest believable change, per minute.
    package var ratePerMinute: Double?

    package init(
        lowLow: Double? = nil,
        low: Double? = nil,
        high: Double? = nil,
        highHigh: Double? = nil,
        deadband: Double? = nil,
        ratePerMinute: Double? = nil
    ) {
        self.lowLow = lowLow
        self.low = low
        self.high = high
        self.highHigh = highHigh
        self.deadband = deadband
        self.ratePerMinute = ratePerMinute
    }
}
