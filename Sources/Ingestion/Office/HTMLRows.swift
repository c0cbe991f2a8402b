import CXML

/// The rows of the tables in a page, through libxml2: Maximo and SAP export lists as HTML that is called `.xls`.
///
/// A cell over several columns is followed by blank ones; what stands in a table within a cell is that cell's text.
final class HTMLRows: RowSource {
    private let stream: TextStream
    private let name: String
    /// Rows are filled up with blank cells to this number.
    private let width: Int
    private var parser: htmlParserCtxtPtr?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var isAtEnd = false
    private var waiting: [(cells: [[UInt8]], line: Int)] = []
    private var following = 0
    private let memory = MemoryRow()

    private var depth = 0
    private var line = 0
    private var cells: [[UInt8]]?
    private var cell: [UInt8]?
    private var span = 1

    static let mostBytesInCell = 1 << 20

    init(stream: TextStream, name: String, width: Int) throws(IngestionError) {
        self.stream = stream
        self.name = name
        self.width = width
        var handler = htmlSAXHandler()
        handler.startElement = { context, name, attributes in
            guard let name else { return }
            HTMLRows.of(context)?.start(String(cString: name), attributes)
        }
        handler.endElement = { context, name in
            guard let name else { return }
            HTMLRows.of(context)?.end(String(cString: name))
        }
        handler.characters = { context, bytes, count in
            HTMLRows.of(context)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.ignorableWhitespace = handler.characters
        let own = Unmanaged.passUnretained(self).toOpaque()
        parser = htmlCreatePushParserCtxt(&handler, own, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        guard parser != nil else {
            throw IngestionError(.unreadable, path: name, "cannot be read: libxml2 refused to start")
        }
    }

    deinit {
        if let parser { htmlFreeParserCtxt(parser) }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLRows? {
        context.map { Unmanaged<HTMLRows>.fromOpaque($0).takeUnretainedValue() }
    }

    var position: Int { stream.position }
    var row: RowView { memory.view }

    func next() throws(IngestionError) -> RowStep {
        while true {
            while following < waiting.count {
                var (cells, line) = waiting[following]
                following += 1
                guard cells.contains(where: { !$0.isEmpty }) else { continue }
                if cells.count > RowScanner.mostCells {
                    return .bad(
                        reason: "too_many_columns",
                        detail: "the row has more than \(RowScanner.mostCells) cells",
                        line: line,
                        raw: String(decoding: Array(cells.prefix(20).joined(separator: [0x09])), as: UTF8.self)
                    )
                }
                while cells.count < width { cells.append([]) }
                memory.set(cells: cells, raw: Array(cells.joined(separator: [0x09]))[...], line: line)
                return .row
            }
            waiting.removeAll(keepingCapacity: true)
            following = 0
            guard !isAtEnd else { return .end }
            try readOn()
        }
    }

    private func readOn() throws(IngestionError) {
        let got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return try stream.read(into: base, count: bytes.count)
        }
        buffer.withUnsafeBytes { raw in
            _ = htmlParseChunk(
                parser,
                raw.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(got),
                got == 0 ? 1 : 0
            )
        }
        if got == 0 {
            endRow()
            isAtEnd = true
        }
    }

    // MARK: What the parser tells of

    private func start(_ element: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        switch element {
        case "table": depth += 1
        case "tr" where depth <= 1:
            endRow()
            line += 1
            cells = []
        case "td" where depth <= 1, "th" where depth <= 1:
            endCell()
            if cells == nil {
                line += 1
                cells = []
            }
            cell = []
            span = HTMLRows.span(attributes)
        case "br", "p", "div", "li": breakLine()
        default: break
        }
    }

    private func end(_ element: String) {
        switch element {
        case "table":
            if depth <= 1 { endRow() }
            depth = max(0, depth - 1)
        case "tr" where depth <= 1: endRow()
        case "td" where depth <= 1, "th" where depth <= 1: endCell()
        default: break
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard cell != nil else { return }
        for byte in bytes {
            guard let count = cell?.count, count < HTMLRows.mostBytesInCell else { return }
            if byte <= 0x20 {
                if let last = cell?.last, last > 0x20 { cell?.append(0x20) }
            } else {
                cell?.append(byte)
            }
        }
    }

    private func breakLine() {
        while cell?.last == 0x20 { cell?.removeLast() }
        if cell?.isEmpty == false { cell?.append(0x0A) }
    }

    private func endCell() {
        guard var ended = cell else { return }
        cell = nil
        // A blank that does not break a line fills cells that are empty.
        while true {
            if let last = ended.last, last <= 0x20 {
                ended.removeLast()
            } else if ended.suffix(2) == [0xC2, 0xA0] {
                ended.removeLast(2)
            } else {
                break
            }
        }
        cells?.append(ended)
        for _ in 1..<max(2, span) where span > 1 { cells?.append([]) }
    }

    private func endRow() {
        endCell()
        if let cells, !cells.isEmpty { waiting.append((cells, line)) }
        cells = nil
    }

    private static func span(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Int {
        var index = 0
        while let attributes, let name = attributes[index] {
            if let value = attributes[index + 1], String(cString: name) == "colspan" {
                return min(max(1, Int(String(cString: value)) ?? 1), 1_000)
            }
            index += 2
        }
        return 1
    }
}
