/// Puts a page that is set in two columns of prose into the order in which it is read.
///
/// A layout keeps what stands beside each other on one line. That is right for the rows of a table and wrong for two
/// columns of text. Text fills its columns from edge to edge, and the cells of a table do not: that tells them apart.
enum PageColumns {
    private static let fewestLines = 5

    static func inReadingOrder(_ page: [UInt8]) -> [UInt8] {
        // Only plain text is set by the byte; other scripts' letters are of several widths.
        let lines = page.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            Array(String(decoding: $0, as: UTF8.self).unicodeScalars)
        }
        var result: [[Unicode.Scalar]] = []
        var isChanged = false
        var index = 0
        while index < lines.count {
            guard let block = twoColumns(lines, from: index) else {
                result.append(lines[index])
                index += 1
                continue
            }
            isChanged = true
            let both = lines[index..<block.end]
            result += both.map { Array($0.prefix(block.gutter)) }
            result.append([])
            result += both.map { Array($0.dropFirst(block.gutter)) }
            result.append([])
            index = block.end
        }
        guard isChanged else { return page }
        var text = ""
        for line in result {
            text.unicodeScalars.append(contentsOf: trimmed(line))
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// The longest run of lines from here that are cut by one gutter, with prose on both its sides.
    private static func twoColumns(_ lines: [[Unicode.Scalar]], from start: Int) -> (end: Int, gutter: Int)? {
        guard let first = lines[start].firstIndex(where: { $0 != " " }) else { return nil }
        var best: (end: Int, gutter: Int)?
        // The right column begins where one of the first line's words does.
        for gutter in 2..<max(2, lines[start].count)
        where gutter > first + 20 && lines[start][gutter] != " " && lines[start][gutter - 1] == " "
            && lines[start][gutter - 2] == " "
        {
            var end = start
            while end < lines.count, fits(lines[end], gutter) { end += 1 }
            while end > start, lines[end - 1].allSatisfy({ $0 == " " }) { end -= 1 }
            guard end > best?.end ?? 0, isProse(lines[start..<end], gutter) else { continue }
            best = (end, gutter)
        }
        return best
    }

    /// Whether a line leaves the gutter free, and has no cells set apart on either side of it.
    private static func fits(_ line: [Unicode.Scalar], _ gutter: Int) -> Bool {
        guard line.count > gutter - 2 else { return !hasCells(trimmed(line)) }
        return line[(gutter - 2)..<min(gutter, line.count)].allSatisfy { $0 == " " }
            && !hasCells(trimmed(line.prefix(gutter))) && !hasCells(trimmed(line.dropFirst(gutter)))
    }

    /// Whether four blanks or more part the words.
    private static func hasCells(_ side: [Unicode.Scalar]) -> Bool {
        var blanks = 0
        for letter in side {
            blanks = letter == " " ? blanks + 1 : 0
            if blanks == 4 { return true }
        }
        return false
    }

    private static func isProse(_ lines: ArraySlice<[Unicode.Scalar]>, _ gutter: Int) -> Bool {
        let both = lines.filter { $0.count > gutter && $0.prefix(gutter).contains { $0 != " " } }
        guard both.count >= fewestLines, both.count * 3 >= lines.count * 2 else { return false }
        return isProse(both.map { trimmed($0.prefix(gutter)) }) && isProse(both.map { trimmed($0.dropFirst(gutter)) })
    }

    /// Lines that are mostly as long as the longest, of several words, and without gaps between them.
    private static func isProse(_ sides: [[Unicode.Scalar]]) -> Bool {
        let widest = sides.map(\.count).max() ?? 0
        guard widest >= 20 else { return false }
        let full = sides.count { side in
            let words = side.split(separator: " ").count
            return side.count * 10 >= widest * 7 && words >= 3 && side.count <= words * 16
        }
        let gapped = sides.count { side in
            zip(zip(side, side.dropFirst()), side.dropFirst(2)).contains { $0.0 == " " && $0.1 == " " && $1 == " " }
        }
        return full * 3 >= sides.count * 2 && gapped * 5 <= sides.count
    }

    private static func trimmed(_ line: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var line = Array(line.drop { $0 == " " })
        while line.last == " " || line.last == "\r" { line.removeLast() }
        return line
    }
}
