/// Rows that hold nothing but the next line of the text above: maintenance systems wrap long texts at the width of a
/// screen, and exports write each line as a row.
struct ContinuedText {
    private let identity: [Int]
    private let texts: Set<Int>

    /// `nil` where rows are not told apart by a number of their own.
    init?(_ plan: TablePlan) throws(IngestionError) {
        guard plan.kind == .workOrders, let id = try plan.index(of: plan.mapping.id) else { return nil }
        identity = [id]
        let named = (plan.mapping.text ?? []) + [plan.mapping.title].compactMap(\.self)
        let columns = plan.columns.indices.filter { index in
            named.contains { $0 == plan.columns[index] || $0.contains("{\(plan.columns[index])}") }
        }
        texts = Set(columns).subtracting(identity)
        guard !texts.isEmpty else { return nil }
    }

    /// The text that a row goes on with; `nil` for a row of its own.
    func text(_ cells: [String]) -> String? {
        var lines: [String] = []
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
            guard texts.contains(column) else { return nil }
            lines.append(CellText.clean(cell))
        }
        let text = lines.filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }
}
