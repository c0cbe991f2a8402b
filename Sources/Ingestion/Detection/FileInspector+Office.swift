import Plant

/// Documents that lie in a container or have an envelope.
enum OfficeForm: String, Sendable {
    case docx
    case hwpx
    case eml
}

extension FileInspector {
    /// Looks into a ZIP container.
    func container(said: FileMapping) throws(IngestionError) -> (inspection: Inspection, plan: Plan) {
        let archive = try ZipArchive(path: path, name: name)
        let names = Set(archive.entries.map(\.name))
        if names.contains("word/document.xml") {
            return office(.docx, try WordDocument.read(archive, name: name), said: said)
        }
        if names.contains("Contents/section0.xml") {
            return office(.hwpx, try HangulDocument.read(archive, name: name), said: said)
        }
        if names.contains("xl/workbook.bin") {
            throw IngestionError(.unrecognised, path: name, "is a binary workbook (XLSB); save it as XLSX or CSV")
        }
        let root = try PartLinks(archive, of: "", name: name)
        let main = root.target(ofType: "/officeDocument") ?? ""
        if names.contains("xl/workbook.xml") || main.hasPrefix("xl/") || main == "workbook.xml" {
            return try workbook(try Workbook(archive, name: name), said: said)
        }
        if names.contains("content.xml") {
            throw IngestionError(.unrecognised, path: name, "is an OpenDocument file; save it as XLSX or DOCX")
        }
        if names.contains(where: { $0.hasPrefix("ppt/") }) {
            throw IngestionError(.unrecognised, path: name, "is a presentation; save it as PDF")
        }
        throw IngestionError(.unrecognised, path: name, "is a ZIP archive; unpack it and give the files in it")
    }

    /// A document or shift log out of a container.
    func office(
        _ form: OfficeForm,
        _ document: WrittenDocument,
        said: FileMapping
    ) -> (inspection: Inspection, plan: Plan) {
        let wanted = settings.kind ?? said.kind
        let log = ShiftLog(document.logText, name: name)
        let isLog = wanted == .notes || (wanted == nil && log.isLog)
        var inspection = officeInspection(form, kind: isLog ? .notes : .document, said: said)
        if let wanted, wanted != .document, wanted != .notes {
            inspection.oddities.append("is a document, and is read as one and not as \(wanted.rawValue)")
        }
        if wanted == nil, !isLog, let doubt = log.doubt { inspection.oddities.append(doubt) }
        if document.paragraphs.isEmpty { inspection.oddities.append("the document holds no text") }
        return (inspection, .office(form, isLog: isLog))
    }

    /// A message; its text is a note unless somebody said that it is a document.
    func message(_ stream: TextStream, said: FileMapping) throws(IngestionError) -> (inspection: Inspection, plan: Plan)
    {
        let message = try MailMessage(path: path, name: name)
        let isDocument = (settings.kind ?? said.kind) == .document
        var inspection = officeInspection(.eml, kind: isDocument ? .document : .notes, said: said)
        inspection.timeColumn = "Date"
        inspection.timeFormat = "RFC 5322"
        for attachment in message.attachments {
            inspection.oddities.append("the attachment '\(attachment)' is not read; save it and give it as a file")
        }
        if message.time == nil { inspection.oddities.append("the message has no date that can be read") }
        return (inspection, .office(.eml, isLog: !isDocument))
    }

    private func officeInspection(_ form: OfficeForm, kind: InputKind, said: FileMapping) -> Inspection {
        var mapping = FileMapping()
        mapping.kind = kind
        mapping.dataClass = said.dataClass
        let bytes = (try? FileBytes(path: path).size) ?? 0
        var inspection = blank(
            kind: kind,
            layout: form.rawValue,
            facts: Facts(encoding: form.rawValue, compression: nil, bytes: bytes),
            mapping: mapping
        )
        let dataClass = said.dataClass.flatMap(DataClass.init(rawValue:)) ?? settings.dataClass
        inspection.digest = digest(Mapping(mapping), kind: kind, zone: inspection.zone, dataClass: dataClass)
        return inspection
    }
}
