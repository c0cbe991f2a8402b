import Plant

/// How findings speak of a tag and its values.
struct SignalText: Sendable {
    private let tag: Tag

    init(_ tag: Tag) {
        self.tag = tag
    }

    func value(_ value: Double) -> String {
        DecimalText.significant(value, digits: 4) + (tag.unit.map { $0.isEmpty ? "" : " " + $0 } ?? "")
    }

    func sentence(_ predicate: String) -> String {
        let name = tag.description.isEmpty ? tag.name.rawValue : "\(tag.name.rawValue) (\(tag.description))"
        return name + " " + predicate
    }

    func frozen(at value: Double, for seconds: Double) -> String {
        sentence("held \(self.value(value)) without any change for " + SignalText.duration(seconds))
    }

    func withoutValue(for seconds: Double) -> String {
        sentence("had no good value for " + SignalText.duration(seconds))
    }

    /// `45 min`, `3 h 20 min`, `2 d 4 h`
    static func duration(_ seconds: Double) -> String {
        let minutes = Int((seconds / 60).rounded())
        if minutes < 120 { return "\(minutes) min" }
        if minutes < 2 * 1_440 { return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min") }
        let hours = minutes / 60
        return "\(hours / 24) d" + (hours % 24 == 0 ? "" : " \(hours % 24) h")
    }
}
