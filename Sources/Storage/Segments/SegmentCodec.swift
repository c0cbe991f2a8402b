import Plant

/// Packs readings of one tag into bytes and back, bit for bit.
///
/// Layout: a version byte, the count, then three columns.
/// - Times: differences of differences, run-length coded, so that an even rhythm costs next to nothing.
/// - Values: if every value is a decimal with at most six places, whole-number steps between the scaled values; else
///   the bits that differ from the value before, without their leading and trailing zero bytes.
/// - Qualities: runs.
enum SegmentCodec {
    private static let version: UInt8 = 1
    private static let decimalLayout: UInt8 = 0
    private static let bitLayout: UInt8 = 1

    static func encode(_ series: ReadingSeries, _ range: Range<Int>) -> [UInt8] {
        var out = ByteWriter()
        out.bytes.reserveCapacity(range.count * 3 + 32)
        out.bytes.append(version)
        out.unsigned(UInt64(range.count))
        times(series.times, range, &out)
        values(series.values, range, &out)
        qualities(series.qualities, range, &out)
        return out.bytes
    }

    static func decode(_ bytes: [UInt8], tag: TagName) throws(SegmentError) -> ReadingSeries {
        try bytes.withUnsafeBufferPointer { (buffer) throws(SegmentError) -> ReadingSeries in
            var input = ByteReader(buffer)
            guard try input.byte() == version else { throw SegmentError.unknownVersion }
            let count = Int(try input.unsigned())
            guard count >= 0, count <= 1 << 24 else { throw SegmentError.damaged }
            return ReadingSeries(
                tag: tag,
                times: try times(&input, count),
                values: try values(&input, count),
                qualities: try qualities(&input, count)
            )
        }
    }

    // MARK: Times

    private static func times(_ times: [Int64], _ range: Range<Int>, _ out: inout ByteWriter) {
        guard let first = range.first else { return }
        out.signed(times[first])
        var previous = times[first]
        var step: Int64 = 0
        var change: Int64 = 0
        var run: UInt64 = 0
        for index in range.dropFirst() {
            let next = times[index] &- previous
            let now = next &- step
            if run > 0, now == change {
                run += 1
            } else {
                if run > 0 {
                    out.signed(change)
                    out.unsigned(run)
                }
                change = now
                run = 1
            }
            step = next
            previous = times[index]
        }
        if run > 0 {
            out.signed(change)
            out.unsigned(run)
        }
    }

    private static func times(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Int64] {
        guard count > 0 else { return [] }
        var times: [Int64] = []
        times.reserveCapacity(count)
        var time = try input.signed()
        times.append(time)
        var step: Int64 = 0
        while times.count < count {
            let change = try input.signed()
            let run = try input.unsigned()
            guard run > 0, run <= UInt64(count - times.count) else { throw SegmentError.damaged }
            for _ in 0..<run {
                step = step &+ change
                time = time &+ step
                times.append(time)
            }
        }
        return times
    }

    // MARK: Values

    private static let powers: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

    /// The number of decimals with which every value is a scaled whole number, bit for bit; `nil` if there is none.
    private static func decimals(_ values: [Double], _ range: Range<Int>) -> Int? {
        var places = 0
        for index in range {
            while true {
                let scaled = (values[index] * powers[places]).rounded()
                if abs(scaled) < 9e15, (scaled / powers[places]).bitPattern == values[index].bitPattern { break }
                places += 1
                if places == powers.count { return nil }
            }
        }
        // A value that fitted fewer places must still be exact with more.
        for index in range {
            let scaled = (values[index] * powers[places]).rounded()
            guard abs(scaled) < 9e15, (scaled / powers[places]).bitPattern == values[index].bitPattern else { return nil }
        }
        return places
    }

    private static func values(_ values: [Double], _ range: Range<Int>, _ out: inout ByteWriter) {
        if let places = decimals(values, range) {
            out.bytes.append(decimalLayout)
            out.bytes.append(UInt8(places))
            var previous: Int64 = 0
            for index in range {
                let scaled = Int64((values[index] * powers[places]).rounded())
                out.signed(scaled &- previous)
                previous = scaled
            }
            return
        }
        out.bytes.append(bitLayout)
        var previous: UInt64 = 0
        for index in range {
            let bits = values[index].bitPattern
            let difference = bits ^ previous
            previous = bits
            guard difference != 0 else {
                out.bytes.append(0)
                continue
            }
            let leading = difference.leadingZeroBitCount / 8
            let trailing = difference.trailingZeroBitCount / 8
            let length = 8 - leading - trailing
            out.bytes.append(UInt8(trailing << 4 | length))
            var rest = difference >> UInt64(trailing * 8)
            for _ in 0..<length {
                out.bytes.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
    }

    private static func values(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Double] {
        guard count > 0 else {
            _ = try input.byte()
            return []
        }
        var values: [Double] = []
        values.reserveCapacity(count)
        switch try input.byte() {
        case decimalLayout:
            let places = Int(try input.byte())
            guard places < powers.count else { throw SegmentError.damaged }
            var scaled: Int64 = 0
            for _ in 0..<count {
                scaled = scaled &+ (try input.signed())
                values.append(Double(scaled) / powers[places])
            }
        case bitLayout:
            var previous: UInt64 = 0
            for _ in 0..<count {
                let shape = try input.byte()
                let length = Int(shape & 15)
                let trailing = Int(shape >> 4)
                guard length + trailing <= 8 else { throw SegmentError.damaged }
                var difference: UInt64 = 0
                for place in 0..<length { difference |= UInt64(try input.byte()) << UInt64(place * 8) }
                previous ^= length == 0 ? 0 : difference << UInt64(trailing * 8)
                values.append(Double(bitPattern: previous))
            }
        default: throw SegmentError.damaged
        }
        return values
    }

    // MARK: Qualities

    private static func qualities(_ qualities: [Quality], _ range: Range<Int>, _ out: inout ByteWriter) {
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index + 1
            while end < range.upperBound, qualities[end] == qualities[index] { end += 1 }
            out.bytes.append(qualities[index].rawValue)
            out.unsigned(UInt64(end - index))
            index = end
        }
    }

    private static func qualities(_ input: inout ByteReader, _ count: Int) throws(SegmentError) -> [Quality] {
        var qualities: [Quality] = []
        qualities.reserveCapacity(count)
        while qualities.count < count {
            guard let quality = Quality(rawValue: try input.byte()) else { throw SegmentError.damaged }
            let run = try input.unsigned()
            guard run > 0, run <= UInt64(count - qualities.count) else { throw SegmentError.damaged }
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
