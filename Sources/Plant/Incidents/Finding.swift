/// What a detector noticed in readings or alarms.
package struct Finding: Codable, Sendable, Hashable {
    /// What was noticed.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case limit
        case rateOfChange = "rate_of_change"
        /// The signal does not move at all though it should.
        case frozen
        /// The transmitter reads outside its own range, or its quality is bad for long.
        case outOfRange = "out_of_range"
        case badQuality = "bad_quality"
        /// Far from its own recent behaviour.
        case deviation
        /// A slow drift away from an earlier level.
        case drift
        /// Swings to and fro in a regular beat, as with a sticking valve or a loop tuned too tight.
        case oscillation
        case alarm
        case alarmFlood = "alarm_flood"
        case chattering
        case trip
        /// The equipment stopped or started, as a status tag or its process values show.
        case stop
        case start

        /// Whether it speaks of the instrument rather than of the process.
        package var isSignalHealth: Bool {
            switch self {
            case .frozen, .outOfRange, .badQuality: true
            default: false
            }
        }
    }

    package var kind: Kind
    package var tag: TagName?
    package var asset: AssetID?
    package var window: TimeWindow
    package var severity: Severity
    /// A sentence in English with figures and units.
    package var message: String
    /// The extreme value within the window, in the tag's unit.
    package var value: Double?
    /// The limit or expected value it is held against.
    package var reference: Double?
    package var unit: String?
    /// In seconds: the beat of an oscillation, the length of a drift.
    package var period: Double?
    /// Alarm records that this finding is made of.
    package var records: [String]

    package init(
        kind: Kind,
        tag: TagName? = nil,
        asset: AssetID? = nil,
        window: TimeWindow,
        severity: Severity,
        message: String,
        value: Double? = nil,
        reference: Double? = nil,
        unit: String? = nil,
        period: Double? = nil,
        records: [String] = []
    ) {
        self.kind = kind
        self.tag = tag
        self.asset = asset
        self.window = window
        self.severity = severity
        self.message = message
        self.value = value
        self.reference = reference
        self.unit = unit
        self.period = period
        self.records = records
    }
}

/// How bad a finding or an incident is.
package enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
    case low
    case medium
    case high
    case critical

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }
}
