import Plant

extension FileInspector {
    func isHTML(_ sample: [UInt8], ending: String) -> Bool {
        if ending == "html" || ending == "htm" { return true }
        let start = String(decoding: sample.drop(while: { $0 <= 0x20 }).prefix(64), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    func prose(
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
        if wanted == nil, let doubt = log.doubt { oddities.append(doubt) }
        if let wanted, wanted != .document {
            oddities.append("no table was found, so that the file is read as a document and not as \(wanted.rawValue)")
        }
        return document(isMarkdown ? .markdown : .text, stream: stream, said: said, oddities: oddities)
    }

    /// A PDF: which of its pages are pictures, and what can read them, is part of what is believed of it.
    func scanned(_ stream: TextStream, said: FileMapping) throws(IngestionError) -> (inspection: Inspection, plan: Plan)
    {
        let scanned: ScannedDocument
        do throws(IngestionError) {
            scanned = try ScannedDocument(path: path)
        } catch {
            throw IngestionError(error.code, path: name, error.message)
        }
        var found = document(.pdf, stream: stream, said: said, oddities: scanned.oddities)
        if let recognition = scanned.recognition {
            // Once a missing language is installed, the file is read again.
            found.inspection.digest = SHA256.hex(of: found.inspection.digest + recognition.name)
        }
        return found
    }

    /// A page as a picture: PNG, JPEG, TIFF or BMP.
    func picture(_ stream: TextStream, said: FileMapping) throws(IngestionError) -> (inspection: Inspection, plan: Plan)
    {
        let recognition = PageRecognition(for: path)
        guard recognition.canRead else {
            throw IngestionError(.missingTool, path: name, "is a picture of a page: \(recognition.remedy)")
        }
        var found = document(.picture, stream: stream, said: said, oddities: recognition.ofPicture)
        found.inspection.digest = SHA256.hex(of: found.inspection.digest + recognition.name)
        return found
    }

    /// A document whose pages somebody else has read.
    func digitised(
        _ document: DigitisedDocument,
        _ form: Plan.Form,
        _ stream: TextStream,
        said: FileMapping
    ) -> (inspection: Inspection, plan: Plan) {
        let pages = document.pages == 1 ? "1 page" : "\(document.pages) pages"
        var found = self.document(
            form,
            stream: stream,
            said: said,
            oddities: ["\(pages) read by \(document.reader), which can be wrong"]
        )
        found.inspection.digest = SHA256.hex(of: found.inspection.digest + document.reader)
        return found
    }

    func document(
        _ form: Plan.Form,
        stream: TextStream,
        said: FileMapping,
        oddities: [String]
    ) -> (inspection: Inspection, plan: Plan) {
        let kind: InputKind = form == .log ? .notes : .document
        var mapping = FileMapping()
        mapping.kind = kind
        mapping.dataClass = said.dataClass
        if form != .pdf, form != .picture { mapping.encoding = stream.encoding.rawValue }
        var inspection = blank(kind: kind, layout: form.rawValue, facts: stream.facts, mapping: mapping)
        inspection.oddities = oddities
        if form == .pdf || form == .picture { inspection.encoding = "binary" }
        inspection.digest = digest(Mapping(mapping), kind: kind, zone: inspection.zone, dataClass: settings.dataClass)
        return (inspection, .document(form))
    }
}
