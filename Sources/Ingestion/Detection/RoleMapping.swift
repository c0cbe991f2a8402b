import Plant

/// Fills what a mapping leaves open from the names of the columns.
struct RoleMapping {
    let shape: TableShape
    let kind: InputKind

    func complete(_ mapping: inout FileMapping) {
        switch kind {
        case .readings: readings(&mapping)
        case .alarms: alarms(&mapping)
        case .workOrders: orders(&mapping)
        case .events: events(&mapping)
        case .notes: notes(&mapping)
        case .document: documents(&mapping)
        case .assets, .tags: break
        }
    }

    private func column(_ roles: ColumnRoles, _ role: ColumnRole) -> String? {
        roles[role].map { shape.columns[$0] }
    }

    /// The column of the equipment. Exports have several: SAP the functional location beside a number of its own for
    /// the equipment, Maximo a location beside the asset. The first that is mostly filled and no bare number is what
    /// people and tags call the equipment.
    private func assetColumn(_ roles: ColumnRoles) -> String? {
        guard let first = roles[.asset] else { return nil }
        let taken = Set(roles.columns.filter { $0.key != .asset }.values)
        let candidates = shape.columns.indices.filter {
            ColumnVocabulary.roles(of: shape.columns[$0]).contains(.asset) && !taken.contains($0)
        }
        func isFilled(_ column: Int) -> Bool { shape.shapes[column].filled * 2 >= shape.rows.count }
        let named = ([first] + candidates).first { isFilled($0) && !shape.shapes[$0].isNumeric }
        return shape.columns[named ?? ([first] + candidates).first(where: isFilled) ?? first]
    }

    private func readings(_ mapping: inout FileMapping) {
        guard mapping.layout == "long" else { return }
        let roles = ColumnRoles(shape.columns, wanted: KindGuess.longRoles)
        mapping.tag = mapping.tag ?? column(roles, .tag) ?? KindGuess.longName(shape, roles).map { shape.columns[$0] }
        mapping.value = mapping.value ?? column(roles, .value)
        mapping.quality = mapping.quality ?? column(roles, .quality) ?? qualityByContent(mapping)
        if mapping.doubts == nil {
            let doubts = shape.columns.indices.filter { DoubtCells.areTold(by: shape.columns[$0], shape.shapes[$0]) }
            if !doubts.isEmpty { mapping.doubts = doubts.map { shape.columns[$0] } }
        }
    }

    /// A column of a long table that holds nothing but qualities, whatever it is called.
    private func qualityByContent(_ mapping: FileMapping) -> String? {
        shape.columns.indices.first { index in
            let column = shape.columns[index]
            let cells = shape.shapes[index].distinct.map { String(decoding: $0, as: UTF8.self) }
            guard column != mapping.tag, column != mapping.value, !cells.isEmpty else { return false }
            if RoleMapping.qualityCodes.contains(ColumnVocabulary.plain(column)) {
                return cells.allSatisfy { StatusText.columnQuality(of: $0) != nil || StatusText.isKnown($0) }
            }
            return ColumnVocabulary.roles(of: column).contains { [.status, .transition, .quality].contains($0) }
                && cells.allSatisfy {
                    Int($0) == nil && StatusText.columnQuality(of: $0) != nil || StatusText.isKnown($0)
                }
        }.map { shape.columns[$0] }
    }

    /// What historians call columns of qualities beside the usual names; they may hold codes of OPC.
    private static let qualityCodes: Set<String> = [
        "qualitydetail", "qualitycode", "qualitystatus", "opcqualitystatus", "statuscode", "good", "isgood", "valid",
        "isvalid",
        "validity", "품질코드", "유효",
    ]

    private func alarms(_ mapping: inout FileMapping) {
        let roles = ColumnRoles(shape.columns, wanted: KindGuess.alarmRoles)
        mapping.asset = mapping.asset ?? column(roles, .asset)
        mapping.title = mapping.title ?? column(roles, .message)
        mapping.end = mapping.end ?? column(roles, .end)
        mapping.acknowledged = mapping.acknowledged ?? column(roles, .acknowledged)
        var fields = mapping.fields ?? [:]
        let known: [(String, ColumnRole)] = [
            (RecordField.condition, .condition), (RecordField.priority, .priority),
            (RecordField.value, .value), (RecordField.limit, .limit), (RecordField.unit, .unit),
            (RecordField.operatorPosition, .position),
        ]
        for (name, role) in known where fields[name] == nil {
            if let column = column(roles, role) { fields[name] = FieldMapping(column: column) }
        }
        if fields[RecordField.tag] == nil, let tag = KindGuess.alarmTag(shape, roles) {
            fields[RecordField.tag] = FieldMapping(column: mapping.tag ?? shape.columns[tag])
        }
        if mapping.transition == nil, let column = column(roles, .transition) { mapping.transition = column }
        mapping.fields = fields
    }

    private func orders(_ mapping: inout FileMapping) {
        let isOpen = mapping.fields == nil
        let roles = ColumnRoles(shape.columns, wanted: KindGuess.orderRoles)
        mapping.id = mapping.id ?? column(roles, .orderID)
        mapping.asset = mapping.asset ?? assetColumn(roles)
        mapping.title = mapping.title ?? column(roles, .shortText) ?? column(roles, .longText) ?? sentences(roles)
        if mapping.text == nil, roles[.shortText] != nil, let long = column(roles, .longText) {
            mapping.text = ["{\(long)}"]
        }
        let times = [ColumnRole.started, .created, .finished, .time].compactMap { roles[$0] }
        let dated = times.first { shape.rows.isEmpty || shape.shapes[$0].time != nil } ?? times.first { !isUndated($0) }
        if mapping.time?.column == nil, mapping.time?.columns == nil, let first = dated.map({ shape.columns[$0] }) {
            var time = mapping.time ?? TimeMapping()
            time.column = first
            mapping.time = time
        }
        if mapping.end == nil, let finished = column(roles, .finished), finished != mapping.time?.column {
            mapping.end = finished
        }
        addAssets(&mapping, roles)
        guard isOpen else { return }
        var fields: [String: FieldMapping] = [:]
        failureCodes(&fields, roles)
        let known: [(String, ColumnRole)] = [
            (RecordField.codeDescription, .codeDescription), (RecordField.category, .category),
            (RecordField.equipmentClass, .equipmentClass),
            (RecordField.maintenance, .orderType), (RecordField.priority, .priority), (RecordField.status, .status),
            (RecordField.durationHours, .duration), (RecordField.labourHours, .labour), (RecordField.cost, .cost),
            (RecordField.author, .author),
        ]
        for (name, role) in known {
            if let column = column(roles, role) { fields[name] = FieldMapping(column: column) }
        }
        keepTheRest(&fields, mapping, roles)
        mapping.fields = fields
    }

    /// Whether a column of dates holds none yet, as that of the ends of open orders.
    private func isUndated(_ column: Int) -> Bool {
        shape.rows.allSatisfy { row in
            guard column < row.count, !row[column].isEmpty else { return true }
            return EmptyDate.isWritten(String(decoding: row[column], as: UTF8.self))
        }
    }

    /// The column with the longest texts among those whose names say nothing: what an order is about.
    private func sentences(_ roles: ColumnRoles) -> String? {
        let taken = Set(roles.columns.values)
        var best: Int?
        for column in shape.columns.indices where !taken.contains(column) {
            let cells = shape.shapes[column]
            guard cells.time == nil, !cells.isNumeric, ColumnVocabulary.roles(of: shape.columns[column]).isEmpty,
                cells.words.count(where: { $0.contains(0x20) }) * 2 > cells.words.count,
                cells.averageBytes > best.map({ shape.shapes[$0].averageBytes }) ?? 0
            else { continue }
            best = column
        }
        return best.map { shape.columns[$0] }
    }

    /// The codes of what failed and why. SAP has an object part, a damage and a cause; Maximo's FAILURECODE is the class
    /// under which its problems, causes and remedies lie, and a code by itself where there are none.
    private func failureCodes(_ fields: inout [String: FieldMapping], _ roles: ColumnRoles) {
        let known: [(String, ColumnRole)] = [
            (RecordField.failureClass, .failureClass), (RecordField.objectPart, .objectPart),
            (RecordField.causeCode, .cause), (RecordField.remedyCode, .remedy),
            (RecordField.failureMechanism, .mechanism),
        ]
        for (name, role) in known {
            if let column = column(roles, role) { fields[name] = FieldMapping(column: column) }
        }
        guard let other = column(roles, .code) else {
            fields[RecordField.code] = column(roles, .problem).map { FieldMapping(column: $0) }
            return
        }
        guard let problem = column(roles, .problem) else {
            fields[RecordField.code] = FieldMapping(column: other)
            return
        }
        fields[RecordField.code] = FieldMapping(column: problem)
        let isClass = ColumnVocabulary.plain(other) == "failurecode" && fields[RecordField.failureClass] == nil
        fields[isClass ? RecordField.failureClass : RecordField.secondaryCode] = FieldMapping(column: other)
    }

    private func events(_ mapping: inout FileMapping) {
        let isOpen = mapping.fields == nil
        let roles = ColumnRoles(shape.columns, wanted: KindGuess.eventRoles)
        mapping.id = mapping.id ?? column(roles, .eventID)
        mapping.asset = mapping.asset ?? column(roles, .asset) ?? column(roles, .assetName)
        mapping.title = mapping.title ?? column(roles, .shortText) ?? column(roles, .code) ?? words(roles)
        mapping.end = mapping.end ?? column(roles, .end)
        if mapping.text == nil, let long = column(roles, .longText) { mapping.text = ["{\(long)}"] }
        addAssets(&mapping, roles)
        guard isOpen else { return }
        var fields: [String: FieldMapping] = [:]
        let known: [(String, ColumnRole)] = [
            (RecordField.group, .group), (RecordField.category, .category), (RecordField.code, .code),
            (RecordField.codeDescription, .codeDescription), (RecordField.priority, .priority),
            (RecordField.status, .status), (RecordField.value, .value), (RecordField.limit, .limit),
            (RecordField.author, .author),
        ]
        for (name, role) in known {
            if let column = column(roles, role) { fields[name] = FieldMapping(column: column) }
        }
        keepTheRest(&fields, mapping, roles)
        mapping.fields = fields
    }

    /// The first column of words whose name says nothing, such as `KPI`: what an event is about.
    private func words(_ roles: ColumnRoles) -> String? {
        let taken = Set(roles.columns.values)
        return shape.columns.indices.first { column in
            let cells = shape.shapes[column]
            return !taken.contains(column) && cells.time == nil && cells.numbers == 0 && !cells.words.isEmpty
                && ColumnVocabulary.roles(of: shape.columns[column]).isEmpty
        }.map { shape.columns[$0] }
    }

    private func notes(_ mapping: inout FileMapping) {
        let isOpen = mapping.fields == nil
        let roles = ColumnRoles(shape.columns, wanted: KindGuess.noteRoles)
        mapping.asset = mapping.asset ?? column(roles, .asset)
        if mapping.text == nil, let text = column(roles, .longText) ?? column(roles, .shortText) {
            mapping.text = ["{\(text)}"]
        }
        mapping.title = mapping.title ?? (roles[.longText] == nil ? nil : column(roles, .shortText))
        guard isOpen else { return }
        var fields: [String: FieldMapping] = [:]
        for (name, role) in [
            (RecordField.author, ColumnRole.author), (RecordField.shift, .shift), (RecordField.category, .category),
        ] {
            if let column = column(roles, role) { fields[name] = FieldMapping(column: column) }
        }
        mapping.fields = fields
    }

    /// A row of any other table is a passage that says what each column holds.
    private func documents(_ mapping: inout FileMapping) {
        if mapping.text == nil { mapping.text = shape.columns.filter { !$0.isEmpty } }
        if mapping.title == nil {
            let roles = ColumnRoles(shape.columns, wanted: [.shortText])
            let named =
                column(roles, .shortText)
                ?? shape.columns.first {
                    ["title", "name", "subject", "제목"].contains(ColumnVocabulary.plain($0))
                }
            mapping.title = named ?? shape.columns.first { !$0.isEmpty }
        }
    }

    private func addAssets(_ mapping: inout FileMapping, _ roles: ColumnRoles) {
        guard mapping.assets == nil, let asset = mapping.asset, let name = column(roles, .assetName),
            name != asset
        else { return }
        var assets = AssetMapping()
        assets.id = asset
        assets.name = name
        mapping.assets = assets
    }

    /// Columns that nobody named are kept under their own names, so that nothing is lost.
    private func keepTheRest(_ fields: inout [String: FieldMapping], _ mapping: FileMapping, _ roles: ColumnRoles) {
        var used: Set<String> = []
        for column in [
            mapping.id, mapping.asset, mapping.title, mapping.end, mapping.time?.column, mapping.assets?.name,
        ] {
            if let column { used.insert(column) }
        }
        for text in mapping.text ?? [] { used.insert(text.filter { $0 != "{" && $0 != "}" }) }
        for field in fields.values { if let column = field.column { used.insert(column) } }
        for (index, column) in shape.columns.enumerated() where !used.contains(column) && !shape.shapes[index].isBlank {
            let name = RoleMapping.fieldName(column)
            if !name.isEmpty, fields[name] == nil { fields[name] = FieldMapping(column: column) }
        }
    }

    /// `Work Centre` as `work_centre`.
    static func fieldName(_ column: String) -> String {
        column.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }
}
