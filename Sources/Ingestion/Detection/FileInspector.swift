import Plant

/// Looks at a file's beginning and settles how to read it.
struct FileInspector {
    let path: String
    let name: String
    let settings: IngestionSettings

    enum Plan: Sendable {
        case table(SettledTable)
        /// The sheets of a workbook, in the order in which they are read.
        case sheets([SettledTable])
        case document(Form)
        /// A document or shift log inside an office container or a message.
        case office(OfficeForm, isLog: Bool)

        enum Form: String, Sendable {
            case markdown
            case text
            case html
            case pdf
            /// A page that is a picture.
            case picture
            case log
        }
    }

    /// What is known of a file before anything is read.
    struct Facts {
        var encoding: String
        /// `gzip` or `zstd`.
        var compression: String?
        var bytes: Int
    }

    /// Raised when the readers change what they make of the same bytes.
    static let version = "5"
    static let sampleBytes = 1 << 20

    func inspect() throws(IngestionError) -> (inspection: Inspection, plan: Plan) {
        let said = settings.mapping?.mapping(for: name) ?? FileMapping()
        if said.skip == true {
            throw IngestionError(.skipped, path: name, "the mapping says to leave this file out (skip: true)")
        }
        let start = try FileBytes.start(of: path)
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return try container(said: said)
        }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw IngestionError(
                .unrecognised,
                path: name,
                "is an old Office or HWP file, or one with a password; save it as XLSX, DOCX, HWPX, CSV or PDF without one"
            )
        }
        var stream = try TextStream(path: path, encoding: said.encoding.flatMap { TextEncoding(name: $0) })
        guard stream.size > 0 else {
            throw IngestionError(.unrecognised, path: name, "is empty; check that the export finished")
        }
        if PagePicture.isPicture(start) {
            if let document = settings.digitised { return digitised(document, .picture, stream, said: said) }
            return try picture(stream, said: said)
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
        let endings = name.lowercased().split(separator: ".").map(String.init)
        let ending = endings.last { $0 != "gz" && $0 != "zst" } ?? ""
        if sample.starts(with: Array("%PDF".utf8)) || ending == "pdf" {
            if let document = settings.digitised { return digitised(document, .pdf, stream, said: said) }
            return try scanned(stream, said: said)
        }
        if MailMessage.isMessage(sample, ending: ending) { return try message(stream, said: said) }
        try refuseBinary(sample)
        let wantsText = settings.kind == nil && said.kind == nil && ["md", "markdown", "html", "htm"].contains(ending)
        if isHTML(sample, ending: ending), let found = try htmlTable(sample, stream: stream, said: said, ending: ending)
        {
            return found
        }
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

    private func refuseBinary(_ sample: [UInt8]) throws(IngestionError) {
        let zeros = sample.prefix(4_096).count(where: { $0 == 0 })
        guard zeros * 50 <= min(sample.count, 4_096) else {
            throw IngestionError(.unrecognised, path: name, "is binary, not text; export it as CSV, JSON or text")
        }
    }

    func blank(kind: InputKind, layout: String, facts: Facts, mapping: FileMapping) -> Inspection {
        Inspection(
            path: name,
            kind: kind,
            layout: layout,
            encoding: facts.encoding,
            compression: facts.compression,
            zone: settings.zone.identifier,
            bytes: facts.bytes,
            mapping: Mapping(mapping),
            digest: ""
        )
    }

    /// Known assets and tags are left out on purpose: they grow with every import and change no reading.
    func digest(_ mapping: Mapping, kind: InputKind, zone: String, dataClass: DataClass) -> String {
        SHA256.hex(
            of: [FileInspector.version, mapping.yaml, kind.rawValue, zone, dataClass.rawValue].joined(
                separator: "\n"
            )
        )
    }
}

/// A table with everything settled.
struct SettledTable: Sendable {
    var plan: TablePlan
    /// How the ends of records are written.
    var end: TimeFormat?
    /// The names of its signals, as far as a look at its beginning tells them.
    var signals: [String] = []
}

extension TextStream {
    var facts: FileInspector.Facts {
        FileInspector.Facts(encoding: encoding.rawValue, compression: compression?.rawValue, bytes: size)
    }
}
