/// What the cells of one column look like.
struct ColumnShape {
    private(set) var filled = 0
    private(set) var numbers = 0
    private(set) var statuses = 0
    private(set) var bytes = 0
    private(set) var times = TimeFormatDetection()
    /// Words that are neither numbers nor a historian's statuses.
    private(set) var words: Set<[UInt8]> = []
    private(set) var distinct: Set<[UInt8]> = []

    private let isNamedTime: Bool

    /// - Parameter name: of the column.
    init(_ rows: some Sequence<[[UInt8]]>, column: Int, point: UInt8, name: String) {
        isNamedTime =
            ColumnVocabulary.roles(of: name).contains { [.time, .created, .started, .finished].contains($0) }
            || ["time", "timestamp", "시각", "일시"].contains { name.lowercased().hasSuffix($0) }
        for row in rows where column < row.count {
            let cell = row[column]
            switch DecimalNumber.written(cell, point: point) {
            case .blank: continue
            case .number, .notANumber, .positiveInfinity, .negativeInfinity: numbers += 1
            case .text:
                if StatusText.isKnown(String(decoding: cell, as: UTF8.self)) {
                    statuses += 1
                } else if words.count < 100 {
                    words.insert(cell)
                }
            }
            filled += 1
            bytes += cell.count
            times.see(cell)
            if distinct.count < 100 { distinct.insert(cell) }
        }
    }

    var isBlank: Bool { filled == 0 }
    /// Mostly numbers, with or without a historian's statuses between them.
    var isNumeric: Bool { filled > 0 && (numbers + statuses) * 10 >= filled * 8 && numbers > 0 }
    var averageBytes: Int { filled == 0 ? 0 : bytes / filled }
    /// A few short words again and again: the states of a valve or a motor, perhaps with numbers between.
    var isStates: Bool {
        filled > 0 && averageBytes <= 24 && words.count <= 20 && time == nil && words.allSatisfy { $0.count <= 24 }
    }

    /// Words between numbers, or words only: the states of something that is no number.
    var isProse: Bool {
        filled > 0 && !isNumeric && (averageBytes > 24 || (distinct.count > 40 && distinct.count * 2 > filled))
    }

    /// A format that reads most of the cells, or half of them where the column is named for times: the others are
    /// quarantined. A column of plain numbers only when they look like dates.
    var time: TimeFormatDetection.Verdict? {
        guard let verdict = times.verdict, verdict.share >= (isNamedTime ? 0.5 : 0.8) else { return nil }
        return verdict
    }
}
