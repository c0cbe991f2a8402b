import Plant

/// Lines of a document that are no text in its encoding: set aside one by one, while the rest is read and stays where
/// it was.
struct StrayLines {
    private var rows: [QuarantinedRow] = []
    private var given = 0
    private var oddities: [String] = []

    /// A longer line may be all of a page: its bad letters are replaced, and that is said.
    private static let longest = 4_096

    init() {}

    /// Blanks out the lines that cannot be read; offsets into the text stay what they are.
    init(_ text: inout [UInt8], encoding: TextEncoding, name: String) {
        let isWhole = text.withUnsafeBufferPointer { TextEncoding.isUTF8($0, isWhole: true) }
        guard !isWhole || StrayLines.holdsReplacement(text[...]) else { return }
        var lost: [Int] = []
        var long: [Int] = []
        var number = 0
        var start = 0
        var index = 0
        while index <= text.count {
            guard index == text.count || text[index] == 0x0A || text[index] == 0x0D else {
                index += 1
                continue
            }
            number += 1
            let line = Array(text[start..<index])
            let isText = line.withUnsafeBufferPointer { TextEncoding.isUTF8($0, isWhole: true) }
            let isReplaced = StrayLines.holdsReplacement(line[...])
            if isText, isReplaced, encoding == .utf8 {
                // The letter was lost before the file was written: nothing here can bring it back.
                lost.append(number)
            } else if !isText || isReplaced {
                if line.count > StrayLines.longest {
                    long.append(number)
                } else {
                    rows.append(StrayLines.row(line, number: number, encoding: encoding, name: name))
                    for place in start..<index { text[place] = 0x20 }
                }
            }
            if index + 1 < text.count, text[index] == 0x0D, text[index + 1] == 0x0A { index += 1 }
            index += 1
            start = index
        }
        if let first = lost.first {
            oddities.append(
                "\(StrayLines.lines(lost.count)) hold letters (\u{FFFD}) that were lost before (line \(first))"
            )
        }
        if let first = long.first {
            oddities.append(
                "\(StrayLines.lines(long.count)) of more than \(StrayLines.longest >> 10) KiB hold bytes that are no "
                    + "\(encoding.rawValue) text (line \(first)): they are read as \u{FFFD}; say the file's encoding in a mapping"
            )
        }
    }

    /// Adds what was set aside to a summary.
    func count(in summary: inout ReadSummary) {
        summary.oddities += oddities
        guard !rows.isEmpty else { return }
        summary.rows += rows.count
        summary.quarantined["bad_encoding", default: 0] += rows.count
    }

    /// The next lines that were set aside; `nil` when all were given.
    mutating func next() -> ImportBatch? {
        guard given < rows.count else { return nil }
        let piece = rows[given..<min(rows.count, given + BatchSize.quarantined)]
        given += piece.count
        return ImportBatch(quarantined: Array(piece))
    }

    private static func row(_ line: [UInt8], number: Int, encoding: TextEncoding, name: String) -> QuarantinedRow {
        var detail = "the line is not \(encoding.rawValue) text"
        if encoding == .utf8, let guess = TextEncoding.guess(line) {
            detail += "; read as \(guess.encoding.rawValue) it would be '\(guess.text)'"
        }
        return QuarantinedRow(
            file: name,
            line: number,
            reason: "bad_encoding",
            detail: detail + "; mend the line, or say the file's encoding in a mapping",
            raw: String(decoding: line, as: UTF8.self)
        )
    }

    private static func holdsReplacement(_ bytes: ArraySlice<UInt8>) -> Bool {
        var index = bytes.startIndex
        while index + 2 < bytes.endIndex {
            if bytes[index] == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { return true }
            index += 1
        }
        return false
    }

    private static func lines(_ count: Int) -> String {
        count == 1 ? "1 line" : "\(count) lines"
    }
}
