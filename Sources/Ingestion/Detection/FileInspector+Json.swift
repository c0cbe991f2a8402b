extension FileInspector {
    func json(
        _ sample: [UInt8],
        isWhole: Bool,
        stream: TextStream,
        said: FileMapping
    ) throws(IngestionError) -> (inspection: Inspection, plan: Plan)? {
        let elements = JsonElements(stream: try TextStream(path: path, encoding: stream.encoding))
        var columns: [[UInt8]] = []
        var places: [[UInt8]: Int] = [:]
        var rows: [[[UInt8]]] = []
        var failures = 0
        func add(_ value: JsonValue) {
            var row = [[UInt8]](repeating: [], count: columns.count)
            for (name, text) in JsonRows.flat(value) {
                if let place = places[name] {
                    row[place] = text
                } else if columns.count < RowScanner.mostCells {
                    places[name] = columns.count
                    columns.append(name)
                    row.append(text)
                }
            }
            rows.append(row)
        }
        var reachedEnd = false
        while rows.count < 2_000, failures < 20 {
            guard let element = try elements.next() else {
                reachedEnd = true
                break
            }
            guard let value = try? JsonParser.parse(element.bytes) else {
                failures += 1
                continue
            }
            if !elements.standInArray, rows.isEmpty, let list = JsonRows.innerList(value) {
                for item in list.prefix(2_000) { add(item) }
                reachedEnd = list.count <= 2_000
                break
            }
            if case .object = value { add(value) } else { failures += 1 }
        }
        guard !rows.isEmpty else {
            if failures > 0, name.lowercased().hasSuffix("json") || name.lowercased().hasSuffix("jsonl") {
                throw IngestionError(
                    .unrecognised,
                    path: name,
                    "holds no JSON objects; give an array of objects, or one object a line"
                )
            }
            return nil
        }
        var table = TableSample()
        table.rows = [columns] + rows
        table.lines = Array(0...rows.count)
        var header = said
        header.columns = columns.map { String(decoding: $0, as: UTF8.self) }
        header.header = nil
        var shape = TableShape(json: table, columns: header.columns ?? [])
        shape.headerLine = 0
        var planner = TablePlanner(
            path: path,
            name: name,
            settings: settings,
            form: .json,
            encoding: stream.encoding,
            shape: shape,
            isWhole: reachedEnd,
            mapping: said
        )
        let plan = try planner.plan()
        let found = self.table(plan, shape: shape, oddities: planner.oddities, facts: stream.facts, separator: nil)
        return (found.inspection, .table(found.table))
    }
}

extension TableShape {
    /// The shape of rows whose columns have names already.
    init(json sample: TableSample, columns: [String]) {
        point = 0x2E
        headerLine = 0
        self.columns = columns
        rows = Array(sample.rows.dropFirst())
        shapes = []
        for index in columns.indices {
            shapes.append(ColumnShape(rows, column: index, point: 0x2E, name: columns[index]))
        }
    }
}
