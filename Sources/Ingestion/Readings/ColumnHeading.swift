import Plant

/// What the heading of a column of readings says: a tag, and perhaps its unit of measure in brackets.
struct ColumnHeading: Hashable {
    var tag: TagName
    /// As written; empty where the heading tells none.
    var unit = ""

    /// The tags of a file's columns. A unit in brackets is taken off a name that looks like a tag's, as in
    /// `FI-3 (m3/h)` or `TI101 [°C]`, unless two columns would then be one tag, or the plant has the tag in another unit.
    static func headings(_ columns: [String], naming: TagNaming) -> [ColumnHeading] {
        var result = columns.map { column -> ColumnHeading in
            let whole = ColumnHeading(tag: naming.tag(column))
            guard !naming.isKnown(whole.tag), let (name, unit) = split(column) else { return whole }
            let tag = naming.tag(name)
            if let known = naming.unit(of: tag), UnitOfMeasure(known) != UnitOfMeasure(unit) { return whole }
            return ColumnHeading(tag: tag, unit: unit)
        }
        let count = Dictionary(result.map { ($0.tag, 1) }, uniquingKeysWith: +)
        for index in result.indices where count[result[index].tag] ?? 0 > 1 && !result[index].unit.isEmpty {
            result[index] = ColumnHeading(tag: naming.tag(columns[index]))
        }
        return result
    }

    /// `FI-3 (m3/h)` as `FI-3` and `m3/h`.
    private static func split(_ column: String) -> (name: String, unit: String)? {
        let bytes = Array(column.utf8)
        guard let last = bytes.last, last == UInt8(ascii: ")") || last == UInt8(ascii: "]"),
            let open = bytes.firstIndex(of: last == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "["))
        else { return nil }
        let unit = String(decoding: bytes[(open + 1)..<(bytes.count - 1)], as: UTF8.self)
        var name = bytes[..<open]
        while name.last == UInt8(ascii: " ") || name.last == UInt8(ascii: "_") { name.removeLast() }
        let hasLetter = name.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x80 }
        let hasFigure = name.contains { $0 &- 0x30 < 10 }
        guard hasLetter, hasFigure, !name.contains(UInt8(ascii: " ")), unit == "%" || UnitOfMeasure(unit) != nil
        else { return nil }
        return (String(decoding: name, as: UTF8.self), unit)
    }
}
