import Plant

extension FileInspector {
    /// A page that is a table: one that is called a workbook, or is said to hold rows. `nil` for a document.
    func htmlTable(
        _ sample: [UInt8],
        stream: TextStream,
        said: FileMapping,
        ending: String
    ) throws(IngestionError) -> (inspection: Inspection, plan: Plan)? {
        let wanted = settings.kind ?? said.kind
        let isCalledWorkbook = ["xls", "xlsx"].contains(ending) && wanted != .document
        guard isCalledWorkbook || wanted.map({ $0 != .document && $0 != .notes }) ?? false else { return nil }
        let again = try TextStream(path: path, encoding: stream.encoding)
        let rows = try TableSample.sheet(try HTMLRows(stream: again, name: name, width: 0))
        guard rows.rows.count >= 2, rows.width > 1 else { return nil }
        let shape = TableShape(rows, mapping: said, separator: nil)
        var planner = TablePlanner(
            path: path,
            name: name,
            settings: settings,
            form: .html,
            encoding: stream.encoding,
            shape: shape,
            isWhole: rows.isWhole,
            mapping: said
        )
        let plan = try planner.plan()
        let oddities = ["is a page of HTML; its tables are read as rows"] + planner.oddities
        let found = table(plan, shape: shape, oddities: oddities, facts: stream.facts, separator: nil)
        return (found.inspection, .table(found.table))
    }
}
