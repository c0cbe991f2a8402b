package import Plant

/// Reads one file of a plant's export: what it believes first, then the whole of it piece by piece.
///
/// Memory stays bounded whatever the file's size, documents aside, which are at most 64 MiB of text.
package struct FileReader: Sendable {
    package let inspection: Inspection
    private let path: String
    private let name: String
    private let settings: IngestionSettings
    let plan: FileInspector.Plan
    /// What the file alone tells.
    private let seen: Inspection

    /// Looks at a file.
    ///
    /// - Parameter name: the path as it is shown and stored, and from which records without a number of their own get
    ///   one: give the same name whenever the same file is imported again. The path itself when `nil`.
    package init(path: String, settings: IngestionSettings, as name: String? = nil) throws(IngestionError) {
        self.path = path
        self.name = name ?? path
        self.settings = settings
        (seen, plan) = try FileInspector(path: path, name: name ?? path, settings: settings).inspect()
        inspection = seen.recognising(plan, settings.plant)
    }

    private init(_ reader: FileReader, _ register: PlantRegister) {
        path = reader.path
        name = reader.name
        seen = reader.seen
        plan = reader.plan
        var settings = reader.settings
        settings.plant = register
        self.settings = settings
        inspection = seen.recognising(plan, register)
    }

    /// The same file beside other assets and tags; it is not looked at again.
    package func knowing(_ register: PlantRegister) -> FileReader {
        FileReader(self, register)
    }

    /// What is believed about a file, without reading on.
    package static func inspect(
        path: String,
        settings: IngestionSettings,
        as name: String? = nil
    ) throws(IngestionError) -> Inspection {
        try FileReader(path: path, settings: settings, as: name).inspection
    }

    /// Reads the file to its end. A bad row is quarantined and the rest goes on.
    ///
    /// - Throws: an ``IngestionError`` when the file as a whole cannot be read, `CancellationError`, or what `onBatch`
    ///   throws.
    ///
    /// - Parameter stretch: The part of the file that is read; only where ``isReadInStretches``.
    package func read(
        _ stretch: FileStretch? = nil,
        onBatch: (ImportBatch, ReadProgress) async throws -> Void
    ) async throws -> ReadSummary {
        let source = try open(stretch)
        while let batch = try source.next() {
            try Task.checkCancellation()
            let summary = source.summary
            let progress = ReadProgress(
                bytes: min(source.position, inspection.bytes),
                totalBytes: inspection.bytes,
                rows: summary.rows,
                readings: summary.readings
            )
            try await onBatch(batch, progress)
        }
        return source.summary
    }

    /// Starts from the file's beginning.
    func open(_ stretch: FileStretch? = nil) throws(IngestionError) -> any BatchSource {
        switch plan {
        case .table(let table):
            var plan = table.plan
            if isReadInStretches { plan.stretch = stretch }
            return try FileReader.source(plan, end: table.end, settings: settings)
        case .sheets(let tables):
            return SheetSequence(tables, kind: inspection.kind, bytes: inspection.bytes, settings: settings)
        case .office(let form, let isLog): return try office(form, isLog: isLog)
        case .document(let form): return try document(form)
        }
    }

    static func source(
        _ plan: TablePlan,
        end: TimeFormat?,
        settings: IngestionSettings,
        bytes: [UInt8]? = nil
    ) throws(IngestionError) -> any BatchSource {
        switch plan.kind {
        case .readings:
            let naming = TagNaming(prefix: plan.mapping.tagPrefix, name: plan.name, spellings: settings.plant.spellings)
            if plan.mapping.transpose == true {
                return try TransposedReadings(plan: plan, naming: naming, bytes: bytes)
            }
            if plan.mapping.layout == "long" { return try LongReadings(plan: plan, naming: naming, bytes: bytes) }
            return try WideReadings(plan: plan, naming: naming, bytes: bytes)
        case .assets, .tags:
            return try PlantLists(plan: plan, settings: settings, bytes: bytes)
        case .alarms, .events, .workOrders, .notes, .document:
            return try RecordRows(plan: plan, settings: settings, end: end, bytes: bytes)
        }
    }

    private static func dateText(_ day: CivilTime) -> String {
        "\(day.year)-\(day.month < 10 ? "0" : "")\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)"
    }

    private func office(_ form: OfficeForm, isLog: Bool) throws(IngestionError) -> any BatchSource {
        let said = inspection.mapping.common
        let dataClass = said.dataClass.flatMap(DataClass.init(rawValue:)) ?? settings.dataClass
        let document: WrittenDocument
        var date = ""
        switch form {
        case .docx: document = try WordDocument.read(try ZipArchive(path: path, name: name), name: name)
        case .hwpx: document = try HangulDocument.read(try ZipArchive(path: path, name: name), name: name)
        case .eml:
            let message = try MailMessage(path: path, name: name)
            document = message.document
            if isLog {
                date = message.time.map { FileReader.dateText(settings.zone.civil(at: $0)) + " " } ?? ""
                let log = ShiftLog(document.logText, name: date + name)
                guard log.isLog else {
                    return MailNote(
                        message,
                        name: name,
                        settings: settings,
                        dataClass: dataClass,
                        bytes: inspection.bytes
                    )
                }
            }
        }
        if isLog {
            let text = document.logText
            return ShiftNotes(
                ShiftLog(text, name: date + name),
                text: text,
                name: name,
                settings: settings,
                dataClass: dataClass,
                bytes: inspection.bytes
            )
        }
        return DocumentReader(
            document.blocks,
            name: name,
            settings: settings,
            dataClass: dataClass,
            bytes: inspection.bytes
        )
    }

    private func document(_ form: FileInspector.Plan.Form) throws(IngestionError) -> any BatchSource {
        let said = inspection.mapping.common
        let dataClass = said.dataClass.flatMap(DataClass.init(rawValue:)) ?? settings.dataClass
        let blocks: [DocumentBlock]
        var oddities: [String] = []
        var strays = StrayLines()
        if let digitised = settings.digitised, form == .pdf || form == .picture {
            oddities = inspection.oddities
            blocks = DigitisedPages.blocks(digitised)
        } else if form == .picture {
            let recognition = PageRecognition(for: path)
            oddities = recognition.ofPicture
            guard let text = try recognition.text(on: ReaderProgram.argument(path), for: name) else {
                throw IngestionError(
                    .unreadable,
                    path: name,
                    "OCR could not read the picture within two minutes and 2 GiB; scan it again at 300 dpi"
                )
            }
            if PDFText.isBlank(text) { oddities.append("OCR found no text on it") }
            blocks = PDFText.blocks([text], readBy: [0: recognition.name])
        } else if form == .pdf {
            var scanned = try ScannedDocument(path: path)
            let found = try scanned.recognise(path: path)
            oddities = found.oddities
            blocks = PDFText.blocks(scanned.pages, readBy: found.readBy)
        } else {
            let stream = try TextStream(path: path, encoding: said.encoding.flatMap { TextEncoding(name: $0) })
            var text = try stream.readAll(limit: DocumentReader.largest)
            strays = StrayLines(&text, encoding: stream.encoding, name: name)
            switch form {
            case .log:
                return ShiftNotes(
                    ShiftLog(text, name: name),
                    text: text,
                    name: name,
                    settings: settings,
                    dataClass: dataClass,
                    bytes: inspection.bytes,
                    strays: strays
                )
            case .html: blocks = HTMLBlocks.read(text)
            case .markdown: blocks = MarkdownBlocks.read(text, isMarkdown: true)
            case .text, .pdf, .picture: blocks = MarkdownBlocks.read(text, isMarkdown: false)
            }
        }
        return DocumentReader(
            blocks,
            name: name,
            settings: settings,
            dataClass: dataClass,
            bytes: inspection.bytes,
            oddities: oddities,
            strays: strays
        )
    }
}
