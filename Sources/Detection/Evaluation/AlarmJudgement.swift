/// Compares alarms with labels, sample by sample and event by event.
struct AlarmJudgement: Sendable {
    private static let shortest = 3
    private static let longestGap = 10

    private(set) var samples = 0
    private var hits = 0
    private var misses = 0
    private var falseAlarms = 0
    private var quiet = 0
    private var delays: [Int] = []
    private var events = 0
    private var falseEvents = 0

    /// A run of alarms.
    struct Raised: Sendable {
        var samples: Range<Int>
        /// Overlaps no labelled event, and somebody said that all was well there.
        var isFalse: Bool
    }

    /// - Parameter labels: Whether each sample is faulty; `nil` where nobody said.
    /// - Returns: The runs of alarms.
    @discardableResult
    mutating func add(alarms: [Bool], labels: [Bool?]) -> [Raised] {
        for (alarm, label) in zip(alarms, labels) {
            guard let label else { continue }
            samples += 1
            switch (alarm, label) {
            case (true, true): hits += 1
            case (false, true): misses += 1
            case (true, false): falseAlarms += 1
            case (false, false): quiet += 1
            }
        }
        let raised = AlarmJudgement.runs(alarms, gap: AlarmJudgement.longestGap)
            .filter { run in run.filter { alarms[$0] }.count >= AlarmJudgement.shortest }
        let faulty = AlarmJudgement.runs(labels.map { $0 ?? false }, gap: 0)
        events += faulty.count
        for event in faulty {
            guard let first = raised.first(where: { $0.overlaps(event) }) else { continue }
            let sample = first.clamped(to: event).first { alarms[$0] } ?? event.lowerBound
            delays.append(sample - event.lowerBound)
        }
        // Where nobody said what is right, nothing is wrong.
        let judged = raised.map { run in
            let isFalse = !faulty.contains { $0.overlaps(run) } && run.contains { labels[$0] == false && alarms[$0] }
            return Raised(samples: run, isFalse: isFalse)
        }
        falseEvents += judged.filter(\.isFalse).count
        return judged
    }

    func figures(file: String?) -> DetectionReport.Figures {
        func share(_ part: Int, _ rest: Int) -> Double? {
            part + rest > 0 ? Double(part) / Double(part + rest) : nil
        }
        let detected = share(hits, misses)
        let both = 2 * hits + falseAlarms + misses
        return DetectionReport.Figures(
            file: file,
            samples: samples,
            detection_rate: detected,
            false_alarm_rate: share(falseAlarms, quiet),
            missed_alarm_rate: detected.map { 1 - $0 },
            f1: hits + misses > 0 && both > 0 ? Double(2 * hits) / Double(both) : nil,
            delay_samples: delays.isEmpty ? nil : Double(delays.reduce(0, +)) / Double(delays.count),
            events_found: delays.count,
            events: events,
            false_events: falseEvents
        )
    }

    private static func runs(_ flags: [Bool], gap: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in flags.indices where flags[index] {
            if let last = runs.last, index - last.upperBound <= gap {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }
}
