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

    mutating func subtract(_ means: [Double]) {
        for row in 0..<rows {
            for column in 0..<columns { values[row * columns + column] -= means[column] }
        }
    }

    /// The sum over rows of the outer products of two matrices' rows: `leftᵀ × right`.
    static func products(_ left: Matrix, _ right: Matrix) -> Matrix {
        var result = Matrix(rows: left.columns, columns: right.columns)
        let width = right.columns
        left.values.withUnsafeBufferPointer { one in
            right.values.withUnsafeBufferPointer { other in
                result.values.withUnsafeMutableBufferPointer { sum in
                    for row in 0..<left.rows {
                        for first in 0..<left.columns {
                            let factor = one[row * left.columns + first]
                            if factor == 0 { continue }
                            let base = first * width
                            for second in 0..<width { sum[base + second] += factor * other[row * width + second] }
                        }
                    }
                }
            }
        }
        return result
    }

    static func + (left: Matrix, right: Matrix) -> Matrix {
        var result = left
        for index in result.values.indices { result.values[index] += right.values[index] }
        return result
    }

    mutating func scale(_ factor: Double) {
        for index in values.indices { values[index] *= factor }
    }

    var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for row in 0..<rows {
            for column in 0..<columns { result[column, row] = self[row, column] }
        }
        return result
    }
}
