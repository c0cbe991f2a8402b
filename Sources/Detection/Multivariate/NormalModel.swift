/// How a group of tags moves in normal operation, and how far a moment is from that.
struct NormalModel: Sendable {
    let standardiser: Standardiser
    let features: SlowFeatures
    let residuals: TagResiduals
    let ranges: TagRanges
    /// One over the deviation of each tag's residual in data not seen, for every moving average.
    var residualScales: [[Double]]
    /// One over the size of residual that is beyond each tag's own limit.
    var ownScales: [Double]

    /// - Parameters:
    ///   - parts: Stretches of normal operation, samples as rows; `nil` comes out when they are too few or nothing in
    ///     them moves.
    ///   - lag: How many samples are taken together; `nil`: two where the data can bear it.
    init?(_ parts: [Matrix], lag: Int? = nil) {
        let parts = parts.filter { $0.rows > 0 }
        let rows = parts.reduce(0) { $0 + $1.rows }
        guard rows >= 20 else { return nil }
        standardiser = Standardiser(parts)
        let width = standardiser.kept.count
        guard width > 0 else { return nil }
        let normal = parts.map(standardiser.apply)
        features = SlowFeatures(normal, lag: lag ?? max(1, min(2, rows / (3 * width))))
        residuals = TagResiduals(normal)
        ranges = TagRanges(normal, holdsLevel: standardiser.holdsLevel)
        residualScales = TagResiduals.weights.map { _ in [Double](repeating: 1, count: width) }
        ownScales = [Double](repeating: 0, count: width)
    }

    /// The place of the largest residual in parts of each tag's own limit.
    static let ownStatistic = SlowFeatures.weights.count + TagResiduals.weights.count
    /// The place of the largest distance in parts of each tag's range.
    static let rangeStatistic = ownStatistic + 1
    /// The number of statistics: one for each moving average of the features and of the residuals, and these two.
    static let statistics = rangeStatistic + 1

    func start() -> ModelMemory { ModelMemory(self) }
}

/// What a model has to remember between samples; its next sample updates it.
struct ModelMemory: Sendable {
    private var standard: Standardiser.Memory
    /// The centred row with the rows before it, and its moving averages.
    private var lagged: [Double]
    private var laggedAverages: [[Double]]
    private var features: [Double]
    private(set) var featureAverages: [[Double]]
    private var centred: [Double]
    private var residuals: [Double]
    private(set) var residualAverages: [[Double]]
    private var line: [Double]
    private var hasStarted = false

    fileprivate init(_ model: NormalModel) {
        let width = model.standardiser.kept.count
        let wide = width * model.features.lag
        standard = model.standardiser.start()
        line = [Double](repeating: 0, count: width)
        centred = line
        residuals = line
        lagged = [Double](repeating: 0, count: wide)
        features = lagged
        laggedAverages = SlowFeatures.weights.map { _ in [Double](repeating: 0, count: wide) }
        featureAverages = laggedAverages
        residualAverages = TagResiduals.weights.map { _ in [Double](repeating: 0, count: width) }
    }

    /// Takes the next row and tells its statistics.
    mutating func add(_ row: ArraySlice<Double>, _ model: NormalModel, into statistics: inout [Double]) {
        let width = line.count
        let before = line
        model.standardiser.apply(row, &standard, into: &line)
        if model.features.lag > 1 {
            let past = hasStarted ? before : line
            for column in 0..<width { lagged[width + column] = past[column] - model.features.means[width + column] }
        }
        hasStarted = true
        for column in 0..<width {
            lagged[column] = line[column] - model.features.means[column]
            centred[column] = line[column] - model.residuals.means[column]
        }
        ModelMemory.multiply(lagged, model.features.turn, into: &features)
        ModelMemory.multiply(centred, model.residuals.turn, into: &residuals)
        for (index, weight) in SlowFeatures.weights.enumerated() {
            ModelMemory.average(&laggedAverages[index], lagged, weight)
            ModelMemory.average(&featureAverages[index], features, weight)
            statistics[index] = ModelMemory.square(featureAverages[index], model.features.precisions[index])
        }
        for (index, weight) in TagResiduals.weights.enumerated() {
            ModelMemory.average(&residualAverages[index], residuals, weight)
            statistics[SlowFeatures.weights.count + index] =
                ModelMemory.largestSquare(residualAverages[index], model.residualScales[index])
        }
        statistics[NormalModel.ownStatistic] = ModelMemory.largestSquare(residuals, model.ownScales)
        statistics[NormalModel.rangeStatistic] = model.ranges.largestSquare(line)
    }

    /// How much of a statistic of the last sample comes from each tag; the shares add up to 1.
    ///
    /// A sum of squares is a quadratic form of the tags' distances, and each tag's part is its distance times the
    /// slope there; parts that would lower the statistic count as none. Of a largest residual it is the square of each
    /// tag's own.
    func contributions(to statistic: Int, _ model: NormalModel) -> [Double] {
        let width = line.count
        var parts = [Double](repeating: 0, count: width)
        if statistic < SlowFeatures.weights.count {
            let weighted = zip(featureAverages[statistic], model.features.precisions[statistic]).map { $0 * $1 }
            let distances = laggedAverages[statistic]
            let turn = model.features.turn
            for column in distances.indices {
                let slope = zip(turn.row(column), weighted).reduce(0) { $0 + $1.0 * $1.1 }
                parts[column % width] += distances[column] * slope
            }
        } else if statistic == NormalModel.rangeStatistic {
            for column in 0..<width {
                let distance = model.ranges.distance(line[column], column)
                parts[column] = distance * distance
            }
        } else {
            let isOwn = statistic == NormalModel.ownStatistic
            let index = isOwn ? 0 : statistic - SlowFeatures.weights.count
            let sizes = isOwn ? residuals : residualAverages[index]
            let scales = isOwn ? model.ownScales : model.residualScales[index]
            for column in 0..<width {
                let residual = sizes[column] * scales[column]
                parts[column] = residual * residual
            }
        }
        parts = parts.map { max(0, $0) }
        let sum = parts.reduce(0, +)
        return sum > 0 ? parts.map { $0 / sum } : parts
    }

    private static func multiply(_ vector: [Double], _ matrix: Matrix, into result: inout [Double]) {
        vector.withUnsafeBufferPointer { vector in
            result.withUnsafeMutableBufferPointer { matrix.multiply(vector, into: $0) }
        }
    }

    private static func average(_ average: inout [Double], _ values: [Double], _ weight: Double) {
        average.withUnsafeMutableBufferPointer { average in
            values.withUnsafeBufferPointer { values in
                for index in 0..<values.count { average[index] += weight * (values[index] - average[index]) }
            }
        }
    }

    private static func square(_ values: [Double], _ precisions: [Double]) -> Double {
        values.withUnsafeBufferPointer { values in
            precisions.withUnsafeBufferPointer { precisions in
                // Four sums at once, always in the same order.
                var sums = SIMD4<Double>.zero
                var index = 0
                while index + 4 <= values.count {
                    let four = SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
                    let their = SIMD4(
                        precisions[index],
                        precisions[index + 1],
                        precisions[index + 2],
                        precisions[index + 3]
                    )
                    sums += four * four * their
                    index += 4
                }
                var sum = sums.sum()
                while index < values.count {
                    sum += values[index] * values[index] * precisions[index]
                    index += 1
                }
                return sum
            }
        }
    }

    private static func largestSquare(_ values: [Double], _ scales: [Double]) -> Double {
        values.withUnsafeBufferPointer { values in
            scales.withUnsafeBufferPointer { scales in
                var largest = 0.0
                for index in 0..<values.count { largest = max(largest, abs(values[index] * scales[index])) }
                return largest * largest
            }
        }
    }
}
