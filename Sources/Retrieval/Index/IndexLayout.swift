/// The bytes of an index while they are put together, section after section.
struct IndexLayout {
    private var bytes: [UInt8]
    private let documents: Int

    init(documents: Int, revision: Int64) {
        bytes = [UInt8](repeating: 0, count: IndexFormat.headerSize)
        self.documents = documents
        number(IndexFormat.magic, at: IndexFormat.Offset.magic)
        number(IndexFormat.version, at: IndexFormat.Offset.version)
        number(Analyzer.version, at: IndexFormat.Offset.analysis)
        number(revision, at: IndexFormat.Offset.revision)
        number(UInt32(documents), at: IndexFormat.Offset.documents)
    }

    private mutating func number(_ value: some FixedWidthInteger, at offset: Int) {
        withUnsafeBytes(of: value.littleEndian) { source in
            for (index, byte) in source.enumerated() { bytes[offset + index] = byte }
        }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Starts a section, on a multiple of eight.
    private mutating func section(_ section: IndexFormat.Section) {
        while !bytes.count.isMultiple(of: 8) { bytes.append(0) }
        number(UInt64(bytes.count), at: IndexFormat.Offset.sections + section.rawValue * 8)
    }

    /// - Parameter coded: A list a field, as long as there are documents.
    mutating func lengths(_ coded: [[UInt8]]) {
        section(.lengths)
        for (field, lengths) in coded.enumerated() {
            bytes.append(contentsOf: lengths)
            let sum = lengths.reduce(UInt64(0)) { $0 + IndexFormat.wholeLengths[Int($1)] }
            number(sum, at: IndexFormat.Offset.lengthSums + field * 8)
        }
        section(.leastLengths)
        for window in 0..<IndexFormat.windows(of: documents) {
            let first = window * IndexFormat.window
            for lengths in coded {
                bytes.append(lengths[first..<min(first + IndexFormat.window, documents)].min() ?? 0)
            }
        }
    }

    /// - Parameters:
    ///   - times: Nanoseconds; `Int64.min` for none.
    ///   - assets: Empty for none.
    ///   - kinds: As stored.
    mutating func columns(times: [Int64], assets: [String], kinds: [UInt8], fingerprints: [UInt32]) {
        self.times(times)
        let names = Set(assets).subtracting([""]).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0 + 1)) })
        let isNarrow = names.count < 0xFFFF
        section(.assets)
        for asset in assets {
            let value = numbers[asset] ?? 0
            if isNarrow { append(UInt16(truncatingIfNeeded: value)) } else { append(value) }
        }
        number(UInt32(isNarrow ? 2 : 4), at: IndexFormat.Offset.assetWidth)
        number(UInt32(names.count), at: IndexFormat.Offset.assets)
        section(.kinds)
        bytes.append(contentsOf: kinds)
        section(.fingerprints)
        for fingerprint in fingerprints { append(fingerprint) }
        section(.assetEnds)
        var end = 0
        for name in names {
            end += name.utf8.count
            append(UInt32(truncatingIfNeeded: end))
        }
        section(.assetNames)
        for name in names { bytes.append(contentsOf: name.utf8) }
    }

    private mutating func times(_ times: [Int64]) {
        section(.times)
        let known = times.filter { $0 != .min }
        let base = known.min() ?? 0
        var step: UInt64 = 0
        var farthest: UInt64 = 0
        for time in known {
            let distance = UInt64(bitPattern: time &- base)
            farthest = max(farthest, distance)
            var rest = distance
            while rest != 0 { (step, rest) = (rest, step % rest) }
        }
        step = max(1, step)
        let width = known.isEmpty ? 0 : farthest / step < 0xFFFF_FFFF ? 4 : 8
        for time in times where width > 0 {
            let value = time == .min ? 0 : UInt64(bitPattern: time &- base) / step + 1
            if width == 4 { append(UInt32(truncatingIfNeeded: value)) } else { append(value) }
        }
        number(UInt32(width), at: IndexFormat.Offset.timeWidth)
        number(base, at: IndexFormat.Offset.timeBase)
        number(step, at: IndexFormat.Offset.timeStep)
    }

    mutating func ids(_ ids: some Sequence<String>) {
        var starts: [UInt32] = []
        var written: [UInt8] = []
        var last: [UInt8] = []
        for (number, id) in ids.enumerated() {
            let current = Array(id.utf8)
            var shared = 0
            if number.isMultiple(of: IndexFormat.idsTogether) {
                starts.append(UInt32(truncatingIfNeeded: written.count))
            } else {
                while shared < min(last.count, current.count, 255), last[shared] == current[shared] { shared += 1 }
            }
            written.append(UInt8(shared))
            var rest = current.count - shared
            while rest >= 0x80 {
                written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            written.append(UInt8(rest))
            written.append(contentsOf: current[shared...])
            last = current
        }
        section(.idStarts)
        for start in starts { append(start) }
        section(.ids)
        bytes.append(contentsOf: written)
    }

    mutating func finished(_ lists: PostingListWriter) -> [UInt8] {
        let keys = lists.keys
        var bits = 8
        while bits < 24, keys.count >> (bits + 3) > 1 { bits += 1 }
        number(UInt32(keys.count), at: IndexFormat.Offset.terms)
        number(UInt32(bits), at: IndexFormat.Offset.bucketBits)
        section(.buckets)
        var term = 0
        for bucket in 0..<(UInt64(1) << UInt64(bits)) {
            while term < keys.count, keys[term] >> UInt64(IndexFormat.keyBits - bits) < bucket { term += 1 }
            append(UInt32(term))
        }
        append(UInt32(keys.count))
        section(.remainders)
        for key in keys { append(UInt32(truncatingIfNeeded: key)) }
        section(.places)
        for place in lists.places { append(place) }
        section(.lists)
        bytes.append(contentsOf: lists.bytes)
        bytes.append(contentsOf: repeatElement(0, count: IndexFormat.padding))
        number(UInt64(bytes.count), at: IndexFormat.Offset.total)
        let body = IndexBytes(bytes)
        number(body.checksum(from: IndexFormat.headerSize, to: bytes.count), at: IndexFormat.Offset.bodySum)
        let header = IndexBytes(Array(bytes[0..<IndexFormat.headerSize]))
        number(header.checksum(from: 0, to: IndexFormat.Offset.headerSum), at: IndexFormat.Offset.headerSum)
        return bytes
    }
}
