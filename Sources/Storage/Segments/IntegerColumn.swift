/// Whole numbers in blocks: of each block either the steps from number to number, or the distances from the smallest,
/// whichever needs fewer bits. A slow signal has small steps; a noisy one stays within a band.
enum IntegerColumn {
    private static let fromSmallest: UInt8 = 0x80

    static func encode(_ values: UnsafeBufferPointer<Int64>, into out: inout ByteWriter) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: BitPacking.block) { scratch in
            var previous: Int64 = 0
            var low = 0
            while low < values.count {
                let high = min(values.count, low + BitPacking.block)
                let block = UnsafeBufferPointer(rebasing: values[low..<high])
                var (smallest, largest) = (block[0], block[0])
                var union: UInt64 = 0
                var last = previous
                for (place, value) in block.enumerated() {
                    let step = (value &- last).zigzag
                    scratch[place] = step
                    union |= step
                    smallest = min(smallest, value)
                    largest = max(largest, value)
                    last = value
                }
                let stepWidth = BitPacking.width(union)
                let bandWidth = BitPacking.width(UInt64(bitPattern: largest &- smallest))
                if bandWidth * block.count + 24 < stepWidth * block.count {
                    out.bytes.append(UInt8(bandWidth) | fromSmallest)
                    out.signed(smallest &- previous)
                    for (place, value) in block.enumerated() { scratch[place] = UInt64(bitPattern: value &- smallest) }
                    BitPacking.pack(
                        UnsafeBufferPointer(rebasing: scratch[..<block.count]),
                        width: bandWidth,
                        into: &out
                    )
                } else {
                    out.bytes.append(UInt8(stepWidth))
                    BitPacking.pack(
                        UnsafeBufferPointer(rebasing: scratch[..<block.count]),
                        width: stepWidth,
                        into: &out
                    )
                }
                previous = last
                low = high
            }
        }
    }

    static func decode(_ input: inout ByteReader, count: Int) throws(SegmentError) -> [Int64] {
        var values = [Int64](repeating: 0, count: count)
        var scratch = [UInt64](repeating: 0, count: BitPacking.block)
        try values.withUnsafeMutableBufferPointer { (values) throws(SegmentError) in
            try scratch.withUnsafeMutableBufferPointer { (scratch) throws(SegmentError) in
                var previous: Int64 = 0
                var low = 0
                while low < count {
                    let block = UnsafeMutableBufferPointer(rebasing: scratch[..<min(BitPacking.block, count - low)])
                    let shape = try input.byte()
                    if shape & fromSmallest != 0 {
                        let smallest = previous &+ (try input.signed())
                        try BitPacking.unpack(&input, width: Int(shape & ~fromSmallest), into: block)
                        for place in block.indices { values[low + place] = smallest &+ Int64(bitPattern: block[place]) }
                        previous = values[low + block.count - 1]
                    } else {
                        try BitPacking.unpack(&input, width: Int(shape), into: block)
                        for place in block.indices {
                            previous = previous &+ Int64(zigzag: block[place])
                            values[low + place] = previous
                        }
                    }
                    low += block.count
                }
            }
        }
        return values
    }
}
