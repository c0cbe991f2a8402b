import Plant

/// A window cut into equal stretches; the last one takes what does not divide.
struct TrendCut: Sendable {
    private let whole: TimeWindow
    private let length: Int64
    let stretches: Int

    init(window: TimeWindow, stretches: Int) {
        whole = window
        let span = window.to.nanoseconds.subtractingReportingOverflow(window.from.nanoseconds)
        let nanoseconds = max(1, span.overflow ? Int64.max : span.partialValue)
        self.stretches = max(1, min(stretches, Int(clamping: nanoseconds)))
        length = max(1, nanoseconds / Int64(self.stretches))
    }

    /// The stretch a moment lies in; `nil` outside the window.
    func index(_ nanoseconds: Int64) -> Int? {
        guard nanoseconds >= whole.from.nanoseconds, nanoseconds < whole.to.nanoseconds else { return nil }
        return min(stretches - 1, Int((nanoseconds - whole.from.nanoseconds) / length))
    }

    func window(_ index: Int) -> TimeWindow {
        let from = Timestamp(nanoseconds: whole.from.nanoseconds + Int64(index) * length)
        let to = index == stretches - 1 ? whole.to : Timestamp(nanoseconds: from.nanoseconds + length)
        return TimeWindow(from: from, to: to)
    }
}
