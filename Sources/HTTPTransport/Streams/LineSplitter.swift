/// Cuts bytes into lines as they arrive; what has no end yet is kept, up to a limit.
package struct LineSplitter: Sendable {
    /// Which bytes end a line.
    package enum Endings: Sendable {
        /// A line feed, with or without a carriage return before it: JSON Lines.
        case lineFeed
        /// A line feed, a carriage return, or both: event streams.
        case anyOfThree
    }

    private let maximumLineBytes: Int
    private let endings: Endings
    private var pending: [UInt8] = []
    private var skipsLineFeed = false
    private var isAtStart = true

    package init(maximumLineBytes: Int = 4 << 20, endings: Endings = .lineFeed) {
        self.maximumLineBytes = maximumLineBytes
        self.endings = endings
    }

    /// The lines that end within these bytes, without their ends.
    ///
    /// - Throws: ``TransportError`` with code `tooLarge` when a line is longer than allowed.
    package mutating func feed(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try feed(bytes) { lines.append(Array($0)) }
        return lines
    }

    /// The last line, when it had no end.
    package mutating func finish() throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try finish { lines.append(Array($0)) }
        return lines
    }

    mutating func feed(_ bytes: [UInt8], _ take: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if skipsLineFeed {
                    skipsLineFeed = false
                    if byte == 0x0A {
                        index += 1
                        start = index
                        continue
                    }
                }
                let isReturn = byte == 0x0D && endings == .anyOfThree
                if byte == 0x0A || isReturn {
                    skipsLineFeed = isReturn
                    try end(UnsafeBufferPointer(rebasing: bytes[start..<index]), take)
                    start = index + 1
                }
                index += 1
            }
            guard pending.count + bytes.count - start <= maximumLineBytes else {
                throw TransportError.tooLarge("a line of the stream", maximumLineBytes)
            }
            pending.append(contentsOf: bytes[start...])
        }
    }

    mutating func finish(_ take: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        guard !pending.isEmpty else { return }
        try end(UnsafeBufferPointer(start: nil, count: 0), take)
    }

    private mutating func end(
        _ tail: UnsafeBufferPointer<UInt8>,
        _ take: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        guard pending.count + tail.count <= maximumLineBytes else {
            throw TransportError.tooLarge("a line of the stream", maximumLineBytes)
        }
        guard !pending.isEmpty else {
            try take(trimmed(tail))
            return
        }
        pending.append(contentsOf: tail)
        let line = pending
        pending.removeAll(keepingCapacity: true)
        try line.withUnsafeBufferPointer { try take(trimmed($0)) }
    }

    private mutating func trimmed(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var range = 0..<line.count
        if endings == .lineFeed, line.last == 0x0D { range = 0..<(line.count - 1) }
        if isAtStart {
            isAtStart = false
            // A byte order mark says nothing here.
            if line[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = 3..<range.upperBound }
        }
        return UnsafeBufferPointer(rebasing: line[range])
    }
}
