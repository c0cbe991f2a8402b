import Plant

/// A piece of a tag's history, cut so that memory does not grow with its length.
struct HistoryStretch: Sendable, Hashable {
    /// Where findings are wanted.
    let window: TimeWindow

    private static let day: Int64 = 86_400
    static let days: Int64 = 14
    /// Days before the window that say what is usual.
    private static let leadDays: Int64 = 3
    /// Days up to the end of the window that slow drifts are judged over.
    static let driftDays: Int64 = 28
    /// Readings looked at in one go, as far as a day allows.
    private static let readings = 1_200_000.0

    /// - Parameter interval: Seconds between readings, where that is known: of fast signals fewer days are looked at.
    static func stretches(from: Timestamp, to: Timestamp, interval: Double? = nil) -> [HistoryStretch] {
        var days = HistoryStretch.days
        if let interval, interval > 0 {
            let fitting = min(readings * interval / Double(day), Double(days + leadDays))
            days = max(1, min(days, Int64(fitting) - leadDays))
        }
        var stretches: [HistoryStretch] = []
        var start = from
        while start < to {
            let end = start.adding(seconds: days * day)
            stretches.append(HistoryStretch(window: TimeWindow(from: start, to: end)))
            start = end
        }
        return stretches
    }

    /// The readings to look at.
    var readings: TimeWindow {
        TimeWindow(from: window.from.adding(seconds: -HistoryStretch.leadDays * HistoryStretch.day), to: window.to)
    }

    /// The days that drifts are judged over.
    var past: TimeWindow {
        TimeWindow(from: window.to.adding(seconds: -HistoryStretch.driftDays * HistoryStretch.day), to: window.to)
    }

    /// Whatever changes here may change what is found.
    var basis: TimeWindow {
        readings.union(past)
    }
}
