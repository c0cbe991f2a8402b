import Plant

/// Whether a number of a statement is a number of the evidence.
///
/// A number matches when the evidence's value, in the statement's unit, rounds to it at the decimals it is written
/// with: 8.04 bar matches 8.2 kg/cm2 (8.0414), and so do 8.0 and 8 bar, but 8.1 does not. After a change of unit a
/// further 0.1 % is allowed, for people use rounded factors. "About" allows 5 %, or rounding at the last digit that is
/// not zero up to 10 %. A count matches exactly.
struct QuantityMatcher {
    static let approximateShare = 0.05
    static let roundApproximateShare = 0.1
    static let factorShare = 0.001

    let atmosphere: Double

    func matches(_ claim: Quantity, _ fact: Quantity) -> Bool {
        if claim.unit == nil {
            guard !claim.isCount || fact.unit == nil else { return false }
            return isWithin(claim.value, fact.value, tolerance(claim))
        }
        guard let converted = converted(fact, for: claim), let theirs = fact.unit, let unit = claim.unit else {
            return false
        }
        let isRescaled = theirs.convertDifference(1, to: unit) != 1
        let further = isRescaled ? abs(claim.value) * QuantityMatcher.factorShare : 0
        return isWithin(claim.value, converted, tolerance(claim) + further)
            || (claim.isChange && isWithin(abs(claim.value), abs(converted), tolerance(claim) + further))
    }

    /// Whether both measure the same thing, so that a different value says otherwise.
    func isComparable(_ claim: Quantity, _ fact: Quantity) -> Bool {
        guard let unit = claim.unit, let theirs = fact.unit else {
            return claim.unit == nil && fact.unit == nil && claim.isCount && fact.isCount
        }
        return theirs.convertDifference(1, to: unit) != nil
    }

    private func converted(_ fact: Quantity, for claim: Quantity) -> Double? {
        guard let unit = claim.unit, let theirs = fact.unit else { return nil }
        if claim.isChange || fact.isChange || unit.dimension == .temperatureDifference
            || theirs.dimension == .temperatureDifference
        {
            if let difference = theirs.convertDifference(fact.value, to: unit) {
                if isWithin(abs(claim.value), abs(difference), tolerance(claim)) { return difference }
            }
        }
        return theirs.convert(fact.value, to: unit, atmosphere: atmosphere)
    }

    private func tolerance(_ claim: Quantity) -> Double {
        let magnitude = abs(claim.value)
        var tolerance = claim.isCount ? 0 : 0.5 * powerOfTen(-claim.decimals)
        if claim.isApproximate {
            tolerance = max(tolerance, magnitude * QuantityMatcher.approximateShare)
            let rounding = 0.5 * lastDigitPlace(claim)
            if rounding <= magnitude * QuantityMatcher.roundApproximateShare { tolerance = max(tolerance, rounding) }
        }
        return tolerance
    }

    /// 100 for 1200, 0.1 for 8.2.
    private func lastDigitPlace(_ claim: Quantity) -> Double {
        guard claim.decimals <= 0, claim.value != 0, abs(claim.value) < 1e15 else { return powerOfTen(-claim.decimals) }
        var place = 1.0
        while (abs(claim.value) / (place * 10)).truncatingRemainder(dividingBy: 1) == 0 { place *= 10 }
        return place
    }

    private func powerOfTen(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<min(abs(exponent), 30) { result *= 10 }
        return exponent < 0 ? 1 / result : result
    }

    private func isWithin(_ left: Double, _ right: Double, _ tolerance: Double) -> Bool {
        abs(left - right) <= tolerance + 1e-9 * max(1, abs(left))
    }
}
