/// A text put together from cells: a column's name, or `{code}: {description}`.
struct Template: Sendable {
    private enum Piece: Sendable {
        case literal(String)
        case column(Int)
    }

    private let pieces: [Piece]
    /// The column, when the text is one column's name and nothing else.
    let columnName: String?

    init(_ text: String, _ plan: TablePlan) throws(IngestionError) {
        if !text.contains("{") {
            pieces = [.column(try plan.index(of: text))]
            columnName = text
            return
        }
        columnName = nil
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw IngestionError(
                    .badMapping,
                    path: plan.name,
                    "the template '\(text)' opens a brace that never closes"
                )
            }
            let name = String(rest[rest.index(after: open)..<close])
            pieces.append(.column(try plan.index(of: name)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        self.pieces = pieces
    }

    /// The text for a row's cells; empty when none of its columns holds anything.
    func fill(_ cells: [String]) -> String {
        var result = ""
        var hasContent = false
        for piece in pieces {
            switch piece {
            case .literal(let text): result += text
            case .column(let index):
                guard index < cells.count, !cells[index].isEmpty else { continue }
                result += cells[index]
                hasContent = true
            }
        }
        return hasContent ? CellText.clean(result) : ""
    }
}

/// Cleans what spreadsheets leave in cells.
enum CellText {
    /// Turns `_x000D_` into nothing, CR into LF, and takes blanks off both ends.
    static func clean(_ text: String) -> String {
        var bytes = Array(text.utf8)
        if text.utf8.contains(0x5F), let cleaned = withoutEscapes(bytes) { bytes = cleaned }
        if bytes.contains(0x0D) {
            var result: [UInt8] = []
            for (index, byte) in bytes.enumerated() {
                if byte != 0x0D {
                    result.append(byte)
                } else if index + 1 >= bytes.count || bytes[index + 1] != 0x0A {
                    result.append(0x0A)
                }
            }
            bytes = result
        }
        var slice = bytes[...]
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self)
    }

    /// Whether a text holds U+FFFD, which stands for a letter that could not be read.
    static func holdsReplacement(_ text: String) -> Bool {
        text.utf8.contains(0xEF) && text.unicodeScalars.contains("\u{FFFD}")
    }

    /// `_x000D_` and its like stand for control characters (ECMA-376, 22.4.2.4).
    private static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var found = false
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5F, index + 6 < bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F,
                let code = UInt32(String(decoding: bytes[(index + 2)...(index + 5)], as: UTF8.self), radix: 16),
                code < 0x20
            {
                found = true
                if code == 0x0A || code == 0x09 { result.append(UInt8(code)) }
                index += 7
                continue
            }
            result.append(bytes[index])
            index += 1
        }
        return found ? result : nil
    }
}
