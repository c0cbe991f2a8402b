import Plant

/// Makes records out of a table's rows by its mapping.
struct RecordBuilder {
    private let plan: TablePlan
    private let kind: RecordKind
    private let id: Int?
    private let asset: Int?
    private let end: Int?
    private let endFormat: TimeFormat
    private let title: Template?
    private let text: [Template]
    private let fields: [(name: String, template: Template?, column: String, mapping: FieldMapping)]
    private let transition: Int?
    private let acknowledged: Int?
    private let assetID: Int?
    private let assetName: Int?
    private let assetParent: Int?
    private let prefix: String
    private var clock: SiteClock
    private var names: AssetNames
    private var knownAssets: Set<AssetID>
    private var seenIDs: [String: Int] = [:]
    private(set) var unknownTransitions: Set<String> = []
    private(set) var failureCodes: FailureCodes

    /// What a row became.
    struct Made {
        var records: [Record] = []
        var asset: Asset?
        var fault: (reason: String, detail: String)?
    }

    init(_ plan: TablePlan, settings: IngestionSettings, end endFormat: TimeFormat?) throws(IngestionError) {
        self.plan = plan
        kind = plan.kind.recordKind ?? .passage
        let mapping = plan.mapping
        id = try plan.index(of: mapping.id)
        asset = try plan.index(of: mapping.asset)
        end = try plan.index(of: mapping.end)
        var format = endFormat ?? .yearFirst
        var zone = settings.zone
        if case .columns(_, let written, let said) = plan.time {
            format = endFormat ?? written
            zone = said
        }
        self.endFormat = format
        clock = SiteClock(zone: zone)
        if let text = mapping.title { title = try Template(text, plan) } else { title = nil }
        var texts: [Template] = []
        for text in mapping.text ?? [] { texts.append(try Template(text, plan)) }
        text = texts
        var fields: [(name: String, template: Template?, column: String, mapping: FieldMapping)] = []
        for (name, field) in (mapping.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
            var template: Template?
            if let column = field.column { template = try Template(column, plan) }
            fields.append((name, template, field.column ?? "", field))
        }
        self.fields = fields
        transition = try plan.index(of: mapping.transition)
        acknowledged = try plan.index(of: mapping.acknowledged)
        assetID = try plan.index(of: mapping.assets?.id ?? (mapping.assets == nil ? nil : mapping.asset))
        assetName = try plan.index(of: mapping.assets?.name)
        assetParent = try plan.index(of: mapping.assets?.parent)
        failureCodes = FailureCodes(mapping.failureCodes)
        prefix = RecordBuilder.prefix(plan.name)
        names = settings.plant.assetNames
        knownAssets = Set(settings.plant.assets.map(\.id))
    }

    /// Record numbers of a file whose rows have none of their own: its name, and a few digits that tell apart files of
    /// the same name in different folders.
    static func prefix(_ name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        return "\(file)-\(SHA256.hex(of: name).prefix(6))"
    }

    mutating func make(_ cells: [String], line: Int, time: Int64?) -> Made {
        var made = Made()
        var record = Record(
            id: "\(prefix):\(line)",
            kind: kind,
            title: "",
            dataClass: plan.dataClass,
            source: SourceLocation(file: plan.name, row: line)
        )
        record.time = time.map { Timestamp(nanoseconds: $0) }
        made.asset = namedAsset(cells)
        if let asset { record.asset = names.asset(cell(cells, asset)) }
        if let fault = fill(&record, cells) {
            made.fault = fault
            return made
        }
        if kind == .workOrder {
            failureCodes.settle(&record.fields)
            // What the row names is of the class that its codes tell.
            if made.asset != nil, made.asset?.equipmentClass == nil {
                made.asset?.equipmentClass =
                    record.fields[RecordField.equipmentClass].flatMap(EquipmentClass.coded)?.code
            }
        }
        var seen: Timestamp?
        do throws(NoTime) {
            record.end = try moment(cells, end)
            seen = try moment(cells, acknowledged)
        } catch {
            made.fault = ("bad_time", "'\(error.text)' is no time written as \(endFormat.explanation)")
            return made
        }
        record.title = title?.fill(cells) ?? ""
        record.text = body(cells)
        if record.title.isEmpty { record.title = Headline.of(record.text) }
        if record.asset == nil, kind != .passage {
            record.asset = names.mentioned(in: record.title + "\n" + record.text)
        }
        if record.title.isEmpty, record.text.isEmpty, kind != .alarm, kind != .event, kind != .workOrder {
            made.fault = ("no_text", "the row holds no text")
            return made
        }
        if let id, !cell(cells, id).isEmpty { record.id = unique(cell(cells, id)) }
        made.records = kind == .alarm ? alarms(record, cells, acknowledged: seen) : [record]
        return made
    }

    private struct NoTime: Error {
        var text: String
    }

    /// The time in a column; `nil` where there is none. Journals write `-` for what has not happened.
    private mutating func moment(_ cells: [String], _ column: Int?) throws(NoTime) -> Timestamp? {
        guard let text = column.map({ cell(cells, $0) }), !text.isEmpty, text != "-", !EmptyDate.isWritten(text)
        else { return nil }
        guard let written = TimeText.parse(Array(text.utf8), as: endFormat) else {
            if StatusText.isKnown(text) { return nil }
            throw NoTime(text: text)
        }
        return Timestamp(nanoseconds: clock.moment(written))
    }

    private func cell(_ cells: [String], _ index: Int) -> String {
        index < cells.count ? cells[index] : ""
    }

    /// A number that occurs again in the same file gets `-2`, `-3`…: no row is lost.
    private mutating func unique(_ id: String) -> String {
        let count = seenIDs[id, default: 0] + 1
        seenIDs[id] = count
        return count == 1 ? id : "\(id)-\(count)"
    }

    private mutating func namedAsset(_ cells: [String]) -> Asset? {
        guard let assetID, !cell(cells, assetID).isEmpty else { return nil }
        let id = AssetID(cell(cells, assetID))
        // A known asset's other name makes no second asset.
        if let known = names.asset(id.rawValue), known != id { return nil }
        guard knownAssets.insert(id).inserted else { return nil }
        let name = assetName.map { cell(cells, $0) } ?? ""
        let parent = assetParent.map { cell(cells, $0) } ?? ""
        let asset = Asset(
            id: id,
            name: name.isEmpty ? id.rawValue : name,
            parent: parent.isEmpty ? nil : AssetID(parent),
            equipmentClass: plan.mapping.assets?.equipmentClass,
            aliases: name.isEmpty || name == id.rawValue ? [] : [name],
            dataClass: plan.dataClass
        )
        names.add(asset)
        return asset
    }

    private func fill(_ record: inout Record, _ cells: [String]) -> (reason: String, detail: String)? {
        for field in fields {
            var value = field.mapping.constant ?? ""
            if let template = field.template {
                let found = template.fill(cells)
                if !found.isEmpty { value = found }
            }
            guard !value.isEmpty else { continue }
            // Kept as it stands, it would be found as a date.
            if EmptyDate.isDate(value) { continue }
            if let meant = field.mapping.map?[value] { value = meant }
            if field.name == RecordField.maintenance, field.mapping.map == nil {
                value = FieldRules.maintenance(value, column: field.column)
            }
            if FieldRules.numbers.contains(field.name) {
                let isHours = FieldRules.hours.contains(field.name)
                guard let number = FieldRules.number(value, isHours: isHours, point: plan.point) else {
                    // A status is no number, and the record says so by having none.
                    if StatusText.isKnown(value) || value == "-" { continue }
                    return ("bad_number", "'\(value)' in column '\(field.column)' is no number")
                }
                value = number
            }
            record.fields[field.name] = value
        }
        return nil
    }

    private func body(_ cells: [String]) -> String {
        var lines: [String] = []
        for template in text {
            let value = template.fill(cells)
            guard !value.isEmpty else { continue }
            lines.append(template.columnName.map { "\($0): \(value)" } ?? value)
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Alarms

    private mutating func alarms(_ record: Record, _ cells: [String], acknowledged: Timestamp?) -> [Record] {
        var record = record
        let written = record.fields[RecordField.condition] ?? ""
        var transition = AlarmTransition.activation
        var condition = AlarmWords.condition(written)
        if let column = self.transition {
            let word = cell(cells, column)
            let meant = plan.mapping.transitions?[word] ?? word
            if let known = AlarmTransition(rawValue: meant) ?? AlarmWords.transition(meant) {
                transition = known
            } else if let other = AlarmWords.otherEvent(meant) {
                // No state of an alarm begins here: the record is kept as what it is and counts as no alarm.
                if !condition.isEmpty { record.fields[RecordField.condition] = condition }
                record.fields[RecordField.transition] = other
                return [record]
            } else if !word.isEmpty {
                if unknownTransitions.count < 20 { unknownTransitions.insert(word) }
                record.fields[RecordField.status] = word
            }
        } else if let meant = plan.mapping.transitions?[written], let known = AlarmTransition(rawValue: meant) {
            transition = known
            condition = AlarmWords.split(written).condition
        } else {
            (condition, transition) = AlarmWords.split(written)
        }
        if !condition.isEmpty { record.fields[RecordField.condition] = condition }
        record.fields[RecordField.transition] = transition.rawValue
        if record.asset == nil, let tag = record.fields[RecordField.tag] { record.asset = names.mentioned(in: tag) }
        if record.title.isEmpty {
            record.title = [record.fields[RecordField.tag], condition].compactMap(\.self).joined(separator: " ")
        }
        guard transition == .activation else { return [record] }
        // A row that tells when an alarm came, when somebody saw it and when it went is as many transitions.
        var all = [record]
        for (time, name, transition) in [
            (acknowledged, "acknowledgement", AlarmTransition.acknowledgement), (record.end, "return", .returnToNormal),
        ] {
            guard let time else { continue }
            var other = record
            other.id += ":" + name
            other.time = time
            other.end = nil
            other.fields[RecordField.transition] = transition.rawValue
            all.append(other)
        }
        return all
    }
}

/// The line that stands for a text.
enum Headline {
    /// The text's first line, cut after a word before 100 characters.
    static func of(_ text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        guard line.utf8.count > 100, line.count > 100 else { return line }
        let cut = line.prefix(97)
        let atWord = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return String(atWord) + "…"
    }
}
