#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Quantiles that limits are made of.
enum NormalDistribution {
    /// The value that a standard normal number stays below with this probability.
    ///
    /// P. J. Acklam's rational approximation, relative error below 1.2e-9.
    static func quantile(_ probability: Double) -> Double {
        let p = min(max(probability, 1e-15), 1 - 1e-15)
        if p < 0.02425 {
            let q = (-2 * log(p)).squareRoot()
            return polynomial(tailTop, q) / (polynomial(tailBottom, q) * q + 1)
        }
        if p > 1 - 0.02425 { return -quantile(1 - p) }
        let q = p - 0.5
        let r = q * q
        return polynomial(middleTop, r) * q / (polynomial(middleBottom, r) * r + 1)
    }

    /// How much farther than a normal number a number reaches whose deviation is known from a few samples only:
    /// Student's t over the normal quantile, both left behind once in 2,000.
    ///
    /// - Parameter freedom: The number of independent samples less one.
    static func studentRatio(freedom: Double) -> Double {
        let inverse = 1 / max(1, freedom)
        for (lower, upper) in zip(student, student.dropFirst()) where inverse <= upper.inverse {
            let share = (inverse - lower.inverse) / (upper.inverse - lower.inverse)
            return exp(log(lower.quantile) * (1 - share) + log(upper.quantile) * share) / 3.2905
        }
        return 636.62 / 3.2905
    }

    /// Student's t at 0.9995, by one over the degrees of freedom.
    private static let student: [(inverse: Double, quantile: Double)] = [
        (0, 3.2905), (1.0 / 120, 3.373), (1.0 / 60, 3.460), (1.0 / 30, 3.646), (0.05, 3.850), (1.0 / 15, 4.073),
        (0.1, 4.587), (0.125, 5.041), (1.0 / 7, 5.408), (1.0 / 6, 5.959), (0.2, 6.869), (0.25, 8.610),
        (1.0 / 3, 12.924), (0.5, 31.599), (1, 636.62),
    ]

    private static let middleTop = [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
        -3.066479806614716e+01, 2.506628277459239e+00,
    ]
    private static let middleBottom = [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
        -1.328068155288572e+01,
    ]
    private static let tailTop = [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
        4.374664141464968e+00, 2.938163982698783e+00,
    ]
    private static let tailBottom = [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
    ]

    private static func polynomial(_ factors: [Double], _ value: Double) -> Double {
        factors.reduce(0) { $0 * value + $1 }
    }
}
