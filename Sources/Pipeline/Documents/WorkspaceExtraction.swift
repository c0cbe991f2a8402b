import Generation
package import HTTPTransport
import Ingestion
package import Plant

/// Which fields to take from which document.
package struct ExtractionRequest: Sendable {
    package var file: String
    /// A file with a JSON Schema of an object.
    package var schema: String?
    /// `name` or `name=what it is`, instead of a schema.
    package var fields: [String]
    /// `nil`: as the configuration says of the file.
    package var dataClass: DataClass?

    package init(file: String, schema: String?, fields: [String], dataClass: DataClass?) {
        self.file = file
        self.schema = schema
        self.fields = fields
        self.dataClass = dataClass
    }

    /// - Throws: ``UsageError`` when it is none that an endpoint takes.
    func wanted() throws -> JSONValue {
        guard let schema else { return try named() }
        guard fields.isEmpty else { throw UsageError("give --schema or --field, not both") }
        let value: JSONValue
        do {
            value = try JSONValue(bytes: LocalFile.read(schema))
        } catch let error as JSONError {
            throw UsageError("'\(schema)' is \(error)")
        }
        guard value["type"]?.string == "object", let properties = value["properties"]?.object, !properties.isEmpty
        else {
            throw UsageError(
                "'\(schema)' must be a JSON Schema of an object with properties, such as\n"
                    + #"  {"type": "object", "properties": {"tag": {"type": "string", "description": "tag of the pump"}}}"#
            )
        }
        return value
    }

    private func named() throws -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for field in fields {
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, !name.isEmpty else {
                throw UsageError("--field '\(field)' has no name; write 'tag' or 'tag=tag of the pump'")
            }
            var property: [String: JSONValue] = ["type": "string"]
            if parts.count > 1 { property["description"] = .string(parts[1]) }
            guard properties.updateValue(.object(property), forKey: name) == nil else {
                throw UsageError("--field '\(name)' is given twice")
            }
        }
        guard !properties.isEmpty else {
            throw UsageError("say which fields: --schema FILE with a JSON Schema, or --field NAME=WHAT once for each")
        }
        return ["type": "object", "properties": .object(properties)]
    }
}

extension Workspace {
    /// Takes fields from a document at the endpoint for documents, and looks for each in the document's own text.
    ///
    /// - Throws: ``UsageError``, `ModelError` when policy forbids it or the endpoint fails.
    package func extract(
        _ request: ExtractionRequest,
        transport: any HTTPTransport = CurlTransport()
    ) async throws -> ExtractionReport {
        let schema = try request.wanted()
        guard let settings = configuration.documents else {
            throw UsageError(
                "no endpoint that reads documents is configured in \(layout.configuration); write for example\n"
                    + "  documents: {url: \"https://api.upstage.ai/v1\", key_env: UPSTAGE_API_KEY, residency: kr, "
                    + "highest_class: internal}"
            )
        }
        guard let printed = PrintedDocument(path: request.file) else {
            guard LocalFile.exists(request.file) else { throw FileError(path: request.file, action: "read", number: 2) }
            throw UsageError("'\(request.file)' is no PDF and no picture (PNG, JPEG, TIFF, BMP)")
        }
        if let pages = printed.pages, pages > DocumentGateway.mostPages {
            throw UsageError(
                "'\(request.file)' has \(pages) pages, of which the endpoint takes \(DocumentGateway.mostPages) at once: "
                    + "cut out the ones that matter with 'pdfseparate' and 'pdfunite'"
            )
        }
        let bytes = try LocalFile.read(request.file)
        guard bytes.count <= DocumentGateway.mostBytes else {
            throw UsageError(
                "'\(request.file)' has \(bytes.count / 1_000_000) MB, of which the endpoint takes "
                    + "\(DocumentGateway.mostBytes / 1_000_000)"
            )
        }
        let hash = SHA256.hex(of: bytes)
        let asked = SHA256.hex(of: settings.extractionModel + "\n" + schema.text()).prefix(16)
        let path = "\(layout.documents)/\(hash)-fields-\(asked).json"
        let dataClass = request.dataClass ?? configuration.dataClass(ofFile: request.file)
        var kept = LocalFile.exists(path) ? try? ExtractedFields(kept: JSONValue(bytes: LocalFile.read(path))) : nil
        let isKept = kept != nil
        if kept == nil {
            let found = try await documentGateway(settings, transport: transport)
                .fields(bytes, hash: hash, schema: schema, dataClass: dataClass)
            try LocalFile.makeFolder(layout.documents)
            try LocalFile.write(found.kept.text() + "\n", to: path)
            kept = found
        }
        guard let kept else { throw FileError(path: path, action: "read", number: 2) }
        return try await report(request.file, kept, wanted: schema, settings, isKept: isKept)
    }

    private func report(
        _ file: String,
        _ found: ExtractedFields,
        wanted: JSONValue,
        _ settings: DocumentSettings,
        isKept: Bool
    ) async throws -> ExtractionReport {
        var notes = found.problems.map { "the answer does not fit what was asked for: " + $0 }
        let answered = Set(found.fields.map { $0.name.prefix { $0 != "." && $0 != "[" } }.map(String.init))
        for name in (wanted["properties"]?.object ?? [:]).keys.sorted() where !answered.contains(name) {
            notes.append("the answer says nothing of '\(name)', which was asked for")
        }
        var pages: [Int: String]?
        do {
            pages = try await texts(of: file)
        } catch let error as IngestionError {
            notes.append("whether the values are written in the document was not looked at: \(error.message)")
        }
        let fields = found.fields.map { field -> ExtractionReport.Field in
            let value = field.value == .null ? nil : field.value.string ?? field.value.text()
            let written = value.flatMap { value in
                pages.map { pages in
                    pages.filter { WrittenValue.isWritten(value, in: $0.value) }.keys.sorted()
                }
            }
            return ExtractionReport.Field(
                name: field.name,
                value: value,
                json: field.value,
                page: field.page,
                confidence: field.confidence,
                writtenOn: field.value.bool == nil ? written : nil
            )
        }
        return ExtractionReport(
            file: file,
            reader: found.reader,
            endpoint: settings.endpoint.name,
            fields: fields,
            answer: found.answer,
            notes: notes,
            isKept: isKept
        )
    }

    /// The text of each page, with its headings.
    private func texts(of file: String) async throws -> [Int: String] {
        var settings = IngestionSettings(zone: configuration.zone, kind: .document)
        settings.digitised = try keptDocument(file)
        var pages: [Int: String] = [:]
        _ = try await FileReader(path: file, settings: settings).read { batch, _ in
            for record in batch.records {
                let text = (record.source.headings + [record.text]).joined(separator: "\n")
                pages[record.source.page ?? 1, default: ""] += text + "\n"
            }
        }
        return pages
    }
}

/// Whether a value stands in a text, letter case, blanks and punctuation aside.
enum WrittenValue {
    static func isWritten(_ value: String, in text: String) -> Bool {
        let wanted = marks(value)
        guard !wanted.isEmpty else { return false }
        let there = marks(text)
        guard wanted.count <= there.count else { return false }
        return (0...(there.count - wanted.count)).contains { start in
            guard there[start] == wanted[0], there[start..<(start + wanted.count)].elementsEqual(wanted) else {
                return false
            }
            // `12` is not written where `120` is.
            let before = start > 0 ? there[start - 1] : nil
            let after = start + wanted.count < there.count ? there[start + wanted.count] : nil
            return !(isDigit(wanted[0]) && isDigit(before)) && !(isDigit(wanted[wanted.count - 1]) && isDigit(after))
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.properties.numericType == .decimal } ?? false
    }

    /// Letters and digits; anything else between two of them is one gap between digits, and nothing between letters.
    private static func marks(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var isApart = false
        for scalar in text.lowercased().unicodeScalars {
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType == .decimal else {
                isApart = true
                continue
            }
            if isApart, isDigit(scalar), isDigit(result.last) { result.append(".") }
            isApart = false
            result.append(scalar)
        }
        return result
    }
}
