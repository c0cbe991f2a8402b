/// How far the tags of plants of one kind go from where they started, learnt from the normal operation of several.
///
/// A few minutes of a well that moves over hours say where it stands, not how far it may go. That is learnt from other
/// plants of the kind: each has its own level, the mean of its first samples, and how far a tag went from it later is
/// compared across them. An alarm is half as far again as nine of ten of them went.
struct FleetRanges: Sendable {
    /// The share of plants whose farthest excursion counts as usual.
    private static let usual = 0.9
    /// How many times as far is too far.
    private static let widening = 1.5
    /// A tag is judged when at least so many plants have it.
    private static let fewest = 5

    /// For every tag the distance from its level beyond which it alarms; `nil` where too few plants have it.
    private let reaches: [Double?]

    /// - Parameters:
    ///   - plants: Normal operation of plants of one kind, with the same columns.
    ///   - learnt: How many of its first rows tell a plant's own level.
    /// - Returns: `nil` when no tag moves in enough of them.
    init?(plants: [Matrix], learnt: Int) {
        let width = plants.first?.columns ?? 0
        var farthest = [[Double]](repeating: [], count: width)
        for plant in plants where plant.rows > learnt {
            let levels = FleetRanges.levels(plant, learnt)
            for column in 0..<width {
                guard let level = levels[column] else { continue }
                var largest = 0.0
                for row in learnt..<plant.rows where plant[row, column].isFinite {
                    largest = max(largest, abs(plant[row, column] - level))
                }
                farthest[column].append(largest)
            }
        }
        reaches = farthest.map { distances in
            guard distances.count >= FleetRanges.fewest else { return nil }
            let place = (FleetRanges.usual * Double(distances.count - 1)).rounded(.up)
            let reach = FleetRanges.widening * distances.sorted()[Int(place)]
            return reach > 0 ? reach : nil
        }
        guard reaches.contains(where: { $0 != nil }) else { return nil }
    }

    /// The mean of each tag in the first rows; `nil` where it is mostly blank or frozen there, so that it can never be a
    /// reason.
    private static func levels(_ plant: Matrix, _ learnt: Int) -> [Double?] {
        let rows = min(learnt, plant.rows)
        return (0..<plant.columns).map { column in
            let values = (0..<rows).map { plant[$0, column] }.filter(\.isFinite)
            guard values.count * 2 > rows, let lowest = values.min(), let highest = values.max() else { return nil }
            let mean = values.reduce(0, +) / Double(values.count)
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            guard highest > lowest, square.squareRoot() > 1e-6 * abs(mean) else { return nil }
            return mean
        }
    }

    /// Judges every sample of a plant that was not among those learnt from; `nil` where its first rows tell nothing.
    func verdicts(on plant: Matrix, learnt: Int) -> [FaultDetector.Verdict]? {
        let levels = FleetRanges.levels(plant, learnt)
        let judged = levels.indices.compactMap { column -> (column: Int, level: Double, reach: Double)? in
            guard let level = levels[column], let reach = reaches[column] else { return nil }
            return (column, level, reach)
        }
        guard !judged.isEmpty else { return nil }
        var distances = [Double](repeating: 0, count: judged.count)
        var standing = StandingAlarm()
        return (0..<plant.rows).map { row in
            var verdict = FaultDetector.Verdict()
            // The level itself is made of the first rows: they are not judged.
            guard row >= learnt else { return verdict }
            for (place, tag) in judged.enumerated() where plant[row, tag.column].isFinite {
                distances[place] = abs(plant[row, tag.column] - tag.level) / tag.reach
            }
            verdict.severity = distances.reduce(0) { max($0, $1 * $1) }
            verdict.isAlarm = standing.add(verdict.severity > 1)
            guard verdict.severity > 1 else { return verdict }
            let sum = distances.reduce(0) { $0 + $1 * $1 }
            verdict.contributions = zip(judged, distances)
                .map { FaultDetector.Contribution(column: $0.column, share: $1 * $1 / sum) }
                .filter { $0.share >= 0.01 }
                .sorted { ($1.share, $0.column) < ($0.share, $1.column) }
            return verdict
        }
    }
}
