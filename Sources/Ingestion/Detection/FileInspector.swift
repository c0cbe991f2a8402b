import Plant

/// Looks at a file's beginning and settles how to read it.
struct FileInspector {
    let path: String
    let name: String
    let settings: IngestionSettings

    enum Plan: Sendable {
        case table(TablePlan, end: TimeFormat?)
        case document(Form)

        enum Form: String, Sendable {
            case markdown
            case text
            case html
            case pdf
            case log
        }
    }

    /// Raised when the readers change what they make of the same bytes.
    private static let version = "1"
    private static let sampleBytes = 1 << 20

    func inspect() throws(IngestionError) -> (inspection: Inspection, plan: Plan) {
        let said = settings.mapping?.mapping(for: name) ?? FileMapping()
        if said.skip == true {
            throw IngestionError(.skipped, path: name, "the mapping says to leave this file out (skip: true)")
        }
        var stream = try TextStream(path: path, encoding: said.encoding.flatMap { TextEncoding(name: $0) })
        guard stream.size > 0 else {
            throw IngestionError(.unrecognised, path: name, "is empty; check that the export finished")
        }
        var (sample, isWhole) = try head(stream)
        if said.encoding == nil, stream.encoding == .utf8 {
            // The first 64 KiB may have been ASCII: more of the file tells more.
            let found = sample.withUnsafeBufferPointer { TextEncoding.detect($0, isWhole: isWhole) }
            if found.encoding == .cp949 || found.encoding == .windows1252 {
                stream = try TextStream(path: path, encoding: found.encoding)
                (sample, isWhole) = try head(stream)
            }
        }
        let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
        if sample.starts(with: Array("%PDF".utf8)) || ending == "pdf" {
            return document(.pdf, stream: stream, said: said, oddities: [])
        }
        try refuseBinary(sample, encoding: stream.encoding)
        let wantsText = settings.kind == nil && said.kind == nil && ["md", "markdown", "html", "htm"].contains(ending)
        if isHTML(sample, ending: ending) { return document(.html, stream: stream, said: said, oddities: []) }
        if !wantsText, let first = sample.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
            let found = try json(sample, isWhole: isWhole, stream: stream, said: said)
        {
            return found
        }
        if !wantsText, ending != "md",
            let found = try delimited(sample, isWhole: isWhole, stream: stream, said: said, ending: ending)
        {
            return found
        }
        return prose(sample, ending: ending, stream: stream, said: said)
    }

    private func head(_ stream: TextStream) throws(IngestionError) -> ([UInt8], isWhole: Bool) {
        var sample = [UInt8](repeating: 0, count: FileInspector.sampleBytes)
        var have = 0
        while have < sample.count {
            let start = have
            let got = try sample.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
                guard let base = bytes.baseAddress else { return 0 }
                return try stream.read(into: base + start, count: bytes.count - start)
            }
            if got == 0 { return (Array(sample[0..<have]), true) }
            have += got
        }
        return (sample, false)
    }

    private func refuseBinary(_ sample: [UInt8], encoding: TextEncoding) throws(IngestionError) {
        if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw IngestionError(
                .unrecognised,
                path: name,
                "is a ZIP container (XLSX, DOCX or an archive); save the sheet as CSV, the document as PDF or text, or unpack it"
            )
        }
        if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw IngestionError(.unrecognised, path: name, "is an old Office file; save it as CSV or PDF")
        }
        if sample.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            throw IngestionError(.unrecognised, path: name, "is packed with zstd; unpack it with 'unzstd' first")
        }
        let zeros = sample.prefix(4_096).count(where: { $0 == 0 })
        guard zeros * 50 <= min(sample.count, 4_096) else {
            throw IngestionError(.unrecognised, path: name, "is binary, not text; export it as CSV, JSON or text")
        }
    }

    // MARK: Tables

    private func delimited(
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
        guard isTold || (rows.evenness >= 0.8 && rows.rows.count >= 3) else { return nil }
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
        return table(try planner.plan(), shape: shape, oddities: planner.oddities, stream: stream, separator: separator)
    }

    private func json(
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
        return self.table(try planner.plan(), shape: shape, oddities: planner.oddities, stream: stream, separator: nil)
    }

    private func table(
        _ plan: TablePlan,
        shape: TableShape,
        oddities: [String],
        stream: TextStream,
        separator: Separator?
    ) -> (inspection: Inspection, plan: Plan) {
        var inspection = blank(kind: plan.kind, layout: "table", stream: stream, mapping: plan.mapping)
        if plan.kind == .readings {
            inspection.layout = plan.mapping.transpose == true ? "transposed" : plan.mapping.layout ?? "wide"
        } else if plan.form == .json {
            inspection.layout = "json"
        }
        inspection.separator = separator?.name
        inspection.decimal = separator == nil ? nil : plan.mapping.decimal
        inspection.headerLine = plan.headerLine > 0 ? plan.headerLine : nil
        inspection.columns = plan.columns
        inspection.oddities = oddities
        if case .columns(let columns, let format, let zone) = plan.time {
            inspection.timeColumn = columns.map { plan.columns[$0] }.joined(separator: " + ")
            inspection.timeFormat = format.explanation
            inspection.zone = zone.identifier
        } else if case .counted = plan.time {
            inspection.timeFormat =
                "counted from \(plan.mapping.time?.start ?? "") in steps of \(plan.mapping.time?.step ?? "")"
        }
        if plan.kind == .readings {
            let naming = TagNaming(prefix: plan.mapping.tagPrefix, name: name, tags: settings.knownTags)
            let tags: [TagName]
            if plan.mapping.layout == "long", let column = plan.mapping.tag.flatMap({ shape.index(of: $0) }) {
                let names = Set(
                    shape.rows.compactMap { column < $0.count ? String(decoding: $0[column], as: UTF8.self) : nil }
                )
                tags = names.sorted().map { naming.tag($0) }
            } else if plan.mapping.transpose == true {
                tags = (plan.mapping.columns ?? []).map { naming.tag($0) }
            } else {
                tags = WideReadings.tagColumns(plan).map { naming.tag(plan.columns[$0]) }
            }
            inspection.tagsFound = tags.count
            inspection.tagsRecognised = tags.count(where: { naming.isKnown($0) })
            let unknown = tags.filter { !naming.isKnown($0) }
            if !settings.knownTags.isEmpty, !unknown.isEmpty {
                let some = unknown.prefix(5).map(\.rawValue).joined(separator: ", ")
                inspection.oddities.append(
                    "\(unknown.count) tags are not in the plant's tag list (\(some)\(unknown.count > 5 ? ", …" : ""))"
                )
            }
        }
        inspection.digest = digest(plan.mapping, kind: plan.kind, zone: inspection.zone, dataClass: plan.dataClass)
        var end: TimeFormat?
        if let column = plan.mapping.end.flatMap({ shape.index(of: $0) }) { end = shape.shapes[column].time?.format }
        // A column that cannot tell by itself is written as the other times of its table are.
        if case .columns(_, let format, _) = plan.time, end == .dayFirst || end == .monthFirst { end = format }
        return (inspection, .table(plan, end: end))
    }

    // MARK: Documents

    private func isHTML(_ sample: [UInt8], ending: String) -> Bool {
        if ending == "html" || ending == "htm" { return true }
        let start = String(decoding: sample.drop(while: { $0 <= 0x20 }).prefix(64), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    private func prose(
        _ sample: [UInt8],
        ending: String,
        stream: TextStream,
        said: FileMapping
    ) -> (inspection: Inspection, plan: Plan) {
        let wanted = settings.kind ?? said.kind
        let log = ShiftLog(sample, name: name)
        if wanted == .notes || (wanted == nil && log.isLog) {
            return document(.log, stream: stream, said: said, oddities: [])
        }
        let isMarkdown = ["md", "markdown"].contains(ending) || sample.starts(with: Array("# ".utf8))
        var oddities: [String] = []
        if let wanted, wanted != .document {
            oddities.append("no table was found, so that the file is read as a document and not as \(wanted.rawValue)")
        }
        return document(isMarkdown ? .markdown : .text, stream: stream, said: said, oddities: oddities)
    }

    private func document(
        _ form: Plan.Form,
        stream: TextStream,
        said: FileMapping,
        oddities: [String]
    ) -> (inspection: Inspection, plan: Plan) {
        let kind: InputKind = form == .log ? .notes : .document
        var mapping = FileMapping()
        mapping.kind = kind
        mapping.dataClass = said.dataClass
        if form != .pdf { mapping.encoding = stream.encoding.rawValue }
        var inspection = blank(kind: kind, layout: form.rawValue, stream: stream, mapping: mapping)
        inspection.oddities = oddities
        if form == .pdf { inspection.encoding = "binary" }
        inspection.digest = digest(mapping, kind: kind, zone: inspection.zone, dataClass: settings.dataClass)
        return (inspection, .document(form))
    }

    private func blank(kind: InputKind, layout: String, stream: TextStream, mapping: FileMapping) -> Inspection {
        Inspection(
            path: name,
            kind: kind,
            layout: layout,
            encoding: stream.encoding.rawValue,
            compression: stream.isCompressed ? "gzip" : nil,
            zone: settings.zone.identifier,
            bytes: stream.size,
            mapping: Mapping(mapping),
            digest: ""
        )
    }

    /// Known assets and tags are left out on purpose: they grow with every import and change no reading.
    private func digest(_ mapping: FileMapping, kind: InputKind, zone: String, dataClass: DataClass) -> String {
        SHA256.hex(
            of: [FileInspector.version, Mapping(mapping).yaml, kind.rawValue, zone, dataClass.rawValue].joined(
                separator: "\n"
            )
        )
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
        for index in columns.indices { shapes.append(ColumnShape(rows, column: index, point: 0x2E)) }
    }
}
