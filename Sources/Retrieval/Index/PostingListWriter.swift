/// Writes the lists of terms, each once.
struct PostingListWriter {
    private let documents: Int
    private(set) var keys: [UInt64] = []
    private(set) var places: [UInt32] = []
    private(set) var bytes: [UInt8] = []
    /// Place and size of what was written, by its sum.
    private var known: [UInt64: (place: Int, size: Int)] = [:]
    private var numbers: [Int] = []

    init(documents: Int) {
        self.documents = documents
    }

    /// - Parameters:
    ///   - key: Greater than the one before.
    ///   - entries: Document in the upper 32 bits, ascending; how often in the lower.
    mutating func append(key: UInt64, _ entries: ArraySlice<UInt64>) {
        guard let first = entries.first else { return }
        keys.append(key)
        if entries.count == 1, first & 0xFFFF_FFFF == 1 {
            places.append(UInt32(truncatingIfNeeded: first >> 32) | IndexFormat.single)
            return
        }
        let place = bytes.count
        write(entries)
        let size = bytes.count - place
        let sum = sum(from: place)
        if let earlier = known[sum], earlier.size == size, isEqual(earlier.place, place, size) {
            bytes.removeLast(size)
            places.append(UInt32(truncatingIfNeeded: earlier.place))
            return
        }
        known[sum] = (place, size)
        places.append(UInt32(truncatingIfNeeded: place))
    }

    private mutating func write(_ entries: ArraySlice<UInt64>) {
        var highest: UInt64 = 0
        for entry in entries { highest = max(highest, entry & 0xFFFF_FFFF) }
        let isCut = entries.count >= IndexFormat.leastCut(of: documents)
        var head = entries.count << 2 | (isCut ? 2 : 0) | (highest > 1 ? 1 : 0)
        while head >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: head) | 0x80)
            head >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: head))
        if highest > 1 { bytes.append(UInt8(min(highest, 255))) }
        guard isCut else {
            block(entries, first: 0, below: documents, isBitmap: false, hasRepeats: highest > 1)
            return
        }
        let windows = IndexFormat.windows(of: documents)
        let sizes = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: windows * 2))
        var from = entries.startIndex
        for window in 0..<windows {
            let first = window * IndexFormat.window
            var to = from
            while to < entries.endIndex, Int(entries[to] >> 32) < first + IndexFormat.window { to += 1 }
            guard to > from else { continue }
            let universe = min(IndexFormat.window, documents - first)
            let count = to - from
            let isBitmap = count * 8 >= universe
            let hasRepeats = highest > 1 && entries[from..<to].contains { $0 & 0xFFFF_FFFF > 1 }
            let start = bytes.count
            let head = UInt16(count) | (hasRepeats ? 0x4000 : 0) | (isBitmap ? 0x8000 : 0)
            bytes.append(UInt8(truncatingIfNeeded: head))
            bytes.append(UInt8(head >> 8))
            block(entries[from..<to], first: first, below: universe, isBitmap: isBitmap, hasRepeats: hasRepeats)
            let size = bytes.count - start
            bytes[sizes + window * 2] = UInt8(truncatingIfNeeded: size)
            bytes[sizes + window * 2 + 1] = UInt8(truncatingIfNeeded: size >> 8)
            from = to
        }
    }

    private mutating func block(
        _ entries: ArraySlice<UInt64>,
        first: Int,
        below universe: Int,
        isBitmap: Bool,
        hasRepeats: Bool
    ) {
        if isBitmap {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: PostingBlock.size(0, isBitmap: true, below: universe)))
            for entry in entries {
                let document = Int(entry >> 32) - first
                bytes[start + document >> 3] |= 1 << UInt8(document & 7)
            }
        } else {
            numbers.removeAll(keepingCapacity: true)
            for entry in entries { numbers.append(Int(entry >> 32) - first) }
            PackedNumbers.append(numbers, below: universe, to: &bytes)
        }
        guard hasRepeats else { return }
        let flags = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: (entries.count + 7) / 8))
        for (index, entry) in entries.enumerated() where entry & 0xFFFF_FFFF > 1 {
            bytes[flags + index >> 3] |= 1 << UInt8(index & 7)
            bytes.append(UInt8(min(entry & 0xFFFF_FFFF, 255)))
        }
    }

    private func sum(from place: Int) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var sum = UInt64(bytes.count - place)
            var offset = place
            while offset < bytes.count {
                var word: UInt64 = 0
                if offset + 8 <= bytes.count {
                    word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                } else {
                    for rest in offset..<bytes.count { word = word << 8 | UInt64(bytes[rest]) }
                }
                sum = (sum ^ word) &* 0x9e37_79b1_85eb_ca87
                sum ^= sum >> 32
                offset += 8
            }
            return sum
        }
    }

    private func isEqual(_ first: Int, _ second: Int, _ size: Int) -> Bool {
        bytes.withUnsafeBytes { bytes in
            UnsafeRawBufferPointer(rebasing: bytes[first..<first + size])
                .elementsEqual(UnsafeRawBufferPointer(rebasing: bytes[second..<second + size]))
        }
    }
}
