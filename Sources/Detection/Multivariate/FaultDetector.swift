/// Says of each sample whether operation is normal, with limits for a chosen share of false alarms.
///
/// Many tags are judged in groups of neighbours, so that the work grows with the number of tags and not with its
/// square.
package struct FaultDetector: Sendable {
    /// The most tags a model holds.
    private static let widest = 120

    private struct Group: Sendable {
        var columns: Range<Int>
        var learnt: LearntModel
    }

    private let groups: [Group]

    /// - Parameters:
    ///   - normal: Stretches of normal operation, samples as rows.
    ///   - calibration: Further normal stretches to set limits on; empty for a hold-out of the first.
    /// - Returns: `nil` when normal operation is too short, or nothing in it moves.
    init?(normal: [Matrix], calibration: [Matrix], falseAlarmRate: Double) {
        let width = normal.first?.columns ?? 0
        let count = max(1, (width + FaultDetector.widest - 1) / FaultDetector.widest)
        groups = (0..<count).compactMap { index in
            let columns = width * index / count..<width * (index + 1) / count
            func cut(_ part: Matrix) -> Matrix { count == 1 ? part : part.columns(columns) }
            return LearntModel(
                normal: normal.map(cut),
                calibration: calibration.map(cut),
                falseAlarmRate: falseAlarmRate / Double(count)
            )
            .map { Group(columns: columns, learnt: $0) }
        }
        guard !groups.isEmpty else { return nil }
    }

    /// - Parameters:
    ///   - rows: Normal operation, a row a sample and a column a tag; NaN where there is no value.
    ///   - falseAlarmRate: The share of normal samples that may alarm.
    package init?(rows: [[Double]], falseAlarmRate: Double) {
        self.init(normal: [Matrix(rows)], calibration: [], falseAlarmRate: falseAlarmRate)
    }

    /// What is said of one sample.
    package struct Verdict: Sendable, Equatable {
        /// The largest statistic in parts of its limit; above 1 a limit is passed.
        package var severity = 0.0
        package var isAlarm = false
        /// The columns that made the largest statistic with their shares, largest first; empty where no limit is
        /// passed.
        package var contributions: [Contribution] = []
    }

    package struct Contribution: Sendable, Equatable {
        package var column: Int
        package var share: Double
    }

    /// Judges samples in the order of time; where a stream is cut makes no difference.
    package struct Stream: Sendable {
        private let detector: FaultDetector
        private var memories: [ModelMemory]
        private var statistics: [Double]
        private var standing = StandingAlarm()

        fileprivate init(_ detector: FaultDetector) {
            self.detector = detector
            memories = detector.groups.map { $0.learnt.model.start() }
            statistics = [Double](repeating: 0, count: NormalModel.statistics)
        }

        /// Takes the next sample: a value a column, NaN where there is none.
        package mutating func add(_ row: [Double]) -> Verdict { add(row[...]) }

        mutating func add(_ row: ArraySlice<Double>) -> Verdict {
            var verdict = Verdict()
            var worst: (group: Int, statistic: Int)?
            for (index, group) in detector.groups.enumerated() {
                let start = row.startIndex
                let cells = row[start + group.columns.lowerBound..<start + group.columns.upperBound]
                memories[index].add(cells, group.learnt.model, into: &statistics)
                for (statistic, limit) in group.learnt.limits.enumerated() {
                    let severity = statistics[statistic] / limit
                    if severity > verdict.severity {
                        verdict.severity = severity
                        worst = (index, statistic)
                    }
                }
            }
            let isBeyond = verdict.severity > 1
            verdict.isAlarm = standing.add(isBeyond)
            if isBeyond, let worst { verdict.contributions = contributions(worst.group, worst.statistic) }
            return verdict
        }

        private func contributions(_ index: Int, _ statistic: Int) -> [Contribution] {
            let group = detector.groups[index]
            let model = group.learnt.model
            return zip(model.standardiser.kept, memories[index].contributions(to: statistic, model))
                .filter { $0.1 >= 0.01 }
                .map { Contribution(column: group.columns.lowerBound + $0.0, share: $0.1) }
                .sorted { ($1.share, $0.column) < ($0.share, $1.column) }
        }
    }

    package func stream() -> Stream { Stream(self) }

    func verdicts(on part: Matrix) -> [Verdict] {
        var stream = stream()
        return (0..<part.rows).map { stream.add(part.row($0)) }
    }

    /// The columns that are judged, as positions.
    var columns: [Int] {
        groups.flatMap { group in group.learnt.model.standardiser.kept.map { $0 + group.columns.lowerBound } }
    }
}

/// An alarm that was raised four times within short pauses stands until ten samples in a row are quiet.
struct StandingAlarm: Sendable {
    private static let confirmed = 4
    private static let pause = 10

    private var count = 0
    private var quiet = 0

    mutating func add(_ isBeyond: Bool) -> Bool {
        if isBeyond {
            count = quiet <= StandingAlarm.pause ? count + 1 : 1
            quiet = 0
            return true
        }
        quiet += 1
        return count >= StandingAlarm.confirmed && quiet <= StandingAlarm.pause
    }
}
