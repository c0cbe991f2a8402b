/// Writes ZIP containers without packing anything, for tests that need one with certain parts in it.
package struct StoredZip {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    package init() {}

    /// A container of texts by the names of their parts, in order.
    package init(_ parts: KeyValuePairs<String, String>) {
        for (name, text) in parts { add(name, Array(text.utf8)) }
    }

    /// - Parameter claimed: the unpacked size that the container states; the part's own when `nil`. Another size is
    ///   stated as packed by deflate, as a bomb would.
    package mutating func add(_ name: String, _ bytes: [UInt8], claimed: UInt32? = nil) {
        let method: UInt16 = claimed == nil ? 0 : 8
        var header: [UInt8] = []
        header += StoredZip.two(20) + StoredZip.two(0x0800) + StoredZip.two(method) + StoredZip.four(0)
        header += StoredZip.four(StoredZip.checksum(bytes)) + StoredZip.four(UInt32(bytes.count))
        header += StoredZip.four(claimed ?? UInt32(bytes.count))
        header += StoredZip.two(UInt16(name.utf8.count)) + StoredZip.two(0)
        let offset = UInt32(body.count)
        body += [0x50, 0x4B, 0x03, 0x04] + header + Array(name.utf8) + bytes
        directory += [0x50, 0x4B, 0x01, 0x02] + StoredZip.two(20) + header
        directory += StoredZip.two(0) + StoredZip.two(0) + StoredZip.two(0) + StoredZip.four(0) + StoredZip.four(offset)
        directory += Array(name.utf8)
        count += 1
    }

    package var bytes: [UInt8] {
        body + directory + [0x50, 0x4B, 0x05, 0x06] + StoredZip.two(0) + StoredZip.two(0) + StoredZip.two(count)
            + StoredZip.two(count) + StoredZip.four(UInt32(directory.count)) + StoredZip.four(UInt32(body.count))
            + StoredZip.two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    /// CRC-32 as ZIP has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
