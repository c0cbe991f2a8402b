import Plant

/// The lines above a table's data that speak of its columns: their names, and perhaps their units of measure and what
/// they are.
struct HeaderLines {
    /// Places in the sample; `nil` where there is no such line.
    private(set) var names: Int?
    private(set) var units: Int?
    private(set) var descriptions: Int?

    /// The place of the last of them.
    var last: Int? { [names, units, descriptions].compactMap(\.self).max() }

    /// The most lines that may stand under the first.
    private static let most = 2

    /// - Parameters:
    ///   - first: The first line that could name columns; those that look alike under it may speak of them too.
    ///   - mapping: What somebody said: 0 stands for no such line.
    init(_ sample: TableSample, first: Int, mapping: FileMapping, point: UInt8) {
        names = first
        if mapping.units != nil || mapping.descriptions != nil {
            func place(_ line: Int?) -> Int? { line.flatMap { sample.lines.firstIndex(of: $0) } }
            units = place(mapping.units)
            descriptions = place(mapping.descriptions)
            return
        }
        var lines = [first]
        while lines.count <= HeaderLines.most, HeaderLines.speaksOfColumns(sample, at: first + lines.count, point) {
            lines.append(first + lines.count)
        }
        guard lines.count > 1 else { return }
        if mapping.header == nil {
            // Names of tags are told from words: letters with figures, no two alike.
            let tags = lines.map { HeaderLines.tagLike(sample.rows[$0]) }
            if let best = tags.indices.max(by: { tags[$0] < tags[$1] || tags[$0] == tags[$1] && $0 > $1 }),
                tags[best] > tags[0] * 2
            {
                names = lines[best]
            }
        }
        for line in lines where line != names {
            if units == nil, HeaderLines.areUnits(sample.rows[line]) {
                units = line
            } else if descriptions == nil {
                descriptions = line
            }
        }
    }

    /// A line of words where the lines below it hold numbers: it can only speak of the columns.
    private static func speaksOfColumns(_ sample: TableSample, at index: Int, _ point: UInt8) -> Bool {
        guard index + 1 < sample.rows.count, let width = sample.rows.first(where: { $0.count > 1 })?.count, width > 1
        else { return false }
        let row = sample.rows[index]
        var words: [Int] = []
        for (column, cell) in row.enumerated() {
            switch DecimalNumber.written(cell, point: point) {
            case .blank: continue
            case .text where StatusText.isKnown(String(decoding: cell, as: UTF8.self)): return false
            case .text where isTime(cell): return false
            case .text: words.append(column)
            default: return false
            }
        }
        guard !words.isEmpty else { return false }
        let below = sample.rows[(index + 1)...].prefix(40)
        let numeric = words.count(where: { column in
            var numbers = 0
            var others = 0
            for row in below where column < row.count {
                switch DecimalNumber.written(row[column], point: point) {
                case .blank: continue
                case .text:
                    if isTime(row[column]) {
                        numbers += 1
                    } else if !StatusText.isKnown(String(decoding: row[column], as: UTF8.self)) {
                        others += 1
                    }
                default: numbers += 1
                }
            }
            return numbers > 0 && others <= max(HeaderLines.most, numbers / 4)
        })
        // The column of times is no witness: in a journal it stands beside words.
        let timed = words.contains { column in below.contains { column < $0.count && isTime($0[column]) } } ? 1 : 0
        return numeric - timed > 0 && (numeric - timed) * 2 > words.count - timed
    }

    static func isTime(_ cell: [UInt8]) -> Bool {
        [TimeFormat.yearFirst, .dayFirst, .monthFirst].contains { TimeText.parse(cell, as: $0) != nil }
    }

    /// How many cells look like tags: letters and figures without a blank, each once.
    private static func tagLike(_ row: [[UInt8]]) -> Int {
        var seen: Set<[UInt8]> = []
        for cell in row {
            let hasLetter = cell.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x80 }
            let hasFigure = cell.contains { $0 &- 0x30 < 10 }
            guard hasLetter, hasFigure, !cell.contains(0x20), UnitOfMeasure(text(cell)) == nil else { continue }
            seen.insert(cell)
        }
        return seen.count
    }

    /// Most cells are units of measure, with or without brackets.
    static func areUnits(_ row: [[UInt8]]) -> Bool {
        let filled = row.filter { !$0.isEmpty }
        let units = filled.count(where: { UnitOfMeasure(unit($0)) != nil || ["", "%"].contains(unit($0)) })
        return units * 2 >= filled.count && units > 0
    }

    /// `[m3/h]` as `m3/h`, and `-` as no unit.
    static func unit(_ cell: [UInt8]) -> String {
        guard let first = cell.first, let last = cell.last, cell.count > 2,
            first == 0x5B && last == 0x5D || first == 0x28 && last == 0x29
        else { return cell == [0x2D] ? "" : text(cell) }
        return cell.count == 3 && cell[1] == 0x2D ? "" : text(Array(cell.dropFirst().dropLast()))
    }

    static func text(_ cell: [UInt8]) -> String {
        String(decoding: cell, as: UTF8.self)
    }
}

/// What the lines under the names of columns say of one.
struct ColumnNote: Sendable, Hashable {
    var unit = ""
    var description = ""
}
