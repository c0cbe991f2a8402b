/// How far each tag went from its middle in normal operation, to either side.
///
/// A fault that moves many tags as a load does leaves their relations as they were; that one of them is where it never
/// was shows only here. Only tags that kept to one level all through normal operation have a range: the largest value of
/// one that drifts says nothing about the next month. A tag is out of its range when it goes twice as far as it ever
/// did.
struct TagRanges: Sendable {
    /// How many times as far as in normal operation is too far.
    private static let widening = 2.0

    /// One over the farthest that is still in range, above and below the mean; 0 where there is no range.
    private let above: [Double]
    private let below: [Double]

    /// - Parameters:
    ///   - parts: Normal operation, standardised.
    ///   - holdsLevel: Which columns kept to one level.
    init(_ parts: [Matrix], holdsLevel: [Bool]) {
        var highest = [Double](repeating: 0, count: holdsLevel.count)
        var lowest = highest
        for part in parts {
            for row in 0..<part.rows {
                for column in holdsLevel.indices {
                    highest[column] = max(highest[column], part[row, column])
                    lowest[column] = min(lowest[column], part[row, column])
                }
            }
        }
        func scale(_ column: Int, _ farthest: Double) -> Double {
            holdsLevel[column] && farthest > 1e-9 ? 1 / (TagRanges.widening * farthest) : 0
        }
        above = holdsLevel.indices.map { scale($0, highest[$0]) }
        below = holdsLevel.indices.map { scale($0, -lowest[$0]) }
    }

    /// How far a tag is from its mean, in parts of its range; beyond 1 it is out of it.
    func distance(_ value: Double, _ column: Int) -> Double {
        value >= 0 ? value * above[column] : -value * below[column]
    }

    /// The square of the largest distance in a standardised row.
    func largestSquare(_ row: [Double]) -> Double {
        var largest = 0.0
        for column in row.indices { largest = max(largest, distance(row[column], column)) }
        return largest * largest
    }
}
