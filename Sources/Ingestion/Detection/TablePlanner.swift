import Plant

/// Settles how a table is to be read: what somebody said, and for the rest what its sample shows.
struct TablePlanner {
    let path: String
    let name: String
    let settings: IngestionSettings
    let form: TablePlan.Form
    let encoding: TextEncoding
    let shape: TableShape
    /// Whether the sample holds every row.
    let isWhole: Bool
    private(set) var oddities: [String]
    private var mapping: FileMapping

    init(
        path: String,
        name: String,
        settings: IngestionSettings,
        form: TablePlan.Form,
        encoding: TextEncoding,
        shape: TableShape,
        isWhole: Bool,
        mapping: FileMapping
    ) {
        self.path = path
        self.name = name
        self.settings = settings
        self.form = form
        self.encoding = encoding
        self.shape = shape
        self.isWhole = isWhole
        self.mapping = mapping
        oddities = shape.oddities
        if shape.rows.isEmpty { oddities.append("the file names its columns and holds no rows") }
    }

    mutating func plan() throws(IngestionError) -> TablePlan {
        let kind = settings.kind ?? mapping.kind ?? (shape.isTransposed ? .readings : KindGuess(shape).kind)
        if kind == .readings, shape.isTransposed { mapping.transpose = true }
        mapping.kind = kind
        mapping.skip = nil
        if case .sheet = form {
            mapping.encoding = nil
            takeHeader()
        } else if form == .html {
            mapping.encoding = encoding.rawValue
            takeHeader()
        } else {
            mapping.encoding = encoding.rawValue
        }
        if case .delimited(let separator) = form {
            mapping.separator = separator.name
            takeHeader()
            mapping.decimal = shape.point == 0x2C ? "comma" : "point"
        }
        if let said = mapping.dataClass, DataClass(rawValue: said) == nil { mapping.dataClass = nil }
        if kind == .readings, mapping.layout == nil {
            let roles = ColumnRoles(shape.columns, wanted: KindGuess.longRoles)
            let isLong = mapping.transpose != true && (mapping.tag != nil || KindGuess.isLong(shape, roles))
            mapping.layout = isLong ? "long" : "wide"
        }
        var plan = TablePlan(
            path: path,
            name: name,
            kind: kind,
            form: form,
            encoding: encoding,
            point: shape.point,
            headerLine: shape.headerLine,
            lastLineAbove: shape.lastLineAbove,
            columns: shape.columns,
            writtenColumns: shape.writtenColumns,
            places: Dictionary(zip(shape.columns, shape.columns.indices), uniquingKeysWith: { first, _ in first }),
            notes: shape.notes,
            mapping: mapping,
            time: .none,
            dataClass: mapping.dataClass.flatMap(DataClass.init(rawValue:)) ?? settings.dataClass
        )
        RoleMapping(shape: shape, kind: kind).complete(&mapping)
        plan.mapping = mapping
        try settleTime(&plan)
        if kind == .readings, mapping.layout == "wide", mapping.transpose != true {
            try settleCompanions(&plan)
            leaveOutText(plan)
        } else if kind == .readings, mapping.layout == "long" {
            tellUnused(plan)
        }
        plan.mapping = mapping
        return plan
    }

    private mutating func takeHeader() {
        mapping.header = shape.headerLine
        mapping.units = shape.unitsLine ?? mapping.units
        mapping.descriptions = shape.descriptionsLine ?? mapping.descriptions
    }

    // MARK: Time

    private mutating func settleTime(_ plan: inout TablePlan) throws(IngestionError) {
        var time = mapping.time ?? TimeMapping()
        var zone = settings.zone
        if let named = time.zone {
            do throws(TimeZoneError) {
                zone = try SiteTimeZone(named)
            } catch {
                throw IngestionError(.badMapping, path: name, error.description)
            }
        }
        if mapping.transpose == true, shape.headerLine > 0, time.start == nil, time.step == nil {
            plan.time = .listed(try listed(&time, zone: zone, plan: plan))
            mapping.time = time
            return
        }
        if time.start != nil || time.step != nil || mapping.transpose == true {
            plan.time = try counted(&time, zone: zone)
            mapping.time = time
            return
        }
        var columns: [Int] = []
        if let named = time.columns {
            for column in named { columns.append(try plan.index(of: column)) }
        } else if let named = time.column {
            columns = [try plan.index(of: named)]
        } else if let found = timeColumn(plan.kind) {
            columns = found
            if found.count == 1 {
                time.column = shape.columns[found[0]]
            } else {
                time.columns = found.map { shape.columns[$0] }
            }
        }
        guard !columns.isEmpty else {
            guard plan.kind == .readings else { return }
            if let named = shape.columns.first(where: { ColumnVocabulary.roles(of: $0).first == .time }) {
                throw IngestionError(
                    .unrecognised,
                    path: name,
                    "the times in column '\(named)' are in no known form; say it as time: {column: \(named), format: …} in a "
                        + "mapping"
                )
            }
            oddities.append(
                "there is no column of times: rows are counted from \(time.start ?? TablePlanner.defaultStart) in steps "
                    + "of \(time.step ?? TablePlanner.defaultStep); say the real ones as time: {start, step} in a mapping"
            )
            plan.time = try counted(&time, zone: zone)
            mapping.time = time
            return
        }
        if columns.count == 1, time.columns == nil, let column = ToldZone.column(shape, besides: columns[0]) {
            columns.append(column)
            time.column = nil
            time.columns = columns.map { shape.columns[$0] }
            oddities.append("the column '\(shape.columns[column])' tells the zone of each row's time")
        }
        if time.zone == nil, let told = ToldZone(shape, columns: columns), told.zone != zone.identifier {
            do throws(TimeZoneError) {
                zone = try SiteTimeZone(told.zone)
                time.zone = told.zone
                oddities.append("\(told.place) says that times are in \(told.zone), not in the plant's zone")
            } catch {
                oddities.append(
                    "\(told.place) speaks of a zone '\(told.zone)' that is not known; say time: {zone: …} in a mapping"
                )
            }
        }
        let format = try format(columns, said: time.format, plan: plan)
        if !shape.rows.isEmpty { time.format = format.rawValue }
        mapping.time = time
        plan.time = .columns(columns, format, zone)
    }

    static let defaultStart = "2000-01-01T00:00:00"
    static let defaultStep = "1s"

    /// The times that stand in the line above the tags.
    private mutating func listed(
        _ time: inout TimeMapping,
        zone: SiteTimeZone,
        plan: TablePlan
    ) throws(IngestionError) -> [Int64] {
        var cells: [[UInt8]] = []
        let rows = try plan.rows()
        scan: while true {
            switch try rows.next() {
            case .end: break scan
            case .bad: continue
            case .row:
                guard rows.row.line >= shape.headerLine else { continue }
                cells = (1..<max(1, rows.row.count)).map { Array((rows.row.text($0) ?? "").utf8) }
                break scan
            }
        }
        while cells.last?.isEmpty == true { cells.removeLast() }
        var detection = TimeFormatDetection()
        for cell in cells { detection.see(cell) }
        let format = time.format.flatMap { TimeFormat(name: $0) } ?? detection.verdict?.format
        guard let format else {
            throw IngestionError(
                .unrecognised,
                path: name,
                "the times in line \(shape.headerLine) are in no known form; say it as time: {format: …} in a mapping"
            )
        }
        if time.format == nil, detection.verdict?.isAmbiguous == true {
            oddities.append("no date tells the day from the month: read as \(format.explanation)")
        }
        oddities.append("a row is a tag, and line \(shape.headerLine) tells the times")
        time.format = format.rawValue
        var clock = SiteClock(zone: zone)
        clock.rowsAreOrdered = true
        var times: [Int64] = []
        for cell in cells {
            guard let written = TimeText.parse(cell, as: format) else {
                throw IngestionError(
                    .unrecognised,
                    path: name,
                    "'\(String(decoding: cell.prefix(80), as: UTF8.self))' in line \(shape.headerLine) is no time written "
                        + "as \(format.explanation)"
                )
            }
            times.append(clock.moment(written))
        }
        return times
    }

    private func counted(_ time: inout TimeMapping, zone: SiteTimeZone) throws(IngestionError) -> TablePlan.TimeSource {
        let start = time.start ?? TablePlanner.defaultStart
        let step = time.step ?? TablePlanner.defaultStep
        guard let written = TimeText.parse(Array(start.utf8), as: .yearFirst), let length = TimeStep.nanoseconds(step)
        else {
            throw IngestionError(
                .badMapping,
                path: name,
                "start '\(start)' or step '\(step)' of the mapping is no time"
            )
        }
        time.start = start
        time.step = step
        var clock = SiteClock(zone: zone)
        return .counted(start: clock.moment(written), step: length)
    }

    /// The column whose cells are times and whose name says so; else the first whose cells are.
    private func timeColumn(_ kind: InputKind) -> [Int]? {
        // A file without rows has only its names to go by.
        let candidates = shape.shapes.indices.filter {
            shape.shapes[$0].time != nil
                || shape.rows.isEmpty && ColumnVocabulary.roles(of: shape.columns[$0]).contains(.time)
        }
        let isRecord = kind.recordKind != nil
        if kind == .assets || kind == .tags { return nil }
        if let pair = shape.timeColumns ?? dateAndClock() { return pair }
        let named = candidates.filter { ColumnVocabulary.roles(of: shape.columns[$0]).contains(.time) }
        if let first = named.first { return [first] }
        if isRecord {
            // Order of preference among the dates of a work order.
            for role in [ColumnRole.started, .created, .finished, .end] {
                if let column = candidates.first(where: { ColumnVocabulary.roles(of: shape.columns[$0]).contains(role) }
                ) {
                    return [column]
                }
            }
            if kind == .document { return nil }
            return candidates.first.map { [$0] }
        }
        // Readings: plain numbers that look like a count of days or seconds are a time only in the first column.
        return candidates.first { column in
            guard let verdict = shape.shapes[column].time else { return false }
            switch verdict.format {
            case .yearFirst, .dayFirst, .monthFirst: return true
            default: return column == 0
            }
        }.map { [$0] }
    }

    /// A column of dates and one of times of day: neither is the time by itself.
    private func dateAndClock() -> [Int]? {
        func column(_ names: [String]) -> Int? {
            shape.columns.firstIndex { names.contains(ColumnVocabulary.plain($0)) }
        }
        guard let day = column(["date", "datum", "day", "eventdate", "날짜", "일자", "التاريخ"]),
            let clock = column(["time", "timeofday", "clock", "uhrzeit", "zeit", "eventtime", "시각", "시간", "الوقت"]),
            day != clock, shape.shapes[clock].time == nil || shape.rows.isEmpty
        else { return nil }
        let joinable = shape.rows.prefix(50).filter { row in
            let cell = joined(row, [day, clock])
            return [TimeFormat.yearFirst, .dayFirst, .monthFirst].contains { TimeText.parse(cell, as: $0) != nil }
        }
        return joinable.count * 2 >= min(50, shape.rows.count) ? [day, clock] : nil
    }

    private mutating func format(
        _ columns: [Int],
        said: String?,
        plan: TablePlan
    ) throws(IngestionError) -> TimeFormat {
        if let said, let format = TimeFormat(name: said) { return format }
        if shape.rows.isEmpty { return .yearFirst }
        var detection = TimeFormatDetection()
        for row in shape.rows { detection.see(joined(row, columns)) }
        if detection.needsMore, !isWhole {
            // The sample cannot tell the day from the month: the whole column can.
            let rows = try plan.rows()
            var seen = TimeFormatDetection()
            scan: while true {
                switch try rows.next() {
                case .end: break scan
                case .bad: continue
                case .row:
                    let row = rows.row
                    guard row.line > plan.lastLineAbove else { continue }
                    seen.see(Array(columns.filter { $0 < row.count }.map { row.bytes($0) }.joined(separator: [0x20])))
                }
            }
            detection = seen
        }
        guard let verdict = detection.verdict else {
            let names = columns.map { shape.columns[$0] }.joined(separator: ", ")
            throw IngestionError(
                .unrecognised,
                path: name,
                "the times in column '\(names)' are in no known form; say it as time: {format: …} in a mapping"
            )
        }
        if let both = verdict.contradiction {
            oddities.append(
                "dates contradict each other: \(both.dayFirst) can only be day first, \(both.monthFirst) only month first; "
                    + "read as \(verdict.format.explanation), rows that cannot be read so are quarantined; say time: "
                    + "{format: dmy} or {format: mdy} in a mapping if that is wrong"
            )
        } else if verdict.hasShortYears || (verdict.isAmbiguous && detection.mayHaveShortYears) {
            let reading = verdict.format == .yearFirst ? "Y/M/D" : verdict.format.explanation
            oddities.append(
                "years have two digits: dates are read as \(reading)\(verdict.isAmbiguous ? ", which nothing in the file decides" : ""); say "
                    + "time: {format: ymd}, {format: dmy} or {format: mdy} in a mapping if that is wrong"
            )
        } else if verdict.isAmbiguous {
            oddities.append(
                "no date tells the day from the month: read as \(verdict.format.explanation); "
                    + "say time: {format: dmy} or {format: mdy} in a mapping if that is wrong"
            )
        } else if verdict.format == .dayFirst || verdict.format == .monthFirst {
            oddities.append("dates are read as \(verdict.format.explanation), as the file's own dates decide")
        }
        return verdict.format
    }

    private func joined(_ row: [[UInt8]], _ columns: [Int]) -> [UInt8] {
        Array(columns.filter { $0 < row.count }.map { row[$0] }.joined(separator: [0x20]))
    }

    // MARK: Readings

    /// Takes columns of qualities and of times of their own with the readings they speak of.
    private mutating func settleCompanions(_ plan: inout TablePlan) throws(IngestionError) {
        guard case .columns(let times, _, _) = plan.time else { return }
        let ignored = Set((mapping.ignore ?? []).map { $0.lowercased() })
        let search = CompanionColumns(shape: shape, times: times, ignored: ignored)
        var found = search.found()
        if let said = mapping.qualities {
            for column in found.keys { found[column]?.quality = nil }
            for (column, quality) in said {
                let beside: Int = try plan.index(of: quality)
                found[try plan.index(of: column), default: TablePlan.Companion()].quality = beside
            }
        }
        if let said = mapping.times {
            for column in found.keys { found[column]?.time = nil }
            for (column, time) in said {
                let beside: Int = try plan.index(of: time)
                found[try plan.index(of: column), default: TablePlan.Companion()].time = beside
            }
        }
        plan.companions = found.filter { $0.value.quality != nil || $0.value.time != nil }
        func named(_ key: KeyPath<TablePlan.Companion, Int?>) -> [String: String] {
            var names: [String: String] = [:]
            for (column, companion) in plan.companions {
                if let other = companion[keyPath: key] { names[shape.columns[column]] = shape.columns[other] }
            }
            return names
        }
        let qualities = named(\.quality)
        let ownTimes = named(\.time)
        if mapping.qualities == nil, let first = qualities.min(by: { $0.key < $1.key }) {
            mapping.qualities = qualities
            oddities.append("columns of qualities go with their readings, such as '\(first.value)' with '\(first.key)'")
        }
        if mapping.times == nil, let first = ownTimes.max(by: { $0.key < $1.key }) {
            mapping.times = ownTimes
            oddities.append("readings have columns of times of their own, such as '\(first.value)' for '\(first.key)'")
        }
        for column in search.idleTimes(plan.companions) {
            mapping.ignore = (mapping.ignore ?? []) + [shape.columns[column]]
            oddities.append(
                "the column '\(shape.columns[column])' holds times that no readings belong to, and is left out"
            )
        }
        plan.mapping = mapping
    }

    /// Says which columns of a long table are not read.
    private mutating func tellUnused(_ plan: TablePlan) {
        var used = Set([plan.mapping.tag, plan.mapping.value, plan.mapping.quality].compactMap(\.self))
        used.formUnion(plan.mapping.doubts ?? [])
        if case .columns(let columns, _, _) = plan.time { used.formUnion(columns.map { shape.columns[$0] }) }
        used.formUnion((mapping.only ?? [:]).keys)
        used.formUnion((mapping.except ?? [:]).keys)
        let ignored = Set((mapping.ignore ?? []).map { $0.lowercased() })
        let idle = shape.columns.indices.filter { index in
            let column = shape.columns[index]
            return !column.isEmpty && !used.contains(column) && !ignored.contains(column.lowercased())
                && !shape.shapes[index].isBlank
        }
        guard !idle.isEmpty else { return }
        let names = idle.prefix(6).map { "'\(shape.columns[$0])'" }.joined(separator: ", ")
        oddities.append(
            "\(idle.count == 1 ? "the column" : "the columns") \(names)\(idle.count > 6 ? ", …" : "") "
                + "\(idle.count == 1 ? "is" : "are") not used"
        )
    }

    /// Columns of sentences and of the names of equipment are no signals.
    private mutating func leaveOutText(_ plan: TablePlan) {
        let taken = Set(shape.columns.indices).subtracting(WideReadings.tagColumns(plan))
        let ignored = Set((mapping.ignore ?? []).map { $0.lowercased() })
        for (index, column) in shape.columns.enumerated() where !taken.contains(index) {
            guard !ignored.contains(column.lowercased()) else { continue }
            if shape.shapes[index].isProse {
                mapping.ignore = (mapping.ignore ?? []) + [column]
                oddities.append("the column '\(column)' holds text, not readings, and is left out")
            } else if let names = equipmentNames(index) {
                mapping.ignore = (mapping.ignore ?? []) + [column]
                let several =
                    names.count > 1
                    ? "; readings of several come under one tag: say only: {\(column): \(names[0])} in a mapping to read one"
                    : ""
                oddities.append("the column '\(column)' names equipment, is no signal and is left out\(several)")
            } else if isWhole, shape.shapes[index].isBlank {
                oddities.append("the column '\(column)' is blank throughout")
            }
        }
    }

    /// What a column that is called as equipment is holds, in order, where that is names and no states: `mp_1`.
    private func equipmentNames(_ index: Int) -> [String]? {
        let roles = ColumnVocabulary.roles(of: shape.columns[index])
        let cells = shape.shapes[index]
        guard roles.first == .asset || roles.first == .assetName, cells.numbers == 0, cells.statuses == 0,
            !cells.words.isEmpty, cells.words.allSatisfy({ word in word.contains { $0 &- 0x30 < 10 } })
        else { return nil }
        return cells.words.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
}
