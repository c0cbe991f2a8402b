import Plant

/// A window cut into equal stretches; the last one takes what does not divide.
struct TrendCut: Sendable {
    private let whole: TimeWindow
    private let length: UInt64
    let stretches: Int

    init(window: TimeWindow, stretches: Int) {
        whole = window
        // The whole of time is longer than a signed number holds.
        let nanoseconds = window.isEmpty ? 1 : UInt64(bitPattern: window.to.nanoseconds &- window.from.nanoseconds)
        self.stretches = max(1, min(stretches, Int(clamping: nanoseconds)))
        length = max(1, nanoseconds / UInt64(self.stretches))
    }

    /// The stretch a moment lies in; `nil` outside the window.
    func index(_ nanoseconds: Int64) -> Int? {
        guard nanoseconds >= whole.from.nanoseconds, nanoseconds < whole.to.nanoseconds else { return nil }
        let offset = UInt64(bitPattern: nanoseconds &- whole.from.nanoseconds)
        return min(stretches - 1, Int(clamping: offset / length))
    }

    func window(_ index: Int) -> TimeWindow {
        let from = whole.from.nanoseconds &+ Int64(bitPattern: UInt64(index) &* length)
        return TimeWindow(
            from: Timestamp(nanoseconds: from),
            to: index == stretches - 1 ? whole.to : Timestamp(nanoseconds: from &+ Int64(bitPattern: length))
        )
    }

    /// Adds readings, ascending by time, to the summaries of their stretches.
    func add(_ series: ReadingSeries, to parts: inout [SegmentSummary]) {
        var low = 0
        while low < series.count {
            guard let stretch = index(series.times[low]) else {
                low += 1
                continue
            }
            var high = low + 1
            while high < series.count, index(series.times[high]) == stretch { high += 1 }
            parts[stretch].add(SegmentSummary(series, low..<high))
            low = high
        }
    }
}
