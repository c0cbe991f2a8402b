import Plant

/// Packs readings of one tag into bytes and back, bit for bit.
///
/// Layout: a version byte, the count, the qualities as runs, the times, the values, and a check sum over all of it, so
/// that a bit that turned on the disk is an error and never a reading.
enum SegmentCodec {
    private static let version: UInt8 = 1
    private static let checkLength = 4
    /// More than any segment holds; a count beyond it is damage.
    private static let largestCount: UInt64 = 1 << 20

    static func encode(_ series: ReadingSeries, _ range: Range<Int>) -> [UInt8] {
        var out = ByteWriter()
        out.bytes.reserveCapacity(range.count * 4 + 64)
        out.bytes.append(version)
        out.unsigned(UInt64(range.count))
        series.qualities.withUnsafeBufferPointer { qualities in
            let qualities = UnsafeBufferPointer(rebasing: qualities[range])
            writeQualities(qualities, &out)
            series.times.withUnsafeBufferPointer {
                TimeColumn.encode(UnsafeBufferPointer(rebasing: $0[range]), into: &out)
            }
            series.values.withUnsafeBufferPointer {
                ValueColumn.encode(UnsafeBufferPointer(rebasing: $0[range]), qualities, into: &out)
            }
        }
        let sum = out.bytes.withUnsafeBytes { checkSum($0) }
        withUnsafeBytes(of: sum.littleEndian) { out.bytes.append(contentsOf: $0) }
        return out.bytes
    }

    static func decode(_ bytes: UnsafeRawBufferPointer, tag: TagName) throws(SegmentError) -> ReadingSeries {
        guard let first = bytes.first else { throw .damaged }
        guard first == version else { throw .unknownVersion }
        try check(bytes)
        let content = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - checkLength)])
        var input = ByteReader(content.bindMemory(to: UInt8.self))
        _ = try input.byte()
        let count = try input.unsigned()
        guard count <= largestCount else { throw .damaged }
        let qualities = try readQualities(&input, Int(count))
        return ReadingSeries(
            tag: tag,
            times: try TimeColumn.decode(&input, count: Int(count)),
            values: try ValueColumn.decode(&input, qualities),
            qualities: qualities
        )
    }

    /// Looks whether the bytes are as they were written.
    static func check(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) {
        let length = bytes.count - checkLength
        guard length > 0 else { throw .damaged }
        let stored = bytes.loadUnaligned(fromByteOffset: length, as: UInt32.self).littleEndian
        guard stored == checkSum(UnsafeRawBufferPointer(rebasing: bytes[..<length])) else { throw .damaged }
    }

    private static func checkSum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var position = 0
        func mix(_ word: UInt64) {
            sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum &>> 29
        }
        while position + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
            position += 8
        }
        while position < bytes.count {
            mix(UInt64(bytes[position]))
            position += 1
        }
        return UInt32(truncatingIfNeeded: sum ^ sum &>> 32)
    }

    // MARK: Qualities

    private static func writeQualities(_ qualities: UnsafeBufferPointer<Quality>, _ out: inout ByteWriter) {
        var index = 0
        while index < qualities.count {
            let quality = qualities[index].rawValue
            var end = index + 1
            while end < qualities.count, qualities[end].rawValue == quality { end += 1 }
            out.bytes.append(quality)
            out.unsigned(UInt64(end - index))
            index = end
        }
    }

    private static func readQualities(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Quality] {
        var qualities: [Quality] = []
        qualities.reserveCapacity(count)
        while qualities.count < count {
            guard let quality = Quality(rawValue: try input.byte()) else { throw .damaged }
            let run = try input.unsigned()
            guard run > 0, run <= UInt64(count - qualities.count) else { throw .damaged }
            qualities.append(contentsOf: repeatElement(quality, count: Int(run)))
        }
        return qualities
    }
}

/// A segment whose bytes make no sense.
enum SegmentError: Error, Sendable {
    case damaged
    /// Written by a newer version of the program.
    case unknownVersion
}
