import Plant

/// Reads the cells of a column of qualities; the same few words come again and again.
struct QualityCells {
    let column: Int
    private var known: [[UInt8]: Quality] = [:]

    init(column: Int) {
        self.column = column
    }

    mutating func read(_ row: RowView) -> Quality {
        guard column < row.count, row.start(column) < row.end(column) else { return .good }
        let bytes = row.bytes(column)
        if let quality = known[bytes] { return quality }
        let text = String(decoding: bytes, as: UTF8.self)
        let quality = StatusText.columnQuality(of: row.text(column) ?? text) ?? StatusText.quality(of: text)
        if known.count < 1_000 { known[bytes] = quality }
        return quality
    }

    func text(_ row: RowView) -> String? { row.text(column) }
}
