import Plant

/// Turns cells into readings: numbers as they are, everything else into a quality that is counted by its text.
struct ReadingCells {
    let point: UInt8
    private let states: [String: Double]
    private var seen: [String: Quality] = [:]
    private var bounds = 0
    private var firstBound = ""

    init(point: UInt8, states: [String: Double]?) {
        self.point = point
        self.states = states ?? [:]
    }

    enum Outcome {
        case value(Double)
        /// What was measured lies below or above it.
        case bound(Double)
        case status(Quality, String)
        case blank
    }

    /// For cells that are no plain number.
    mutating func read(_ cell: NumberCell, _ row: RowView, _ index: Int) -> Outcome {
        switch cell {
        case .number(let value):
            // Digits can be too many for a double: that is no value anybody measured.
            if value.isFinite { return .value(value) }
            return .status(value < 0 ? .negativeInfinity : .positiveInfinity, row.text(index) ?? "inf")
        case .blank: return .blank
        case .notANumber: return .status(.notANumber, row.text(index) ?? "NaN")
        case .positiveInfinity: return .status(.positiveInfinity, row.text(index) ?? "inf")
        case .negativeInfinity: return .status(.negativeInfinity, row.text(index) ?? "-inf")
        case .text:
            let full = row.text(index) ?? "(not UTF-8)"
            let text = full.utf8.count > 64 ? String(full.prefix(40)) + "…" : full
            if text.isEmpty { return .blank }
            if let value = states[text] { return .value(value) }
            if row.cells[index].isEscaped, case .number(let value) = DecimalNumber.parse(Array(text.utf8), point: point)
            {
                return .value(value)
            }
            if let quality = seen[text] { return .status(quality, text) }
            if let value = NumberInWords.value(Array(text.utf8), point: point) { return .value(value) }
            if let bound = BoundedNumber.bound(Array(text.utf8), point: point) {
                if bounds == 0 { firstBound = text }
                bounds += 1
                return .bound(bound)
            }
            let quality = StatusText.quality(of: text)
            if seen.count < 10_000 { seen[text] = quality }
            return .status(quality, text)
        }
    }

    /// What was odd about them.
    var oddities: [String] {
        guard bounds > 0 else { return [] }
        let which = bounds == 1 ? "1 cell tells" : "\(bounds) cells tell"
        return ["\(which) a bound ('\(firstBound)'): kept as that number, with the quality uncertain"]
    }
}

/// Readings collected for a piece, one series a tag.
struct SeriesBuilder {
    private(set) var series: [ReadingSeries]
    private(set) var count = 0

    init(tags: [TagName]) {
        series = tags.map { ReadingSeries(tag: $0) }
    }

    mutating func add(tag: TagName) {
        series.append(ReadingSeries(tag: tag))
    }

    @inline(__always)
    mutating func append(_ slot: Int, _ time: Int64, _ value: Double, _ quality: Quality) {
        series[slot].times.append(time)
        series[slot].values.append(value)
        series[slot].qualities.append(quality)
        count += 1
    }

    /// The series that hold something; collecting starts anew.
    mutating func take() -> [ReadingSeries] {
        let full = series.filter { !$0.isEmpty }
        series = series.map { old in
            var fresh = ReadingSeries(tag: old.tag)
            fresh.times.reserveCapacity(old.count)
            fresh.values.reserveCapacity(old.count)
            fresh.qualities.reserveCapacity(old.count)
            return fresh
        }
        count = 0
        return full
    }
}
