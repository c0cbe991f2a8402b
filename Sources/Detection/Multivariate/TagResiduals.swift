/// What each tag shows beyond what the other tags foretell, by ridge regression of each on all others.
///
/// One inverse serves all regressions: the residual of tag j is `(P x)ⱼ / Pⱼⱼ` with `P` the inverse of the covariance.
/// A fault of a single tag, which a sum over a hundred tags would drown, stands out here. Each tag has its own measure,
/// from data that the model has not seen, so that one restless tag does not make the limits of all.
struct TagResiduals: Sendable {
    /// Weights of the newest sample in the moving averages.
    static let weights = [1.0, 0.3]
    /// A share of the mean variance that is added to every variance.
    private static let ridge = 0.02

    let means: [Double]
    /// From centred rows to residuals: `vector × turn`.
    let turn: Matrix

    init(_ parts: [Matrix]) {
        means = Matrix.means(parts)
        let covariance = Matrix.covariance(parts, means: means)
        let eigen = SymmetricEigenvalues(covariance)
        let extra = TagResiduals.ridge * max(1e-12, covariance.meanOfDiagonal)
        var scaled = eigen.vectors
        for row in 0..<scaled.rows {
            let scale = 1 / (max(0, eigen.values[row]) + extra)
            for column in 0..<scaled.columns { scaled[row, column] *= scale }
        }
        var inverse = eigen.vectors.transposed.times(scaled)
        let diagonal = (0..<inverse.rows).map { inverse[$0, $0] }
        for row in 0..<inverse.rows {
            for column in 0..<inverse.columns { inverse[row, column] /= diagonal[column] }
        }
        turn = inverse
    }
}
