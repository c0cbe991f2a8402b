/// How tags move together in normal operation, and how far a moment is from that.
///
/// Four statistics look at it from different sides:
/// 1. the Mahalanobis distance (Hotelling's T² over all directions) of the last two samples, which sees a broken
///    relation between tags at once;
/// 2. the mean of its logarithm over ten samples, which sees a small lasting one;
/// 3. and 4. the distance within, and outside of, the states by which the past foretells the future (canonical variate
///    analysis: W. E. Larimore, "System identification, reduced-order filtering and modeling via canonical variate
///    analysis", 1983; L. H. Chiang, E. L. Russell, R. D. Braatz, "Fault Detection and Diagnosis in Industrial
///    Systems", 2001).
struct NormalModel: Sendable {
    static let statistics = 4
    /// Samples that the second statistic is smoothed over.
    static let smoothing = 10

    private let standardiser: Standardiser
    private let pair: Cholesky
    private let pairLag: Int
    private let pairMeans: [Double]
    private let past: Cholesky
    private let pastLag: Int
    private let pastMeans: [Double]
    /// One state a row, over the whitened past.
    private let states: Matrix

    /// - Parameters:
    ///   - parts: Stretches of normal operation, samples as rows; `nil` comes out when they are too few or nothing in
    ///     them moves.
    ///   - lags: How many samples the two models look at; `nil`: as many as the data can bear.
    init?(_ parts: [Matrix], lags: (pair: Int, past: Int)? = nil) {
        let standardiser = Standardiser(parts)
        let width = standardiser.kept.count
        let rows = parts.reduce(0) { $0 + $1.rows }
        guard width > 0, rows >= 20 else { return nil }
        let normal = parts.map(standardiser.apply)
        self.standardiser = standardiser
        let short = lags?.pair ?? NormalModel.lag(2, width, rows)
        let long = lags?.past ?? NormalModel.lag(3, width, rows)
        pairLag = short
        pastLag = long

        var pairs = normal.map { LaggedRows.complete($0, lag: short) }
        let pairMeans = Matrix.means(pairs)
        self.pairMeans = pairMeans
        for index in pairs.indices { pairs[index].subtract(pairMeans) }
        let crowding = Double(width * short) / Double(rows)
        pair = Cholesky(NormalModel.covariance(pairs, pairs), ridge: crowding > 0.5 ? 0.05 : 1e-6)

        var before = normal.map { LaggedRows.complete($0, lag: long, future: long) }
        var after = normal.map { LaggedRows.following($0, lag: long, future: long) }
        let pastMeans = Matrix.means(before)
        self.pastMeans = pastMeans
        let afterMeans = Matrix.means(after)
        for index in before.indices {
            before[index].subtract(pastMeans)
            after[index].subtract(afterMeans)
        }
        past = Cholesky(NormalModel.covariance(before, before), ridge: 0.01)
        let future = Cholesky(NormalModel.covariance(after, after), ridge: 0.01)
        // H = Lp⁻¹ × Cpf × Lf⁻ᵀ; its left singular vectors are the states.
        let half = past.whitenColumns(NormalModel.covariance(before, after))
        let whole = future.whitenColumns(half.transposed)
        let square = Matrix.products(whole, whole)
        let count = max(1, square.rows / 5)
        states = SymmetricEigenvalues(square).vectors.slice(0..<min(count, square.rows))
    }

    /// How many samples the two models look at.
    var lags: (pair: Int, past: Int) { (pairLag, pastLag) }

    /// The statistics of every sample, one a column.
    func statistics(of part: Matrix) -> Matrix {
        let normal = standardiser.apply(part)
        var result = Matrix(rows: part.rows, columns: NormalModel.statistics)
        let pairs = LaggedRows.all(normal, lag: pairLag)
        let pasts = LaggedRows.all(normal, lag: pastLag)
        var recent: [Double] = []
        var sum = 0.0
        for row in 0..<part.rows {
            var vector = zip(pairs.row(row), pairMeans).map { $0 - $1 }
            pair.whiten(&vector)
            let distance = NormalModel.square(vector)
            result[row, 0] = distance
            let logarithm = NormalModel.logarithm(max(distance, 1e-12))
            recent.append(logarithm)
            sum += logarithm
            if recent.count > NormalModel.smoothing { sum -= recent[recent.count - 1 - NormalModel.smoothing] }
            result[row, 1] = sum / Double(min(recent.count, NormalModel.smoothing))

            var history = zip(pasts.row(row), pastMeans).map { $0 - $1 }
            past.whiten(&history)
            var within = 0.0
            for state in 0..<states.rows {
                var projection = 0.0
                let base = state * states.columns
                for column in 0..<states.columns { projection += states.values[base + column] * history[column] }
                within += projection * projection
            }
            result[row, 2] = within
            result[row, 3] = max(0, NormalModel.square(history) - within)
        }
        return result
    }

    /// As many lags as wanted, while three samples are there for each column.
    private static func lag(_ wanted: Int, _ width: Int, _ rows: Int) -> Int {
        max(1, min(wanted, rows / (3 * width)))
    }

    private static func covariance(_ left: [Matrix], _ right: [Matrix]) -> Matrix {
        var sum = Matrix(rows: left.first?.columns ?? 0, columns: right.first?.columns ?? 0)
        var count = 0
        for (one, other) in zip(left, right) {
            sum = sum + Matrix.products(one, other)
            count += one.rows
        }
        sum.scale(1 / Double(max(1, count - 1)))
        return sum
    }

    private static func square(_ vector: [Double]) -> Double {
        vector.reduce(0) { $0 + $1 * $1 }
    }
}
