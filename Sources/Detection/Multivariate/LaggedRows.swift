/// Rows that hold a moment together with the moments before it.
enum LaggedRows {
    /// Each row with the `lag - 1` rows before it; before the first row the first stands in.
    static func all(_ part: Matrix, lag: Int) -> Matrix {
        var result = Matrix(rows: part.rows, columns: part.columns * lag)
        for row in 0..<part.rows {
            for step in 0..<lag {
                let source = max(0, row - step) * part.columns
                let target = row * result.columns + step * part.columns
                for column in 0..<part.columns { result.values[target + column] = part.values[source + column] }
            }
        }
        return result
    }

    /// Only the rows whose past is complete, and of which `future` rows come after.
    static func complete(_ part: Matrix, lag: Int, future: Int = 0) -> Matrix {
        let first = lag - 1
        let last = part.rows - future
        guard last > first else { return Matrix(rows: 0, columns: part.columns * lag) }
        return all(part, lag: lag).slice(first..<last)
    }

    /// For each row of ``complete(_:lag:future:)`` the rows that follow it.
    static func following(_ part: Matrix, lag: Int, future: Int) -> Matrix {
        let first = lag - 1
        let count = max(0, part.rows - future - first)
        var result = Matrix(rows: count, columns: part.columns * future)
        for row in 0..<count {
            for step in 0..<future {
                let source = (first + row + 1 + step) * part.columns
                let target = row * result.columns + step * part.columns
                for column in 0..<part.columns { result.values[target + column] = part.values[source + column] }
            }
        }
        return result
    }
}
