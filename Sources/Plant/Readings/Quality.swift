/// What a historian says about a reading. Only a good or uncertain reading has a value.
package enum Quality: UInt8, Codable, Sendable, CaseIterable {
    case good = 0
    case uncertain = 1
    /// The historian said `Bad` without a reason.
    case bad = 2
    /// The cell was empty: nothing was written down.
    case blank = 3
    case noData = 4
    case timeout = 5
    case outOfRange = 6
    /// The point was made at this moment and has no history before it.
    case created = 7
    case notANumber = 8
    case positiveInfinity = 9
    case negativeInfinity = 10
    /// A state's name stood where a number should: `Shutdown`, `Calibration`.
    case digitalState = 11
    case sensorFailure = 12

    /// Whether the value may be used as a number.
    @inlinable package var isUsable: Bool {
        self == .good || self == .uncertain
    }
}
