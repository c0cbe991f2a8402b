import Plant

/// Which of a table's signals are tags that the plant knows.
struct TagRecognition {
    let found: Int
    private(set) var recognised = 0
    private(set) var oddities: [String] = []

    init(_ table: SettledTable, _ register: PlantRegister) {
        let mapping = table.plan.mapping
        let naming = TagNaming(prefix: mapping.tagPrefix, name: table.plan.name, spellings: register.spellings)
        let tags: [TagName]
        if mapping.layout == "long" || mapping.transpose == true {
            tags = table.signals.map { naming.tag($0) }
        } else {
            let headings = ColumnHeading.headings(table.signals, naming: naming)
            tags = headings.map(\.tag)
            if let first = headings.first(where: { !$0.unit.isEmpty }) {
                oddities.append("headings tell units: \(first.tag.rawValue) is in \(first.unit)")
            }
        }
        found = tags.count
        recognised = tags.count(where: { naming.isKnown($0) })
        let unknown = tags.filter { !naming.isKnown($0) }
        if !register.tags.isEmpty, !unknown.isEmpty {
            let some = unknown.prefix(5).map(\.rawValue).joined(separator: ", ")
            oddities.append(
                "\(unknown.count == 1 ? "1 tag is" : "\(unknown.count) tags are") not in the plant's tag list (\(some)\(unknown.count > 5 ? ", …" : ""))"
            )
        }
    }
}

extension Inspection {
    /// With what the plant's register says of the file's tags.
    func recognising(_ plan: FileInspector.Plan, _ register: PlantRegister) -> Inspection {
        var inspection = self
        switch plan {
        case .table(let table) where table.plan.kind == .readings:
            let recognition = TagRecognition(table, register)
            inspection.tagsFound = recognition.found
            inspection.tagsRecognised = recognition.recognised
            inspection.oddities += recognition.oddities
        case .sheets(let tables):
            for table in tables where table.plan.kind == .readings {
                guard case .sheet(let sheet) = table.plan.form else { continue }
                let recognition = TagRecognition(table, register)
                // What is said of a workbook is of the sheet that holds most.
                if table.plan.columns == columns {
                    inspection.tagsFound = recognition.found
                    inspection.tagsRecognised = recognition.recognised
                }
                inspection.oddities += recognition.oddities.map { "sheet '\(sheet)': \($0)" }
            }
        default: break
        }
        return inspection
    }
}
