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

    /// The first place from `low` with a time that is no earlier, by halving.
    private func place(in times: [Int64], of moment: Int64, from low: Int) -> Int {
        var low = low
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds readings, ascending by time, to the summaries of their stretches.
    func add(_ series: ReadingSeries, to parts: inout [SegmentSummary]) {
        var low = 0
        while low < series.count {
            guard let stretch = index(series.times[low]) else {
                low += 1
                continue
            }
            let high = place(in: series.times, of: window(stretch).to.nanoseconds, from: low + 1)
            parts[stretch].add(SegmentSummary(series, low..<high))
            low = high
        }
    }
}
