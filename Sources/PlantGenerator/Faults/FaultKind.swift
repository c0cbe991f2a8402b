package import Plant

/// The kinds of trouble that the generator knows.
package enum FaultKind: String, Codable, Sendable, CaseIterable {
    case pumpSealLeak = "pump_seal_leak"
    case exchangerFouling = "exchanger_fouling"
    case stuckTransmitter = "stuck_transmitter"
    case furnaceDraftUpset = "furnace_draft_upset"
    case valveStiction = "valve_stiction"
    case coolingWaterLoss = "cooling_water_loss"
    case fanTrip = "fan_trip"
    case alarmFlood = "alarm_flood"
    case analyserFailure = "analyser_failure"

    /// The tag without which the fault cannot be seen; `#` stands for the train.
    var firstOut: String {
        switch self {
        case .pumpSealLeak: "LI-#016A"
        case .exchangerFouling, .stuckTransmitter: "TI-#035"
        case .furnaceDraftUpset: "PI-#053"
        case .valveStiction: "FIC-#001.OP"
        case .coolingWaterLoss: "FI-#105"
        case .fanTrip: "XI-#060"
        case .alarmFlood: "II-#013A"
        case .analyserFailure: "AI-#120"
        }
    }

    /// How long it shapes the readings, in minutes.
    var minutes: Int {
        switch self {
        case .pumpSealLeak: 200
        case .exchangerFouling: 21 * 1_440
        case .stuckTransmitter: 30 * 60
        case .furnaceDraftUpset: 90
        case .valveStiction: 20 * 60
        case .coolingWaterLoss: 120
        case .fanTrip: 120
        case .alarmFlood: 40
        case .analyserFailure: 28 * 60
        }
    }
}

/// A fault that is to happen.
package struct PlannedFault: Sendable, Hashable {
    package var kind: FaultKind
    /// On the plant's clock.
    package var start: CivilTime
    /// The parallel train it happens on, from 1.
    package var train: Int
    /// How long it takes to develop, in hundredths of the usual.
    package var pace: Int

    package init(_ kind: FaultKind, at start: CivilTime, train: Int = 1, pace: Int = 100) {
        self.kind = kind
        self.start = start
        self.train = train
        self.pace = pace
    }
}

/// What was put into the plant, to hold an answer or a detector against.
package struct FaultTruth: Sendable, Hashable {
    package var kind: FaultKind
    /// The asset it is about, and every asset that shows it.
    package var asset: String
    package var assets: [String]
    package var start: CivilTime
    package var end: CivilTime
    package var firstOut: String
    /// `process`, `instrument` or `alarms`.
    package var incident: String
    package var summary: String
    /// What a good answer or report says.
    package var mustFind: [String]
    /// What it must not say.
    package var mustNotFind: [String]
    /// The plant's own records of it.
    package var orders: [String]
}
