/// Directions in which normal operation moves, each with how surely its spread is known.
///
/// Rows are taken together with the row before, whitened, and turned so that the features are ordered by how slowly
/// they move (slow feature analysis: L. Wiskott, T. J. Sejnowski, 2002; C. Shang et al., "Concurrent monitoring of
/// operating condition deviations and process dynamics anomalies with slow feature analysis", 2015). A fast feature was
/// seen hundreds of times in normal operation; a slow one perhaps three times, whatever the number of samples. By
/// Student's t the slow one has to go farther before it says something.
///
/// The statistics are sums of squares of the features' moving averages (MEWMA: C. A. Lowry et al., 1992), one for each
/// memory: short ones see a large fault at once, long ones a small lasting one.
struct SlowFeatures: Sendable {
    /// Weights of the newest sample in the moving averages.
    static let weights = [1.0, 0.3, 0.1, 0.05]
    /// The moving average by which slowness is told.
    private static let slowness = 0.1

    /// Rows taken together.
    let lag: Int
    let means: [Double]
    /// From centred lagged rows to features: `vector × turn`.
    let turn: Matrix
    /// For every moving average, one over the spread of each feature.
    let precisions: [[Double]]

    /// - Parameter parts: Normal operation, standardised.
    init(_ parts: [Matrix], lag: Int) {
        self.lag = lag
        let lagged = parts.map { SlowFeatures.lagged($0, lag) }
        let rows = lagged.reduce(0) { $0 + $1.rows }
        let middles = Matrix.means(lagged)
        means = middles
        let covariance = SlowFeatures.shrunk(Matrix.covariance(lagged, means: middles), rows: rows)
        let whitening = SlowFeatures.whitening(covariance)
        var features = lagged.map { SlowFeatures.centred($0, middles).times(whitening) }
        let smooth = features.map { SlowFeatures.averages(of: $0, weight: SlowFeatures.slowness) }
        let order = SymmetricEigenvalues(Matrix.covariance(smooth, means: Matrix.means(smooth))).vectors.transposed
        features = features.map { $0.times(order) }
        turn = whitening.times(order)

        let counts = SlowFeatures.independentSamples(features, rows: rows)
        let caution = counts.map { NormalDistribution.studentRatio(freedom: $0 - 1) }
        precisions = SlowFeatures.weights.map { weight in
            let averages = features.map { SlowFeatures.averages(of: $0, weight: weight) }
            let spreads = SlowFeatures.variances(averages)
            return spreads.indices.map { 1 / ((spreads[$0] + 1 / counts[$0]) * caution[$0] * caution[$0]) }
        }
    }

    // MARK: Learning

    /// Each row with the rows before it; before the first row the first stands in.
    private static func lagged(_ part: Matrix, _ lag: Int) -> Matrix {
        guard lag > 1 else { return part }
        var result = Matrix(rows: part.rows, columns: part.columns * lag)
        for row in 0..<part.rows {
            for step in 0..<lag {
                let source = max(0, row - step) * part.columns
                let target = row * result.columns + step * part.columns
                for column in 0..<part.columns { result.values[target + column] = part.values[source + column] }
            }
        }
        return result
    }

    private static func centred(_ part: Matrix, _ means: [Double]) -> Matrix {
        var result = part
        for row in 0..<part.rows {
            for column in means.indices { result.values[row * part.columns + column] -= means[column] }
        }
        return result
    }

    /// A covariance from few rows is drawn towards a plain one: the fewer rows a column, the more.
    private static func shrunk(_ covariance: Matrix, rows: Int) -> Matrix {
        let share = min(0.5, max(1e-3, 0.1 * Double(covariance.rows) / Double(max(1, rows))))
        let plain = covariance.meanOfDiagonal * share
        var result = covariance
        for index in result.values.indices { result.values[index] *= 1 - share }
        for index in 0..<result.rows { result[index, index] += plain }
        return result
    }

    private static func whitening(_ covariance: Matrix) -> Matrix {
        let eigen = SymmetricEigenvalues(covariance)
        var result = eigen.vectors.transposed
        for column in 0..<result.columns {
            let scale = 1 / max(1e-12, eigen.values[column]).squareRoot()
            for row in 0..<result.rows { result[row, column] *= scale }
        }
        return result
    }

    /// Moving averages that start at the mean of the first rows.
    private static func averages(of part: Matrix, weight: Double) -> Matrix {
        guard weight < 1, part.rows > 0 else { return part }
        var level = Matrix.means([part.slice(0..<min(20, part.rows))])
        var result = part
        for row in 0..<part.rows {
            for column in level.indices {
                level[column] += weight * (part.values[row * part.columns + column] - level[column])
                result.values[row * part.columns + column] = level[column]
            }
        }
        return result
    }

    private static func variances(_ parts: [Matrix]) -> [Double] {
        let means = Matrix.means(parts)
        var sums = [Double](repeating: 0, count: means.count)
        var count = 0
        for part in parts {
            count += part.rows
            for row in 0..<part.rows {
                for column in means.indices {
                    let distance = part.values[row * part.columns + column] - means[column]
                    sums[column] += distance * distance
                }
            }
        }
        return sums.map { $0 / Double(max(1, count)) }
    }

    /// How many independent samples each feature was seen for: from how much the means of blocks differ, and whether
    /// neighbouring blocks are alike.
    private static func independentSamples(_ features: [Matrix], rows: Int) -> [Double] {
        let width = features.first?.columns ?? 0
        let block = max(5, rows / Standardiser.blocks)
        let levels = features.map { part in
            stride(from: 0, through: part.rows - block, by: block).map { Matrix.means([part.slice($0..<$0 + block)]) }
        }
        let all = levels.flatMap(\.self)
        return (0..<width).map { column in
            let mean = all.reduce(0) { $0 + $1[column] } / Double(max(1, all.count))
            let square = all.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) }
            let neighbours = levels.reduce(0.0) { sum, part in
                zip(part, part.dropFirst()).reduce(sum) { $0 + ($1.0[column] - mean) * ($1.1[column] - mean) }
            }
            let likeness = min(0.9, max(0, neighbours / (square + 1e-12)))
            let spread = square / Double(max(1, all.count))
            let span = max(1, Double(block) * spread) * (1 + likeness) / (1 - likeness)
            return min(Double(rows), max(1.5, Double(rows) / span))
        }
    }
}
