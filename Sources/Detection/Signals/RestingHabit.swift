import Plant

/// A run of usable readings that all have one value.
struct Rest: Sendable {
    var first: Int
    var last: Int

    static func all(in series: ReadingSeries) -> [Rest] {
        var rests: [Rest] = []
        for index in series.times.indices where series.qualities[index].isUsable {
            if let open = rests.last, series.values[open.last] == series.values[index] {
                rests[rests.count - 1].last = index
            } else {
                rests.append(Rest(first: index, last: index))
            }
        }
        return rests
    }

    func seconds(in series: ReadingSeries) -> Double {
        Double(series.times[last] - series.times[first]) / 1e9
    }
}

/// How long a signal usually holds one value.
struct RestingHabit: Sendable {
    /// The median time from one change to the next, in seconds.
    let usual: Double
    /// All but one in fifty rests are shorter.
    let long: Double
    /// Twice a signal may freeze; what it does a third time is its way.
    let thirdLongest: Double
    /// Values change in a regular beat of several readings, as those of an analyser do.
    let isSampleAndHold: Bool

    init?(_ rests: [Rest], in series: ReadingSeries) {
        guard rests.count >= 2 else { return nil }
        var periods: [Double] = []
        for index in 1..<rests.count {
            periods.append(Double(series.times[rests[index].first] - series.times[rests[index - 1].first]) / 1e9)
        }
        periods.sort()
        let lengths = rests.map { $0.seconds(in: series) }.sorted()
        let beat = periods[periods.count / 2]
        usual = beat
        thirdLongest = lengths.count >= 3 ? lengths[lengths.count - 3] : 0
        long = lengths[min(lengths.count - 1, lengths.count * 98 / 100)]
        let readings = rests.reduce(0) { $0 + $1.last - $1.first + 1 }
        // Two in three changes come one beat after the other; a result that repeats makes the beat come twice.
        let regular = periods.filter { abs($0 - beat) <= beat * 0.1 }.count
        isSampleAndHold = Double(readings) >= 2 * Double(rests.count) && beat >= 240 && regular * 3 >= periods.count * 2
    }
}
