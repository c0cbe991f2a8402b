/// A dense matrix of numbers, row after row.
struct Matrix: Sendable, Equatable {
    let rows: Int
    let columns: Int
    var values: [Double]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        values = [Double](repeating: 0, count: rows * columns)
    }

    /// - Parameter lines: Rows of one width.
    init(_ lines: [[Double]]) {
        rows = lines.count
        columns = lines.first?.count ?? 0
        values = lines.flatMap(\.self)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    func row(_ index: Int) -> ArraySlice<Double> {
        values[index * columns..<(index + 1) * columns]
    }

    /// Some rows as a matrix of their own.
    func slice(_ range: Range<Int>) -> Matrix {
        var part = Matrix(rows: range.count, columns: columns)
        part.values = Array(values[range.lowerBound * columns..<range.upperBound * columns])
        return part
    }

    /// Some columns as a matrix of their own.
    func columns(_ range: Range<Int>) -> Matrix {
        var part = Matrix(rows: rows, columns: range.count)
        for row in 0..<rows {
            for column in range { part[row, column - range.lowerBound] = self[row, column] }
        }
        return part
    }

    /// The mean of every column over several matrices of the same width.
    static func means(_ parts: [Matrix]) -> [Double] {
        guard let width = parts.first?.columns else { return [] }
        var sums = [Double](repeating: 0, count: width)
        var count = 0
        for part in parts {
            count += part.rows
            for row in 0..<part.rows {
                for column in 0..<width { sums[column] += part.values[row * width + column] }
            }
        }
        return sums.map { $0 / Double(max(1, count)) }
    }

    /// The covariance of the columns over several matrices of the same width.
    static func covariance(_ parts: [Matrix], means: [Double]) -> Matrix {
        let width = means.count
        var sum = Matrix(rows: width, columns: width)
        var count = 0
        var centred = [Double](repeating: 0, count: width)
        for part in parts {
            count += part.rows
            for row in 0..<part.rows {
                for column in 0..<width { centred[column] = part.values[row * width + column] - means[column] }
                sum.addOuterProduct(of: centred)
            }
        }
        let scale = 1 / Double(max(1, count - 1))
        for row in 0..<width {
            for column in row..<width {
                let value = sum[row, column] * scale
                sum[row, column] = value
                sum[column, row] = value
            }
        }
        return sum
    }

    /// Adds `vector × vectorᵀ` to the diagonal and what is right of it.
    private mutating func addOuterProduct(of vector: [Double]) {
        let width = columns
        values.withUnsafeMutableBufferPointer { sum in
            vector.withUnsafeBufferPointer { vector in
                for row in 0..<width {
                    let factor = vector[row]
                    if factor == 0 { continue }
                    let base = row * width
                    for column in row..<width { sum[base + column] += factor * vector[column] }
                }
            }
        }
    }

    /// `self × other`.
    func times(_ other: Matrix) -> Matrix {
        var result = Matrix(rows: rows, columns: other.columns)
        for index in 0..<rows {
            let base = index * other.columns
            result.values.withUnsafeMutableBufferPointer { target in
                let line = UnsafeMutableBufferPointer(rebasing: target[base..<base + other.columns])
                values.withUnsafeBufferPointer { own in
                    other.multiply(
                        UnsafeBufferPointer(rebasing: own[index * columns..<(index + 1) * columns]),
                        into: line
                    )
                }
            }
        }
        return result
    }

    /// `vector × self`: the sum of the rows, each as often as the vector says. Whole rows are added, so that the
    /// processor works on several numbers at once.
    func multiply(_ vector: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>) {
        let width = columns
        for column in 0..<width { result[column] = 0 }
        values.withUnsafeBufferPointer { own in
            var row = 0
            // Four rows at a time: the result is then read and written a quarter as often.
            while row + 4 <= rows {
                let base = row * width
                let (first, second, third, fourth) = (vector[row], vector[row + 1], vector[row + 2], vector[row + 3])
                for column in 0..<width {
                    let near = first * own[base + column] + second * own[base + width + column]
                    let far = third * own[base + 2 * width + column] + fourth * own[base + 3 * width + column]
                    result[column] += near + far
                }
                row += 4
            }
            while row < rows {
                let factor = vector[row]
                let base = row * width
                for column in 0..<width { result[column] += factor * own[base + column] }
                row += 1
            }
        }
    }

    func multiplied(by vector: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: columns)
        vector.withUnsafeBufferPointer { vector in
            result.withUnsafeMutableBufferPointer { multiply(vector, into: $0) }
        }
        return result
    }

    var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for row in 0..<rows {
            for column in 0..<columns { result[column, row] = self[row, column] }
        }
        return result
    }

    var meanOfDiagonal: Double {
        (0..<rows).reduce(0) { $0 + self[$1, $1] } / Double(max(1, rows))
    }
}
