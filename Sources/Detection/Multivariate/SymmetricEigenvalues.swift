/// Eigenvectors of a symmetric matrix, largest eigenvalue first.
///
/// Householder reduction to tridiagonal form and QL iterations with implicit shifts (G. H. Golub, C. F. Van Loan,
/// "Matrix Computations", 8.3; the `tql2` of EISPACK). Vectors are kept as rows, so that every rotation runs along
/// memory.
struct SymmetricEigenvalues: Sendable {
    let values: [Double]
    /// One eigenvector a row.
    let vectors: Matrix

    init(_ matrix: Matrix) {
        var work = Tridiagonal(matrix)
        work.iterate()
        let size = matrix.rows
        let order = (0..<size).sorted { (work.diagonal[$1], $0) < (work.diagonal[$0], $1) }
        values = order.map { work.diagonal[$0] }
        var vectors = Matrix(rows: size, columns: size)
        for (row, source) in order.enumerated() {
            // The sign of an eigenvector is free: the largest part is made positive.
            let line = work.vectors.row(source)
            let largest = line.max { abs($0) < abs($1) } ?? 0
            let sign: Double = largest < 0 ? -1 : 1
            for (column, value) in line.enumerated() { vectors[row, column] = sign * value }
        }
        self.vectors = vectors
    }
}

/// A symmetric matrix as `Qᵀ × T × Q` with `T` tridiagonal; the rows of `vectors` become eigenvectors.
private struct Tridiagonal {
    let size: Int
    var vectors: Matrix
    var diagonal: [Double]
    var beside: [Double]

    init(_ matrix: Matrix) {
        size = matrix.rows
        diagonal = [Double](repeating: 0, count: size)
        beside = diagonal
        vectors = Matrix(rows: size, columns: size)
        for index in 0..<size { vectors[index, index] = 1 }
        var work = matrix
        reduce(&work)
    }

    /// Reflects one column after the other onto its first entry beside the diagonal.
    private mutating func reduce(_ work: inout Matrix) {
        let size = size
        var reflections: [(start: Int, vector: [Double])] = []
        work.values.withUnsafeMutableBufferPointer { work in
            for column in 0..<max(0, size - 2) {
                let start = column + 1
                var norm = 0.0
                for index in start..<size { norm += work[column * size + index] * work[column * size + index] }
                norm = norm.squareRoot()
                let first = work[column * size + start]
                beside[column] = first >= 0 ? -norm : norm
                guard norm > 0 else { continue }
                var vector = (start..<size).map { work[column * size + $0] }
                vector[0] -= beside[column]
                let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard length > 0 else { continue }
                for index in vector.indices { vector[index] /= length }
                Tridiagonal.reflect(work, size, start, vector)
                reflections.append((start, vector))
            }
            for index in 0..<size { diagonal[index] = work[index * size + index] }
            if size > 1 { beside[size - 2] = work[(size - 2) * size + size - 1] }
        }
        vectors.values.withUnsafeMutableBufferPointer { rows in
            for (start, vector) in reflections.reversed() {
                Tridiagonal.reflect(rows: rows, size, start, vector)
            }
        }
        // Rows and columns change places: the loops above made Q, wanted is Qᵀ.
        vectors = vectors.transposed
    }

    /// `A ← H × A × H` with `H = 1 − 2 v vᵀ`, on the part from `start`.
    private static func reflect(
        _ work: UnsafeMutableBufferPointer<Double>,
        _ size: Int,
        _ start: Int,
        _ vector: [Double]
    ) {
        let count = vector.count
        var product = [Double](repeating: 0, count: count)
        for row in 0..<count {
            let base = (start + row) * size + start
            let factor = vector[row]
            for column in 0..<count { product[column] += factor * work[base + column] }
        }
        var dot = 0.0
        for index in 0..<count { dot += product[index] * vector[index] }
        for index in 0..<count { product[index] = 2 * (product[index] - dot * vector[index]) }
        for row in 0..<count {
            let base = (start + row) * size + start
            let (one, other) = (vector[row], product[row])
            for column in 0..<count { work[base + column] -= one * product[column] + other * vector[column] }
        }
    }

    /// `A ← H × A`, on the rows from `start`.
    private static func reflect(
        rows: UnsafeMutableBufferPointer<Double>,
        _ size: Int,
        _ start: Int,
        _ vector: [Double]
    ) {
        let count = vector.count
        var product = [Double](repeating: 0, count: size - start)
        for row in 0..<count {
            let base = (start + row) * size + start
            let factor = vector[row]
            for column in 0..<size - start { product[column] += factor * rows[base + column] }
        }
        for row in 0..<count {
            let base = (start + row) * size + start
            let factor = 2 * vector[row]
            for column in 0..<size - start { rows[base + column] -= factor * product[column] }
        }
    }

    mutating func iterate() {
        for low in 0..<size {
            // Sixty rounds are plenty: each gains digits by the square.
            for _ in 0..<60 {
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
            turn(index, sine, cosine)
        }
        diagonal[low] -= passed
        beside[low] = shift
        beside[high] = 0
    }

    /// Turns two neighbouring rows into each other.
    private mutating func turn(_ index: Int, _ sine: Double, _ cosine: Double) {
        let size = size
        vectors.values.withUnsafeMutableBufferPointer { rows in
            let left = index * size
            let right = left + size
            for column in 0..<size {
                let (one, other) = (rows[left + column], rows[right + column])
                rows[right + column] = sine * one + cosine * other
                rows[left + column] = cosine * one - sine * other
            }
        }
    }
}
