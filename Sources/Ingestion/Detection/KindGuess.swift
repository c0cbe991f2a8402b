import Plant

/// What kind of table this is, from the names of its columns and what they hold.
struct KindGuess {
    let kind: InputKind

    static let longRoles: [ColumnRole] = [.time, .tag, .value, .quality, .unit]
    static let alarmRoles: [ColumnRole] = [
        .time, .acknowledged, .tag, .source, .transition, .condition, .priority, .message, .value, .limit, .unit,
        .asset, .end, .position,
    ]
    static let orderRoles: [ColumnRole] = [
        .orderID, .asset, .assetName, .shortText, .longText, .finished, .started, .created, .time, .orderType,
        .priority, .problem, .failureClass, .objectPart, .cause, .remedy, .mechanism,
        .code, .codeDescription, .category, .equipmentClass, .status, .duration, .labour, .cost, .author,
    ]
    static let eventRoles: [ColumnRole] = [
        .eventID, .time, .end, .group, .category, .code, .codeDescription, .shortText, .longText, .asset, .assetName,
        .priority, .status, .value, .limit, .author,
    ]
    static let noteRoles: [ColumnRole] = [.time, .longText, .shortText, .asset, .author, .shift, .category]
    static let assetRoles: [ColumnRole] = [.asset, .assetName, .parent, .equipmentClass, .aliases, .shortText]
    static let tagRoles: [ColumnRole] = [
        .tag, .message, .unit, .asset, .kind, .service, .rangeLow, .rangeHigh, .lowLow, .low, .high, .highHigh,
        .deadband, .rate,
    ]

    init(_ shape: TableShape) {
        kind = KindGuess.guess(shape)
    }

    private static func guess(_ shape: TableShape) -> InputKind {
        let names = shape.columns
        if shape.rows.isEmpty { return guess(names) }
        let hasTime = shape.shapes.contains { shape in
            guard let verdict = shape.time else { return false }
            switch verdict.format {
            case .yearFirst, .dayFirst, .monthFirst: return true
            default: return false
            }
        }
        let tags = ColumnRoles(names, wanted: tagRoles)
        if tags[.tag] != nil, !hasTime, tags.columns.count >= min(3, names.count),
            tags.has(.unit) || tags.has(.rangeLow) || tags.has(.high) || tags.has(.asset)
        {
            return .tags
        }
        let assets = ColumnRoles(names, wanted: assetRoles)
        let orders = ColumnRoles(names, wanted: orderRoles)
        let isOrder = orders.columns.count >= 3 && orders[.orderID].map { isNumber(shape, $0) } ?? false
        if assets[.asset] != nil, !hasTime, !isOrder,
            assets[.parent] != nil || assets[.equipmentClass] != nil || assets[.assetName] != nil
        {
            return .assets
        }
        if isOrder { return .workOrders }
        if isLong(shape, ColumnRoles(names, wanted: longRoles)) { return .readings }
        let alarms = ColumnRoles(names, wanted: alarmRoles)
        if hasTime, isJournal(shape, alarms) { return .alarms }
        if hasTime, isOfEquipment(shape) { return .events }
        let numeric = shape.shapes.count(where: { $0.isNumeric && $0.time?.format != .yearFirst })
        let filled = shape.shapes.count(where: { !$0.isBlank })
        if numeric > 0, numeric * 2 >= filled - (hasTime ? 1 : 0), hasTime || numeric == filled { return .readings }
        if hasTime, isDigital(shape) { return .readings }
        // Times in no known form beside numbers: the planner says so, where passages would hide it.
        let isNamedTime = names.indices.contains { index in
            ColumnVocabulary.roles(of: names[index]).first == .time && !shape.shapes[index].isBlank
                && !shape.shapes[index].isNumeric
        }
        if isNamedTime, !hasTime, numeric > 0, numeric * 2 >= filled - 1 { return .readings }
        let events = ColumnRoles(names, wanted: eventRoles)
        if hasTime, events[.eventID] != nil || events[.group] != nil { return .events }
        let dated = [ColumnRole.started, .finished, .created].contains { orders[$0] != nil }
        if hasTime, dated, orders[.asset] != nil, orders[.shortText] != nil { return .workOrders }
        let notes = ColumnRoles(names, wanted: noteRoles)
        if hasTime, notes[.longText] != nil || notes[.shortText] != nil { return .notes }
        return hasTime && events[.asset] != nil ? .events : .document
    }

    /// A condition or a state beside a tag. A column of sources may hold anything: beside a condition and a state it holds
    /// what gave the alarm, as does a column that is called nothing known and filled with what looks like tags.
    private static func isJournal(_ shape: TableShape, _ roles: ColumnRoles) -> Bool {
        let tells = [ColumnRole.condition, .transition].count(where: { roles[$0] != nil })
        if roles[.tag] != nil { return tells > 0 }
        let isPlain = roles[.value].map { !shape.shapes[$0].isNumeric } ?? true
        if let source = roles[.source], !isSentences(shape, source) {
            return tells == 2 || tells == 1 && isPlain && (roles[.priority] != nil || roles[.message] != nil)
        }
        return tells == 2 && roles[.priority] ?? roles[.message] != nil && tagColumn(shape, besides: roles) != nil
    }

    /// A value beside a column of equipment and one of words that tell what the value is of, as `time, asset_name, KPI,
    /// value, upper_bound`: a row is something that somebody found out, and no column is a signal.
    private static func isOfEquipment(_ shape: TableShape) -> Bool {
        let roles = ColumnRoles(shape.columns, wanted: eventRoles)
        guard let equipment = roles[.asset] ?? roles[.assetName], let value = roles[.value],
            isWords(shape.shapes[equipment]), shape.shapes[value].isNumeric
        else { return false }
        return shape.columns.indices.contains { column in
            let named = ColumnVocabulary.roles(of: shape.columns[column])
            return column != equipment && isWords(shape.shapes[column])
                && named.allSatisfy { ![.quality, .transition, .status, .unit, .asset, .assetName].contains($0) }
        }
    }

    private static func isWords(_ column: ColumnShape) -> Bool {
        column.time == nil && column.filled > 0 && column.numbers == 0 && !column.words.isEmpty
    }

    /// The column of what gave the alarms of a journal.
    static func alarmTag(_ shape: TableShape, _ roles: ColumnRoles) -> Int? {
        roles[.tag] ?? roles[.source] ?? tagColumn(shape, besides: roles)
    }

    /// The first column that has no other part and mostly holds letters with figures and no blank between.
    private static func tagColumn(_ shape: TableShape, besides roles: ColumnRoles) -> Int? {
        let taken = Set(roles.columns.values)
        return shape.columns.indices.first { column in
            guard !taken.contains(column), shape.shapes[column].time == nil else { return false }
            let cells = shape.rows.prefix(200).compactMap {
                column < $0.count && !$0[column].isEmpty ? $0[column] : nil
            }
            let tags = cells.count(where: { cell in
                cell.count <= 40 && !cell.contains(0x20) && cell.contains { $0 &- 0x30 < 10 }
                    && cell.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            })
            return !cells.isEmpty && tags * 10 >= cells.count * 8
        }
    }

    /// Whether a column may hold the numbers of orders: *Meldung* and its like head texts as well.
    private static func isNumber(_ shape: TableShape, _ column: Int) -> Bool {
        let cells = shape.rows.prefix(200).compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
        let figures = cells.count(where: { cell in cell.contains { $0 &- 0x30 < 10 } })
        return figures * 2 >= cells.count && !isSentences(shape, column)
    }

    /// Whether a column mostly holds several words, as no number of an order and no tag does.
    private static func isSentences(_ shape: TableShape, _ column: Int) -> Bool {
        let words = shape.shapes[column].words
        return shape.shapes[column].averageBytes > 20 && words.count(where: { $0.contains(0x20) }) * 2 > words.count
    }

    /// What names of columns alone tell, for a file that holds no rows yet: a column of times is what sets journals
    /// and histories apart from lists.
    private static func guess(_ names: [String]) -> InputKind {
        let isTimed = names.contains { !timeRoles.isDisjoint(with: ColumnVocabulary.roles(of: $0)) }
        let orders = ColumnRoles(names, wanted: orderRoles)
        if orders[.orderID] != nil, orders.columns.count >= 3 { return .workOrders }
        guard isTimed else {
            if ColumnRoles(names, wanted: tagRoles).has(.tag) { return .tags }
            return ColumnRoles(names, wanted: assetRoles).has(.asset) ? .assets : .document
        }
        let long = ColumnRoles(names, wanted: longRoles)
        let alarms = ColumnRoles(names, wanted: alarmRoles)
        if long.has(.tag, .value), !alarms.has(.condition), !alarms.has(.message, .priority) { return .readings }
        if alarms[.tag] ?? alarms[.source] != nil, alarms[.condition] != nil || alarms[.transition] != nil {
            return .alarms
        }
        let events = ColumnRoles(names, wanted: eventRoles)
        if events[.eventID] != nil || events[.group] != nil { return .events }
        let notes = ColumnRoles(names, wanted: noteRoles)
        if notes[.longText] != nil || notes[.shortText] != nil { return .notes }
        // Columns that mean nothing to anybody but the plant are its tags.
        return .readings
    }

    /// Columns called as tags are, that hold numbers or the states of something.
    private static func isDigital(_ shape: TableShape) -> Bool {
        let signals = shape.columns.indices.filter { shape.shapes[$0].time == nil && !shape.shapes[$0].isBlank }
        let tagLike = signals.filter { index in
            var name = shape.columns[index]
            if let bracket = name.firstIndex(where: { $0 == "(" || $0 == "[" }) { name = String(name[..<bracket]) }
            while name.last == " " { name.removeLast() }
            return ColumnVocabulary.roles(of: name).isEmpty && name.utf8.contains { $0 &- 0x30 < 10 }
                && !name.utf8.contains(0x20)
        }
        return !signals.isEmpty && tagLike.count * 2 > signals.count
            && signals.allSatisfy { shape.shapes[$0].isNumeric || shape.shapes[$0].isStates }
            && shape.headerLine > 0
    }

    private static let timeRoles: Set<ColumnRole> = [.time, .created, .started]

    /// A column of names beside times and values, as historians call the column of tags.
    static func longName(_ shape: TableShape, _ roles: ColumnRoles) -> Int? {
        guard roles[.tag] == nil, roles[.value] != nil, shape.shapes.contains(where: { $0.time != nil }) else {
            return nil
        }
        return shape.columns.indices.first { column in
            ["name", "item", "itemname", "itemid", "nodeid", "nodename", "series", "parameter", "이름", "항목", "항목명"]
                .contains(
                    ColumnVocabulary.plain(shape.columns[column])
                ) && !shape.shapes[column].isNumeric && shape.shapes[column].time == nil
        }
    }

    /// Time, tag and value, and the values are numbers or statuses.
    static func isLong(_ shape: TableShape, _ roles: ColumnRoles) -> Bool {
        guard let tag = roles[.tag] ?? longName(shape, roles), let value = roles[.value], !shape.shapes[tag].isNumeric
        else { return false }
        let alarms = ColumnRoles(shape.columns, wanted: KindGuess.alarmRoles)
        let values = shape.shapes[value]
        // Digital states beside numbers, or where the columns leave nothing else to be.
        let isDigital = values.isStates && (values.numbers > 0 || roles[.quality] != nil || shape.columns.count <= 3)
        guard values.isNumeric || values.isBlank || isDigital else { return false }
        return !(alarms.has(.condition) || alarms.has(.message) && alarms.has(.priority))
    }
}
