/// Numbers of a known width in bits, one right after the other, lowest bit first.
enum BitPacking {
    /// Numbers that share a width.
    static let block = 128

    static func byteCount(_ count: Int, width: Int) -> Int {
        (count * width + 7) / 8
    }

    /// The bits that the largest of some numbers needs, given all of them or-ed together.
    @inline(__always) static func width(_ union: UInt64) -> Int {
        64 - union.leadingZeroBitCount
    }

    static func pack(_ values: UnsafeBufferPointer<UInt64>, width: Int, into out: inout ByteWriter) {
        guard width > 0, !values.isEmpty else { return }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: block + 1) { words in
            var word: UInt64 = 0
            var filled = 0
            var count = 0
            for value in values {
                word |= value &<< UInt64(filled)
                filled += width
                guard filled >= 64 else { continue }
                words[count] = word.littleEndian
                count += 1
                filled -= 64
                // The bits that did not fit; a shift by 64 is right to give none.
                word = filled == 0 ? 0 : value >> UInt64(width - filled)
            }
            if filled > 0 { words[count] = word.littleEndian }
            let length = byteCount(values.count, width: width)
            out.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(words)[..<length]))
        }
    }

    /// Fills `values` from the next bytes.
    static func unpack(
        _ input: inout ByteReader,
        width: Int,
        into values: UnsafeMutableBufferPointer<UInt64>
    ) throws(SegmentError) {
        guard width <= 64 else { throw .damaged }
        guard width > 0 else {
            values.update(repeating: 0)
            return
        }
        let bytes = try input.take(byteCount(values.count, width: width))
        let mask: UInt64 = width == 64 ? .max : (1 &<< UInt64(width)) &- 1
        var held: UInt64 = 0
        var available = 0
        var position = 0
        for index in values.indices {
            if available >= width {
                values[index] = held & mask
                held = width == 64 ? 0 : held &>> UInt64(width)
                available -= width
                continue
            }
            var next: UInt64 = 0
            var bits = 64
            if position + 8 <= bytes.count {
                next = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
                position += 8
            } else {
                bits = (bytes.count - position) * 8
                for place in 0..<bytes.count - position {
                    next |= UInt64(bytes[position + place]) &<< UInt64(place * 8)
                }
                position = bytes.count
            }
            values[index] = (held | next << UInt64(available)) & mask
            let used = width - available
            held = next >> UInt64(used)
            available = bits - used
        }
    }
}
