import Plant

/// Which kind of signal shows a disturbance first when all show it at one time: the cause order of physics.
///
/// What disturbs a whole unit at once (a voltage dip, lost instrument air) is in a motor's current at that moment, in
/// speeds, pressures and flows within seconds; levels and temperatures have to be filled and heated before they move,
/// and an analyser has to be fed. Which of them reaches its alarm limit first says only how near the limit was.
enum ReactionOrder {
    /// Smaller is earlier.
    static func rank(_ tag: Tag?) -> Int {
        guard let tag else { return 6 }
        switch tag.kind {
        case .status: return 0
        case .analyser: return 5
        case .setpoint: return 6
        case .output, .measurement: break
        }
        switch tag.unit.flatMap({ UnitOfMeasure($0) })?.dimension {
        case .current, .voltage, .power: return 0
        case .frequency: return 1
        case .pressure, .volumeFlow, .normalVolumeFlow, .massFlow, .velocity, .acceleration: return 2
        case .ratio, .length: return 3
        case .temperature, .temperatureDifference: return 4
        default: return 3
        }
    }

    /// Which of some tags that moved together came first; of equals the one with the lowest number, which in most
    /// plants lies furthest upstream.
    static func first(of names: Set<TagName>, tags: [TagName: Tag]) -> TagName? {
        names.min { (rank(tags[$0]), $0) < (rank(tags[$1]), $1) }
    }
}
