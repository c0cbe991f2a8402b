import Plant

/// A run of readings beyond something.
struct Excursion: Sendable {
    var first: Int
    /// The last index that is still beyond.
    var last: Int
    var extreme: Double

    /// Runs for which `isBeyond` holds until `isBack` holds, lasting at least some seconds. Unusable readings neither
    /// start nor end a run.
    ///
    /// - Parameter isWorse: Whether the first value is further out than the second.
    static func find(
        in series: ReadingSeries,
        lasting seconds: Double,
        isBeyond: (Double) -> Bool,
        isBack: (Double) -> Bool,
        isWorse: (Double, Double) -> Bool
    ) -> [Excursion] {
        var found: [Excursion] = []
        var current: Excursion?
        func close() {
            if let run = current {
                let length = Double(series.times[run.last] - series.times[run.first]) / 1e9
                if length >= seconds { found.append(run) }
            }
            current = nil
        }
        for index in series.times.indices where series.qualities[index].isUsable {
            let value = series.values[index]
            if var run = current {
                if isBack(value) {
                    close()
                } else {
                    run.last = index
                    if isWorse(value, run.extreme) { run.extreme = value }
                    current = run
                }
            } else if isBeyond(value) {
                current = Excursion(first: index, last: index, extreme: value)
            }
        }
        close()
        return found
    }

    func window(in series: ReadingSeries) -> TimeWindow {
        TimeWindow(
            from: Timestamp(nanoseconds: series.times[first]),
            to: Timestamp(nanoseconds: series.times[last] + 1)
        )
    }
}
