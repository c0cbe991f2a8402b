/// A model of normal operation with limits for a chosen share of false alarms.
struct LearntModel: Sendable {
    let model: NormalModel
    /// One limit a statistic.
    let limits: [Double]

    /// Pieces that normal operation is cut into: each in turn is judged by a model of the others, which is how far
    /// normal operation strays from a model that has not seen it. Limits from the data a model was made of would let
    /// a multiple of the wanted false alarms through.
    private static let folds = 5
    /// Samples left out around a piece, so that neighbours do not give it away.
    private static let guardSamples = 10
    /// The wanted share of false alarms is divided among the statistics. They rise and fall together, and an alarm
    /// stands for some samples more; a largest residual of many tags has the heavier tail.
    private static let featureShare = 1.0 / 10
    private static let residualShare = 1.0 / 200
    /// The share that the measure of each tag's residual is taken at.
    private static let tagShare = 0.01
    /// What a tag's own limit, of squares, is widened by: so rare a share is foretold, not seen.
    private static let ownCaution = 2.0

    /// - Parameters:
    ///   - normal: Stretches of normal operation, samples as rows.
    ///   - calibration: Further normal stretches to set limits on; empty for a hold-out of the first.
    init?(normal: [Matrix], calibration: [Matrix], falseAlarmRate: Double) {
        guard var model = NormalModel(normal) else { return nil }
        var unseen = UnseenStatistics(width: normal.first?.columns ?? 0)
        if calibration.isEmpty {
            for fold in 0..<LearntModel.folds { unseen.add(fold, of: LearntModel.folds, normal, model.features.lag) }
        } else {
            for part in calibration { unseen.add(model, part, 0..<part.rows) }
        }
        if unseen.count == 0 {
            for part in normal { unseen.add(model, part, 0..<part.rows) }
        }
        for index in TagResiduals.weights.indices {
            model.residualScales[index] = model.standardiser.kept.map { column in
                let squares = unseen.residuals[index].map { Double($0[column]) * Double($0[column]) }
                return 1 / StatisticLimit.limit(squares, exceededBy: LearntModel.tagShare).squareRoot()
            }
        }
        // A tag that seldom strays has a limit that others, which often do, do not raise.
        let ownShare = falseAlarmRate * LearntModel.residualShare / Double(model.standardiser.kept.count)
        model.ownScales = model.standardiser.kept.map { column in
            let squares = unseen.residuals[0].map { Double($0[column]) * Double($0[column]) }
            // Models of pieces in which the tag stands still leave it out: of them nothing is known.
            guard squares.filter({ $0 > 0 }).count * 2 > squares.count else { return 0 }
            return 1 / (LearntModel.ownCaution * StatisticLimit.limit(squares, exceededBy: ownShare)).squareRoot()
        }
        self.model = model
        var limits = unseen.features.map {
            StatisticLimit.limit($0, exceededBy: falseAlarmRate * LearntModel.featureShare)
        }
        for index in TagResiduals.weights.indices {
            let scales = model.residualScales[index]
            let largest = unseen.residuals[index].map { row in
                let size = zip(model.standardiser.kept, scales).reduce(0) { max($0, abs(Double(row[$1.0])) * $1.1) }
                return size * size
            }
            limits.append(StatisticLimit.limit(largest, exceededBy: falseAlarmRate * LearntModel.residualShare))
        }
        // Residuals against each tag's own limit, and tags against their ranges, are measured in parts of these.
        limits += [1, 1]
        self.limits = limits
    }

    /// Statistics of normal operation by models that have not seen it.
    private struct UnseenStatistics {
        var features: [[Double]] = SlowFeatures.weights.map { _ in [] }
        /// For every moving average the residuals of all columns, row by row; 0 where a model left a column out.
        var residuals: [[[Float]]] = TagResiduals.weights.map { _ in [] }
        let width: Int

        init(width: Int) { self.width = width }

        var count: Int { features.first?.count ?? 0 }

        mutating func add(_ fold: Int, of folds: Int, _ normal: [Matrix], _ lag: Int) {
            var kept: [Matrix] = []
            var pieces: [(part: Matrix, rows: Range<Int>)] = []
            for part in normal {
                let first = part.rows * fold / folds
                let last = part.rows * (fold + 1) / folds
                if first < last { pieces.append((part, first..<last)) }
                let before = first - LearntModel.guardSamples
                let after = last + LearntModel.guardSamples
                if before > 20 { kept.append(part.slice(0..<before)) }
                if part.rows - after > 20 { kept.append(part.slice(after..<part.rows)) }
            }
            guard let model = NormalModel(kept, lag: lag) else { return }
            for piece in pieces { add(model, piece.part, piece.rows) }
        }

        /// Only these rows count; those before them are the past that moving averages need.
        mutating func add(_ model: NormalModel, _ part: Matrix, _ rows: Range<Int>) {
            var memory = model.start()
            var statistics = [Double](repeating: 0, count: NormalModel.statistics)
            for row in max(0, rows.lowerBound - 200)..<rows.upperBound {
                memory.add(part.row(row), model, into: &statistics)
                guard row >= rows.lowerBound else { continue }
                for index in features.indices { features[index].append(statistics[index]) }
                for index in residuals.indices {
                    var line = [Float](repeating: 0, count: width)
                    for (place, column) in model.standardiser.kept.enumerated() {
                        line[column] = Float(memory.residualAverages[index][place])
                    }
                    residuals[index].append(line)
                }
            }
        }
    }
}
