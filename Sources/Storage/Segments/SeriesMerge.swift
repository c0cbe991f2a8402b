import Plant

/// Brings readings into ascending order of time, one per moment.
enum SeriesMerge {
    /// The series sorted; of readings at the same moment the last one given stays.
    static func ordered(_ series: ReadingSeries) -> ReadingSeries {
        var isOrdered = true
        for index in series.times.indices.dropFirst() where series.times[index] <= series.times[index - 1] {
            isOrdered = false
            break
        }
        guard !isOrdered else { return series }
        let order = series.times.indices.sorted {
            (series.times[$0], $0) < (series.times[$1], $1)
        }
        var result = ReadingSeries(tag: series.tag)
        for (place, index) in order.enumerated() {
            if place + 1 < order.count, series.times[order[place + 1]] == series.times[index] { continue }
            result.append(series[index])
        }
        return result
    }

    /// Old and new readings together; where both have a moment, the new one stays.
    static func merged(_ old: ReadingSeries, _ new: ReadingSeries) -> (series: ReadingSeries, counts: ImportCounts) {
        var counts = ImportCounts()
        if let last = old.times.last, let first = new.times.first, last < first {
            var series = old
            series.times.append(contentsOf: new.times)
            series.values.append(contentsOf: new.values)
            series.qualities.append(contentsOf: new.qualities)
            counts.stored = new.count
            return (series, counts)
        }
        var result = ReadingSeries(tag: new.tag)
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if j == new.count || (i < old.count && old.times[i] < new.times[j]) {
                result.append(old[i])
                i += 1
            } else if i == old.count || new.times[j] < old.times[i] {
                result.append(new[j])
                counts.stored += 1
                j += 1
            } else {
                let isSame =
                    old.values[i].bitPattern == new.values[j].bitPattern && old.qualities[i] == new.qualities[j]
                if isSame { counts.unchanged += 1 } else { counts.replaced += 1 }
                result.append(new[j])
                i += 1
                j += 1
            }
        }
        return (result, counts)
    }
}
