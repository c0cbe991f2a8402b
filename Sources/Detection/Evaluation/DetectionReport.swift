internal import Plant

/// How a detector did on labelled data. Rates are shares, 0…1; `nil` where there was nothing to judge.
///
/// An alarm event is a run of at least three alarms, joined over gaps of up to ten samples. A labelled event counts as
/// found when an alarm event overlaps it; its delay is from its first sample to the first alarm of that event within
/// it. An alarm event that overlaps no labelled event is false.
package struct DetectionReport: Codable, Sendable, Hashable {
    /// Figures of one file or of all.
    package struct Figures: Codable, Sendable, Hashable {
        /// The file as the manifest names it; `nil` for the whole.
        package var file: String?
        package var samples: Int
        package var detection_rate: Double?
        package var false_alarm_rate: Double?
        package var missed_alarm_rate: Double?
        package var f1: Double?
        /// Mean over the events found.
        package var delay_samples: Double?
        package var events_found: Int
        package var events: Int
        package var false_events: Int
        /// Why a file could not be judged.
        package var note: String?
        /// The alarm events with the tags that made them; not kept for the whole.
        package var raised: [RaisedEvent]?
    }

    package var schema = "telltale.eval-detection/1"
    package var name: String
    package var detector: String
    package var files: [Figures]
    package var overall: Figures

    /// A table for people.
    package func text() -> String {
        func share(_ value: Double?) -> String { value.map { DecimalText.rounded($0, decimals: 3) } ?? "–" }
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        let width = max(12, (files.compactMap { $0.file?.count }.max() ?? 0) + 2)
        var lines = [
            padded(name, width) + "detected  false alarms  missed   F1      delay  events  false events"
        ]
        for figures in files + [overall] {
            lines.append(
                padded(figures.file ?? "overall", width) + padded(share(figures.detection_rate), 10)
                    + padded(share(figures.false_alarm_rate), 14) + padded(share(figures.missed_alarm_rate), 9)
                    + padded(share(figures.f1), 8)
                    + padded(
                        figures.delay_samples.map { DecimalText.rounded($0, decimals: 1, trimming: true) } ?? "–",
                        7
                    )
                    + padded("\(figures.events_found)/\(figures.events)", 8) + "\(figures.false_events)"
            )
        }
        return (lines + reasons(width: width)).joined(separator: "\n")
    }

    /// What kept files from being judged, and of each the strongest alarm events with what made them.
    private func reasons(width: Int) -> [String] {
        var lines: [String] = []
        for figures in files {
            if let note = figures.note { lines.append("\(figures.file ?? "overall"): \(note)") }
            let events = figures.raised ?? []
            guard !events.isEmpty else { continue }
            if !lines.contains("") { lines += ["", "what made the alarms (share of the statistic by tag)"] }
            let strongest = events.indices.sorted { (events[$1].severity, $0) < (events[$0].severity, $1) }.prefix(3)
            let name = figures.file ?? "overall"
            for index in strongest.sorted() {
                lines.append(name + String(repeating: " ", count: max(1, width - name.count)) + events[index].text())
            }
            if events.count > 3 {
                lines.append(String(repeating: " ", count: width) + "… and \(events.count - 3) weaker ones")
            }
        }
        return lines
    }
}
