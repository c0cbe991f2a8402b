internal import Plant

/// A run of alarms and what made it.
package struct RaisedEvent: Codable, Sendable, Hashable {
    /// First and last sample, counted from 1 as the file has them.
    package var first_sample: Int
    package var last_sample: Int
    /// The first sample's time as the file writes it.
    package var time: String?
    /// The largest statistic in parts of its limit.
    package var severity: Double
    /// Whether it overlaps no labelled event.
    package var is_false: Bool
    /// The tags that made it, at most five, the mean of their shares over the samples beyond a limit.
    package var tags: [TagShare]

    package struct TagShare: Codable, Sendable, Hashable {
        package var tag: String
        package var share: Double
    }

    init(
        _ event: AlarmJudgement.Raised,
        verdicts: [FaultDetector.Verdict],
        skipped: Int,
        times: [String],
        tags names: [String]
    ) {
        first_sample = skipped + event.samples.lowerBound + 1
        last_sample = skipped + event.samples.upperBound
        let row = skipped + event.samples.lowerBound
        time = times.indices.contains(row) ? times[row] : nil
        is_false = event.isFalse
        severity = RaisedEvent.rounded(event.samples.reduce(0) { max($0, verdicts[$1].severity) })
        var sums = [Double](repeating: 0, count: names.count)
        var count = 0.0
        for sample in event.samples where !verdicts[sample].contributions.isEmpty {
            count += 1
            for part in verdicts[sample].contributions { sums[part.column] += part.share }
        }
        tags = sums.indices.filter { sums[$0] > 0 }
            .sorted { (sums[$1], $0) < (sums[$0], $1) }
            .prefix(5)
            .map { TagShare(tag: names[$0], share: RaisedEvent.rounded(sums[$0] / max(1, count))) }
    }

    private static func rounded(_ value: Double) -> Double {
        value.isFinite && abs(value) < 1e12 ? (value * 1_000).rounded() / 1_000 : value
    }

    /// One line for people.
    func text() -> String {
        let shares = tags.prefix(3).map { "\($0.tag) \(DecimalText.rounded($0.share * 100, decimals: 0)) %" }
        let place = time.map { "\($0), samples" } ?? "samples"
        return "\(place) \(first_sample)–\(last_sample), \(DecimalText.rounded(severity, decimals: 1)) × limit: "
            + shares.joined(separator: ", ") + (is_false ? " (false)" : "")
    }
}
