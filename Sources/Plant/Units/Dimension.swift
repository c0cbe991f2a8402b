/// What a unit measures. Only units of one dimension can be converted into each other.
package enum Dimension: String, Sendable, CaseIterable {
    case pressure
    /// A point on a temperature scale.
    case temperature
    /// A rise, a fall or a spread of temperature.
    case temperatureDifference
    case volume
    /// An amount of gas, told as the volume it would have at a reference state; never the same as ``volume``.
    case normalVolume
    case mass
    case volumeFlow
    /// A flow of gas at a reference state (`Nm3/h`, `Sm3/h`, `scfm`).
    case normalVolumeFlow
    case massFlow
    /// Per cent, parts per million.
    case ratio
    /// Levels, distances and vibration displacements.
    case length
    /// Vibration velocities as well as flow velocities.
    case velocity
    case acceleration
    /// Revolutions or cycles per time.
    case frequency
    case power
    case energy
    case current
    case voltage
    case duration
    case density
    case viscosity
    case angle

    /// What one unit of this dimension per time measures.
    var perTime: Dimension? {
        switch self {
        case .volume: .volumeFlow
        case .normalVolume: .normalVolumeFlow
        case .mass: .massFlow
        case .length: .velocity
        default: nil
        }
    }
}
