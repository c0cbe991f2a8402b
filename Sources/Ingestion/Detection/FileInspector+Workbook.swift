import Plant

extension FileInspector {
    /// Settles how the sheets of a workbook are read: each is a table of its own, hidden ones are left out unless the
    /// mapping says `skip: false`.
    func workbook(_ workbook: Workbook, said: FileMapping) throws(IngestionError) -> (
        inspection: Inspection, plan: Plan
    ) {
        let bytes = (try? FileBytes(path: path).size) ?? 0
        var looked: [LookedSheet] = []
        var unreadable: [(sheet: Workbook.Sheet, error: IngestionError)] = []
        for sheet in workbook.sheets {
            do throws(IngestionError) {
                looked.append(try look(sheet, workbook))
            } catch {
                unreadable.append((sheet, error))
            }
        }
        if looked.isEmpty, let first = unreadable.first { throw first.error }
        let filled = looked.filter { !$0.sample.rows.isEmpty }
        let read = filled.filter { !$0.isLeftOut }
        guard !read.isEmpty else {
            let hidden = filled.map { "'\($0.sheet.name)'" }.joined(separator: ", ")
            throw IngestionError(
                .unrecognised,
                path: name,
                filled.isEmpty
                    ? "is a workbook whose sheets are all empty; check that the export finished"
                    : "is a workbook whose sheets are hidden or left out (\(hidden)); say skip: false for one in a mapping"
            )
        }
        let isSingle = read.count == 1
        var tables: [(inspection: Inspection, table: SettledTable, bytes: Int)] = []
        for one in read {
            let facts = Facts(encoding: "xlsx", compression: nil, bytes: bytes)
            let found = try settle(one, name: isSingle ? name : one.name, facts: facts)
            tables.append((found.inspection, found.table, one.sheet.entry.size))
        }
        // The sheet that holds most stands for the file.
        let main = tables.indices.max { (tables[$0].bytes, $1) < (tables[$1].bytes, $0) } ?? 0
        var inspection = tables[main].inspection
        inspection.path = name
        inspection.oddities = []
        for (one, found) in zip(read, tables) {
            let prefix = isSingle ? "" : "sheet '\(one.sheet.name)': "
            inspection.oddities.append(contentsOf: found.inspection.oddities.map { prefix + $0 })
        }
        for one in filled where one.isLeftOut && one.sheet.isHidden {
            inspection.oddities.append(
                "the sheet '\(one.sheet.name)' is hidden and left out; say skip: false for it in a mapping to read it"
            )
        }
        for (sheet, error) in unreadable {
            inspection.oddities.append("the sheet '\(sheet.name)' is left out: \(error.message)")
        }
        inspection.sheets = looked.map { one in
            let found = zip(read, tables).first { $0.0.sheet == one.sheet }?.1.inspection
            return SheetInspection(
                name: one.sheet.name,
                isHidden: one.sheet.isHidden,
                kind: found?.kind,
                headerLine: found?.headerLine,
                columns: found?.columns ?? []
            )
        }
        inspection.mapping = mapping(filled, tables.map(\.inspection), isSingle: isSingle && filled.count == 1)
        inspection.digest = digest(
            inspection.mapping,
            kind: inspection.kind,
            zone: inspection.zone,
            dataClass: said.dataClass.flatMap(DataClass.init(rawValue:)) ?? settings.dataClass
        )
        if isSingle { return (inspection, .table(tables[0].table)) }
        // Lists of assets and tags first, so that the other sheets' texts name what they hold.
        let isList = { (table: SettledTable) in table.plan.kind == .assets || table.plan.kind == .tags }
        let ordered = tables.map(\.table).filter(isList) + tables.map(\.table).filter { !isList($0) }
        return (inspection, .sheets(ordered))
    }

    private struct LookedSheet {
        var sheet: Workbook.Sheet
        /// `orders.xlsx#Sheet1`
        var name: String
        var said: FileMapping
        var isLeftOut: Bool
        var sample: TableSample
        var workbook: Workbook
    }

    private func look(_ sheet: Workbook.Sheet, _ workbook: Workbook) throws(IngestionError) -> LookedSheet {
        let name = "\(self.name)#\(sheet.name)"
        let said = settings.mapping?.mapping(for: self.name, sheet: sheet.name) ?? FileMapping()
        let rows = try SheetRows(workbook, sheet: sheet, width: 0)
        return LookedSheet(
            sheet: sheet,
            name: name,
            said: said,
            isLeftOut: said.skip ?? sheet.isHidden,
            sample: try TableSample.sheet(rows),
            workbook: workbook
        )
    }

    private func settle(
        _ one: LookedSheet,
        name: String,
        facts: Facts
    ) throws(IngestionError) -> (inspection: Inspection, table: SettledTable) {
        let shape = TableShape(one.sample, mapping: one.said, separator: nil)
        var planner = TablePlanner(
            path: path,
            name: name,
            settings: settings,
            form: .sheet(one.sheet.name),
            encoding: .utf8,
            shape: shape,
            isWhole: one.sample.isWhole,
            mapping: one.said
        )
        let plan = try planner.plan()
        return table(plan, shape: shape, oddities: planner.oddities, facts: facts, separator: nil)
    }

    /// The mapping to edit and pass back: keys of the only sheet, or an entry a sheet.
    private func mapping(_ filled: [LookedSheet], _ read: [Inspection], isSingle: Bool) -> Mapping {
        if isSingle, let only = read.first { return only.mapping }
        let file = name.split(separator: "/").last.map(String.init) ?? name
        var mapping = Mapping()
        var following = read.makeIterator()
        for one in filled {
            var keys = FileMapping()
            if one.isLeftOut {
                keys.skip = true
            } else if let found = following.next() {
                keys = found.mapping.common
                if one.sheet.isHidden { keys.skip = false }
            }
            mapping.files.append(Mapping.Entry(match: "\(file)#\(one.sheet.name)", mapping: keys))
        }
        return mapping
    }
}
