/// Eigenvectors of a symmetric matrix, largest eigenvalue first.
///
/// Householder reduction to tridiagonal form and QL iterations with implicit shifts (the `tred2` and `tql2` of EISPACK,
/// B. T. Smith et al., 1976).
struct SymmetricEigenvalues: Sendable {
    let values: [Double]
    /// One eigenvector a row.
    let vectors: Matrix

    init(_ matrix: Matrix) {
        var work = Tridiagonal(matrix)
        work.iterate()
        let order = work.diagonal.indices.sorted {
            (work.diagonal[$1], $0) < (work.diagonal[$0], $1)
        }
        values = order.map { work.diagonal[$0] }
        var vectors = Matrix(rows: matrix.rows, columns: matrix.rows)
        for (row, source) in order.enumerated() {
            for column in 0..<matrix.rows { vectors[row, column] = work.basis[column, source] }
        }
        self.vectors = vectors
    }

    private struct Tridiagonal {
        let size: Int
        var basis: Matrix
        var diagonal: [Double]
        var beside: [Double]

        init(_ matrix: Matrix) {
            size = matrix.rows
            basis = matrix
            diagonal = [Double](repeating: 0, count: matrix.rows)
            beside = diagonal
            reduce()
        }

        private mutating func reduce() {
            guard size > 0 else { return }
            for row in stride(from: size - 1, to: 0, by: -1) {
                var square = 0.0
                let scale = row > 1 ? (0..<row).reduce(0) { $0 + abs(basis[row, $1]) } : 0
                if scale == 0 {
                    beside[row] = basis[row, row - 1]
                } else {
                    for column in 0..<row {
                        basis[row, column] /= scale
                        square += basis[row, column] * basis[row, column]
                    }
                    let last = basis[row, row - 1]
                    let root = last >= 0 ? -square.squareRoot() : square.squareRoot()
                    beside[row] = scale * root
                    square -= last * root
                    basis[row, row - 1] = last - root
                    fold(row, square)
                }
                diagonal[row] = square
            }
            diagonal[0] = 0
            beside[0] = 0
            unfold()
        }

        /// Applies the reflection of one row to the rows above it.
        private mutating func fold(_ row: Int, _ square: Double) {
            var weight = 0.0
            for column in 0..<row {
                basis[column, row] = basis[row, column] / square
                var sum = 0.0
                for inner in 0...column { sum += basis[column, inner] * basis[row, inner] }
                for inner in (column + 1)..<max(row, column + 1) { sum += basis[inner, column] * basis[row, inner] }
                beside[column] = sum / square
                weight += beside[column] * basis[row, column]
            }
            let half = weight / (square + square)
            for column in 0..<row {
                let factor = basis[row, column]
                let shifted = beside[column] - half * factor
                beside[column] = shifted
                for inner in 0...column {
                    basis[column, inner] -= factor * beside[inner] + shifted * basis[row, inner]
                }
            }
        }

        private mutating func unfold() {
            for row in 0..<size {
                if diagonal[row] != 0 {
                    for column in 0..<row {
                        var sum = 0.0
                        for inner in 0..<row { sum += basis[row, inner] * basis[inner, column] }
                        for inner in 0..<row { basis[inner, column] -= sum * basis[inner, row] }
                    }
                }
                diagonal[row] = basis[row, row]
                basis[row, row] = 1
                for column in 0..<row {
                    basis[column, row] = 0
                    basis[row, column] = 0
                }
            }
        }

        mutating func iterate() {
            for index in 1..<max(1, size) { beside[index - 1] = beside[index] }
            if size > 0 { beside[size - 1] = 0 }
            for low in 0..<size {
                // Thirty rounds are plenty: each gains digits by the square.
                for _ in 0..<30 {
                    var high = low
                    while high < size - 1 {
                        let near = abs(diagonal[high]) + abs(diagonal[high + 1])
                        if abs(beside[high]) <= near * 1e-16 { break }
                        high += 1
                    }
                    if high == low { break }
                    rotate(low, high)
                }
            }
        }

        private mutating func rotate(_ low: Int, _ high: Int) {
            var shift = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low])
            var length = (shift * shift + 1).squareRoot()
            shift = diagonal[high] - diagonal[low] + beside[low] / (shift + (shift >= 0 ? length : -length))
            var sine = 1.0
            var cosine = 1.0
            var passed = 0.0
            for index in stride(from: high - 1, through: low, by: -1) {
                let turned = sine * beside[index]
                let kept = cosine * beside[index]
                length = (turned * turned + shift * shift).squareRoot()
                beside[index + 1] = length
                if length == 0 {
                    diagonal[index + 1] -= passed
                    beside[high] = 0
                    return
                }
                sine = turned / length
                cosine = shift / length
                shift = diagonal[index + 1] - passed
                length = (diagonal[index] - shift) * sine + 2 * cosine * kept
                passed = sine * length
                diagonal[index + 1] = shift + passed
                shift = cosine * length - kept
                for row in 0..<size {
                    let right = basis[row, index + 1]
                    let left = basis[row, index]
                    basis[row, index + 1] = sine * left + cosine * right
                    basis[row, index] = cosine * left - sine * right
                }
            }
            diagonal[low] -= passed
            beside[low] = shift
            beside[high] = 0
        }
    }
}
