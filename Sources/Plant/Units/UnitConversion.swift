extension UnitOfMeasure {
    /// The standard atmosphere in kPa absolute.
    package static let standardAtmosphere = 101.325

    /// Converts a reading into another unit.
    ///
    /// Temperatures are points on a scale: 5 degC is 41 degF; ``convertDifference(_:to:)`` is for rises and spreads.
    /// - Parameter atmosphere: the pressure of the air at the plant in kPa absolute, for gauge to absolute.
    /// - Returns: `nil` when the two units measure different things, `Nm3/h` and `m3/h` included.
    package func convert(
        _ value: Double,
        to other: UnitOfMeasure,
        atmosphere: Double = UnitOfMeasure.standardAtmosphere
    ) -> Double? {
        guard dimension == other.dimension else { return nil }
        if self == other { return value }
        let scaled = scaled(value - zero, to: other) + other.zero
        guard dimension == .pressure, let from = reference, let to = other.reference, from != to else { return scaled }
        let air = atmosphere * 1_000 * other.denominator / other.numerator
        return from == .gauge ? scaled + air : scaled - air
    }

    /// Converts a rise, a fall or a spread: 5 degC are 9 degF, and gauge or absolute makes no difference.
    ///
    /// - Returns: `nil` when the two units measure different things.
    package func convertDifference(_ value: Double, to other: UnitOfMeasure) -> Double? {
        guard asDifference == other.asDifference else { return nil }
        return self == other ? value : scaled(value, to: other)
    }

    /// Converts between units by their spelling; `nil` when one is unknown or they measure different things.
    package static func convert(
        _ value: Double,
        from: String,
        to: String,
        atmosphere: Double = UnitOfMeasure.standardAtmosphere
    ) -> Double? {
        guard let from = UnitOfMeasure(from), let to = UnitOfMeasure(to) else { return nil }
        return from.convert(value, to: to, atmosphere: atmosphere)
    }

    private var asDifference: Dimension {
        dimension == .temperature ? .temperatureDifference : dimension
    }

    private func scaled(_ value: Double, to other: UnitOfMeasure) -> Double {
        value * (numerator * other.denominator) / (denominator * other.numerator)
    }
}
