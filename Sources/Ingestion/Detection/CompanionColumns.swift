import Plant

/// Finds the columns of a wide table that speak of others: whether a tag's readings are good, and when they were taken.
struct CompanionColumns {
    let shape: TableShape
    let times: [Int]
    let ignored: Set<String>

    static let companionRoles: Set<ColumnRole> = [.time, .quality]

    /// By the column of readings, what its companions are.
    func found() -> [Int: TablePlan.Companion] {
        var result: [Int: TablePlan.Companion] = [:]
        let qualities = self.qualities()
        for (column, quality) in qualities { result[column, default: TablePlan.Companion()].quality = quality }
        for (column, time) in ownTimes(besides: Set(qualities.values)) {
            result[column, default: TablePlan.Companion()].time = time
        }
        return result
    }

    private var signals: [Int] {
        shape.columns.indices.filter { !times.contains($0) && !ignored.contains(shape.columns[$0].lowercased()) }
    }

    // MARK: Qualities

    private func qualities() -> [Int: Int] {
        var result: [Int: Int] = [:]
        let bases = Dictionary(signals.map { (CompanionColumns.base(shape.columns[$0]), $0) }) { first, _ in first }
        for column in signals where tellsQuality(column) {
            let name = shape.columns[column].lowercased()
            if let ending = CompanionColumns.endings.first(where: {
                name.hasSuffix($0) && name.utf8.count > $0.utf8.count
            }),
                let owner = bases[CompanionColumns.trimmed(String(name.dropLast(ending.count)))], owner != column
            {
                result[owner] = column
            } else if isCalledQuality(column), column > 0, signals.contains(column - 1), !tellsQuality(column - 1) {
                result[column - 1] = column
            }
        }
        return result
    }

    private func isCalledQuality(_ column: Int) -> Bool {
        let written = shape.writtenColumns[column]
        return ColumnVocabulary.roles(of: written).contains(.quality)
            || CompanionColumns.endings.contains(written.lowercased())
    }

    /// Every cell is a word or a code of qualities.
    private func tellsQuality(_ column: Int) -> Bool {
        let cells = shape.shapes[column].distinct
        let name = shape.columns[column].lowercased()
        guard !cells.isEmpty,
            isCalledQuality(column) || CompanionColumns.endings.contains(where: { name.hasSuffix($0) })
        else { return false }
        return cells.allSatisfy { cell in
            let text = String(decoding: cell, as: UTF8.self)
            if let code = Int(text) { return (0...255).contains(code) }
            return StatusText.columnQuality(of: text) != nil || StatusText.isKnown(text)
        }
    }

    private static let endings = ["quality", "status", "qual", "stat", "qc", "good", "품질", "상태", "الجودة", "الحالة"]

    /// `FIC-1.Value (m3/h)` as `fic-1`.
    private static func base(_ column: String) -> String {
        var name = trimmed(column.lowercased())
        if let last = name.last, last == ")" || last == "]",
            let open = name.lastIndex(where: { $0 == "(" || $0 == "[" })
        {
            name = trimmed(String(name[..<open]))
        }
        for ending in ["value", "val", "pv", "값"] where name.hasSuffix(ending) {
            let rest = name.dropLast(ending.count)
            if let mark = rest.last, " ._-:/".contains(mark) { return trimmed(String(rest)) }
        }
        return name
    }

    private static func trimmed(_ name: String) -> String {
        var rest = name[...]
        while let last = rest.last, " ._-:/([".contains(last) { rest.removeLast() }
        return String(rest)
    }

    // MARK: Times

    /// Several columns of times, each with readings right behind it: those readings were taken at those times.
    private func ownTimes(besides qualities: Set<Int>) -> [Int: Int] {
        guard times.count == 1, let main = times.first else { return [:] }
        let others = signals.filter { isTime($0) }
        guard !others.isEmpty, main == 0 else { return [:] }
        var result: [Int: Int] = [:]
        var current = main
        for column in shape.columns.indices {
            if column == main || others.contains(column) {
                let next = column + 1
                guard next < shape.columns.count, next != main, !others.contains(next) else { return [:] }
                current = column
            } else if !qualities.contains(column), signals.contains(column) {
                result[column] = current
            }
        }
        return result
    }

    func isTime(_ column: Int) -> Bool {
        switch shape.shapes[column].time?.format {
        case .yearFirst, .dayFirst, .monthFirst: true
        default: false
        }
    }

    /// Columns of times that no readings belong to: when something was exported or received.
    func idleTimes(_ found: [Int: TablePlan.Companion]) -> [Int] {
        let used = Set(found.values.compactMap(\.time))
        return signals.filter { isTime($0) && !used.contains($0) }
    }
}
