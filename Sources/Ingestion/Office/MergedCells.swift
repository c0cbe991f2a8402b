/// Cells merged downwards in a sheet. A sheet lists them after its rows, so they are gathered in a scan of their own.
final class MergedCells: XMLVisitor {
    private struct Merge {
        var column: Int
        var first: Int
        var last: Int
    }

    private var merges: [Merge] = []
    private var isSorted = false
    private var following = 0
    private var open: [(merge: Merge, content: SheetRow.Content)] = []
    private static let most = 200_000

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard name == "mergeCell", merges.count < MergedCells.most, let range = attributes.bytes("ref") else { return }
        let ends = range.split(separator: 0x3A)
        guard ends.count == 2, let from = CellPlace(ends[0]), let to = CellPlace(ends[1]), to.row > from.row else {
            return
        }
        merges.append(Merge(column: from.column, first: from.row, last: to.row))
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ name: String) {}

    /// Repeats in a row what stands above in cells merged with it; rows that hold nothing else stay empty.
    func fill(_ row: inout SheetRow) {
        guard !merges.isEmpty, !row.cells.isEmpty else { return }
        if !isSorted {
            merges.sort { ($0.first, $0.column) < ($1.first, $1.column) }
            isSorted = true
        }
        open.removeAll { $0.merge.last < row.number }
        let own = row.cells
        for (merge, content) in open where !own.contains(where: { $0.column == merge.column }) {
            let place = row.cells.firstIndex { $0.column > merge.column } ?? row.cells.count
            row.cells.insert((merge.column, content), at: place)
        }
        while following < merges.count, merges[following].first <= row.number {
            let merge = merges[following]
            following += 1
            if merge.first == row.number, let cell = own.first(where: { $0.column == merge.column }) {
                open.append((merge, cell.content))
            }
        }
    }
}
