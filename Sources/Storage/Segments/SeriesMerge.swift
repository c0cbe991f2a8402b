import Plant

/// Brings readings into ascending order of time, one per moment.
enum SeriesMerge {
    /// The series sorted; of readings at the same moment the last one given stays.
    ///
    /// - Returns: also the readings that gave way to a later one of another value, and of the same.
    static func ordered(_ series: ReadingSeries) -> (series: ReadingSeries, overruled: Int, repeated: Int) {
        guard !isAscending(series.times) else { return (series, 0, 0) }
        let times = series.times
        let order = times.indices.sorted { times[$0] == times[$1] ? $0 < $1 : times[$0] < times[$1] }
        var result = ReadingSeries(tag: series.tag)
        var overruled = 0
        var repeated = 0
        for (place, index) in order.enumerated() {
            if place + 1 < order.count, times[order[place + 1]] == times[index] {
                if isSame(series, index, series, order[place + 1]) { repeated += 1 } else { overruled += 1 }
                continue
            }
            result.take(series, index)
        }
        return (result, overruled, repeated)
    }

    private static func isAscending(_ times: [Int64]) -> Bool {
        for index in times.indices.dropFirst() where times[index] <= times[index - 1] { return false }
        return true
    }

    /// Old and new readings together; where both have a moment, the new one stays.
    static func merged(_ old: ReadingSeries, _ new: ReadingSeries) -> (series: ReadingSeries, counts: ImportCounts) {
        guard let lastOld = old.times.last, let firstNew = new.times.first, lastOld >= firstNew else {
            return (joined(old, new), ImportCounts(stored: new.count))
        }
        var counts = ImportCounts()
        var result = ReadingSeries(tag: new.tag)
        result.reserve(old.count + new.count)
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if j == new.count || (i < old.count && old.times[i] < new.times[j]) {
                result.take(old, i)
                i += 1
            } else if i == old.count || new.times[j] < old.times[i] {
                result.take(new, j)
                counts.stored += 1
                j += 1
            } else {
                if isSame(old, i, new, j) { counts.unchanged += 1 } else { counts.replaced += 1 }
                result.take(new, j)
                i += 1
                j += 1
            }
        }
        return (result, counts)
    }

    /// The old readings without those that stand in another series with the same moment, value and quality.
    ///
    /// - Parameter gone: In ascending order of time.
    static func without(_ old: ReadingSeries, _ gone: ReadingSeries) -> ReadingSeries {
        var result = ReadingSeries(tag: old.tag)
        result.reserve(old.count)
        var j = 0
        for i in old.times.indices {
            while j < gone.count, gone.times[j] < old.times[i] { j += 1 }
            if j < gone.count, gone.times[j] == old.times[i], isSame(old, i, gone, j) { continue }
            result.take(old, i)
        }
        return result
    }

    /// One after the other.
    static func joined(_ first: ReadingSeries, _ second: ReadingSeries) -> ReadingSeries {
        if first.isEmpty { return second }
        var series = first
        series.times.append(contentsOf: second.times)
        series.values.append(contentsOf: second.values)
        series.qualities.append(contentsOf: second.qualities)
        return series
    }

    private static func isSame(_ a: ReadingSeries, _ i: Int, _ b: ReadingSeries, _ j: Int) -> Bool {
        a.values[i].bitPattern == b.values[j].bitPattern && a.qualities[i] == b.qualities[j]
    }
}

extension ReadingSeries {
    mutating func reserve(_ count: Int) {
        times.reserveCapacity(count)
        values.reserveCapacity(count)
        qualities.reserveCapacity(count)
    }

    fileprivate mutating func take(_ other: ReadingSeries, _ index: Int) {
        times.append(other.times[index])
        values.append(other.values[index])
        qualities.append(other.qualities[index])
    }

    /// Appends the readings of another series that lie in a window.
    mutating func append(_ other: ReadingSeries, in window: TimeWindow) {
        let low = other.firstIndex(notBefore: window.from.nanoseconds)
        let high = other.firstIndex(notBefore: window.to.nanoseconds)
        guard low < high else { return }
        times.append(contentsOf: other.times[low..<high])
        values.append(contentsOf: other.values[low..<high])
        qualities.append(contentsOf: other.qualities[low..<high])
    }

    private func firstIndex(notBefore moment: Int64) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
