import GRDB
import Plant

/// Brings new readings of a tag into its segments, and touches only the segments it must.
struct SegmentWriter {
    /// Readings in a full segment: large enough to pack well, small enough to unpack for a window of minutes.
    static let capacity = 4_096
    /// From here on a segment is left alone when readings come next to it.
    private static let settled = 3_072

    let table: SegmentTable

    func put(_ series: ReadingSeries) throws -> ImportCounts {
        let (new, overruled, repeated) = SeriesMerge.ordered(series)
        guard let first = new.times.first, let last = new.times.last else { return ImportCounts() }
        var replaced = try table.headers(from: first, through: last)
        var old = ReadingSeries(tag: series.tag)
        for header in replaced { old = SeriesMerge.joined(old, try table.readings(header)) }
        var (merged, counts) = SeriesMerge.merged(old, new)
        counts.unchanged += repeated
        guard counts.stored + counts.replaced > 0 else {
            counts.unchanged += overruled
            return counts
        }
        counts.replaced += overruled
        try table.noteChange(from: first, through: last)
        let overlaps = !replaced.isEmpty
        replaced += try takeInNeighbours(&merged)
        for header in replaced { try table.delete(header) }
        for range in cuts(merged.count, evenly: overlaps) { try table.insert(merged, range) }
        return counts
    }

    /// Removes readings that are stored just as they are given; others stay.
    ///
    /// - Returns: How many there were.
    func remove(_ series: ReadingSeries) throws -> Int {
        let (gone, _, _) = SeriesMerge.ordered(series)
        guard let first = gone.times.first, let last = gone.times.last else { return 0 }
        var removed = 0
        for header in try table.headers(from: first, through: last) {
            let old = try table.readings(header)
            let rest = SeriesMerge.without(old, gone)
            guard rest.count < old.count else { continue }
            removed += old.count - rest.count
            try table.delete(header)
            if !rest.isEmpty { try table.insert(rest, 0..<rest.count) }
        }
        if removed > 0 { try table.noteChange(from: first, through: last) }
        return removed
    }

    /// Small segments next to the new readings are joined with them as soon as they are at most twice as long. So a
    /// trickle of readings costs each of them a few rewrites, not thousands, and leaves few small segments.
    private func takeInNeighbours(_ series: inout ReadingSeries) throws -> [SegmentHeader] {
        var taken: [SegmentHeader] = []
        while let start = series.times.first, let before = try table.last(before: start), joins(before, series) {
            series = SeriesMerge.joined(try table.readings(before), series)
            taken.append(before)
        }
        while let stop = series.times.last, let after = try table.first(after: stop), joins(after, series) {
            series = SeriesMerge.joined(series, try table.readings(after))
            taken.append(after)
        }
        return taken
    }

    private func joins(_ neighbour: SegmentHeader, _ series: ReadingSeries) -> Bool {
        neighbour.summary.readings < SegmentWriter.settled && neighbour.summary.readings <= 2 * series.count
    }

    /// Late readings that burst a segment leave two halves with room; appended ones fill segments.
    private func cuts(_ count: Int, evenly: Bool) -> [Range<Int>] {
        let pieces = (count + SegmentWriter.capacity - 1) / SegmentWriter.capacity
        let length = evenly ? (count + pieces - 1) / pieces : SegmentWriter.capacity
        return stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
    }
}
