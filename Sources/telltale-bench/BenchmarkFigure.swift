/// One measured figure, as `telltale-bench … --json` prints it.
struct BenchmarkFigure: Sendable {
    let name: String
    let value: Double
    /// `us`, `ms`, `MiB`, `calls/s`, …
    let unit: String
    /// How many runs the value is the median of.
    let samples: Int

    /// One line of JSON.
    var json: String {
        let rounded = (value * 1000).rounded() / 1000
        return #"{"name":"\#(name)","value":\#(rounded),"unit":"\#(unit)","samples":\#(samples)}"#
    }
}

/// The middle of some values, after sorting; the mean of the two middle ones of an even number.
func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
