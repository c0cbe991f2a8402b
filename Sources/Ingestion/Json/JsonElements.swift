/// Finds the elements of a JSON array, or the values of JSON Lines, one after the other, so that a file of any size
/// is read in the memory of its largest element.
final class JsonElements {
    static let longestElement = 16 << 20

    private let stream: TextStream
    private var buffer: [UInt8] = []
    private var start = 0
    private var atEnd = false
    private var line = 1
    private var isArray: Bool?
    /// Whether each line is an element by itself: the first one was.
    private var linesStandAlone = false
    private var isFirst = true
    private var isFinished = false

    init(stream: TextStream) {
        self.stream = stream
    }

    var position: Int { stream.position }
    /// Whether elements stand in an array rather than on lines; known once one was read.
    var standInArray: Bool { isArray ?? false }

    /// The next element's bytes and the line it starts on; `nil` at the end.
    func next() throws(IngestionError) -> (bytes: [UInt8], line: Int)? {
        guard !isFinished else { return nil }
        guard let first = try skip(isArray == true ? 0x2C : nil) else { return nil }
        if isArray == nil {
            if first == 0x5B {
                isArray = true
                start += 1
                return try next()
            }
            isArray = false
        }
        if linesStandAlone { return try wholeLine() }
        if isArray == true, first == 0x5D {
            isFinished = true
            return nil
        }
        let startLine = line
        var depth = 0
        var inText = false
        var isEscaped = false
        var length = 0
        while true {
            if start + length >= buffer.count {
                if atEnd { break }
                guard length < JsonElements.longestElement else {
                    throw IngestionError(
                        .tooLarge,
                        path: stream.path,
                        "line \(startLine): one JSON element is larger than \(JsonElements.longestElement >> 20) MiB; "
                            + "give one object a row, as an array or as JSON Lines"
                    )
                }
                try refill()
                continue
            }
            let byte = buffer[start + length]
            if byte == 0x0A {
                // Lines stand alone, so a text that never closes ends with its line.
                if isArray == false, inText || depth == 0 { break }
                line += 1
            }
            if inText {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    inText = false
                }
            } else if byte == 0x22 {
                inText = true
            } else if byte == 0x7B || byte == 0x5B {
                depth += 1
            } else if byte == 0x7D || byte == 0x5D {
                depth -= 1
                if depth < 0 { break }
                if depth == 0 {
                    length += 1
                    break
                }
            } else if depth == 0, byte == 0x2C, isArray == true {
                break
            }
            length += 1
        }
        if length == 0 {
            // A stray bracket: skip it, so that there is always progress.
            length = 1
        }
        let end = min(start + length, buffer.count)
        let bytes = Array(buffer[start..<end])
        start = end
        if isFirst, isArray == false, depth == 0, line == startLine { linesStandAlone = try isLineEndNext() }
        isFirst = false
        return (bytes, startLine)
    }

    /// A line of JSON Lines, so that one that is cut or garbled takes no other with it.
    private func wholeLine() throws(IngestionError) -> (bytes: [UInt8], line: Int) {
        var length = 0
        while true {
            if let place = buffer[(start + length)...].firstIndex(of: 0x0A) {
                length = place - start
                break
            }
            length = buffer.count - start
            if atEnd { break }
            guard length < JsonElements.longestElement else {
                throw IngestionError(
                    .tooLarge,
                    path: stream.path,
                    "line \(line) is longer than \(JsonElements.longestElement >> 20) MiB; give one object a line"
                )
            }
            try refill()
        }
        let bytes = Array(buffer[start..<(start + length)])
        start += length
        return (bytes, line)
    }

    private func isLineEndNext() throws(IngestionError) -> Bool {
        var place = start
        while true {
            while place < buffer.count {
                if buffer[place] == 0x0A { return true }
                guard buffer[place] <= 0x20 else { return false }
                place += 1
            }
            guard !atEnd else { return false }
            let ahead = place - start
            try refill()
            place = start + ahead
        }
    }

    /// Skips blanks, line ends and one kind of separator; the byte after them.
    private func skip(_ separator: UInt8?) throws(IngestionError) -> UInt8? {
        while true {
            while start < buffer.count {
                let byte = buffer[start]
                if byte == 0x0A { line += 1 }
                guard byte <= 0x20 || byte == separator else { return byte }
                start += 1
            }
            if atEnd { return nil }
            try refill()
        }
    }

    private func refill() throws(IngestionError) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        let piece = 1 << 18
        let have = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: piece))
        let got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return try stream.read(into: base + have, count: piece)
        }
        buffer.removeLast(piece - got)
        if got == 0 { atEnd = true }
    }
}
