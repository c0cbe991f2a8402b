/// Which rows a mapping wants: those in which columns have, or have not, certain values.
struct RowFilter {
    private let only: [(column: Int, values: Set<String>)]
    private let except: [(column: Int, values: Set<String>)]

    init(_ plan: TablePlan) throws(IngestionError) {
        only = try RowFilter.conditions(plan.mapping.only, plan)
        except = try RowFilter.conditions(plan.mapping.except, plan)
    }

    private static func conditions(
        _ lists: [String: [String]]?,
        _ plan: TablePlan
    ) throws(IngestionError) -> [(column: Int, values: Set<String>)] {
        var result: [(column: Int, values: Set<String>)] = []
        for (column, values) in (lists ?? [:]).sorted(by: { $0.key < $1.key }) {
            result.append((try plan.index(of: column), Set(values)))
        }
        return result
    }

    @inline(__always)
    func keeps(_ row: RowView) -> Bool {
        if only.isEmpty, except.isEmpty { return true }
        return only.allSatisfy { $0.column < row.count && $0.values.contains(row.text($0.column) ?? "") }
            && except.allSatisfy { $0.column >= row.count || !$0.values.contains(row.text($0.column) ?? "") }
    }
}
