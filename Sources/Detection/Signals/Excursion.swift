import Plant

/// A run of readings beyond something.
struct Excursion: Sendable {
    var first: Int
    /// The last index that is still beyond.
    var last: Int
    /// The index of the reading that is furthest out.
    var extreme: Int

    /// Runs for which `isBeyond` holds until `isBack` holds, lasting at least some seconds. Unusable readings neither
    /// start nor end a run.
    ///
    /// - Parameter isWorse: Whether the reading at the first index is further out than the one at the second.
    static func find(
        in series: ReadingSeries,
        lasting seconds: Double,
        isBeyond: (Int) -> Bool,
        isBack: (Int) -> Bool,
        isWorse: (Int, Int) -> Bool
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
            if var run = current {
                if isBack(index) {
                    close()
                    if isBeyond(index) { current = Excursion(first: index, last: index, extreme: index) }
                } else {
                    run.last = index
                    if isWorse(index, run.extreme) { run.extreme = index }
                    current = run
                }
            } else if isBeyond(index) {
                current = Excursion(first: index, last: index, extreme: index)
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
