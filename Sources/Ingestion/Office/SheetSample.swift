extension TableSample {
    /// A cell in the last column makes a row of thousands of blank ones: a few such rows tell enough.
    private static let mostCells = 1 << 18

    /// The first rows of a sheet.
    ///
    /// Titles above the table keep their own width; rows of the table are filled up to its width, because a sheet does
    /// not write out the blank cells at a row's end.
    static func sheet(_ rows: some RowSource, limit: Int = 400) throws(IngestionError) -> TableSample {
        var sample = TableSample()
        var held = 0
        scan: while sample.rows.count < limit, held < mostCells {
            switch try rows.next() {
            case .end:
                sample.isWhole = true
                break scan
            case .bad: continue
            case .row:
                let row = rows.row
                guard !row.isBlank else { continue }
                var cells = (0..<row.count).map { Array((row.text($0) ?? "").utf8) }
                while let last = cells.last, last.isEmpty { cells.removeLast() }
                held += cells.count
                sample.rows.append(cells)
                sample.lines.append(row.line)
            }
        }
        let width = sample.rows.map(\.count).max() ?? 0
        let filled = sample.rows.map { row in row.count(where: { !$0.isEmpty }) }
        // The table begins with the first row that fills half of the columns that rows usually fill.
        let usual = filled.sorted(by: >).dropFirst(filled.count / 4).first ?? 0
        let first = filled.firstIndex { $0 * 2 >= usual && $0 > 1 } ?? 0
        for index in sample.rows.indices.dropFirst(first) {
            let missing = width - sample.rows[index].count
            sample.rows[index].append(contentsOf: repeatElement([], count: max(0, missing)))
        }
        return sample
    }
}
