/// Lines of column names between rows, as files that were put together from several have them.
struct RepeatedHeading {
    enum Verdict {
        case no
        /// The names that the table has: a line to pass over.
        case sameAsBefore
        /// Other names: what follows is another table.
        case others
    }

    /// Why rows are of no use: a line named other columns. `nil` while those of the table hold.
    private(set) var otherColumns: String?
    private var passedOver = 0
    private let names: [[UInt8]]
    private let time: Int

    init(_ plan: TablePlan) {
        if case .columns(let columns, _, _) = plan.time { time = columns.first ?? -1 } else { time = -1 }
        names = plan.headerLine > 0 ? plan.writtenColumns.map { Array($0.lowercased().utf8) } : []
    }

    /// Looks at a row whose time cannot be read, or at any row after such names.
    mutating func see(_ row: RowView) -> Verdict {
        guard time >= 0, time < names.count, time < row.count, !names[time].isEmpty, cell(row, time) == names[time]
        else {
            return .no
        }
        let cells = (0..<row.count).map { cell(row, $0) }
        if names.indices.allSatisfy({ $0 < cells.count ? cells[$0] == names[$0] : names[$0].isEmpty }) {
            otherColumns = nil
            passedOver += 1
            return .sameAsBefore
        }
        let found = (0..<row.count).prefix(6).compactMap { row.text($0) }.joined(separator: ", ")
        otherColumns =
            "line \(row.line) names other columns (\(found)\(row.count > 6 ? ", …" : "")); put what follows into a file of "
            + "its own"
        return .others
    }

    private func cell(_ row: RowView, _ column: Int) -> [UInt8] {
        Array((row.text(column) ?? "").lowercased().utf8)
    }

    var oddities: [String] {
        passedOver == 0
            ? []
            : [
                "the line of column names stands \(passedOver == 1 ? "once" : "\(passedOver) times") more between the rows"
            ]
    }
}
