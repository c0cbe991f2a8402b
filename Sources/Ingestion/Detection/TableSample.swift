/// The first rows of a table, as text, with what they say about it.
struct TableSample {
    var rows: [[[UInt8]]] = []
    var lines: [Int] = []
    /// Whether the sample holds the whole file.
    var isWhole = false

    /// The number of cells that most rows have.
    var width: Int {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// The share of rows that have that number.
    var evenness: Double {
        guard !rows.isEmpty else { return 0 }
        let width = width
        return Double(rows.count(where: { $0.count == width })) / Double(rows.count)
    }

    /// The same of the rows from the first that has that number: what stands above a table is free to be uneven.
    var evennessOfTable: Double {
        let width = width
        guard let first = rows.firstIndex(where: { $0.count == width }), rows.count - first >= 3 else { return 0 }
        let table = rows[first...]
        return Double(table.count(where: { $0.count == width })) / Double(table.count)
    }

    static func delimited(_ text: [UInt8], separator: Separator, isWhole: Bool, limit: Int = 400) -> TableSample {
        var sample = TableSample()
        guard let stream = try? TextStream(bytes: text, name: "sample", encoding: .utf8) else { return sample }
        let scanner = RowScanner(stream: stream, separator: separator, capacity: max(1 << 16, text.count + 16))
        var endsWithRow = false
        while sample.rows.count < limit {
            guard let step = try? scanner.next() else { break }
            switch step {
            case .end:
                sample.isWhole = isWhole
                // The last row may be cut off where the sample ends.
                if !isWhole, endsWithRow, sample.rows.count > 1 {
                    sample.rows.removeLast()
                    sample.lines.removeLast()
                }
                return sample
            case .bad: endsWithRow = false
            case .row:
                endsWithRow = true
                let row = scanner.row
                sample.rows.append((0..<min(row.count, 4_096)).map { trimmed(row.bytes($0)) })
                sample.lines.append(row.line)
            }
        }
        return sample
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var slice = bytes[...]
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return Array(slice)
    }

    /// The separator under which the rows are most even; runs of blanks only when nothing else fits.
    static func bestSeparator(_ text: [UInt8], isWhole: Bool) -> (separator: Separator, sample: TableSample)? {
        var best: (Separator, TableSample, Double)?
        for byte in [0x09, 0x3B, 0x7C, 0x2C] as [UInt8] {
            let sample = delimited(text, separator: .byte(byte), isWhole: isWhole)
            guard sample.width > 1 else { continue }
            let score = sample.evenness
            if score > 0.5, score > (best?.2 ?? 0) + 0.05 { best = (.byte(byte), sample, score) }
        }
        if let best { return (best.0, best.1) }
        let spaced = delimited(text, separator: .spaces, isWhole: isWhole)
        // Prose is uneven; columns of numbers are not.
        guard spaced.width > 1, spaced.evennessOfTable > 0.8 else { return nil }
        let table = spaced.rows.suffix((spaced.rows.count + 1) / 2).joined()
        let numbers = table.count(where: {
            if case .number = DecimalNumber.parse($0) { true } else { HeaderLines.isTime($0) }
        })
        let cells = table.count
        return numbers * 2 > cells ? (.spaces, spaced) : nil
    }
}
