/// Brings tags of all units to one measure, by their mean and standard deviation in normal operation.
///
/// Columns that do not move in normal operation, or are mostly blank, are left out: they can never be a reason. A blank
/// is filled with the value before it, at the start with the mean.
struct Standardiser: Sendable {
    /// Positions of the columns used.
    let kept: [Int]
    private let means: [Double]
    private let deviations: [Double]

    init(_ parts: [Matrix]) {
        let width = parts.first?.columns ?? 0
        var kept: [Int] = []
        var means: [Double] = []
        var deviations: [Double] = []
        for column in 0..<width {
            var count = 0
            var rows = 0
            var sum = 0.0
            for part in parts {
                rows += part.rows
                for row in 0..<part.rows where part[row, column].isFinite {
                    count += 1
                    sum += part[row, column]
                }
            }
            guard count * 2 > rows, count > 1 else { continue }
            let mean = sum / Double(count)
            var square = 0.0
            for part in parts {
                for row in 0..<part.rows where part[row, column].isFinite {
                    square += (part[row, column] - mean) * (part[row, column] - mean)
                }
            }
            let deviation = (square / Double(count)).squareRoot()
            guard deviation > 1e-9 * max(1, abs(mean)) else { continue }
            kept.append(column)
            means.append(mean)
            deviations.append(deviation)
        }
        self.kept = kept
        self.means = means
        self.deviations = deviations
    }

    func apply(_ part: Matrix) -> Matrix {
        var result = Matrix(rows: part.rows, columns: kept.count)
        for (place, column) in kept.enumerated() {
            var last = 0.0
            for row in 0..<part.rows {
                let value = part[row, column]
                if value.isFinite { last = (value - means[place]) / deviations[place] }
                result[row, place] = last
            }
        }
        return result
    }
}
