/// The lower triangle `L` of a symmetric positive definite matrix `L × Lᵀ`.
struct Cholesky: Sendable {
    let size: Int
    private let lower: [Double]

    /// - Parameter ridge: A share of the mean of the diagonal that is added to it, so that columns which are nearly
    ///   sums of others do no harm.
    init(_ matrix: Matrix, ridge: Double) {
        let size = matrix.rows
        let mean = (0..<size).reduce(0) { $0 + matrix[$1, $1] } / Double(max(1, size))
        let extra = max(mean * ridge, 1e-12)
        var lower = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column] + (row == column ? extra : 0)
                for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
                if row == column {
                    lower[row * size + row] = max(sum, extra * 1e-3).squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
        self.size = size
        self.lower = lower
    }

    /// Solves `L × x = vector` in place: white noise of what had the matrix for its covariance.
    func whiten(_ vector: inout [Double]) {
        lower.withUnsafeBufferPointer { lower in
            vector.withUnsafeMutableBufferPointer { vector in
                for row in 0..<size {
                    var sum = vector[row]
                    let base = row * size
                    for column in 0..<row { sum -= lower[base + column] * vector[column] }
                    vector[row] = sum / lower[base + row]
                }
            }
        }
    }

    /// Solves `L × X = matrix` for every column of the matrix.
    func whitenColumns(_ matrix: Matrix) -> Matrix {
        var result = matrix.transposed
        for row in 0..<result.rows {
            var column = Array(result.row(row))
            whiten(&column)
            for index in column.indices { result[row, index] = column[index] }
        }
        return result.transposed
    }
}
