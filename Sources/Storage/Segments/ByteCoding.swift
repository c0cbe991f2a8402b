/// Appends whole numbers in as few bytes as they need (LEB128; signed ones zigzag first).
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func signed(_ value: Int64) {
        unsigned(value.zigzag)
    }

    /// Eight bytes, lowest first.
    mutating func word(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads what ``ByteWriter`` wrote; never beyond the end.
struct ByteReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func byte() throws(SegmentError) -> UInt8 {
        guard position < bytes.count else { throw .damaged }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws(SegmentError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        throw .damaged
    }

    mutating func signed() throws(SegmentError) -> Int64 {
        Int64(zigzag: try unsigned())
    }

    mutating func word() throws(SegmentError) -> UInt64 {
        try take(8).loadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian
    }

    /// The next bytes, as they are.
    mutating func take(_ count: Int) throws(SegmentError) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position..<position + count])
    }
}

extension Int64 {
    /// Small numbers of either sign as small numbers without one.
    @inline(__always) var zigzag: UInt64 {
        UInt64(bitPattern: self &<< 1 ^ self &>> 63)
    }

    @inline(__always) init(zigzag: UInt64) {
        self = Int64(bitPattern: zigzag &>> 1) ^ (0 &- Int64(bitPattern: zigzag & 1))
    }
}
