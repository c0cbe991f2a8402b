/// A unit of measure, as transmitters, historians and people use them.
///
/// A reading is turned into the coherent SI unit of its dimension by `(reading - zero) × numerator ÷ denominator`.
/// Numerator and denominator are kept apart so that conversions which are exact on paper (bar to kPa, degC to degF,
/// minutes to hours) stay exact.
package struct UnitOfMeasure: Hashable, Sendable {
    /// What a pressure is measured against.
    package enum Reference: Sendable, Hashable {
        case gauge
        case absolute
    }

    /// The canonical spelling: `barg`, `degC`, `Nm3/h`, `kg/cm2`.
    package let symbol: String
    package let dimension: Dimension
    /// `nil` when the plant did not say, as with plain `bar`; then it is taken to mean the other side's reference.
    package let reference: Reference?
    let numerator: Double
    let denominator: Double
    /// The reading at the coherent unit's zero; other than 0 for temperature scales only.
    let zero: Double

    init(
        symbol: String,
        dimension: Dimension,
        numerator: Double,
        denominator: Double = 1,
        zero: Double = 0,
        reference: Reference? = nil
    ) {
        self.symbol = symbol
        self.dimension = dimension
        self.numerator = numerator
        self.denominator = denominator
        self.zero = zero
        self.reference = reference
    }

    /// Reads a unit in any of the spellings of plant exports, English, Korean or Arabic; `nil` when it is unknown.
    package init?(_ spelling: String) {
        guard let unit = UnitSpelling.read(spelling) else { return nil }
        self = unit
    }

    package static func == (left: UnitOfMeasure, right: UnitOfMeasure) -> Bool {
        left.symbol == right.symbol
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(symbol)
    }

    /// The unit with another pressure reference: `bar` becomes `barg`.
    func referred(to reference: Reference) -> UnitOfMeasure? {
        guard dimension == .pressure, self.reference == nil else { return nil }
        let letter = reference == .gauge ? "g" : "a"
        return UnitOfMeasure(
            symbol: symbol.hasSuffix("2") || symbol.hasSuffix("O") || symbol.hasSuffix("Hg")
                ? symbol + "(" + letter + ")" : symbol + letter,
            dimension: .pressure,
            numerator: numerator,
            denominator: denominator,
            reference: reference
        )
    }

    /// This much of the unit per a unit of time: `m3` and `h` make `m3/h`.
    func per(_ time: UnitOfMeasure) -> UnitOfMeasure? {
        guard let dimension = dimension.perTime, time.dimension == .duration else { return nil }
        return UnitOfMeasure(
            symbol: symbol + "/" + time.symbol,
            dimension: dimension,
            numerator: numerator * time.denominator,
            denominator: denominator * time.numerator
        )
    }
}

extension UnitOfMeasure: CustomStringConvertible {
    package var description: String { symbol }
}
