import Plant

/// Values, bit for bit.
///
/// What a plant exports was once decimal text: a value with at most 15 digits is a whole number over a power of ten,
/// exactly, and whole numbers pack well. A block of values without that property keeps the bits in which they differ.
/// Readings without a usable value (stored as 0) take no space.
enum ValueColumn {
    private static let decimal: UInt8 = 0
    private static let bits: UInt8 = 1
    private static let omitsUnusable: UInt8 = 0x80
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    static func encode(
        _ values: UnsafeBufferPointer<Double>,
        _ qualities: UnsafeBufferPointer<Quality>,
        into out: inout ByteWriter
    ) {
        var unusable = 0
        var omits = true
        for index in values.indices where !qualities[index].isUsable {
            unusable += 1
            if values[index].bitPattern != 0 { omits = false }
        }
        guard unusable > 0, omits else {
            return encode(values, flag: 0, into: &out)
        }
        var kept: [Double] = []
        kept.reserveCapacity(values.count - unusable)
        for index in values.indices where qualities[index].isUsable { kept.append(values[index]) }
        kept.withUnsafeBufferPointer { encode($0, flag: omitsUnusable, into: &out) }
    }

    private static func encode(_ values: UnsafeBufferPointer<Double>, flag: UInt8, into out: inout ByteWriter) {
        if let places = places(values) {
            out.bytes.append(decimal | flag)
            encodeDecimal(values, places, into: &out)
        } else {
            out.bytes.append(bits | flag)
            encodeBits(values, into: &out)
        }
    }

    static func decode(_ input: inout ByteReader, _ qualities: [Quality]) throws(SegmentError) -> [Double] {
        let shape = try input.byte()
        let omits = shape & omitsUnusable != 0
        let count = omits ? qualities.count(where: \.isUsable) : qualities.count
        let kept: [Double]
        switch shape & ~omitsUnusable {
        case decimal: kept = try decodeDecimal(&input, count)
        case bits: kept = try decodeBits(&input, count)
        default: throw .damaged
        }
        guard omits else { return kept }
        var values = [Double](repeating: 0, count: qualities.count)
        var next = 0
        for index in qualities.indices where qualities[index].isUsable {
            values[index] = kept[next]
            next += 1
        }
        return values
    }

    // MARK: Decimals

    /// The value as a whole number over a power of ten, if that gives back its very bits.
    @inline(__always) private static func scaled(_ value: Double, _ power: Double) -> Int64? {
        let product = value * power
        guard abs(product) < 9e15 else { return nil }
        let whole = Int64(product + (product < 0 ? -0.5 : 0.5))
        return (Double(whole) / power).bitPattern == value.bitPattern ? whole : nil
    }

    /// The decimals that (nearly) every value can do with; `nil` when too many are no short decimals.
    private static func places(_ values: UnsafeBufferPointer<Double>) -> Int? {
        let tolerated = 4 + values.count / 32
        var places = 0
        var misfits = 0
        for value in values where scaled(value, powers[places]) == nil {
            if let more = (places + 1..<powers.count).first(where: { scaled(value, powers[$0]) != nil }) {
                places = more
            } else {
                misfits += 1
                if misfits > tolerated { return nil }
            }
        }
        return places
    }

    private static func encodeDecimal(
        _ values: UnsafeBufferPointer<Double>,
        _ places: Int,
        into out: inout ByteWriter
    ) {
        let power = powers[places]
        var whole = [Int64](repeating: 0, count: values.count)
        var misfits: [Int] = []
        var previous: Int64 = 0
        for index in values.indices {
            if let fit = scaled(values[index], power) {
                previous = fit
            } else {
                misfits.append(index)
            }
            whole[index] = previous
        }
        out.bytes.append(UInt8(places))
        whole.withUnsafeBufferPointer { IntegerColumn.encode($0, into: &out) }
        out.unsigned(UInt64(misfits.count))
        for index in misfits {
            out.unsigned(UInt64(index))
            out.word(values[index].bitPattern)
        }
    }

    private static func decodeDecimal(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Double] {
        let places = Int(try input.byte())
        guard places < powers.count else { throw .damaged }
        let power = powers[places]
        var values = try IntegerColumn.decode(&input, count: count).map { Double($0) / power }
        for _ in 0..<(try input.unsigned()) {
            let index = try input.unsigned()
            guard index < UInt64(count) else { throw .damaged }
            values[Int(index)] = Double(bitPattern: try input.word())
        }
        return values
    }

    // MARK: Bits

    private static func encodeBits(_ values: UnsafeBufferPointer<Double>, into out: inout ByteWriter) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: BitPacking.block) { scratch in
            var previous: UInt64 = 0
            var low = 0
            while low < values.count {
                let count = min(BitPacking.block, values.count - low)
                var union: UInt64 = 0
                for place in 0..<count {
                    let now = values[low + place].bitPattern
                    scratch[place] = now ^ previous
                    union |= now ^ previous
                    previous = now
                }
                let trailing = union == 0 ? 0 : union.trailingZeroBitCount
                let width = BitPacking.width(union >> UInt64(trailing))
                for place in 0..<count { scratch[place] >>= UInt64(trailing) }
                out.bytes.append(UInt8(width))
                out.bytes.append(UInt8(trailing))
                BitPacking.pack(UnsafeBufferPointer(rebasing: scratch[..<count]), width: width, into: &out)
                low += count
            }
        }
    }

    private static func decodeBits(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(count)
        var scratch = [UInt64](repeating: 0, count: BitPacking.block)
        var previous: UInt64 = 0
        while values.count < count {
            let length = min(BitPacking.block, count - values.count)
            let width = Int(try input.byte())
            let trailing = UInt64(try input.byte())
            guard trailing < 64 else { throw .damaged }
            try scratch.withUnsafeMutableBufferPointer { (scratch) throws(SegmentError) in
                try BitPacking.unpack(
                    &input,
                    width: width,
                    into: UnsafeMutableBufferPointer(rebasing: scratch[..<length])
                )
            }
            for place in 0..<length {
                previous ^= scratch[place] << trailing
                values.append(Double(bitPattern: previous))
            }
        }
        return values
    }
}
