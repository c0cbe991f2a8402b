/// Rows made of cells that are in memory, in the form that scanned rows have.
final class MemoryRow {
    private var bytes: [UInt8] = []
    private var ranges: [CellRange] = []
    private var line = 0
    private var buffer: UnsafeMutablePointer<UInt8> = .allocate(capacity: 1 << 12)
    private var capacity = 1 << 12
    private var cells: UnsafeMutablePointer<CellRange> = .allocate(capacity: 64)
    private var cellCapacity = 64

    deinit {
        buffer.deallocate()
        cells.deallocate()
    }

    /// Lays a row out: its cells, then the text it came from.
    func set(cells values: [[UInt8]], raw: ArraySlice<UInt8>, line: Int) {
        bytes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for value in values {
            let start = bytes.count
            bytes.append(contentsOf: value)
            ranges.append(CellRange(start: Int32(start), end: Int32(bytes.count), isEscaped: false))
        }
        rawStart = bytes.count
        bytes.append(contentsOf: raw.prefix(4_096))
        self.line = line
        if bytes.count + 16 > capacity {
            capacity = (bytes.count + 16) * 2
            buffer.deallocate()
            buffer = .allocate(capacity: capacity)
        }
        bytes.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { buffer.update(from: base, count: source.count) }
        }
        if ranges.count > cellCapacity {
            cellCapacity = ranges.count * 2
            cells.deallocate()
            cells = .allocate(capacity: cellCapacity)
        }
        for (index, range) in ranges.enumerated() { cells[index] = range }
    }

    private var rawStart = 0

    var view: RowView {
        RowView(
            base: buffer,
            cells: cells,
            count: ranges.count,
            line: line,
            rawStart: rawStart,
            rawEnd: bytes.count
        )
    }
}
