import Plant

/// Reads asset lists and tag lists.
final class PlantLists: BatchSource {
    private let plan: TablePlan
    private let rows: any RowSource
    private let roles: ColumnRoles
    private let plainName: Int?
    private var names: AssetNames
    private(set) var summary: ReadSummary

    init(plan: TablePlan, settings: IngestionSettings, bytes: [UInt8]? = nil) throws(IngestionError) {
        self.plan = plan
        rows = try plan.rows(bytes: bytes)
        names = AssetNames(settings.plant.assets)
        // What a list of assets calls a name is theirs; in other tables it may be anybody's.
        plainName = plan.columns.firstIndex {
            ["name", "이름", "명칭", "설명", "الاسم"].contains(ColumnVocabulary.plain($0))
        }
        let wanted = plan.kind == .tags ? KindGuess.tagRoles : KindGuess.assetRoles
        roles = ColumnRoles(plan.columns, wanted: wanted)
        guard roles[plan.kind == .tags ? .tag : .asset] != nil else {
            throw IngestionError(
                .unrecognised,
                path: plan.name,
                plan.kind == .tags
                    ? "no column is called tag; name the columns tag, description, unit, asset, …"
                    : "no column is called asset; name the columns asset, name, parent, class, aliases"
            )
        }
        summary = ReadSummary(kind: plan.kind)
    }

    var position: Int { rows.position }

    func next() throws(IngestionError) -> ImportBatch? {
        var batch = ImportBatch()
        while batch.assets.count + batch.tags.count < BatchSize.records, batch.quarantined.count < BatchSize.quarantined
        {
            switch try rows.next() {
            case .end:
                return batch.assets.isEmpty && batch.tags.isEmpty && batch.quarantined.isEmpty ? nil : batch
            case .bad(let reason, let detail, let line, let raw):
                summary.rows += 1
                quarantine(reason, detail, line: line, raw: raw, into: &batch)
            case .row:
                let row = rows.row
                guard row.line > plan.lastLineAbove, !row.isBlank else { continue }
                summary.rows += 1
                var cells: [String] = []
                for index in 0..<row.count {
                    cells.append(row.text(index) ?? "\u{FFFD}")
                }
                if let bad = cells.firstIndex(where: CellText.holdsReplacement) {
                    let detail = row.encodingFault(bad, in: plan.encoding)
                    quarantine("bad_encoding", detail, line: row.line, raw: row.raw, into: &batch)
                } else {
                    take(cells, row, into: &batch)
                }
            }
        }
        return batch
    }

    private func cell(_ cells: [String], _ role: ColumnRole) -> String? {
        guard let index = roles[role], index < cells.count, !cells[index].isEmpty else { return nil }
        return cells[index]
    }

    private func named(_ cells: [String]) -> String? {
        guard let plainName, plainName < cells.count, !cells[plainName].isEmpty else { return nil }
        return cells[plainName]
    }

    private func take(_ cells: [String], _ row: RowView, into batch: inout ImportBatch) {
        if plan.kind == .assets {
            guard let id = cell(cells, .asset) else {
                return quarantine(
                    "missing_columns",
                    "the row names no asset",
                    line: row.line,
                    raw: row.raw,
                    into: &batch
                )
            }
            let aliases = (cell(cells, .aliases) ?? "").split { $0 == "|" || $0 == ";" }.map {
                CellText.clean(String($0))
            }
            let asset = Asset(
                id: AssetID(id),
                name: cell(cells, .assetName) ?? named(cells) ?? cell(cells, .shortText) ?? id,
                parent: cell(cells, .parent).map { AssetID($0) },
                equipmentClass: cell(cells, .equipmentClass),
                aliases: aliases.filter { !$0.isEmpty },
                dataClass: plan.dataClass
            )
            batch.assets.append(asset)
            summary.records += 1
            return
        }
        guard let name = cell(cells, .tag) else {
            return quarantine("missing_columns", "the row names no tag", line: row.line, raw: row.raw, into: &batch)
        }
        var fault: String?
        func number(_ role: ColumnRole) -> Double? {
            guard let text = cell(cells, role), text != "-" else { return nil }
            if case .number(let value) = DecimalNumber.written(Array(text.utf8), point: plan.point) { return value }
            if !StatusText.isKnown(text) { fault = "'\(text)' in column '\(role.rawValue)' is no number" }
            return nil
        }
        let words = [cell(cells, .message), cell(cells, .service)].compactMap(\.self)
        let tag = Tag(
            name: TagName(name),
            description: words.joined(separator: "; "),
            unit: cell(cells, .unit),
            asset: cell(cells, .asset).flatMap { names.asset($0) },
            kind: cell(cells, .kind).flatMap { PlantLists.kind($0) } ?? .measurement,
            rangeLow: number(.rangeLow),
            rangeHigh: rangeHigh(number),
            limits: TagLimits(
                lowLow: number(.lowLow),
                low: number(.low),
                high: number(.high),
                highHigh: number(.highHigh),
                deadband: number(.deadband),
                ratePerMinute: number(.rate)
            ),
            dataClass: plan.dataClass
        )
        if let fault { return quarantine("bad_number", fault, line: row.line, raw: row.raw, into: &batch) }
        batch.tags.append(tag)
        summary.tags += 1
    }

    /// The top of the range. AVEVA PI keeps the range's bottom and its span.
    private func rangeHigh(_ number: (ColumnRole) -> Double?) -> Double? {
        guard let high = number(.rangeHigh) else { return nil }
        let isSpan = roles[.rangeHigh].map { ColumnVocabulary.plain(plan.columns[$0]) == "span" } ?? false
        return isSpan ? high + (number(.rangeLow) ?? 0) : high
    }

    private static func kind(_ text: String) -> TagKind? {
        switch text.lowercased() {
        case "measurement", "pv", "process value", "측정": .measurement
        case "setpoint", "sp", "설정": .setpoint
        case "output", "op", "mv", "출력": .output
        case "analyser", "analyzer", "ai", "분석": .analyser
        case "status", "state", "digital", "di", "do", "상태": .status
        default: nil
        }
    }

    private func quarantine(_ reason: String, _ detail: String, line: Int, raw: String, into batch: inout ImportBatch) {
        summary.quarantined[reason, default: 0] += 1
        batch.quarantined.append(
            QuarantinedRow(file: plan.name, line: line, reason: reason, detail: detail, raw: raw)
        )
    }
}
