import Glibc

/// Splits delimited text into rows and cells without copying: one pass over a buffer that slides along the file.
///
/// Lines end with LF, CRLF or CR; quoted cells may hold separators, quotes (doubled) and line ends. What a hostile
/// file could do is bounded: rows of 16 MiB, 65,536 cells. A quote that never closes costs one line, not the file.
final class RowScanner: RowSource {
    static let longestRow = 16 << 20
    static let mostCells = 65_536

    private let stream: TextStream
    private let separator: Separator
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Valid bytes are `rowStart..<limit`; a line feed always stands at `limit`, so that scanning stops by itself.
    private var rowStart = 0
    private var limit = 0
    private var atEnd = false
    private let cells: UnsafeMutablePointer<CellRange>
    private var count = 0
    private var line: Int
    private var rawStart = 0
    private var rawEnd = 0
    private var currentLine = 1
    /// How far a quoted cell may reach; shrinks each time a quote did not close.
    private var longestQuote = RowScanner.longestRow

    /// - Parameter line: The number of the stream's first line.
    init(stream: TextStream, separator: Separator, line: Int = 1, capacity: Int = 1 << 20) {
        self.line = line
        self.stream = stream
        self.separator = separator
        self.capacity = capacity
        buffer = .allocate(capacity: capacity + 16)
        buffer.initialize(repeating: 0, count: capacity + 16)
        cells = .allocate(capacity: RowScanner.mostCells)
        buffer[0] = 0x0A
    }

    deinit {
        buffer.deallocate()
        cells.deallocate()
    }

    var position: Int { stream.position }

    var row: RowView {
        RowView(base: buffer, cells: cells, count: count, line: currentLine, rawStart: rawStart, rawEnd: rawEnd)
    }

    func next() throws(IngestionError) -> RowStep {
        while true {
            switch scan() {
            case .row(let end, let following, let lines):
                rawStart = rowStart
                rawEnd = end
                currentLine = line
                rowStart = following
                line += lines
                if count == 0 || (count == 1 && row.isBlank) { continue }
                return .row
            case .needsMore:
                if !atEnd, limit - rowStart < RowScanner.longestRow {
                    try refill()
                    continue
                }
                if atEnd { if rowStart >= limit { return .end } }
                return try skipLine(
                    reason: "too_long",
                    detail: "the row is longer than \(RowScanner.longestRow >> 20) MiB, the most a row may have"
                )
            case .unclosedQuote:
                longestQuote = max(longestQuote / 16, 4_096)
                return try skipLine(reason: "unclosed_quote", detail: "a quote opens in this row and never closes")
            case .tooManyCells:
                return try skipLine(
                    reason: "too_many_columns",
                    detail: "the row has more than \(RowScanner.mostCells) cells, the most a row may have"
                )
            }
        }
    }

    private enum Found {
        case row(end: Int, following: Int, lines: Int)
        case needsMore
        case unclosedQuote
        case tooManyCells
    }

    /// Looks for one whole row from `rowStart`; changes nothing but the cells.
    private func scan() -> Found {
        guard rowStart < limit else { return .needsMore }
        switch separator {
        case .spaces: return scanSpaces()
        case .byte(let byte): return scanDelimited(byte)
        }
    }

    private func scanDelimited(_ separator: UInt8) -> Found {
        let base = buffer
        let limit = limit
        let cells = cells
        var found = 0
        var cursor = rowStart
        var lines = 1
        while true {
            guard found < RowScanner.mostCells else { return .tooManyCells }
            let start = cursor
            var byte = base[cursor]
            if byte == 0x22 {
                // A quoted cell.
                var isPlain = true
                cursor += 1
                while true {
                    while base[cursor] != 0x22 {
                        if base[cursor] == 0x0A {
                            if cursor >= limit { return atEnd ? .unclosedQuote : tooFar(start) }
                            if cursor - start > longestQuote { return .unclosedQuote }
                            lines += 1
                        } else if base[cursor] == 0x0D, base[cursor + 1] != 0x0A {
                            lines += 1
                        }
                        cursor += 1
                    }
                    if cursor - start > longestQuote { return .unclosedQuote }
                    if base[cursor + 1] == 0x22, cursor + 1 < limit {
                        isPlain = false
                        cursor += 2
                        continue
                    }
                    cursor += 1
                    break
                }
                if cursor >= limit, !atEnd { return .needsMore }
                byte = base[cursor]
                if byte == separator || byte == 0x0A || byte == 0x0D {
                    cells[found] =
                        isPlain
                        ? CellRange(start: Int32(start + 1), end: Int32(cursor - 1), isEscaped: false)
                        : CellRange(start: Int32(start), end: Int32(cursor), isEscaped: true)
                } else {
                    while byte != separator, byte != 0x0A, byte != 0x0D {
                        cursor += 1
                        byte = base[cursor]
                    }
                    cells[found] = CellRange(start: Int32(start), end: Int32(cursor), isEscaped: true)
                }
            } else {
                while byte != separator, byte != 0x0A, byte != 0x0D {
                    cursor += 1
                    byte = base[cursor]
                }
                cells[found] = CellRange(start: Int32(start), end: Int32(cursor), isEscaped: false)
            }
            found += 1
            if byte == separator, cursor < limit {
                cursor += 1
                continue
            }
            return finish(found, at: cursor, byte: byte, lines: lines)
        }
    }

    private func scanSpaces() -> Found {
        let base = buffer
        var found = 0
        var cursor = rowStart
        while true {
            while base[cursor] == 0x20 || base[cursor] == 0x09 { cursor += 1 }
            let byte = base[cursor]
            if byte == 0x0A || byte == 0x0D { return finish(found, at: cursor, byte: byte, lines: 1) }
            guard found < RowScanner.mostCells else { return .tooManyCells }
            let start = cursor
            while base[cursor] > 0x20
                || (base[cursor] < 0x20 && base[cursor] != 0x0A && base[cursor] != 0x0D && base[cursor] != 0x09)
            {
                cursor += 1
            }
            cells[found] = CellRange(start: Int32(start), end: Int32(cursor), isEscaped: false)
            found += 1
        }
    }

    @inline(__always)
    private func finish(_ found: Int, at cursor: Int, byte: UInt8, lines: Int) -> Found {
        if cursor >= limit, !atEnd { return .needsMore }
        var following = cursor + 1
        if byte == 0x0D {
            // Whether a line feed follows is not known at the edge of the buffer.
            if following >= limit, !atEnd { return .needsMore }
            if following < limit, buffer[following] == 0x0A { following += 1 }
        }
        count = found
        return .row(end: min(cursor, limit), following: min(following, limit), lines: lines)
    }

    private func tooFar(_ start: Int) -> Found {
        limit - start > longestQuote ? .unclosedQuote : .needsMore
    }

    /// Slides what is left to the front and reads on.
    private func refill() throws(IngestionError) {
        let left = limit - rowStart
        if rowStart > 0 {
            memmove(buffer, buffer + rowStart, left)
            rowStart = 0
            limit = left
        }
        if capacity - left < capacity / 4 {
            let larger = capacity * 2
            let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + 16)
            fresh.initialize(repeating: 0, count: larger + 16)
            fresh.update(from: buffer, count: left)
            buffer.deallocate()
            buffer = fresh
            capacity = larger
        }
        let got = try stream.read(into: buffer + limit, count: capacity - limit)
        if got == 0 { atEnd = true }
        limit += got
        buffer[limit] = 0x0A
        buffer[limit + 1] = 0
    }

    /// Sets one line aside and goes on with the next.
    private func skipLine(reason: String, detail: String) throws(IngestionError) -> RowStep {
        let badLine = line
        var raw: [UInt8] = []
        while true {
            var cursor = rowStart
            while cursor < limit, buffer[cursor] != 0x0A, buffer[cursor] != 0x0D { cursor += 1 }
            let room = 4_096 - raw.count
            if room > 0 {
                raw.append(
                    contentsOf: UnsafeBufferPointer(start: buffer + rowStart, count: min(room, cursor - rowStart))
                )
            }
            rowStart = cursor
            if cursor < limit || atEnd { break }
            try refill()
        }
        if rowStart < limit {
            if rowStart + 1 >= limit, !atEnd { try refill() }
            let isReturn = buffer[rowStart] == 0x0D
            rowStart += 1
            if isReturn, rowStart < limit, buffer[rowStart] == 0x0A { rowStart += 1 }
        }
        line += 1
        return .bad(reason: reason, detail: detail, line: badLine, raw: String(decoding: raw, as: UTF8.self))
    }
}
