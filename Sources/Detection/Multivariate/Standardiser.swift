/// Brings tags of all units to one measure, by their mean and standard deviation in normal operation.
///
/// Left out, so that they can never be a reason: columns that are mostly blank, and columns that stand still in half of
/// normal operation or more (constants, switches, frozen transmitters). A blank is filled with the value before it, at
/// the start with the mean.
///
/// A column whose level wanders in normal operation has no level to be held against: it is judged by its distance from
/// a moving average of itself.
struct Standardiser: Sendable {
    /// Blocks of normal operation whose levels are compared.
    static let blocks = 8
    /// Beyond so many deviations from the mean a value weighs no more: one broken transmitter must not make all
    /// limits.
    private static let farthest = 20.0
    /// A column whose blocks differ by less than this share of what they hold keeps to one level.
    private static let steady = 0.3

    /// Positions of the columns used.
    let kept: [Int]
    /// Whether the level of each kept column wanders.
    private(set) var wanders: [Bool]
    /// Whether each kept column came back to one level all through normal operation.
    private(set) var holdsLevel: [Bool]
    private let means: [Double]
    private let deviations: [Double]
    /// The deviation of a wandering column from its moving average; 1 for others.
    private var scales: [Double]
    /// The weight of the newest value in the moving average.
    private let weight: Double

    init(_ parts: [Matrix]) {
        let rows = parts.reduce(0) { $0 + $1.rows }
        let columns = (0..<(parts.first?.columns ?? 0)).compactMap { NormalColumn($0, parts, rows) }
        let block = max(1, rows / Standardiser.blocks)
        kept = columns.map(\.position)
        means = columns.map(\.mean)
        deviations = columns.map(\.deviation)
        weight = min(1, 4 / Double(block))
        wanders = columns.map { _ in false }
        holdsLevel = wanders
        scales = columns.map { _ in 1 }
        guard !columns.isEmpty else { return }
        let plain = parts.map(apply)
        let movements = Standardiser.movements(of: plain, block: block)
        wanders = movements.map { $0 > 1 }
        holdsLevel = movements.map { $0 < Standardiser.steady }
        guard wanders.contains(true) else { return }
        let moved = parts.map(apply)
        let middles = Matrix.means(moved)
        for column in kept.indices where wanders[column] {
            var square = 0.0
            for part in moved {
                for row in 0..<part.rows {
                    square += (part[row, column] - middles[column]) * (part[row, column] - middles[column])
                }
            }
            scales[column] = max(0.01, (square / Double(max(1, rows))).squareRoot())
        }
    }

    /// How much the means of the blocks differ, in parts of how much the values within a block do. Above 1 the level
    /// wanders.
    private static func movements(of parts: [Matrix], block: Int) -> [Double] {
        let width = parts.first?.columns ?? 0
        var levels: [[Double]] = []
        var within = [Double](repeating: 0, count: width)
        for part in parts {
            for first in stride(from: 0, through: part.rows - block, by: block) {
                let piece = part.slice(first..<first + block)
                let level = Matrix.means([piece])
                for column in 0..<width {
                    var square = 0.0
                    for row in 0..<block {
                        square += (piece[row, column] - level[column]) * (piece[row, column] - level[column])
                    }
                    within[column] += square / Double(block)
                }
                levels.append(level)
            }
        }
        // Where there is nothing to compare, the level is taken neither to wander nor to be held.
        guard levels.count > 1 else { return [Double](repeating: 1, count: width) }
        return (0..<width).map { column in
            let mean = levels.reduce(0) { $0 + $1[column] } / Double(levels.count)
            let between = levels.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) }
            return between / max(1e-12, within[column])
        }
    }

    /// What the next row needs of those before it.
    struct Memory: Sendable {
        fileprivate var last: [Double]
        fileprivate var level: [Double]
    }

    func start() -> Memory {
        Memory(
            last: [Double](repeating: 0, count: kept.count),
            level: [Double](repeating: .nan, count: kept.count)
        )
    }

    /// The kept columns of one row, in deviations.
    func apply(_ row: ArraySlice<Double>, _ memory: inout Memory, into result: inout [Double]) {
        for place in kept.indices {
            let value = row[row.startIndex + kept[place]]
            if value.isFinite { memory.last[place] = (value - means[place]) / deviations[place] }
            let standard = memory.last[place]
            guard wanders[place] else {
                result[place] = Standardiser.bounded(standard)
                continue
            }
            guard memory.level[place].isFinite else {
                if value.isFinite { memory.level[place] = standard }
                result[place] = 0
                continue
            }
            result[place] = Standardiser.bounded((standard - memory.level[place]) / scales[place])
            memory.level[place] += weight * (standard - memory.level[place])
        }
    }

    func apply(_ part: Matrix) -> Matrix {
        var result = Matrix(rows: part.rows, columns: kept.count)
        var memory = start()
        var line = [Double](repeating: 0, count: kept.count)
        for row in 0..<part.rows {
            apply(part.row(row), &memory, into: &line)
            for column in kept.indices { result[row, column] = line[column] }
        }
        return result
    }

    private static func bounded(_ value: Double) -> Double {
        min(farthest, max(-farthest, value))
    }
}

/// A column that moves in normal operation.
private struct NormalColumn {
    let position: Int
    let mean: Double
    let deviation: Double

    init?(_ column: Int, _ parts: [Matrix], _ rows: Int) {
        var values: [Double] = []
        values.reserveCapacity(rows)
        for part in parts {
            for row in 0..<part.rows where part[row, column].isFinite { values.append(part[row, column]) }
        }
        guard values.count * 2 > rows, values.count > 1 else { return nil }
        let spread = NormalColumn.spread(values[...])
        guard spread.deviation > 1e-6 * abs(spread.mean), spread.deviation > 1e-12 else { return nil }
        position = column
        mean = spread.mean
        deviation = spread.deviation
        // Standing still in half of the blocks or more says that it seldom moves.
        let count = Standardiser.blocks
        let moving = (0..<count).filter { block in
            let piece = values[values.count * block / count..<values.count * (block + 1) / count]
            return NormalColumn.spread(piece).deviation > 1e-3 * spread.deviation
        }
        guard moving.count * 2 > count else { return nil }
    }

    private static func spread(_ values: ArraySlice<Double>) -> (mean: Double, deviation: Double) {
        guard !values.isEmpty else { return (0, 0) }
        let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(values.count) }
        return (mean, square.squareRoot())
    }
}
