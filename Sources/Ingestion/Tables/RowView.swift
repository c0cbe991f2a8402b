/// One row of a table, as ranges of bytes. Valid only until its source moves on.
struct RowView {
    let base: UnsafePointer<UInt8>
    let cells: UnsafePointer<CellRange>
    let count: Int
    /// Where the row starts in the file, counted from 1.
    let line: Int
    /// The row's bytes as they lie in the file, for quarantine.
    let rawStart: Int
    let rawEnd: Int

    @inline(__always)
    func start(_ index: Int) -> UnsafePointer<UInt8> {
        base + Int(cells[index].start)
    }

    @inline(__always)
    func end(_ index: Int) -> UnsafePointer<UInt8> {
        base + Int(cells[index].end)
    }

    /// A cell's bytes with quotes taken off.
    func bytes(_ index: Int) -> [UInt8] {
        let raw = UnsafeBufferPointer(start: start(index), count: Int(cells[index].end - cells[index].start))
        guard cells[index].isEscaped else { return Array(raw) }
        return RowView.unescaped(raw)
    }

    /// A cell's text with blanks around it taken off; `nil` when it is not UTF-8.
    func text(_ index: Int) -> String? {
        if cells[index].isEscaped { return String(validating: trimmed(bytes(index)[...]), as: UTF8.self) }
        let raw = UnsafeBufferPointer(start: start(index), count: Int(cells[index].end - cells[index].start))
        var from = 0
        var to = raw.count
        while from < to, isBlank(raw[from]) { from += 1 }
        while to > from, isBlank(raw[to - 1]) { to -= 1 }
        return String(validating: UnsafeBufferPointer(rebasing: raw[from..<to]), as: UTF8.self)
    }

    /// Why a cell that is no text in the file's encoding is none, and what it may be instead.
    func encodingFault(_ index: Int, in encoding: TextEncoding) -> String {
        var detail = "cell \(index + 1) is not \(encoding.rawValue) text"
        if encoding == .utf8, let guess = TextEncoding.guess(bytes(index)) {
            detail += "; read as \(guess.encoding.rawValue) it would be '\(guess.text)'"
        }
        return detail + "; mend the row, or say the file's encoding in a mapping"
    }

    /// The row's text as it lies in the file, cut at 4 KiB.
    var raw: String {
        let length = min(rawEnd - rawStart, 4_096)
        return String(decoding: UnsafeBufferPointer(start: base + rawStart, count: length), as: UTF8.self)
    }

    var isBlank: Bool {
        for index in 0..<count {
            var cursor = start(index)
            let end = end(index)
            while cursor < end {
                if cursor.pointee > 0x20 { return false }
                cursor += 1
            }
        }
        return true
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = bytes
        while let first = slice.first, isBlank(first) { slice.removeFirst() }
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        return slice
    }

    /// Takes quotes off: `"a ""b"" c"d` is `a "b" cd`.
    private static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var index = 0
        var isQuoted = false
        while index < raw.count {
            let byte = raw[index]
            if byte == 0x22 {
                if isQuoted, index + 1 < raw.count, raw[index + 1] == 0x22 {
                    result.append(0x22)
                    index += 2
                    continue
                }
                if isQuoted || index == 0 {
                    isQuoted.toggle()
                    index += 1
                    continue
                }
            }
            result.append(byte)
            index += 1
        }
        return result
    }
}

/// Where a cell lies.
struct CellRange {
    var start: Int32
    var end: Int32
    /// The range includes quotes that must be taken off first.
    var isEscaped: Bool
}

/// What a table's source found next.
enum RowStep {
    /// A row is in ``RowSource/row``.
    case row
    /// Something that is no row; it was skipped.
    case bad(reason: String, detail: String, line: Int, raw: String)
    case end
}

/// Gives a table's rows one after the other.
protocol RowSource: AnyObject {
    /// Moves to the next row that is not empty.
    func next() throws(IngestionError) -> RowStep
    var row: RowView { get }
    /// Bytes of the file taken so far.
    var position: Int { get }
    /// What was odd and only reading showed, in sentences.
    var oddities: [String] { get }
}

extension RowSource {
    var oddities: [String] { [] }
}
