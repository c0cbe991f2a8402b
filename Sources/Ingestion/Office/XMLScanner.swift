import CXML

/// What a scanner of XML tells of, in the order of the file.
protocol XMLVisitor: AnyObject {
    /// - Parameter name: without its namespace's prefix.
    func start(_ name: String, _ attributes: XMLAttributes)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    func end(_ name: String)
}

/// An element's attributes; valid only while its start is told of.
struct XMLAttributes {
    fileprivate let table: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int

    /// An attribute's text by its name without the namespace's prefix.
    subscript(name: String) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ name: String) -> UnsafeBufferPointer<UInt8>? {
        guard let table else { return nil }
        for index in 0..<count {
            // Five pointers each: name, prefix, namespace, value, end of the value.
            guard let found = table[index * 5], let from = table[index * 5 + 3], let to = table[index * 5 + 4] else {
                continue
            }
            if xmlStrEqual(found, name) != 0 { return UnsafeBufferPointer(start: from, count: to - from) }
        }
        return nil
    }

    func int(_ name: String) -> Int? {
        bytes(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// `1`, `true`, `on`.
    func flag(_ name: String) -> Bool {
        guard let text = self[name] else { return false }
        return text == "1" || text == "true" || text == "on"
    }
}

/// Scans a part of a container, piece by piece and without building a tree, through libxml2.
///
/// No entities but XML's own five, no DOCTYPE, nothing fetched: what office programs write needs none of it, and what
/// needs it is an attack.
final class XMLScanner {
    private let visitor: any XMLVisitor
    private let part: ZipPart
    private let path: String
    private var context: xmlParserCtxtPtr?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    fileprivate var hasDoctype = false
    private(set) var isAtEnd = false

    private static let isReady: Bool = {
        xmlInitParser()
        telltale_xml_be_quiet()
        return true
    }()

    init(_ part: ZipPart, path: String, visitor: any XMLVisitor) throws(IngestionError) {
        self.part = part
        self.path = path
        self.visitor = visitor
        guard XMLScanner.isReady else { return }
        var handler = xmlSAXHandler()
        telltale_xml_handler(&handler)
        handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            guard let name, let scanner = XMLScanner.of(context) else { return }
            scanner.visitor.start(String(cString: name), XMLAttributes(table: attributes, count: Int(count)))
        }
        handler.endElementNs = { context, name, _, _ in
            guard let name, let scanner = XMLScanner.of(context) else { return }
            scanner.visitor.end(String(cString: name))
        }
        handler.characters = { context, bytes, count in
            XMLScanner.of(context)?.visitor.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.cdataBlock = handler.characters
        handler.ignorableWhitespace = handler.characters
        // Errors are asked for, not printed.
        handler.serror = { _, _ in }
        handler.internalSubset = { context, _, _, _ in
            guard let scanner = XMLScanner.of(context) else { return }
            scanner.hasDoctype = true
            xmlStopParser(scanner.context)
        }
        let own = Unmanaged.passUnretained(self).toOpaque()
        guard let made = xmlCreatePushParserCtxt(&handler, own, nil, 0, nil) else {
            throw IngestionError(.unreadable, path: path, "cannot be read: libxml2 refused to start")
        }
        context = made
        xmlCtxtUseOptions(made, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLScanner? {
        context.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Tells of the next piece; ``isAtEnd`` after the last.
    func step() throws(IngestionError) {
        guard !isAtEnd, let context else { return }
        let got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return try part.read(into: base, count: bytes.count)
        }
        let status = buffer.withUnsafeBytes { raw -> Int32 in
            let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            return xmlParseChunk(context, base, Int32(got), got == 0 ? 1 : 0)
        }
        if hasDoctype {
            throw IngestionError(
                .corrupt,
                path: path,
                "is refused: its part '\(part.entry.name)' declares a DOCTYPE, through which entities could be made to "
                    + "grow without end or to read other files; office programs write none"
            )
        }
        // Namespaces that are not declared and their like are no reason to stop.
        if status != 0, context.pointee.wellFormed == 0 {
            let error = xmlCtxtGetLastError(context)
            let message = error?.pointee.message.map { String(cString: $0) } ?? "error \(status)"
            throw IngestionError(
                .corrupt,
                path: path,
                "its part '\(part.entry.name)' is not valid XML (\(CellText.clean(message)), line "
                    + "\(error?.pointee.line ?? 0)); save the file again"
            )
        }
        if got == 0 { isAtEnd = true }
    }

    /// Scans a whole part.
    static func scan(
        _ archive: ZipArchive,
        _ entry: ZipArchive.Entry,
        path: String,
        visitor: any XMLVisitor
    ) throws(IngestionError) {
        let scanner = try XMLScanner(try archive.open(entry), path: path, visitor: visitor)
        while !scanner.isAtEnd { try scanner.step() }
    }
}
