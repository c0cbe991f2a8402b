/// A model of normal operation with limits for a chosen share of false alarms.
struct FaultDetector: Sendable {
    private let model: NormalModel
    /// One limit a statistic.
    let limits: [Double]

    /// Pieces that normal operation is cut into: each in turn is judged by a model of the others, which is how far
    /// normal operation strays from a model that has not seen it. Limits from the data a model was made of would let
    /// a multiple of the wanted false alarms through.
    private static let folds = 5
    /// Samples left out around a piece, so that neighbours do not give it away.
    private static let guardSamples = 10

    /// - Parameters:
    ///   - normal: Stretches of normal operation, samples as rows.
    ///   - calibration: Further normal stretches to set limits on; empty for a hold-out of the first.
    init?(normal: [Matrix], calibration: [Matrix], falseAlarmRate: Double) {
        guard let model = NormalModel(normal) else { return nil }
        var statistics: [Matrix] = []
        if calibration.isEmpty {
            for fold in 0..<FaultDetector.folds {
                statistics += FaultDetector.heldOut(fold, of: normal, lags: model.lags)
            }
        } else {
            statistics = calibration.map(model.statistics)
        }
        if statistics.allSatisfy({ $0.rows == 0 }) { statistics = normal.map(model.statistics) }
        self.model = model
        limits = FaultDetector.limits(statistics, falseAlarmRate)
    }

    /// Whether each sample is an alarm.
    func alarms(in part: Matrix) -> [Bool] {
        let statistics = model.statistics(of: part)
        return (0..<part.rows).map { FaultDetector.isBeyond(statistics.row($0), limits) }
    }

    private static func isBeyond(_ row: ArraySlice<Double>, _ limits: [Double]) -> Bool {
        zip(row, limits).contains { $0 > $1 }
    }

    private static func heldOut(_ fold: Int, of normal: [Matrix], lags: (pair: Int, past: Int)) -> [Matrix] {
        var kept: [Matrix] = []
        var pieces: [Matrix] = []
        for part in normal {
            let first = part.rows * fold / folds
            let last = part.rows * (fold + 1) / folds
            pieces.append(part.slice(first..<last))
            let before = first - guardSamples
            let after = last + guardSamples
            if before > 0 { kept.append(part.slice(0..<before)) }
            if after < part.rows { kept.append(part.slice(after..<part.rows)) }
        }
        guard let model = NormalModel(kept, lags: lags) else { return [] }
        return pieces.filter { $0.rows > 0 }.map(model.statistics)
    }

    /// Limits at one quantile of every statistic, the lowest at which all of them together alarm at most as often as
    /// wanted.
    static func limits(_ statistics: [Matrix], _ falseAlarmRate: Double) -> [Double] {
        let rows = statistics.reduce(0) { $0 + $1.rows }
        let sorted = (0..<NormalModel.statistics).map { column in
            statistics.flatMap { part in (0..<part.rows).map { part[$0, column] } }.sorted()
        }
        func limits(_ rank: Int) -> [Double] { sorted.map { $0[rank] } }
        func share(_ limits: [Double]) -> Double {
            let beyond = statistics.reduce(0) { sum, part in
                sum + (0..<part.rows).filter { isBeyond(part.row($0), limits) }.count
            }
            return Double(beyond) / Double(max(1, rows))
        }
        guard rows > 0 else { return [Double](repeating: .infinity, count: NormalModel.statistics) }
        var low = 0
        var high = rows - 1
        while low < high {
            let middle = (low + high) / 2
            if share(limits(middle)) <= falseAlarmRate { high = middle } else { low = middle + 1 }
        }
        return limits(low)
    }
}
