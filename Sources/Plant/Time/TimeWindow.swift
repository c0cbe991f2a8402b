/// A span of time that includes its start and excludes its end.
package struct TimeWindow: Hashable, Codable, Sendable {
    package var from: Timestamp
    package var to: Timestamp

    package init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }

    /// Everything that can be stored.
    package static let always = TimeWindow(
        from: Timestamp(nanoseconds: .min),
        to: Timestamp(nanoseconds: .max)
    )

    package var isEmpty: Bool {
        to <= from
    }

    /// Length in seconds.
    package var seconds: Double {
        to.seconds(since: from)
    }

    package func contains(_ moment: Timestamp) -> Bool {
        from <= moment && moment < to
    }

    package func overlaps(_ other: TimeWindow) -> Bool {
        from < other.to && other.from < to
    }

    /// The window made longer on both sides.
    package func widened(bySeconds seconds: Int64) -> TimeWindow {
        TimeWindow(from: from.adding(seconds: -seconds), to: to.adding(seconds: seconds))
    }

    /// The smallest window that holds both.
    package func union(_ other: TimeWindow) -> TimeWindow {
        TimeWindow(from: min(from, other.from), to: max(to, other.to))
    }
}
