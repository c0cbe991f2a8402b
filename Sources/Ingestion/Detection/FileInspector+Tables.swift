import Plant

extension FileInspector {
    func delimited(
        _ sample: [UInt8],
        isWhole: Bool,
        stream: TextStream,
        said: FileMapping,
        ending: String
    ) throws(IngestionError) -> (inspection: Inspection, plan: Plan)? {
        let separator: Separator
        let rows: TableSample
        if let named = said.separator.flatMap({ Separator(name: $0) }) {
            separator = named
            rows = TableSample.delimited(sample, separator: named, isWhole: isWhole)
        } else if let best = TableSample.bestSeparator(sample, isWhole: isWhole) {
            (separator, rows) = best
        } else if ["csv", "tsv"].contains(ending) || said.kind.map({ $0 != .document && $0 != .notes }) ?? false {
            separator = .byte(0x2C)
            rows = TableSample.delimited(sample, separator: separator, isWhole: isWhole)
        } else {
            return nil
        }
        let isTold = said.separator != nil || said.columns != nil || ["csv", "tsv", "dat"].contains(ending)
        // A log or a letter may hold commas: a table is even, and has more than a few rows.
        let evenness = separator == .spaces ? rows.evennessOfTable : rows.evenness
        guard isTold || (evenness >= 0.8 && rows.rows.count >= 3) else { return nil }
        if rows.rows.isEmpty, isTold, sample.contains(where: { $0 > 0x20 }) {
            throw IngestionError(
                .tooLarge,
                path: name,
                "begins with a line of more than \(FileInspector.sampleBytes >> 20) MiB or \(RowScanner.mostCells) "
                    + "columns, or with a quote that never closes; export it with a row a reading (time, tag, value), "
                    + "or in pieces"
            )
        }
        guard !rows.rows.isEmpty else { return nil }
        let shape = TableShape(rows, mapping: said, separator: separator)
        var planner = TablePlanner(
            path: path,
            name: name,
            settings: settings,
            form: .delimited(separator),
            encoding: stream.encoding,
            shape: shape,
            isWhole: isWhole && rows.isWhole,
            mapping: said
        )
        let plan = try planner.plan()
        let found = table(plan, shape: shape, oddities: planner.oddities, facts: stream.facts, separator: separator)
        return (found.inspection, .table(found.table))
    }

    func table(
        _ plan: TablePlan,
        shape: TableShape,
        oddities: [String],
        facts: Facts,
        separator: Separator?
    ) -> (inspection: Inspection, table: SettledTable) {
        var inspection = blank(kind: plan.kind, layout: "table", facts: facts, mapping: plan.mapping)
        if plan.kind == .readings {
            inspection.layout = plan.mapping.transpose == true ? "transposed" : plan.mapping.layout ?? "wide"
        } else if plan.form == .json {
            inspection.layout = "json"
        }
        inspection.separator = separator?.name
        inspection.decimal = separator == nil ? nil : plan.mapping.decimal
        inspection.headerLine = plan.headerLine > 0 ? plan.headerLine : nil
        inspection.columns = plan.columns
        let isSaid = settings.kind ?? settings.mapping?.mapping(for: name).kind != nil
        inspection.oddities = oddities + RecordDoubts.sentences(plan, shape, isSaid: isSaid)
        if case .columns(let columns, let format, let zone) = plan.time {
            inspection.timeColumn = columns.map { plan.columns[$0] }.joined(separator: " + ")
            inspection.timeFormat = format.explanation
            inspection.zone = zone.identifier
        } else if case .listed = plan.time {
            inspection.columns = []
            inspection.timeFormat = "in line \(plan.headerLine)"
        } else if case .counted = plan.time {
            inspection.timeFormat =
                "counted from \(plan.mapping.time?.start ?? "") in steps of \(plan.mapping.time?.step ?? "")"
        }
        inspection.digest = digest(
            Mapping(plan.mapping),
            kind: plan.kind,
            zone: inspection.zone,
            dataClass: plan.dataClass
        )
        var end: TimeFormat?
        if let column = plan.mapping.end.flatMap({ shape.index(of: $0) }) { end = shape.shapes[column].time?.format }
        // A column that cannot tell by itself is written as the other times of its table are.
        if case .columns(_, let format, _) = plan.time, end == .dayFirst || end == .monthFirst { end = format }
        let table = SettledTable(plan: plan, end: end, signals: signals(plan, shape))
        return (inspection, table)
    }

    /// The names of a table's signals, as the file has them.
    private func signals(_ plan: TablePlan, _ shape: TableShape) -> [String] {
        guard plan.kind == .readings else { return [] }
        if plan.mapping.layout == "long", let column = plan.mapping.tag.flatMap({ shape.index(of: $0) }) {
            let names = Set(
                shape.rows.compactMap { column < $0.count ? String(decoding: $0[column], as: UTF8.self) : nil }
            )
            return names.sorted()
        }
        if plan.mapping.transpose == true {
            if case .listed = plan.time {
                return shape.rows.compactMap { $0.first.map { String(decoding: $0, as: UTF8.self) } }
            }
            return plan.mapping.columns ?? []
        }
        return WideReadings.tagColumns(plan).map { plan.columns[$0] }
    }
}
