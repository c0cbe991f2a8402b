import Plant

/// A message as mail programs save it (`.eml`).
struct MailMessage {
    private(set) var subject = ""
    private(set) var author: String?
    private(set) var time: Timestamp?
    /// What it says, with the subject as its heading.
    private(set) var document = WrittenDocument()
    /// Files that came with it.
    private(set) var attachments: [String] = []

    private static let deepest = 20

    init(path: String, name: String) throws(IngestionError) {
        let bytes = try FileBytes.all(of: path, limit: DocumentReader.largest)
        self.init(bytes)
    }

    init(_ bytes: [UInt8]) {
        let message = MailPart(bytes[...])
        subject = message.header("subject") ?? ""
        author = message.header("from").map(MailMessage.person)
        time = message.header("date").flatMap(MailMessage.moment)
        if !subject.isEmpty {
            document.paragraphs.append(WrittenDocument.Paragraph(text: subject, level: 0, page: nil))
        }
        read(message, depth: 0)
    }

    /// The text without the subject.
    var text: String {
        document.paragraphs.filter { $0.level != 0 }.map(\.text).joined(separator: "\n")
    }

    private mutating func read(_ part: MailPart, depth: Int) {
        guard depth < MailMessage.deepest else { return }
        if let attachment = part.attachment {
            if attachments.count < 100 { attachments.append(attachment) }
            return
        }
        let type = part.type
        if type == "multipart/alternative" {
            // The same text in several forms: the plainest one that is there.
            let parts = part.parts
            let chosen = parts.first { $0.type == "text/plain" } ?? parts.first { $0.type == "text/html" } ?? parts.last
            if let chosen { read(chosen, depth: depth + 1) }
        } else if type.hasPrefix("multipart/") {
            for inner in part.parts { read(inner, depth: depth + 1) }
        } else if type == "message/rfc822" {
            let inner = MailPart(part.decoded[...])
            if let subject = inner.header("subject"), !subject.isEmpty { add(subject) }
            read(inner, depth: depth + 1)
        } else {
            let text = CharsetText.utf8(part.decoded, charset: part.parameter("charset", of: "content-type"))
            if type == "text/html" {
                for block in HTMLBlocks.read(text) { add(block.text) }
            } else {
                for line in TextLine.split(text) { add(line.text) }
            }
        }
    }

    private mutating func add(_ text: String) {
        document.paragraphs.append(WrittenDocument.Paragraph(text: text, level: nil, page: nil))
    }

    /// `Kim, operator <kim@plant.example>` as the name alone, or the address where there is none.
    private static func person(_ text: String) -> String {
        guard let angle = text.firstIndex(of: "<") else { return text }
        let name = CellText.clean(text[..<angle].filter { $0 != "\"" })
        return name.isEmpty ? String(text[angle...].filter { $0 != "<" && $0 != ">" }) : name
    }

    /// `Sun, 01 Mar 2026 08:15:00 +0900 (KST)`
    private static func moment(_ text: String) -> Timestamp? {
        let plain = text.split(separator: "(").first.map(String.init) ?? text
        guard let written = TimeText.parse(Array(plain.utf8), as: .dayFirst) else { return nil }
        // Without a zone, mail is in UTC.
        return Timestamp(nanoseconds: (written.clockSeconds - Int64(written.offset ?? 0)) * 1_000_000_000)
    }

    /// Whether a file is one: by its name, or by headers that only mail has.
    static func isMessage(_ sample: [UInt8], ending: String) -> Bool {
        if ending == "eml" { return true }
        guard ["", "txt", "msg", "mail"].contains(ending) || !ending.contains(where: \.isLetter) else { return false }
        let part = MailPart(sample[...])
        return part.header("message-id") != nil && part.header("from") != nil && part.header("date") != nil
    }
}

/// A message as one note.
final class MailNote: BatchSource {
    private var record: Record?
    private(set) var summary = ReadSummary(kind: .notes)
    let position: Int

    init(_ message: MailMessage, name: String, settings: IngestionSettings, dataClass: DataClass, bytes: Int) {
        position = bytes
        let names = settings.plant.assetNames
        let text = CellText.clean(message.text)
        var fields = [RecordField.language: TextLanguage.of(message.subject + "\n" + text).rawValue]
        if let author = message.author { fields[RecordField.author] = author }
        guard !text.isEmpty || !message.subject.isEmpty else {
            summary.oddities.append("the message holds no text")
            return
        }
        summary.rows = 1
        if let time = message.time { summary.cover(time.nanoseconds) }
        record = Record(
            id: "\(RecordBuilder.prefix(name)):1",
            kind: .note,
            asset: names.mentioned(in: message.subject + "\n" + text),
            time: message.time,
            title: message.subject.isEmpty ? Headline.of(text) : message.subject,
            text: text,
            fields: fields,
            dataClass: dataClass,
            source: SourceLocation(file: name, row: 1)
        )
    }

    func next() throws(IngestionError) -> ImportBatch? {
        guard let record else { return nil }
        self.record = nil
        summary.records = 1
        var batch = ImportBatch()
        batch.records.append(record)
        return batch
    }
}
